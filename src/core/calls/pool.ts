import { BATCH_CALLS, type CallBatch, createBatch } from './batch.ts'

/**
 * Batches that were read and may be written again. Their buffers lie outside the JavaScript heap, where the collector
 * hardly feels them: without reuse, 10M rows held 2.4 GB of batches that nobody wanted any more.
 */
export interface BatchPool {
  /** An empty batch for BATCH_CALLS calls. */
  take(): CallBatch
  /** Nobody looks at this batch again. */
  give(batch: CallBatch): void
  /** Up to `count` batches given back, to be sent elsewhere. */
  spare(count: number): CallBatch[]
}

const MOST = 32

export function createBatchPool(): BatchPool {
  const free: CallBatch[] = []
  return {
    take() {
      const batch = free.pop() ?? createBatch()
      batch.length = 0
      return batch
    },
    give(batch) {
      if (batch.startedAt.length === BATCH_CALLS && free.length < MOST) free.push(batch)
    },
    spare: (count) => free.splice(0, count),
  }
}
