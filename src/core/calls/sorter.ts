import { BATCH_CALLS, type CallBatch, copyCall, createBatch } from './batch.ts'

export interface Sorter {
  /** Takes a full or last batch over. */
  add(batch: CallBatch): void
  end(): void
}

/**
 * Puts calls into order of their start within a bound: records come in order of their end, late, or from several files.
 * Up to `limit` calls are in exact order whatever the input; beyond, each is at most limit/2 calls late.
 */
export function createSorter(emit: (batch: CallBatch) => void, limit = 1 << 20): Sorter {
  let held: CallBatch[] = []
  let count = 0
  const release = (keep: number): void => {
    const order = startOrder(held, count)
    const leave = count - keep
    if (keep === 0 && order === null) for (const batch of held) emit(batch)
    else {
      const sorted = (n: number): number => (order === null ? n : (order[n] as number))
      copyInOrder(held, sorted, 0, leave, emit)
      const rest: CallBatch[] = []
      copyInOrder(held, sorted, leave, count, (b) => rest.push(b))
      held = rest
      count = keep
      return
    }
    held = []
    count = 0
  }
  return {
    add(batch) {
      if (batch.length === 0) return
      held.push(batch)
      count += batch.length
      if (count >= limit) release(limit >> 1)
    },
    end: () => release(0),
  }
}

/** Positions in order of start, or null when they are in order already (the usual case within one file of a quiet PBX). */
function startOrder(held: readonly CallBatch[], count: number): Float64Array | null {
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

function copyInOrder(
  held: readonly CallBatch[],
  position: (n: number) => number,
  first: number,
  end: number,
  emit: (batch: CallBatch) => void,
): void {
  const starts: number[] = [0]
  for (const batch of held) starts.push((starts.at(-1) as number) + batch.length)
  let out = createBatch()
  let b = 0
  for (let k = first; k < end; k++) {
    const at = position(k)
    while (at < (starts[b] as number)) b--
    while (at >= (starts[b + 1] as number)) b++
    copyCall(held[b] as CallBatch, at - (starts[b] as number), out)
    if (out.length === BATCH_CALLS) {
      emit(out)
      out = createBatch()
    }
  }
  if (out.length > 0) emit(out)
}
