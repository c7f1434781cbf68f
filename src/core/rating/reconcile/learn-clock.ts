import type { BilledCall, InvoiceLine } from './model.ts'
import { numberKey, sameNumber } from './same-number.ts'

const QUARTER = 900_000
const HOUR = 3_600_000
/** Time zones reach from -12 to +14 hours; the difference of two may be larger, but not in practice. */
const furthest = 15 * HOUR

/** How the invoice's clock stands to the calls': a time zone (two over a change to summer time) and seconds of skew. */
export interface Clock {
  /** Milliseconds to take off an invoice's time, the usual first. */
  readonly shifts: readonly number[]
  readonly skew: number
}

/**
 * Learnt from pairs of the same number and about the same length: the whole quarter hour that most agree on, the one an
 * hour beside it when enough do, and then the median of what is left.
 */
export function learnClock(lines: readonly InvoiceLine[], calls: readonly BilledCall[]): Clock {
  const byNumber = groupByNumber(calls)
  const votes = new Map<number, number[]>()
  for (const line of lines) for (const [shift, rest] of candidates(line, byNumber)) push(votes, shift, rest)
  const ranked = [...votes].sort((a, b) => b[1].length - a[1].length || Math.abs(a[0]) - Math.abs(b[0]))
  const [usual, rests] = ranked[0] ?? [0, []]
  const enough = Math.max(3, lines.length * 0.05)
  const beside = ranked.filter(([shift, { length }]) => Math.abs(shift - usual) === HOUR && length >= enough)
  const sorted = [...rests].sort((a, b) => a - b)
  return {
    shifts: [usual, ...beside.slice(0, 1).map(([shift]) => shift)],
    skew: sorted[sorted.length >> 1] ?? 0,
  }
}

export function groupByNumber(calls: readonly BilledCall[]): Map<string, BilledCall[]> {
  const groups = new Map<string, BilledCall[]>()
  for (const call of calls) push(groups, numberKey(call.to), call)
  return groups
}

export function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key)
  if (group) group.push(value)
  else groups.set(key, [value])
}

/** For one line, the nearest remainder for each shift that some call of its number would explain. */
function candidates(line: InvoiceLine, byNumber: Map<string, BilledCall[]>): Map<number, number> {
  const found = new Map<number, number>()
  for (const call of byNumber.get(numberKey(line.to)) ?? []) {
    const apart = line.startedAt - instantOf(call)
    if (!(Math.abs(apart) <= furthest) || !sameNumber(line.to, call.to)) continue
    if (line.billedSeconds >= 0 && Math.abs(line.billedSeconds - call.billableSeconds) > 65) continue
    const shift = Math.round(apart / QUARTER) * QUARTER
    const before = found.get(shift)
    if (before === undefined || Math.abs(apart - shift) < Math.abs(before)) found.set(shift, apart - shift)
  }
  return found
}

/** When a carrier begins to bill: the answer, or the start of a call that was never answered. */
export const instantOf = (call: BilledCall): number =>
  Number.isNaN(call.answeredAt) ? call.startedAt : call.answeredAt
