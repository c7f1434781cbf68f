import { type BatchPool, type CallBatch, type CsvMap, createBatch, type FormatName } from '#core/calls'
import { DomainError, type SiteSettings } from '#core/kernel'
import type { NumberingParts } from '#core/numbering'
import type { ReadPiece } from './flows/gather-calls.ts'

// Reading in a thread of its own, so that finding the calls and judging them each have a core. Batches change hands by
// their buffers, and judged ones go back to be filled again.

export interface ReadingOrder {
  readonly files: readonly { readonly path: string; readonly name?: string }[]
  readonly site: SiteSettings
  readonly numbering: NumberingParts
  readonly format?: FormatName
  readonly map?: CsvMap
  readonly since?: number
  readonly until?: number
  /** Batches the thread may be ahead of who takes them; AHEAD where it is not given. */
  readonly ahead?: number
}

interface BatchBuffers {
  readonly length: number
  readonly buffer: ArrayBuffer
  readonly ids: Uint8Array<ArrayBuffer>
}

/** To the thread. The first message is its order. */
export type ToReader =
  | { readonly order: ReadingOrder }
  | { readonly judged: number; readonly spare: readonly BatchBuffers[] }
/** From the thread; a failure is its last. */
export type FromReader =
  | { readonly piece: Omit<ReadPiece, 'batches'>; readonly batches: readonly BatchBuffers[] }
  | { readonly failure: { readonly code: string; readonly message: string; readonly remedy: string } }

/** Batches the thread may be ahead of the judging: what keeps both busy and holds little. */
export const AHEAD = 12

export interface ReaderThread<To = ToReader> {
  post(message: To, transfer?: readonly ArrayBuffer[]): void
  messages(): AsyncIterable<unknown>
}

/** What `gatherCalls` yields, from the thread that has its order. */
export async function* readBehind(thread: ReaderThread, pool: BatchPool): AsyncGenerator<ReadPiece> {
  for await (const message of thread.messages() as AsyncIterable<FromReader>) {
    if ('failure' in message) throw DomainError.again(message.failure)
    yield { ...message.piece, batches: message.batches.map(unpackBatch) }
    const judged = message.batches.length
    if (judged === 0) continue
    const { packed: spare, buffers } = packBatches(pool.spare(judged))
    thread.post({ judged, spare }, buffers)
  }
}

export function packBatches(batches: readonly CallBatch[]): {
  packed: BatchBuffers[]
  buffers: ArrayBuffer[]
} {
  const packed = batches.map(({ length, buffer, ids }) => ({ length, buffer, ids }))
  return { packed, buffers: packed.flatMap(({ buffer, ids }) => [buffer, ids.buffer]) }
}

export function unpackBatch({ length, buffer, ids }: BatchBuffers): CallBatch {
  const batch = createBatch(undefined, buffer, ids)
  batch.length = length
  return batch
}
