import { BATCH_CALLS, type CallBatch, reserveIds } from './batch.ts'

/** Positions of calls, counted through batches that stand one behind the other. */
export type Order = Float64Array

/**
 * Fills an empty batch with the calls at some places of an order, column by column: a loop over one column stays in few
 * registers and cache lines, where one over calls touches sixteen columns a call (1M calls in 0.1 s instead of 0.5 s).
 */
export function createGather(): (
  held: readonly CallBatch[],
  order: Order | null,
  places: { from: number; end: number },
  out: CallBatch,
) => void {
  const rows = new Int32Array(BATCH_CALLS)
  return (held, order, { from, end }, out) => {
    const runs = runsOf(held, order, from, end, rows)
    out.length = end - from
    for (const run of runs) gatherRun(out, run, rows)
  }
}

const doubles = ['startedAt', 'peer', 'from', 'dialled'] as const
const ints = ['ring', 'billable', 'duration', 'account', 'trunk', 'source', 'agent'] as const
const shorts = ['destination', 'flags', 'shape', 'file'] as const

/** Calls that follow each other in the order and come from one batch. */
interface Run {
  readonly batch: CallBatch
  /** Places in the batch that is filled. */
  readonly at: number
  readonly until: number
}

/** Also fills in the row that each place takes of its batch. */
function runsOf(
  held: readonly CallBatch[],
  order: Order | null,
  from: number,
  end: number,
  rows: Int32Array,
): Run[] {
  const runs: Run[] = []
  let b = 0
  let start = 0
  let at = 0
  for (let k = 0; k < end - from; k++) {
    const place = order === null ? from + k : (order[from + k] as number)
    const before = b
    while (place < start) start -= lengthOf(held, --b)
    while (place >= start + lengthOf(held, b)) start += lengthOf(held, b++)
    if (b !== before) {
      if (k > at) runs.push({ batch: held[before] as CallBatch, at, until: k })
      at = k
    }
    rows[k] = place - start
  }
  if (end - from > at) runs.push({ batch: held[b] as CallBatch, at, until: end - from })
  return runs
}

const lengthOf = (held: readonly CallBatch[], b: number): number => (held[b] as CallBatch).length

function gatherRun(out: CallBatch, { batch, at, until }: Run, rows: Int32Array): void {
  for (const name of doubles) gatherDoubles(out[name], batch[name], rows, at, until)
  for (const name of ints) gatherInts(out[name], batch[name], rows, at, until)
  for (const name of shorts) gatherShorts(out[name], batch[name], rows, at, until)
  gatherIds(out, batch, rows, at, until)
}

// One function for each kind of column: a loop that meets several kinds is compiled for none of them.

function gatherDoubles(
  to: Float64Array,
  from: Float64Array,
  rows: Int32Array,
  at: number,
  until: number,
): void {
  for (let k = at; k < until; k++) to[k] = from[rows[k] as number] as number
}

function gatherInts(to: Int32Array, from: Int32Array, rows: Int32Array, at: number, until: number): void {
  for (let k = at; k < until; k++) to[k] = from[rows[k] as number] as number
}

function gatherShorts(to: Uint16Array, from: Uint16Array, rows: Int32Array, at: number, until: number): void {
  for (let k = at; k < until; k++) to[k] = from[rows[k] as number] as number
}

function gatherIds(to: CallBatch, from: CallBatch, rows: Int32Array, at: number, until: number): void {
  const ends = from.idEnd
  let next = at === 0 ? 0 : (to.idEnd[at - 1] as number)
  reserveIds(to, next + lengthOfIds(ends, rows, at, until))
  const { ids } = to
  const source = from.ids
  for (let k = at; k < until; k++) {
    const row = rows[k] as number
    const end = ends[row] as number
    for (let i = row === 0 ? 0 : (ends[row - 1] as number); i < end; i++) ids[next++] = source[i] as number
    to.idEnd[k] = next
  }
}

function lengthOfIds(ends: Int32Array, rows: Int32Array, at: number, until: number): number {
  let sum = 0
  for (let k = at; k < until; k++) {
    const row = rows[k] as number
    sum += (ends[row] as number) - (row === 0 ? 0 : (ends[row - 1] as number))
  }
  return sum
}
