import type { Context } from './context.ts'
import { chargedNumber, costOf } from './exposure.ts'
import type { Flag } from './judgement.ts'

/** Micro-units a minute, and what the figure rests on: calls that are up, or the last hour the records show in full. */
export interface LossRate {
  readonly micros: number
  readonly basis: 'calls-up' | 'last-hour' | 'nothing'
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** So many of the newest calls tell how long a call lasts before its record is written. */
const NEWEST = 50

/** What a breach that is still going on takes a minute. */
export function lossRate(flags: readonly Flag[], context: Context, now: number): LossRate {
  const up = flags.filter((f) => f.call.end === Number.POSITIVE_INFINITY && f.call.answered)
  if (up.length > 0) {
    const micros = up.reduce((sum, { call }) => {
      const number = chargedNumber(call, context)
      const index = number === 0 ? -1 : context.rater.find(number, call.at + call.ring * 1000)
      return sum + (index < 0 ? 0 : context.rater.cost(index, 60))
    }, 0)
    return { micros, basis: 'calls-up' }
  }
  const paid = flags.filter((f) => f.call.seconds > 0)
  if (paid.length === 0) return { micros: 0, basis: 'nothing' }
  return { micros: Math.round(lastHour(paid, context, now)), basis: 'last-hour' }
}

/**
 * Records of finished calls only: calls that are up when the file ends are not in it, so its last minutes show too
 * little. The hour before the newest calls began is complete.
 */
function lastHour(paid: readonly Flag[], context: Context, now: number): number {
  const newest = [...paid].sort((a, b) => a.call.end - b.call.end).slice(-NEWEST)
  const lengths = newest.map(({ call }) => call.end - call.at).sort((a, b) => a - b)
  const last = (newest.at(-1) as Flag).call.end
  const first = paid.reduce((min, { call }) => Math.min(min, call.at), last)
  const whole = last - (lengths[Math.floor(lengths.length * 0.9)] ?? 0)
  const until = Math.min(last, Math.max(whole, first + (last - first) / 2))
  const from = Math.max(first, until - HOUR)
  let micros = 0
  for (const { call } of paid) {
    const overlap = Math.min(call.end, until) - Math.max(call.at, from)
    if (overlap > 0) micros += (costOf(call, context, now).likely * overlap) / (call.end - call.at)
  }
  return (micros * MINUTE) / Math.max(MINUTE, until - from)
}
