import type { BilledCall, InvoiceLine, ReconcileClass, ReconciledItem } from './model.ts'

/** Sums of one currency. The amounts by class and the other charges add up to the invoice: every line is in exactly one. */
export interface CurrencyTotal {
  readonly currency: string
  readonly invoiceMicros: number
  readonly byClass: ReadonlyMap<ReconcileClass, number>
  /** Charges that are for no call. */
  readonly otherMicros: number
  /** Charged too much, less what a credit on the same invoice already takes back. */
  readonly disputedMicros: number
  /** The same by class; they add up to it. */
  readonly disputedByClass: ReadonlyMap<ReconcileClass, number>
  /** Besides: charged rightly for calls that nobody here placed. */
  readonly unauthorisedMicros: number
}

const disputable: readonly ReconcileClass[] = [
  'provider-only',
  'duplicate',
  'over-duration',
  'mis-rated',
  'rewritten-number',
]

interface Sum {
  invoice: number
  other: number
  disputed: number
  unauthorised: number
  readonly byClass: Map<ReconcileClass, number>
  readonly disputedByClass: Map<ReconcileClass, number>
}

/**
 * Sums by currency, in the order the invoice first uses them. `others` are its charges that are for no call; `isUnauthorised`
 * says of a call that an intruder placed it.
 */
export function totalsOf(
  items: readonly ReconciledItem[],
  others: readonly InvoiceLine[],
  isUnauthorised: (call: BilledCall) => boolean = () => false,
): CurrencyTotal[] {
  const credits = creditsOf(items)
  const sums = new Map<string, Sum>()
  const sumOf = (currency: string): Sum => {
    const empty = { invoice: 0, other: 0, disputed: 0, unauthorised: 0 }
    const sum = sums.get(currency) ?? { ...empty, byClass: new Map(), disputedByClass: new Map() }
    sums.set(currency, sum)
    return sum
  }
  for (const item of items) {
    if (!item.line) continue
    const sum = sumOf(item.line.currency)
    sum.invoice += item.line.micros
    add(sum.byClass, item.class, item.line.micros)
    const wrong = wrongIn(item)
    const foreign = item.call !== null && item.class !== 'duplicate' && isUnauthorised(item.call)
    if ((wrong === 0 && !foreign) || takenBack(item, credits)) continue
    sum.disputed += wrong
    if (wrong > 0) add(sum.disputedByClass, item.class, wrong)
    if (foreign) sum.unauthorised += Math.max(0, item.line.micros - wrong)
  }
  for (const { currency, micros } of others) {
    sumOf(currency).invoice += micros
    sumOf(currency).other += micros
  }
  return [...sums].map(([currency, sum]) => ({
    currency,
    invoiceMicros: sum.invoice,
    byClass: sum.byClass,
    otherMicros: sum.other,
    disputedMicros: sum.disputed,
    disputedByClass: sum.disputedByClass,
    unauthorisedMicros: sum.unauthorised,
  }))
}

/** What of a line is charged too much whoever placed the call. */
const wrongIn = ({ class: kind, deltaMicros }: ReconciledItem): number =>
  disputable.includes(kind) ? Math.max(0, deltaMicros ?? 0) : 0

const add = (sums: Map<ReconcileClass, number>, kind: ReconcileClass, micros: number): void => {
  sums.set(kind, (sums.get(kind) ?? 0) + micros)
}

const keyOf = (to: string, startedAt: number, micros: number, currency: string): string =>
  `${to} ${startedAt} ${micros} ${currency}`

function creditsOf(items: readonly ReconciledItem[]): Map<string, number> {
  const credits = new Map<string, number>()
  for (const { class: kind, line } of items) {
    if (kind !== 'credit' || !line) continue
    const key = keyOf(line.to, line.startedAt, -line.micros, line.currency)
    credits.set(key, (credits.get(key) ?? 0) + 1)
  }
  return credits
}

/** Whether a credit for the same call and amount stands on the invoice; each counts once. */
function takenBack({ line }: ReconciledItem, credits: Map<string, number>): boolean {
  if (!line || credits.size === 0) return false
  const key = keyOf(line.to, line.startedAt, line.micros, line.currency)
  const left = credits.get(key) ?? 0
  if (left > 0) credits.set(key, left - 1)
  return left > 0
}
