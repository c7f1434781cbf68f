import { BATCH_CALLS, type CallBatch, createBatch } from './batch.ts'
import { createBatchPool } from './pool.ts'

/** Where batches go that do not fit in memory. */
export interface Spill {
  /** Keeps the bytes; returns what `read` wants back. */
  write(parts: readonly Uint8Array[]): number
  /** Fills the parts from where they were kept. */
  read(place: number, parts: readonly Uint8Array[]): void
}

/** All calls in order of start, for the second look: the newest batches in memory, the rest put aside. */
export interface CallLog {
  add(batch: CallBatch): void
  /** All batches, leaving the log empty. */
  takeBack(): CallBatch[]
  readonly batches: number
  readonly calls: number
  /** A batch is only valid until the next call of `batch`. */
  batch(n: number): CallBatch
}

interface PutAside {
  readonly place: number
  readonly length: number
  readonly ids: number
  readonly capacity: number
}

export function createCallLog(spill?: Spill, resident = 32, pool = createBatchPool()): CallLog {
  const kept: (CallBatch | PutAside)[] = []
  let calls = 0
  let next = 0
  let scratch: CallBatch | null = null
  const putAside = (): void => {
    const batch = kept[next] as CallBatch
    const ids = batch.idEnd[batch.length - 1] as number
    const place = (spill as Spill).write([new Uint8Array(batch.buffer), batch.ids.subarray(0, ids)])
    kept[next++] = { place, length: batch.length, ids, capacity: batch.startedAt.length }
    pool.give(batch)
  }
  const readInto = (batch: CallBatch, entry: PutAside): void => {
    if (batch.ids.length < entry.ids) batch.ids = new Uint8Array(entry.ids * 2)
    ;(spill as Spill).read(entry.place, [new Uint8Array(batch.buffer), batch.ids.subarray(0, entry.ids)])
    batch.length = entry.length
  }
  return {
    add(batch) {
      kept.push(batch)
      calls += batch.length
      while (spill && kept.length - next > resident) putAside()
    },
    takeBack() {
      const all = kept.splice(0).map((entry) => {
        if ('startedAt' in entry) return entry
        const batch = createBatch(entry.capacity)
        readInto(batch, entry)
        return batch
      })
      calls = 0
      next = 0
      return all
    },
    get batches() {
      return kept.length
    },
    get calls() {
      return calls
    },
    batch(n) {
      const entry = kept[n] as (typeof kept)[number]
      if ('startedAt' in entry) return entry
      if (!scratch || scratch.startedAt.length !== entry.capacity)
        scratch = createBatch(entry.capacity || BATCH_CALLS)
      readInto(scratch, entry)
      return scratch
    },
  }
}
