import type { BilledCall, Clock, InvoiceLine } from './model.ts'
import { instantOf, timesOf } from './times.ts'

const DAY = 86_400_000
/** So few unbilled calls outside the invoice's days do not mean that the records cover another time than it does. */
const few = 3

/**
 * The time an invoice spans: whole days of the site, from its first line to its last. Records of a longer time would
 * else make every call of other months one that the carrier forgot; a handful at the edges it did forget.
 */
export function periodOf(
  lines: readonly InvoiceLine[],
  unbilled: readonly BilledCall[],
  clock: Clock,
  dayStart: (at: number) => number,
): { has(at: number): boolean } {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const line of lines) {
    const at = timesOf(line, clock)[0]
    if (at === undefined) continue
    first = Math.min(first, at)
    last = Math.max(last, at)
  }
  const from = first === Number.POSITIVE_INFINITY ? first : dayStart(first)
  const until = last === Number.NEGATIVE_INFINITY ? last : dayStart(last) + DAY
  const has = (at: number): boolean => at >= from && at < until
  const outside = unbilled.filter((call) => !has(instantOf(call, clock.base))).length
  const sameTime = outside <= Math.max(few, lines.length / 100)
  return { has: sameTime ? () => true : has }
}
