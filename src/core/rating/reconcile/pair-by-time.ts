import { assign, createEdges } from './assign.ts'
import { firstFrom } from './calls-by-number.ts'
import type { BilledCall, Clock, InvoiceLine } from './model.ts'
import type { Pairing } from './pairing.ts'
import { instantOf, lengthOf, timesOf } from './times.ts'

const least = 2_000
const most = 15_000
const seconds = 2

/**
 * Pairs what is left by time and length alone, which finds numbers that were rewritten. How close the times must be
 * follows from how well they agree elsewhere: a wider net would catch strangers.
 */
export function pairByTime(
  { lines, calls, callOf }: Pairing,
  used: Uint8Array,
  clock: Clock,
  twins: Int32Array,
): void {
  const tolerance = Math.min(most, Math.max(least, 1000 + 2 * clock.jitter))
  const at = (column: number): number => instantOf(calls[column] as BilledCall, clock.base)
  const left: number[] = []
  for (let column = 0; column < calls.length; column++) {
    const call = calls[column] as BilledCall
    if (used[column] === 0 && call.billableSeconds > 0 && !call.inbound) left.push(column)
  }
  left.sort((a, b) => at(a) - at(b))
  const times = Float64Array.from(left, at)
  const edges = createEdges()
  const tryLine = (row: number, time: number): void => {
    for (let k = firstFrom(times, time - tolerance); k < left.length; k++) {
      const apart = (times[k] as number) - time
      if (apart > tolerance) return
      const column = left[k] as number
      const length = lengthOf(lines[row] as InvoiceLine)
      const longer = Math.abs(length - (calls[column] as BilledCall).billableSeconds)
      if (longer <= seconds) edges.add(row, column, Math.abs(apart) / 1000 + longer)
    }
  }
  for (let row = 0; row < lines.length; row++) {
    if (callOf[row] !== -1 || twins[row] !== -1) continue
    for (const time of timesOf(lines[row] as InvoiceLine, clock)) tryLine(row, time)
  }
  assign(edges, { rows: lines.length, columns: calls.length }, (row, column) => {
    callOf[row] = column
  })
}
