import { type Transferable, Worker } from 'node:worker_threads'

/** A module of ours in a thread of its own, and the messages to and fro. */
export interface Thread {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void
  /** What the thread posts, in order, until it ends. A crash of it is thrown here. */
  messages(): AsyncGenerator<unknown>
  /** Until then the program may end while the thread waits. */
  hold(): void
  close(): void
}

/** Not `held`: nobody may ever need it. */
export function openThread(module: URL, { held = true } = {}): Thread {
  const worker = new Worker(module)
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
  // After its listeners, each of which holds it again.
  if (!held) worker.unref()
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer as Transferable[]),
    async *messages() {
      for (;;) {
        while (queue.length > 0) yield queue.shift()
        if (crash !== null) throw crash
        if (ended) return
        await new Promise<void>((go) => {
          wake = go
        })
      }
    },
    hold: () => worker.ref(),
    close: () => void worker.terminate(),
  }
}
