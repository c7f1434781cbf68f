import type { InvoiceLine, ReconciledItem } from './model.ts'

const DAY = 86_400_000
/** A weekend and a holiday without a call are no gap in the records. */
const quiet = 3 * DAY

/** What the differences mean beyond the money. */
export interface InvoiceFinding {
  /** `trunk-credentials`: somebody else calls by the site's trunk. `misbilling`: the carrier counts wrongly. */
  readonly kind: 'trunk-credentials' | 'misbilling'
  readonly lines: number
  /** Charged too much, in the deck's currency. */
  readonly micros: number
  /** UTC milliseconds of the first and the last line, as the invoice says. */
  readonly began: number
  readonly ended: number
  /** Numbers called, the most expensive first. */
  readonly numbers: readonly string[]
}

/**
 * Calls the carrier billed and the PBX never made are a breach, as far as the call records reach; wrong lengths, rates
 * and repetitions are misbilling.
 */
export function findingsOf(
  items: readonly ReconciledItem[],
  currency: string,
  records: { readonly from: number; readonly to: number },
): InvoiceFinding[] {
  const strangers = items.filter((item) => item.class === 'provider-only' && isCovered(item.line, records))
  const wrong = items.filter(
    (item) => ['mis-rated', 'over-duration', 'duplicate'].includes(item.class) && (item.deltaMicros ?? 0) > 0,
  )
  return [...finding('trunk-credentials', strangers, currency), ...finding('misbilling', wrong, currency)]
}

/** Whether the call records reach to the time of a line, so that a call of it would be among them. */
export const isCovered = (
  line: InvoiceLine | null,
  { from, to }: { readonly from: number; readonly to: number },
): boolean => line !== null && line.startedAt >= from - quiet && line.startedAt <= to + quiet

function finding(
  kind: InvoiceFinding['kind'],
  items: readonly ReconciledItem[],
  currency: string,
): InvoiceFinding[] {
  if (items.length === 0) return []
  let [began, ended, micros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  const byNumber = new Map<string, number>()
  for (const { line, deltaMicros } of items) {
    if (!line) continue
    began = Math.min(began, line.startedAt)
    ended = Math.max(ended, line.startedAt)
    const over = line.currency === currency ? (deltaMicros ?? 0) : 0
    micros += over
    byNumber.set(line.to, (byNumber.get(line.to) ?? 0) + over)
  }
  const numbers = [...byNumber].sort((a, b) => b[1] - a[1]).map(([number]) => number)
  return [{ kind, lines: items.length, micros, began, ended, numbers }]
}
