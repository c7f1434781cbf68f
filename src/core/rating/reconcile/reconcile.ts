import type { Rater } from '../model.ts'
import { classifyCall, classifyLine, classifyPair } from './classify.ts'
import { instantOf, learnClock, push } from './learn-clock.ts'
import type { BilledCall, InvoiceLine, ReconciledItem, Reconciliation } from './model.ts'
import { pairUp } from './pair-up.ts'
import { numberKey, sameNumber } from './same-number.ts'

/** Two lines this close, to one number and of one length, are one call billed twice. */
const twice = 2_000

/**
 * Matches a carrier's invoice with the site's outbound calls. Every line ends in exactly one item, in the order of the
 * invoice, so that the items add up to it to the micro-unit; then follow the answered calls that the invoice, within
 * the time it spans, does not bill. Calls must be those that went out, never answered ones included.
 */
export function reconcile(input: {
  lines: readonly InvoiceLine[]
  calls: readonly BilledCall[]
  rater: Rater
}): Reconciliation {
  const { lines, calls, rater } = input
  const charges = lines.filter((line) => line.micros >= 0)
  const clock = learnClock(charges, calls)
  const pairs = pairUp(charges, calls, clock)
  const pricing = { rater, grain: grainOf(lines) }
  const billedByNumber = new Map<string, InvoiceLine[]>()
  for (const line of pairs.keys()) push(billedByNumber, numberKey(line.to), line)
  const items = lines.map((line): ReconciledItem => {
    if (line.micros < 0) return classifyLine(line, 'credit')
    const call = pairs.get(line)
    if (call) return classifyPair(line, call, pricing)
    const again = (billedByNumber.get(numberKey(line.to)) ?? []).some((other) => isTwice(line, other))
    return classifyLine(line, again ? 'duplicate' : 'provider-only')
  })
  const billed = new Set(pairs.values())
  const usual = (clock.shifts[0] ?? 0) + clock.skew
  const times = charges.map((line) => line.startedAt - usual)
  const [from, until] = times.reduce(
    ([a, b], at) => [Math.min(a, at), Math.max(b, at)],
    [Infinity, -Infinity],
  )
  for (const call of calls) {
    const at = instantOf(call)
    if (call.billableSeconds > 0 && !billed.has(call) && at >= from && at <= until)
      items.push(classifyCall(call, rater))
  }
  return { items, clock: { zoneShift: clock.shifts[0] ?? 0, skew: clock.skew } }
}

function isTwice(line: InvoiceLine, other: InvoiceLine): boolean {
  const sameTime = Math.abs(line.startedAt - other.startedAt) <= twice
  return sameTime && line.billedSeconds === other.billedSeconds && sameNumber(line.to, other.to)
}

/** Half of the finest decimal on the invoice: cents give half a cent. Never more, however round the amounts. */
function grainOf(lines: readonly InvoiceLine[]): number {
  let unit = 10_000
  while (unit > 1 && lines.some((line) => line.micros % unit !== 0)) unit /= 10
  return Math.ceil(unit / 2)
}
