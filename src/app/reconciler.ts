import type { Reconciled } from '#contract'
import type { Call, Reject } from '#core/calls'
import { lengthText, moneyText, type Zone } from '#core/kernel'
import {
  type BilledCall,
  findingsOf,
  type InvoiceFinding,
  isCovered,
  type ReconciledItem,
  reconcile,
  totalsOf,
} from '#core/rating'
import { type InvestigateRequest, type InvestigatorTools, settingOf } from './investigator.ts'
import { readCalls } from './read-calls.ts'

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
  const { zone, rater } = setting
  const { currency } = rater
  const { items, clock, outsidePeriod } = reconcile({
    lines: invoice.lines,
    calls,
    rater,
    dayStart: dayStartIn(zone),
  })
  const totals = totalsOf(items, invoice.others)
  const disputed = totals.map((total) => ({ micros: total.disputedMicros, currency: total.currency }))
  const ahead = (clock.shifts[0] ?? 0) + clock.skew
  const reach = { from: records.from + ahead, to: records.to + ahead }
  const listed = itemsJson(items, currency, reach)
  return {
    ...listed,
    disputed: disputed.find((money) => money.currency === currency) ?? { micros: 0, currency },
    disputedElsewhere: disputed.filter((money) => money.currency !== currency && money.micros > 0),
    findings: findingsOf(items, currency, reach).map((finding) => findingJson(finding, currency)),
    totals: totals.map((total) => ({
      currency: total.currency,
      invoice: total.invoiceMicros,
      otherCharges: total.otherMicros,
      byClass: Object.fromEntries(total.byClass),
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
function billedOf(call: Call): BilledCall | null {
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

type Listed = Pick<Reconciled, 'matched' | 'providerOnly' | 'pbxOnly' | 'differences' | 'classes'>

function itemsJson(
  items: readonly ReconciledItem[],
  currency: string,
  reach: { from: number; to: number },
): Listed {
  const listed: Listed = { matched: 0, providerOnly: [], pbxOnly: [], differences: [], classes: {} }
  for (const item of items) {
    listed.classes[item.class] = (listed.classes[item.class] ?? 0) + 1
    if (item.class === 'matched') listed.matched++
    else if (item.class === 'pbx-only') listed.pbxOnly.push(pbxOnlyOf(item, currency))
    else if (item.class === 'provider-only') listed.providerOnly.push(providerOnlyOf(item, reach))
    else listed.differences.push(differenceOf(item, currency))
  }
  return listed
}

const money = (micros: number | null, currency: string) => (micros === null ? null : { micros, currency })
const instant = (at: number): string | null => (Number.isNaN(at) ? null : new Date(at).toISOString())

function pbxOnlyOf(
  { call, expectedMicros }: ReconciledItem,
  currency: string,
): Reconciled['pbxOnly'][number] {
  return {
    callId: call?.id ?? '',
    startedAt: instant(call?.startedAt ?? Number.NaN) ?? '',
    account: call?.account ?? '',
    to: `+${call?.to ?? ''}`,
    billableSeconds: call?.billableSeconds ?? 0,
    expected: money(expectedMicros, currency),
  }
}

function providerOnlyOf(
  { line, invoicedMicros }: ReconciledItem,
  reach: { from: number; to: number },
): Reconciled['providerOnly'][number] {
  return {
    invoiceLine: line?.id ?? '',
    startedAt: instant(line?.startedAt ?? Number.NaN),
    from: line?.from ?? '',
    to: line?.to ?? '',
    billedSeconds: line?.billedSeconds ?? 0,
    amount: { micros: invoicedMicros, currency: line?.currency ?? '' },
    covered: isCovered(line, reach),
  }
}

function differenceOf(item: ReconciledItem, currency: string): Reconciled['differences'][number] {
  const own = item.line?.currency ?? currency
  return {
    class: item.class,
    callId: item.call?.id ?? null,
    invoiceLine: item.line?.id ?? '',
    to: item.line?.to ?? '',
    invoiced: { micros: item.invoicedMicros, currency: own },
    expected: money(item.expectedMicros, currency),
    delta: money(item.deltaMicros, own),
  }
}

const WORDS = {
  'trunk-credentials': {
    title: 'Somebody else calls by this trunk',
    reason:
      'the carrier billed them and the PBX never made them, so they were placed with stolen trunk credentials: change the secret of the trunk and let the carrier accept it from the PBX only',
  },
  misbilling: {
    title: 'The carrier bills wrongly',
    reason: 'longer than the calls were, by another rate than agreed, or twice',
  },
}

function findingJson(finding: InvoiceFinding, currency: string): Reconciled['findings'][number] {
  const { kind, lines, micros, began, ended, numbers } = finding
  const amount = { micros, currency }
  const many = lines === 1 ? '1 line' : `${lines.toLocaleString('en-US')} lines`
  const over = lengthText(Math.round((ended - began) / 1000))
  return {
    kind,
    title: WORDS[kind].title,
    reason: `${many} over ${over}, ${moneyText(amount)} to ${numbers.length === 1 ? '1 number' : `${numbers.length} numbers`}: ${WORDS[kind].reason}`,
    lines,
    amount,
    began: new Date(began).toISOString(),
    ended: new Date(ended).toISOString(),
    numbers: numbers.slice(0, 10),
  }
}
