import { textOf } from './bytes.ts'
import type { RowKernel } from './ports.ts'

/** Texts by the numbers that the kernel gives them; 0 is ''. */
export interface Texts {
  of(number: number): string
  /** Numbers of another round mean nothing any more. */
  readonly round: number
  /** Before rows are read. */
  begin(): void
}

export const NO_TEXTS: Texts = { of: () => '', round: 0, begin: () => undefined }

export function createTexts(kernel: RowKernel): Texts {
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
