import { BATCH_CALLS, type CallBatch } from './batch.ts'
import { createGather, type Order } from './gather.ts'
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
  let held: CallBatch[] = []
  let count = 0
  let total = 0
  let hasty = takeBack !== undefined
  let newest = Number.NEGATIVE_INFINITY
  let released = Number.NEGATIVE_INFINITY
  const gather = createGather()

  const copyInOrder = (
    order: Order | null,
    first: number,
    end: number,
    give: (batch: CallBatch) => void,
  ): void => {
    for (let from = first; from < end; from += BATCH_CALLS) {
      const out = pool.take()
      gather(held, order, { from, end: Math.min(end, from + BATCH_CALLS) }, out)
      give(out)
    }
  }

  /** Emits the first `leave` calls; whole batches go as they are when they are in order. */
  const release = (leave: number, order: Order | null): void => {
    if (leave === count && order === null) for (const batch of held) emit(batch)
    else {
      const rest: CallBatch[] = []
      copyInOrder(order, 0, leave, emit)
      copyInOrder(order, leave, count, (batch) => rest.push(batch))
      for (const batch of held) pool.give(batch)
      held = rest
      count -= leave
      return
    }
    held = []
    count = 0
  }
  const hurry = (): void => {
    const order = startOrder(held, count)
    const [early, last] = before(held, order, newest - DAY)
    if (early === 0) return
    released = last
    release(early, order)
  }
  return {
    add(batch) {
      if (batch.length === 0) return
      if (hasty && earliest(batch) < released) {
        held = [...(takeBack as () => CallBatch[])(), ...held]
        count = held.reduce((sum, { length }) => sum + length, 0)
        hasty = false
      }
      held.push(batch)
      count += batch.length
      total += batch.length
      // Beyond the limit nothing could be taken back.
      if (total >= limit) hasty = false
      for (let i = 0; i < batch.length; i++) newest = Math.max(newest, batch.startedAt[i] as number)
      if (count >= limit) release(count - (limit >> 1), startOrder(held, count))
      else if (hasty) hurry()
    },
    end: () => release(count, startOrder(held, count)),
  }
}

function earliest(batch: CallBatch): number {
  let first = Number.POSITIVE_INFINITY
  for (let i = 0; i < batch.length; i++) first = Math.min(first, batch.startedAt[i] as number)
  return first
}

/** How many whole batches of calls start before an instant, in calls, and when the last of them starts. */
function before(
  held: readonly CallBatch[],
  order: Order | null,
  until: number,
): [count: number, last: number] {
  const at = (n: number): number => {
    let left = order === null ? n : (order[n] as number)
    for (const batch of held) {
      if (left < batch.length) return batch.startedAt[left] as number
      left -= batch.length
    }
    return Number.POSITIVE_INFINITY
  }
  const all = held.reduce((sum, { length }) => sum + length, 0)
  for (let count = all - (all % BATCH_CALLS); count > 0; count -= BATCH_CALLS)
    if (at(count - 1) < until) return [count, at(count - 1)]
  return [0, Number.NEGATIVE_INFINITY]
}

/** Positions in order of start, or null when they are in order already (the usual case within one file of a quiet PBX). */
function startOrder(held: readonly CallBatch[], count: number): Order | null {
  let base = Number.POSITIVE_INFINITY
  let top = Number.NEGATIVE_INFINITY
  let sorted = true
  for (const batch of held)
    for (let i = 0; i < batch.length; i++) {
      const at = batch.startedAt[i] as number
      if (at < top) sorted = false
      else top = at
      if (at < base) base = at
    }
  if (sorted) return null
  // Start and position share one double (33 + 20 bits), because plain numbers are sorted natively, without a comparison in JavaScript.
  const unit = top - base < 2 ** 33 ? 1 : 1000
  const bits = 2 ** Math.ceil(Math.log2(Math.max(2, count)))
  const keys = new Float64Array(count)
  let n = 0
  for (const batch of held)
    for (let i = 0; i < batch.length; i++, n++)
      keys[n] = Math.floor(((batch.startedAt[i] as number) - base) / unit) * bits + n
  keys.sort()
  for (let k = 0; k < count; k++) keys[k] = (keys[k] as number) % bits
  return keys
}
