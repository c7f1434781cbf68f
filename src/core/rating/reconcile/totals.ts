import type { InvoiceLine, ReconcileClass, ReconciledItem } from './model.ts'

/** Sums of one currency. The amounts by class and the other charges add up to the invoice: every line is in exactly one. */
export interface CurrencyTotal {
  readonly currency: string
  readonly invoiceMicros: number
  readonly byClass: ReadonlyMap<ReconcileClass, number>
  /** Charges that are for no call. */
  readonly otherMicros: number
  /** Asked back: what was charged too much, less what a credit on the same invoice already takes back. */
  readonly disputedMicros: number
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
  readonly byClass: Map<ReconcileClass, number>
}

/** Sums by currency, in the order the invoice first uses them. `others` are its charges that are for no call. */
export function totalsOf(items: readonly ReconciledItem[], others: readonly InvoiceLine[]): CurrencyTotal[] {
  const credits = creditsOf(items)
  const sums = new Map<string, Sum>()
  const sumOf = (currency: string): Sum => {
    const sum = sums.get(currency) ?? { invoice: 0, other: 0, disputed: 0, byClass: new Map() }
    sums.set(currency, sum)
    return sum
  }
  for (const item of items) {
    if (!item.line) continue
    const sum = sumOf(item.line.currency)
    sum.invoice += item.line.micros
    sum.byClass.set(item.class, (sum.byClass.get(item.class) ?? 0) + item.line.micros)
    if (disputable.includes(item.class) && !takenBack(item, credits))
      sum.disputed += Math.max(0, item.deltaMicros ?? 0)
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
  }))
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
