import { setFlagsFromString } from 'node:v8'

/**
 * This process lives for seconds: V8 compiles what has run four times as long as usual, and a loop that is running only by
 * the way. Of the work for a verdict on a million rows about a tenth went into code that was hardly used.
 */
export function expectBriefRun(): void {
  setFlagsFromString('--interrupt-budget=300000')
  setFlagsFromString('--no-concurrent-osr')
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=600')
}
