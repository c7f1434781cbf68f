import type { Reconciled } from '#contract'
import type { Reject } from '#core/calls'
import type { Zone } from '#core/kernel'
import { type BilledCall, findingsOf, type ParsedInvoice, reconcile, totalsOf } from '#core/rating'
import { openBilled } from './billed-calls.ts'
import { type InvestigateRequest, type InvestigatorTools, type Setting, settingOf } from './investigator.ts'
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
  const reading = openBilled(request.files, setting, tools)
  try {
    // Where another thread reads the calls, it does so while this one reads the invoice.
    const invoice = await tools.readInvoice(request.invoice, request.invoiceMap)
    const { calls, records, rejects, rejected } = await reading.take()
    const ofTables: Reject[] = [
      ...invoice.rejects.map((reject) => ({ file: request.invoice, ...reject })),
      ...setting.deckRejects.map((reject) => ({ file: setting.ratesName, ...reject })),
    ]
    return reconcileCalls({
      invoice,
      calls,
      records,
      setting,
      rejects: [...ofTables, ...rejects],
      rejected: ofTables.length + rejected,
    })
  } finally {
    reading.close()
  }
}

/** Compares an invoice with calls that are at hand. `records`: when the first and the last of them began, UTC milliseconds. */
export function reconcileCalls({
  invoice,
  calls,
  records,
  setting: { zone, rater },
  rejects,
  rejected = rejects.length,
  isUnauthorised = () => false,
}: {
  readonly invoice: ParsedInvoice
  readonly calls: readonly BilledCall[]
  readonly records: { readonly from: number; readonly to: number }
  readonly setting: Pick<Setting, 'zone' | 'rater'>
  readonly rejects: readonly Reject[]
  /** How many there are where not all are at hand. */
  readonly rejected?: number
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
      rejected,
      rejects: rejects.slice(0, SHOWN_REJECTS),
    },
  }
}

const dayStartIn =
  (zone: Zone) =>
  (at: number): number =>
    zone.toUtc(zone.dayOf(at) * DAY)
