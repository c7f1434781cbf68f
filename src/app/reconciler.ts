import type { Reconciled } from '#contract'
import type { Call, Reject } from '#core/calls'
import type { Zone } from '#core/kernel'
import { type BilledCall, findingsOf, type ParsedInvoice, reconcile, totalsOf } from '#core/rating'
import { type InvestigateRequest, type InvestigatorTools, type Setting, settingOf } from './investigator.ts'
import { readCalls } from './read-calls.ts'
import { findingJson, itemsJson } from './reconciled-json.ts'

export interface ReconcileRequest extends InvestigateRequest {
  readonly invoice: string
  readonly invoiceMap?: string | undefined
}

const DAY = 86_400_000
const SHOWN_REJECTS = 1000

/** Compares a carrier's invoice with the calls of files. */
export async function reconcileFiles(
  request: ReconcileRequest,
  tools: InvestigatorTools,
): Promise<Reconciled> {
  const setting = await settingOf(request, tools)
  const invoice = await tools.readInvoice(request.invoice, request.invoiceMap)
  const rejects: Reject[] = [
    ...invoice.rejects.map((reject) => ({ file: request.invoice, ...reject })),
    ...setting.deckRejects.map((reject) => ({ file: setting.ratesName, ...reject })),
  ]
  const calls: BilledCall[] = []
  const records = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  await readCalls(request.files, setting, tools, {
    onCall(call) {
      records.from = Math.min(records.from, call.startedAt)
      records.to = Math.max(records.to, call.startedAt)
      const billed = billedOf(call)
      if (billed) calls.push(billed)
    },
    onReject: (reject) => rejects.push(reject),
  })
  return reconcileCalls({ invoice, calls, records, setting, rejects })
}

/** Compares an invoice with calls that are at hand. `records`: when the first and the last of them began, UTC milliseconds. */
export function reconcileCalls({
  invoice,
  calls,
  records,
  setting: { zone, rater },
  rejects,
  isUnauthorised = () => false,
}: {
  readonly invoice: ParsedInvoice
  readonly calls: readonly BilledCall[]
  readonly records: { readonly from: number; readonly to: number }
  readonly setting: Pick<Setting, 'zone' | 'rater'>
  readonly rejects: readonly Reject[]
  /** Whether an intruder placed a call. */
  readonly isUnauthorised?: (call: BilledCall) => boolean
}): Reconciled {
  const { currency } = rater
  const { items, clock, outsidePeriod } = reconcile({
    lines: invoice.lines,
    calls,
    rater,
    dayStart: dayStartIn(zone),
  })
  const totals = totalsOf(items, invoice.others, isUnauthorised)
  const disputed = totals.map((total) => ({ micros: total.disputedMicros, currency: total.currency }))
  const ahead = (clock.shifts[0] ?? 0) + clock.skew
  const reach = { from: records.from + ahead, to: records.to + ahead }
  return {
    ...itemsJson(items, currency, reach, isUnauthorised),
    disputed: disputed.find((money) => money.currency === currency) ?? { micros: 0, currency },
    disputedElsewhere: disputed.filter((money) => money.currency !== currency && money.micros > 0),
    priced: !rater.estimated,
    findings: findingsOf(items, currency, reach).map((finding) => findingJson(finding, currency)),
    totals: totals.map((total) => ({
      currency: total.currency,
      invoice: total.invoiceMicros,
      otherCharges: total.otherMicros,
      byClass: Object.fromEntries(total.byClass),
      disputed: Object.fromEntries(total.disputedByClass),
      unauthorised: total.unauthorisedMicros,
    })),
    clock: {
      times: clock.base,
      shiftMinutes: clock.shifts.map((shift) => shift / 60_000),
      skewSeconds: clock.skew / 1000,
    },
    input: {
      invoiceLines: invoice.lines.length + invoice.others.length,
      calls: calls.length,
      outsidePeriod,
      rejected: rejects.length,
      rejects: rejects.slice(0, SHOWN_REJECTS),
    },
  }
}

const dayStartIn =
  (zone: Zone) =>
  (at: number): number =>
    zone.toUtc(zone.dayOf(at) * DAY)

/** What of a call a carrier may bill: what left the site, and what came in to a number of it. */
export function billedOf(call: Call): BilledCall | null {
  const inbound = call.direction === 'inbound'
  if (call.direction === 'internal') return null
  const to = inbound ? fullNumber(call.dialled) : call.peer
  if (to === '') return null
  return {
    id: call.id,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    billableSeconds: call.billableSeconds,
    to,
    from: inbound ? call.peer : fullNumber(call.from),
    account: call.account,
    inbound,
  }
}

/** Digits of a number that is no extension. */
function fullNumber(written: string): string {
  const digits = written.replace(/\D/g, '')
  return digits.length >= 7 ? digits : ''
}
