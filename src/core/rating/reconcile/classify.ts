import type { Rater } from '../model.ts'
import type { BilledCall, InvoiceLine, ReconcileClass, ReconciledItem } from './model.ts'
import { sameNumber } from './same-number.ts'

/** Two clocks round the ends of one call differently: so many seconds are no difference. */
const clockGrain = 2

export interface Pricing {
  readonly rater: Rater
  /** Half of the last decimal the invoice writes, in micro-units: amounts closer than this are equal. */
  readonly grain: number
}

/** What a line and the call it is for say of each other. */
export function classifyPair(line: InvoiceLine, call: BilledCall, { rater, grain }: Pricing): ReconciledItem {
  const index = rateOf(call, rater)
  const price = (seconds: number): number => (index < 0 ? 0 : rater.cost(index, Math.max(0, seconds)))
  const expectedMicros = index < 0 ? null : price(call.billableSeconds)
  const comparable = expectedMicros !== null && line.currency === rater.currency
  const item = (kind: ReconcileClass): ReconciledItem => ({
    class: kind,
    line,
    call,
    invoicedMicros: line.micros,
    expectedMicros,
    deltaMicros: comparable ? line.micros - expectedMicros : null,
  })
  if (line.currency !== rater.currency) return item('currency')
  if (isRewritten(line, call)) return item('rewritten-number')
  const talked = call.billableSeconds === 0 ? 0 : call.billableSeconds + clockGrain
  const allowed = index < 0 ? talked : rater.billedSeconds(index, talked)
  if (line.billedSeconds > allowed) return item('over-duration')
  if (index < 0) return item('matched')
  const least = price(call.billableSeconds - clockGrain) - grain
  const most = price(talked) + grain
  return item(line.micros >= least && line.micros <= most ? 'matched' : 'mis-rated')
}

/** A line without a call: the whole amount is in question. */
export function classifyLine(line: InvoiceLine, kind: ReconcileClass): ReconciledItem {
  return {
    class: kind,
    line,
    call: null,
    invoicedMicros: line.micros,
    expectedMicros: null,
    deltaMicros: line.micros,
  }
}

export function classifyCall(call: BilledCall, rater: Rater): ReconciledItem {
  const index = rateOf(call, rater)
  const expectedMicros = index < 0 ? null : rater.cost(index, call.billableSeconds)
  return {
    class: 'pbx-only',
    line: null,
    call,
    invoicedMicros: 0,
    expectedMicros,
    deltaMicros: expectedMicros === null || expectedMicros === 0 ? expectedMicros : -expectedMicros,
  }
}

function rateOf(call: BilledCall, rater: Rater): number {
  return rater.find(Number(call.to), Number.isNaN(call.answeredAt) ? call.startedAt : call.answeredAt)
}

function isRewritten(line: InvoiceLine, call: BilledCall): boolean {
  if (!sameNumber(line.to, call.to)) return true
  return line.from !== '' && call.from !== '' && !sameNumber(line.from, call.from)
}
