import { z } from 'zod'
import { ColumnRef, tableLayout } from '../table.ts'

/** invoice-map.yaml: how a carrier's own invoice is read. */
export const InvoiceMap = z
  .strictObject({
    ...tableLayout,
    amounts: z
      .enum(['as-written', 'negated'])
      .default('as-written')
      .describe('negated: charges are negative and credits positive in the file'),
    columns: z
      .strictObject({
        line_id: ColumnRef.optional(),
        start_time: ColumnRef,
        from: ColumnRef.optional(),
        to: ColumnRef,
        duration_seconds: ColumnRef.optional(),
        billed_seconds: ColumnRef,
        amount: ColumnRef,
        currency: ColumnRef.optional(),
        description: ColumnRef.optional(),
      })
      .describe('Our column: the column of the file'),
    defaults: z
      .strictObject({ currency: z.string().optional() })
      .default({})
      .describe('For columns the file lacks and cells that are empty'),
  })
  .describe('How an invoice with another layout is read')
export type InvoiceMap = z.output<typeof InvoiceMap>

/** One line of a carrier's invoice. */
export interface InvoiceLine {
  /** The invoice's own `line_id`; its line in the file when it has none. */
  readonly id: string
  readonly line: number
  /** UTC milliseconds, as the invoice says; NaN for a credit without a time. */
  readonly startedAt: number
  /** Digits without '+', '' when not given. */
  readonly from: string
  readonly to: string
  /** -1 when not given. */
  readonly durationSeconds: number
  readonly billedSeconds: number
  /** Negative for a credit. */
  readonly micros: number
  readonly currency: string
  readonly description: string
}

/** What of a call a carrier's invoice can be compared with. */
export interface BilledCall {
  readonly id: string
  /** UTC milliseconds. */
  readonly startedAt: number
  /** NaN when never answered. */
  readonly answeredAt: number
  readonly billableSeconds: number
  /** E.164 digits without '+' of the number called; of an inbound call, the site's own. */
  readonly to: string
  /** As `to`, of the caller; '' unless it was a full number. */
  readonly from: string
  /** Who placed it, as the site would say. */
  readonly account: string
  /** Came in: a carrier may bill it (toll-free), but need not. */
  readonly inbound: boolean
}

/** `matched` agrees in everything; `credit` is money back; every other class is a difference. */
export const reconcileClasses = [
  'matched',
  'provider-only',
  'pbx-only',
  'mis-rated',
  'over-duration',
  'duplicate',
  'rewritten-number',
  'currency',
  'credit',
] as const
export type ReconcileClass = (typeof reconcileClasses)[number]

/** An invoice line, a call, or both, and what became of them. Each line is in exactly one, each call in at most one. */
export interface ReconciledItem {
  readonly class: ReconcileClass
  readonly line: InvoiceLine | null
  /** The call a line is for; of a duplicate, the call that is billed already. */
  readonly call: BilledCall | null
  /** What was charged: the line's amount, 0 without a line. In the line's currency. */
  readonly invoicedMicros: number
  /** What the call costs by the deck; null when the deck has no rate for it. In the deck's currency. */
  readonly expectedMicros: number | null
  /** Charged too much (negative: too little), in the line's currency; null where currencies differ or no rate is known. */
  readonly deltaMicros: number | null
}

export interface Reconciliation {
  /** First the lines, in the order of the invoice; then the calls it leaves out. */
  readonly items: readonly ReconciledItem[]
  readonly clock: Clock
  /** Answered calls outside the time the invoice spans. */
  readonly outsidePeriod: number
}

/** How the invoice's clock stands to the calls'. */
export interface Clock {
  /** What of a call the invoice's times agree with. */
  readonly base: 'answer' | 'start'
  /** Milliseconds the invoice runs ahead by whole quarter hours, the usual first; two over a change to summer time. */
  readonly shifts: readonly number[]
  /** Milliseconds it runs ahead besides. */
  readonly skew: number
  /** Milliseconds within which nine of ten lines agree once all that is taken off. */
  readonly jitter: number
}
