import { assign, createEdges } from './assign.ts'
import { callsByNumber } from './calls-by-number.ts'
import type { BilledCall, Clock, InvoiceLine } from './model.ts'
import { pairByTime } from './pair-by-time.ts'
import { createPairing, type Pairing } from './pairing.ts'
import { sameNumber } from './same-number.ts'
import { lengthOf, timesOf } from './times.ts'

/** A line's start may be the setup or the answer, on a clock that jitters: two minutes off is still the same call. */
const tolerance = 120_000
/** A line this near is the call's whatever its length; further off the lengths must agree too. */
const near = 30_000
/** A line that repeats another may only be a second call, one of just this length: never one that time alone suggests. */
const twinSeconds = 2

/** Finds which call each invoice line is for. The cost grows with lines × calls of one number within minutes. */
export function pairUp(
  lines: readonly InvoiceLine[],
  calls: readonly BilledCall[],
  clock: Clock,
  twins: Int32Array,
): Pairing {
  const pairing = createPairing(lines, calls)
  const index = callsByNumber(calls, clock.base)
  const edges = createEdges()
  for (let row = 0; row < lines.length; row++) {
    const line = lines[row] as InvoiceLine
    for (const at of timesOf(line, clock)) {
      index.within(line.to, at - tolerance, at + tolerance, (column, time) => {
        const cost = costOf(line, calls[column] as BilledCall, Math.abs(at - time), twins[row] !== -1)
        if (cost >= 0) edges.add(row, column, cost)
      })
    }
  }
  const used = new Uint8Array(calls.length)
  assign(edges, { rows: lines.length, columns: calls.length }, (row, column) => {
    pairing.callOf[row] = column
    used[column] = 1
  })
  pairByTime(pairing, used, clock, twins)
  return pairing
}

/** -1 where they cannot be one. `apart`: milliseconds between their times. */
function costOf(line: InvoiceLine, call: BilledCall, apart: number, twin: boolean): number {
  if (!sameNumber(line.to, call.to)) return -1
  const longer = Math.abs(lengthOf(line) - call.billableSeconds)
  if (twin && longer > (line.durationSeconds >= 0 ? twinSeconds : 60)) return -1
  if (apart > near && longer > Math.max(60, call.billableSeconds / 4)) return -1
  const unanswered = call.billableSeconds === 0 ? 20 : 0
  return apart / 1000 + Math.min(60, longer / 10) + unanswered + (line.to === call.to ? 0 : 5)
}
