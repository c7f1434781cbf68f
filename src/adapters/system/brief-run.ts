import { setFlagsFromString } from 'node:v8'

/**
 * This process lives for seconds: V8 compiles what has run four times as long as usual, and not what soon ends. Of the
 * work for a verdict on a million rows a tenth went into code that was hardly used.
 */
export function expectBriefRun(): void {
  setFlagsFromString('--interrupt-budget=300000')
}
