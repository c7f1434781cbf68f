import type { Rater } from '../model.ts'
import { classifyCall, classifyLine, classifyPair, type Measure } from './classify.ts'
import { learnClock } from './learn-clock.ts'
import { measureOf } from './measure.ts'
import type { BilledCall, InvoiceLine, ReconciledItem, Reconciliation } from './model.ts'
import { pairUp } from './pair-up.ts'
import type { Pairing } from './pairing.ts'
import { periodOf } from './period.ts'
import { instantOf } from './times.ts'
import { twinsOf } from './twins.ts'

/**
 * Matches a carrier's invoice with the site's calls. Every line ends in exactly one item, in the order of the invoice,
 * so that the items add up to it to the micro-unit; then follow the answered outgoing calls that the invoice, within
 * the time it spans, does not bill. Calls that were never answered belong in: a carrier may bill those too.
 */
export function reconcile(input: {
  lines: readonly InvoiceLine[]
  calls: readonly BilledCall[]
  rater: Rater
  /** Start of the calendar day at the site, of an instant. */
  dayStart: (at: number) => number
}): Reconciliation {
  const { lines, calls, rater } = input
  const charges = lines.filter((line) => line.micros >= 0)
  const clock = learnClock(charges, calls)
  const twins = twinsOf(charges)
  const pairs = pairUp(charges, calls, clock, twins)
  const measure = measureOf(lines, pairs, rater)
  const billedOf = callOfTwins(twins, pairs)
  const items: ReconciledItem[] = []
  let next = 0
  for (const line of lines) {
    if (line.micros < 0) items.push(classifyLine(line, 'credit', null))
    else items.push(judge(next++, pairs, twins, billedOf, measure))
  }
  const billed = new Uint8Array(calls.length)
  for (const call of pairs.callOf) if (call >= 0) billed[call] = 1
  const unbilled = calls.filter((call, i) => billed[i] === 0 && call.billableSeconds > 0 && !call.inbound)
  const period = periodOf(charges, unbilled, clock, input.dayStart)
  const inside = unbilled.filter((call) => period.has(instantOf(call, clock.base)))
  for (const call of inside) {
    const item = classifyCall(call, rater)
    if (item) items.push(item)
  }
  return { items, clock, outsidePeriod: unbilled.length - inside.length }
}

/** By the first of lines alike: the call that one of them bills, whichever of them it fits best. */
function callOfTwins(twins: Int32Array, { callOf }: Pairing): Map<number, number> {
  const billed = new Map<number, number>()
  for (const [i, twin] of twins.entries()) {
    if (twin < 0) continue
    const call = [i, twin].map((line) => callOf[line] as number).find((found) => found >= 0)
    if (call !== undefined) billed.set(twin, call)
  }
  return billed
}

function judge(
  i: number,
  { lines, calls, callOf }: Pairing,
  twins: Int32Array,
  billedOf: ReadonlyMap<number, number>,
  measure: Measure,
): ReconciledItem {
  const line = lines[i] as InvoiceLine
  const call = calls[callOf[i] as number]
  if (call) return classifyPair(line, call, measure)
  const twin = twins[i] as number
  const already = calls[billedOf.get(twin < 0 ? i : twin) ?? -1]
  // Of two lines without any call the PBX made neither: both are strangers, unless it is one line printed twice.
  const again = already !== undefined || lines[twin]?.id === line.id
  return classifyLine(line, again ? 'duplicate' : 'provider-only', already ?? null)
}
