import type { RowKernel, RowShapes } from '../ports.ts'
import { createTexts } from '../texts.ts'

/** What was found in a piece, ready for another thread: see FoundRows. */
export interface Found {
  readonly records: Int32Array
  readonly count: number
  /** Texts that are new, in order of their numbers, which begin anew with each round. */
  readonly fresh: readonly string[]
  readonly round: number
}

/** Words of a record: see wasm/plain-rows.ts. */
export const RECORD = 40
const FIRST = 4096 * RECORD

/** Finds the plain rows of pieces, ahead of whoever reads them. `words` gives room for so many. */
export function createFinder(kernel: RowKernel, words: (count: number) => Int32Array) {
  const memory = new Uint8Array(kernel.memory)
  const ints = new Int32Array(kernel.memory)
  const texts = createTexts(kernel)
  let told = 0
  const fresh = (): string[] => {
    const list: string[] = []
    while (told < kernel.texts()) list.push(texts.of(++told))
    return list
  }
  return {
    shape({ separator, layouts }: RowShapes): void {
      ints[kernel.separator / 4] = separator
      ints.set(layouts, kernel.layouts / 4)
    },
    /** Into `room` where that is enough. The piece must fit into the kernel's input. */
    find(bytes: Uint8Array, room = words(FIRST)): Found {
      memory.set(bytes, kernel.input)
      const { round } = texts
      texts.begin()
      if (texts.round !== round) told = 0
      const last = bytes.lastIndexOf(10) + 1
      let records = room
      let count = 0
      for (let at = 0; at < last; ) {
        const n = kernel.rows(at, last)
        if ((count + n) * RECORD > records.length) records = larger(records, words)
        const from = kernel.records / 4
        records.set(ints.subarray(from, from + n * RECORD), count * RECORD)
        count += n
        at = records[count * RECORD - RECORD + 1] as number
      }
      return { records, count, fresh: fresh(), round: texts.round }
    },
  }
}

function larger(records: Int32Array, words: (count: number) => Int32Array): Int32Array {
  const copy = words(records.length * 2)
  copy.set(records)
  return copy
}
