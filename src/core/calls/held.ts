import { BATCH_CALLS, type CallBatch } from './batch.ts'
import { createGather, type Order } from './gather.ts'
import { type BatchPool, createBatchPool } from './pool.ts'

/** Batches as they came, and which of their calls have not been released. A call is copied once: when it goes. */
export interface Held {
  batches: CallBatch[]
  /** Calls in them. */
  size: number
  /** Places of calls that stayed when others were released, in order; all from `looked` on are waiting too. */
  kept: Order
  looked: number
  /** The order of all that wait, null when they stand in it already; undefined until somebody asks. */
  order: Order | null | undefined
  readonly pool: BatchPool
  readonly gather: ReturnType<typeof createGather>
}

const NOTHING: Order = new Float64Array(0)

export function hold(batches: CallBatch[], pool = createBatchPool()): Held {
  const size = batches.reduce((sum, { length }) => sum + length, 0)
  return { batches, size, kept: NOTHING, looked: 0, order: undefined, pool, gather: createGather() }
}

export const waitingIn = (held: Held): number => held.kept.length + held.size - held.looked

export function addTo(held: Held, batch: CallBatch): void {
  held.batches.push(batch)
  held.size += batch.length
  held.order = undefined
}

/** What waits, in batches of its own. */
export function restOf(held: Held): CallBatch[] {
  if (held.looked === 0) return held.batches
  const rest: CallBatch[] = []
  copy(held, orderOf(held), waitingIn(held), (batch) => rest.push(batch))
  return rest
}

/** How many whole batches of calls start before an instant, in calls, and when the last of them starts. */
export function before(held: Held, until: number): [count: number, last: number] {
  const order = orderOf(held)
  const all = waitingIn(held)
  for (let count = all - (all % BATCH_CALLS); count > 0; count -= BATCH_CALLS) {
    const at = startAt(held.batches, order === null ? count - 1 : (order[count - 1] as number))
    if (at < until) return [count, at]
  }
  return [0, Number.NEGATIVE_INFINITY]
}

/** Emits the first `leave` calls; whole batches go as they are when they are in order. */
export function release(held: Held, leave: number, emit: (batch: CallBatch) => void): void {
  const order = orderOf(held)
  held.order = undefined
  let left = leave
  if (order === null)
    for (let batch = held.batches[0]; batch && batch.length <= left; batch = held.batches[0]) {
      left -= batch.length
      held.size -= batch.length
      held.batches.shift()
      emit(batch)
    }
  if (left === 0) return
  const places = order ?? allPlaces(held.size)
  copy(held, places, left, emit)
  held.kept = places.slice(left)
  giveBack(held)
}

function copy(held: Held, order: Order | null, end: number, give: (batch: CallBatch) => void): void {
  for (let from = 0; from < end; from += BATCH_CALLS) {
    const out = held.pool.take()
    held.gather(held.batches, order, { from, end: Math.min(end, from + BATCH_CALLS) }, out)
    give(out)
  }
}

/** Batches at the front whose calls are all gone. */
function giveBack(held: Held): void {
  const { batches, kept } = held
  let first = held.size
  for (let k = 0; k < kept.length; k++) first = Math.min(first, kept[k] as number)
  let gone = 0
  for (let batch = batches[0]; batch && gone + batch.length <= first; batch = batches[0]) {
    gone += batch.length
    held.pool.give(batch)
    batches.shift()
  }
  for (let k = 0; k < kept.length; k++) kept[k] = (kept[k] as number) - gone
  held.size -= gone
  held.looked = held.size
}

function orderOf(held: Held): Order | null {
  if (held.order === undefined) held.order = startOrder(held)
  return held.order
}

function startAt(held: readonly CallBatch[], place: number): number {
  let left = place
  for (const batch of held) {
    if (left < batch.length) return batch.startedAt[left] as number
    left -= batch.length
  }
  return Number.POSITIVE_INFINITY
}

const allPlaces = (size: number): Order => Float64Array.from({ length: size }, (_, place) => place)

/** Places of `kept` and of all from `looked` on in order of start; null when they are all there are, and in order already. */
function startOrder({ batches, kept, looked, size }: Held): Order | null {
  const starts = startsOf(batches, size)
  const places = new Float64Array(kept.length + size - looked)
  places.set(kept)
  for (let k = kept.length, place = looked; place < size; place++) places[k++] = place
  let base = Number.POSITIVE_INFINITY
  let top = Number.NEGATIVE_INFINITY
  let sorted = looked === 0
  for (let k = 0; k < places.length; k++) {
    const at = starts[places[k] as number] as number
    if (at < top) sorted = false
    else top = at
    if (at < base) base = at
  }
  if (sorted) return null
  // Start and place share one double (33 + 20 bits), because plain numbers are sorted natively, without a comparison in JavaScript.
  const unit = top - base < 2 ** 33 ? 1 : 1000
  const bits = 2 ** Math.ceil(Math.log2(Math.max(2, size)))
  for (let k = 0; k < places.length; k++) {
    const place = places[k] as number
    places[k] = Math.floor(((starts[place] as number) - base) / unit) * bits + place
  }
  places.sort()
  // A power of two: nothing is lost by multiplying.
  for (let k = 0; k < places.length; k++) {
    const key = places[k] as number
    places[k] = key - Math.floor(key * (1 / bits)) * bits
  }
  return places
}

function startsOf(held: readonly CallBatch[], size: number): Float64Array {
  const starts = new Float64Array(size)
  let n = 0
  for (const { startedAt, length } of held) {
    starts.set(startedAt.subarray(0, length), n)
    n += length
  }
  return starts
}
