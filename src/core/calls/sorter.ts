import type { CallBatch } from './batch.ts'
import { addTo, before, hold, release, restOf, waitingIn } from './held.ts'
import { type BatchPool, createBatchPool } from './pool.ts'

export interface Sorter {
  /** Takes a full or last batch over. */
  add(batch: CallBatch): void
  end(): void
}

export interface SorterOptions {
  readonly limit?: number
  readonly pool?: BatchPool
  /**
   * Lets calls go once others have begun a day later, so that whoever takes them need not wait for the end. When one
   * comes after all that belongs before them, this is asked to give back everything that was emitted; then the sorter
   * waits as if it had never been in a hurry.
   */
  readonly takeBack?: (() => readonly CallBatch[]) | undefined
}

const DAY = 86_400_000

/**
 * Puts calls into order of their start within a bound: records come in order of their end, late, or from several files.
 * Up to `limit` calls are in exact order whatever the input; beyond, each is at most limit/2 calls late.
 */
export function createSorter(
  emit: (batch: CallBatch) => void,
  { limit = 1 << 20, pool = createBatchPool(), takeBack }: SorterOptions = {},
): Sorter {
  let held = hold([], pool)
  let total = 0
  let hasty = takeBack !== undefined
  let newest = Number.NEGATIVE_INFINITY
  let released = Number.NEGATIVE_INFINITY
  const hurry = (): void => {
    const [early, last] = before(held, newest - DAY)
    if (early === 0) return
    released = last
    release(held, early, emit)
  }
  return {
    add(batch) {
      if (batch.length === 0) return
      if (hasty && earliest(batch) < released) {
        held = hold([...(takeBack as () => CallBatch[])(), ...restOf(held)], pool)
        hasty = false
      }
      addTo(held, batch)
      total += batch.length
      // Beyond the limit nothing could be taken back.
      if (total >= limit) hasty = false
      for (let i = 0; i < batch.length; i++) newest = Math.max(newest, batch.startedAt[i] as number)
      if (waitingIn(held) >= limit) release(held, waitingIn(held) - (limit >> 1), emit)
      else if (hasty) hurry()
    },
    end: () => release(held, waitingIn(held), emit),
  }
}

function earliest(batch: CallBatch): number {
  let first = Number.POSITIVE_INFINITY
  for (let i = 0; i < batch.length; i++) first = Math.min(first, batch.startedAt[i] as number)
  return first
}
