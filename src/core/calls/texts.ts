import { textOf } from './bytes.ts'
import type { Texts } from './plain-row.ts'
import type { RowKernel } from './ports.ts'

export const NO_TEXTS: Texts = { of: () => '', round: 0 }

/** Those of a kernel; `begin` before rows are read. */
export function createTexts(kernel: RowKernel): Texts & { begin(): void } {
  const bytes = new Uint8Array(kernel.memory)
  const places = new Int32Array(kernel.memory, kernel.places)
  let known: string[] = ['']
  let round = 0
  return {
    get round() {
      return round
    },
    begin() {
      const now = kernel.makeRoom()
      if (now === round) return
      round = now
      known = ['']
    },
    of(number) {
      const text = known[number]
      if (text !== undefined) return text
      const start = places[number * 2] as number
      const read = textOf(bytes, start, start + (places[number * 2 + 1] as number))
      known[number] = read
      return read
    },
  }
}

/** Those of a kernel elsewhere, as it tells what is new. */
export function createToldTexts(): Texts & { learn(fresh: readonly string[], round: number): void } {
  const known: string[] = ['']
  let round = 0
  return {
    get round() {
      return round
    },
    of: (number) => known[number] ?? '',
    learn(fresh, now) {
      if (now !== round) known.length = 1
      round = now
      for (const text of fresh) known.push(text)
    },
  }
}
