import type { Call } from '#core/calls'

const KEEP_MS = 1000

export interface Keeper {
  add(calls: readonly Call[]): void
  has(id: string): boolean
  flush(): Promise<void>
}

/** Ended calls go to the store a second later, together; what fails is tried again. */
export function createKeeper(
  keep: (calls: readonly Call[]) => Promise<void>,
  onProblem: (what: string, error: unknown) => void,
): Keeper {
  const ids = new Set<string>()
  let waiting: Call[] = []
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(async () => {
      const batch = waiting
      waiting = []
      if (batch.length === 0) return
      try {
        await keep(batch)
      } catch (error) {
        onProblem('calls could not be kept; tried again', error)
        waiting = [...batch, ...waiting]
        timer ??= setTimeout(() => void flush(), 5 * KEEP_MS)
      }
    })
    return writing
  }
  return {
    flush,
    has: (id) => ids.has(id),
    add(calls) {
      for (const call of calls) ids.add(call.id)
      if (ids.size > 100_000) for (const id of [...ids].slice(0, 50_000)) ids.delete(id)
      waiting.push(...calls)
      if (calls.length > 0) timer ??= setTimeout(() => void flush(), KEEP_MS)
    },
  }
}
