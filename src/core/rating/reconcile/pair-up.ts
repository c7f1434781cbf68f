import { assign, forbidden } from './assign.ts'
import { type Clock, groupByNumber, instantOf, push } from './learn-clock.ts'
import type { BilledCall, InvoiceLine } from './model.ts'
import { numberKey, sameNumber } from './same-number.ts'

/** A line's start may be the setup or the answer, on a clock that jitters: two minutes off is still the same call. */
const tolerance = 120_000
/** Where the number does not agree, time and length must. */
const tightTime = 15_000
const tightSeconds = 5
/** Further apart than this, calls cannot compete for a line: they may ring for minutes, but not where time must agree. */
const gap = 600_000
const tightGap = 60_000

/** A line with its time put on the calls' clock. */
interface Timed {
  readonly line: InvoiceLine
  readonly at: number
}
type Cost = (timed: Timed, call: BilledCall) => number

/** Which call each invoice line is for; lines without one are missing. */
export function pairUp(
  lines: readonly InvoiceLine[],
  calls: readonly BilledCall[],
  clock: Clock,
): Map<InvoiceLine, BilledCall> {
  const callsOf = groupByNumber(calls)
  const pairs = new Map<InvoiceLine, BilledCall>()
  const groups = new Map<string, Timed[]>()
  const all = lines.map((line) => ({
    line,
    at: trueTime(line, callsOf.get(numberKey(line.to)) ?? [], clock),
  }))
  for (const timed of all) push(groups, numberKey(timed.line.to), timed)
  for (const [key, group] of groups) pairGroup(group, callsOf.get(key) ?? [], sameNumberCost, gap, pairs)
  const used = new Set(pairs.values())
  const restLines = all.filter(({ line }) => !pairs.has(line))
  const restCalls = calls.filter((call) => !used.has(call) && call.billableSeconds > 0)
  pairGroup(restLines, restCalls, otherNumberCost, tightGap, pairs)
  return pairs
}

/** Over a change to summer time an invoice has two offsets: the one under which a call of the number is nearest. */
function trueTime(line: InvoiceLine, calls: readonly BilledCall[], clock: Clock): number {
  const usual = line.startedAt - (clock.shifts[0] ?? 0) - clock.skew
  if (clock.shifts.length < 2) return usual
  let best = usual
  let nearest = Number.POSITIVE_INFINITY
  for (const shift of clock.shifts) {
    const at = line.startedAt - shift - clock.skew
    for (const call of calls) {
      const apart = Math.abs(at - instantOf(call))
      if (apart < nearest) [best, nearest] = [at, apart]
    }
  }
  return nearest <= tolerance ? best : usual
}

function sameNumberCost({ line, at }: Timed, call: BilledCall): number {
  const apart = Math.min(Math.abs(at - instantOf(call)), Math.abs(at - call.startedAt))
  if (!(apart <= tolerance) || !sameNumber(line.to, call.to)) return forbidden
  return apart / 1000 + secondsApart(line, call) / 10 + (line.to === call.to ? 0 : 5)
}

function otherNumberCost({ line, at }: Timed, call: BilledCall): number {
  const apart = Math.min(Math.abs(at - instantOf(call)), Math.abs(at - call.startedAt))
  if (!(apart <= tightTime)) return forbidden
  // Without the real length, billed in whole minutes, too many calls would look alike.
  const written = line.durationSeconds >= 0 ? line.durationSeconds : line.billedSeconds
  if (Math.abs(written - call.billableSeconds) > tightSeconds) return forbidden
  return apart / 1000 + Math.abs(written - call.billableSeconds)
}

function secondsApart(line: InvoiceLine, call: BilledCall): number {
  const written = line.durationSeconds >= 0 ? line.durationSeconds : line.billedSeconds
  return written < 0 ? 0 : Math.min(600, Math.abs(written - call.billableSeconds))
}

/** Splits a group where time leaves a gap and pairs each part by itself. */
function pairGroup(
  lines: readonly Timed[],
  calls: readonly BilledCall[],
  cost: Cost,
  apart: number,
  pairs: Map<InvoiceLine, BilledCall>,
): void {
  const events: { at: number; timed?: Timed; call?: BilledCall }[] = [
    ...lines.filter(({ at }) => !Number.isNaN(at)).map((timed) => ({ at: timed.at, timed })),
    ...calls.map((call) => ({ at: instantOf(call), call })),
  ].sort((a, b) => a.at - b.at)
  let from = 0
  for (let i = 1; i <= events.length; i++) {
    if (i < events.length && (events[i]?.at ?? 0) - (events[i - 1]?.at ?? 0) <= apart) continue
    const part = events.slice(from, i)
    from = i
    const partLines = part.flatMap(({ timed }) => timed ?? [])
    const partCalls = part.flatMap(({ call }) => call ?? [])
    const chosen = assign(partLines.length, partCalls.length, (row, column) =>
      cost(partLines[row] as Timed, partCalls[column] as BilledCall),
    )
    for (const [row, column] of chosen.entries()) {
      const [timed, call] = [partLines[row], partCalls[column]]
      if (timed && call) pairs.set(timed.line, call)
    }
  }
}
