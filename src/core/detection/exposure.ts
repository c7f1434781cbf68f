import { unpackNumber } from '#core/calls'
import { ownTollFree } from '#core/numbering'
import { type CaseCall, isIn, isOut } from './cases.ts'
import type { Context } from './context.ts'

/** What a call costs the site: outbound by the number called, inbound only on a toll-free number. Micro-units. */
export interface Cost {
  readonly low: number
  readonly likely: number
  readonly high: number
  /** False when no rate covers the number. */
  readonly rated: boolean
}

const NOTHING: Cost = { low: 0, likely: 0, high: 0, rated: true }

export function costOf(c: CaseCall, context: Context, now: number): Cost {
  const { rater } = context
  const number = chargedNumber(c, context)
  if (number === 0) return isOut(c.direction) && c.answered ? { ...NOTHING, rated: false } : NOTHING
  const index = rater.find(number, c.at + c.ring * 1000)
  if (index < 0) return { ...NOTHING, rated: c.seconds === 0 }
  const seconds = secondsAt(c, now)
  return {
    low: rater.lowest(index, seconds),
    likely: rater.cost(index, seconds),
    high: rater.highest(index, seconds),
    rated: true,
  }
}

/** Billable seconds; of a call still up, those known so far. */
function secondsAt(c: CaseCall, now: number): number {
  if (c.end !== Number.POSITIVE_INFINITY || !c.answered) return c.seconds
  return Math.max(c.seconds, Math.floor((now - c.at) / 1000) - c.ring)
}

/** Whose rate applies: the number called, or the site's own toll-free one; 0 when the call costs nothing. */
export function chargedNumber(c: CaseCall, { names, numbering, callingCode }: Context): number {
  if (isOut(c.direction)) return c.peer
  if (!isIn(c.direction) || !c.tollFreeCalled) return 0
  return ownTollFree(unpackNumber(c.dialled, names), callingCode, numbering)
}
