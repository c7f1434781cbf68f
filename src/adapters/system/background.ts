import { Worker } from 'node:worker_threads'

/**
 * Runs a module of ours with `data` in a thread of its own and yields what it posts, until it ends or the signal stops
 * it. A crash of the thread is an error here, not the end of the process.
 */
export async function* runInBackground(
  module: URL,
  data: unknown,
  signal: AbortSignal,
): AsyncGenerator<unknown> {
  const worker = new Worker(module, {
    workerData: data,
    execArgv: process.execArgv,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  })
  const queue: unknown[] = []
  let wake = (): void => undefined
  let ended = false
  let crash: unknown = null
  worker.on('message', (message: unknown) => {
    queue.push(message)
    wake()
  })
  worker.on('error', (error) => {
    crash = error
  })
  worker.on('exit', () => {
    ended = true
    wake()
  })
  signal.addEventListener('abort', () => void worker.terminate(), { once: true })
  for (;;) {
    while (queue.length > 0) yield queue.shift()
    if (ended) break
    await new Promise<void>((go) => {
      wake = go
    })
  }
  if (crash !== null) throw crash
}
