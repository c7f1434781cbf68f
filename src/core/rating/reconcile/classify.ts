import type { Rater } from '../model.ts'
import type { BilledCall, InvoiceLine, ReconcileClass, ReconciledItem } from './model.ts'

/** What it takes to judge a line beside the call it is for. */
export interface Measure {
  readonly rater: Rater
  /** Micro-units by which an amount may be off because of the decimals it is written in. */
  readonly rounding: number
  /** Seconds by which the carrier's length may be off because two clocks round the ends of a call. */
  readonly grain: number
  /** Whether the carrier's lengths are those of the calls, so that a longer one is wrong by itself. */
  readonly statesLengths: boolean
  /** Whether the numbers are those of the call, as this carrier writes them. */
  readonly isSpelt: (line: InvoiceLine, call: BilledCall) => boolean
}

/** What a line and the call it is for say of each other. */
export function classifyPair(line: InvoiceLine, call: BilledCall, measure: Measure): ReconciledItem {
  const { rater } = measure
  const index = rateOf(call, rater)
  const expectedMicros = index < 0 ? null : rater.cost(index, call.billableSeconds)
  const comparable = expectedMicros !== null && line.currency === rater.currency
  return {
    class: classOf(line, call, index, measure),
    line,
    call,
    invoicedMicros: line.micros,
    expectedMicros,
    deltaMicros: comparable ? line.micros - expectedMicros : null,
  }
}

function classOf(line: InvoiceLine, call: BilledCall, index: number, measure: Measure): ReconcileClass {
  const { rater, rounding, isSpelt } = measure
  if (line.currency !== rater.currency) return 'currency'
  if (!isSpelt(line, call)) return 'rewritten-number'
  if (isOverlong(line, call, index, measure)) return 'over-duration'
  if (index < 0) return 'matched'
  // The price of what was billed; of what was talked where the invoice does not say what it billed.
  const seconds = line.billedSeconds > 0 ? line.billedSeconds : call.billableSeconds
  return Math.abs(line.micros - rater.cost(index, seconds)) <= rounding ? 'matched' : 'mis-rated'
}

function isOverlong(
  line: InvoiceLine,
  call: BilledCall,
  index: number,
  { rater, grain, statesLengths }: Measure,
): boolean {
  const talked = call.billableSeconds === 0 ? 0 : call.billableSeconds + grain
  if (statesLengths && line.durationSeconds > talked) return true
  return line.billedSeconds > (index < 0 ? talked + 60 : rater.billedSeconds(index, talked))
}

/** A line without a call of its own: the whole amount is in question. */
export function classifyLine(
  line: InvoiceLine,
  kind: 'credit' | 'duplicate' | 'provider-only',
  call: BilledCall | null,
): ReconciledItem {
  return {
    class: kind,
    line,
    call,
    invoicedMicros: line.micros,
    expectedMicros: null,
    deltaMicros: line.micros,
  }
}

/** A call without a line; null when nothing is charged for it, so that nothing is missing. */
export function classifyCall(call: BilledCall, rater: Rater): ReconciledItem | null {
  const index = rateOf(call, rater)
  const expectedMicros = index < 0 ? null : rater.cost(index, call.billableSeconds)
  if (expectedMicros === 0) return null
  const deltaMicros = expectedMicros === null ? null : -expectedMicros
  return { class: 'pbx-only', line: null, call, invoicedMicros: 0, expectedMicros, deltaMicros }
}

const rateOf = (call: BilledCall, rater: Rater): number =>
  call.to.length > 15
    ? -1
    : rater.find(Number(call.to), Number.isNaN(call.answeredAt) ? call.startedAt : call.answeredAt)
