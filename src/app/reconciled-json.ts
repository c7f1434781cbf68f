import type { Reconciled } from '#contract'
import { lengthText, moneyText } from '#core/kernel'
import { type BilledCall, type InvoiceFinding, isCovered, type ReconciledItem } from '#core/rating'

export type Listed = Pick<
  Reconciled,
  'matched' | 'providerOnly' | 'pbxOnly' | 'differences' | 'classes' | 'unauthorised'
>

export function itemsJson(
  items: readonly ReconciledItem[],
  currency: string,
  reach: { from: number; to: number },
  isUnauthorised: (call: BilledCall) => boolean,
): Listed {
  const listed: Listed = {
    matched: 0,
    providerOnly: [],
    pbxOnly: [],
    differences: [],
    classes: {},
    unauthorised: [],
  }
  for (const item of items) {
    listed.classes[item.class] = (listed.classes[item.class] ?? 0) + 1
    const { line, call } = item
    if (line && call && item.class !== 'duplicate' && isUnauthorised(call))
      listed.unauthorised.push({
        ...differenceOf(item, currency),
        account: call.account,
        startedAt: instant(call.startedAt) ?? '',
        billedSeconds: line.billedSeconds,
      })
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

export function findingJson(finding: InvoiceFinding, currency: string): Reconciled['findings'][number] {
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
