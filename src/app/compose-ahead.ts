import { openThread, type Thread } from '../adapters/system/thread.ts'

// The thread that reads, begun before what waits for it is loaded: both take a tenth of a second.

const isBuilt = !import.meta.url.endsWith('.ts')
const reader = new URL('./compose-reading.js', import.meta.url)
let waiting: Thread | undefined

/** Begins it for whoever asks for it first. */
export function beginReader(): void {
  if (isBuilt) waiting ??= openThread(reader, { held: false })
}

/** Undefined where the program is not built. */
export function openReader(): Thread | undefined {
  const thread = waiting ?? (isBuilt ? openThread(reader) : undefined)
  waiting = undefined
  thread?.hold()
  return thread
}
