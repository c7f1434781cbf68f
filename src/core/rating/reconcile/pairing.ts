import type { BilledCall, InvoiceLine } from './model.ts'

/** Which call each line is for, by their positions; -1 for none. */
export interface Pairing {
  readonly lines: readonly InvoiceLine[]
  readonly calls: readonly BilledCall[]
  readonly callOf: Int32Array
}

export function createPairing(lines: readonly InvoiceLine[], calls: readonly BilledCall[]): Pairing {
  return { lines, calls, callOf: new Int32Array(lines.length).fill(-1) }
}

/** Visits every line that has a call, with it. */
export function eachPair(
  { lines, calls, callOf }: Pairing,
  visit: (line: InvoiceLine, call: BilledCall) => void,
): void {
  for (let i = 0; i < lines.length; i++) {
    const call = callOf[i] as number
    if (call >= 0) visit(lines[i] as InvoiceLine, calls[call] as BilledCall)
  }
}
