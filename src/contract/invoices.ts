import { z } from 'zod'
import { reconcileClasses } from '#core/rating'
import { Reconciled } from './reconcile.ts'
import { MoneyJson } from './verdict.ts'

// The carrier's invoice in an incident, and what became of its lines.

const Column = z.string().max(200).optional().describe('header of the column in the file')

/** Which column of an invoice is what. The same as invoice-map.yaml says, as far as a form can. */
export const InvoiceMapping = z
  .object({
    columns: z.object({
      line_id: Column,
      start_time: z.string().max(200),
      from: Column,
      to: z.string().max(200),
      duration_seconds: Column,
      billed_seconds: z.string().max(200),
      amount: z.string().max(200),
      currency: Column,
      description: Column,
    }),
    decimal: z.enum(['point', 'comma']).default('point'),
    dates: z.enum(['ymd', 'dmy', 'mdy']).default('ymd'),
    amounts: z
      .enum(['as-written', 'negated'])
      .default('as-written')
      .describe('negated: charges are negative in the file'),
    timezone: z.string().max(60).optional().describe('IANA, of times without offset; UTC when not given'),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/)
      .optional()
      .describe('ISO 4217, where the file has no such column'),
  })
  .meta({ id: 'InvoiceMapping' })
export type InvoiceMapping = z.infer<typeof InvoiceMapping>

export const InvoiceText = z.object({
  text: z.string().min(1).describe('the first lines of the invoice, CSV'),
  mapping: InvoiceMapping.optional().describe('without it the columns are guessed'),
})
export type InvoiceText = z.infer<typeof InvoiceText>

export const InvoicePreview = z
  .object({
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())).describe('the first lines, as they are'),
    mapping: InvoiceMapping.extend({ columns: InvoiceMapping.shape.columns.partial() }).describe(
      'as given, or as guessed',
    ),
    lines: z
      .array(
        z.object({
          id: z.string(),
          startedAt: z.string().nullable(),
          from: z.string(),
          to: z.string(),
          billedSeconds: z.number().int(),
          amount: MoneyJson,
        }),
      )
      .describe('the first lines, as they were understood'),
    rejected: z.number().int().describe('of the lines that were sent'),
    rejects: z.array(z.object({ line: z.number().int(), reason: z.string() })).describe('the first of them'),
    problem: z.string().nullable().describe('why it cannot be read like this'),
  })
  .meta({ id: 'InvoicePreview' })
export type InvoicePreview = z.infer<typeof InvoicePreview>

/** Which lines are asked for: a class, or those of calls that an intruder placed. */
export const reconciledLists = [...reconcileClasses, 'unauthorised'] as const

export const ReconciledSummary = Reconciled.omit({
  providerOnly: true,
  pbxOnly: true,
  differences: true,
  unauthorised: true,
})
  .extend({
    invoice: z.string(),
    at: z.string(),
    uncovered: z.number().int().describe('lines of days the stored calls do not reach to'),
    lists: z.partialRecord(z.enum(reconciledLists), z.number().int()).describe('lines of each list'),
  })
  .meta({ id: 'ReconciledSummary' })
export type ReconciledSummary = z.infer<typeof ReconciledSummary>

/** A line of the invoice, a call, or both; what it does not have is null. */
export const ReconciledLine = z
  .object({
    key: z.string(),
    invoiceLine: z.string().nullable(),
    callId: z.string().nullable(),
    startedAt: z.string().nullable(),
    account: z.string().nullable(),
    to: z.string(),
    seconds: z.number().int().nullable(),
    invoiced: MoneyJson.nullable(),
    expected: MoneyJson.nullable(),
    delta: MoneyJson.nullable().describe('charged too much'),
    covered: z.boolean().describe('false: the call records do not reach to that time'),
  })
  .meta({ id: 'ReconciledLine' })
export type ReconciledLine = z.infer<typeof ReconciledLine>

export const ReconciledLines = z
  .object({ items: z.array(ReconciledLine), total: z.number().int() })
  .meta({ id: 'ReconciledLines' })
export type ReconciledLines = z.infer<typeof ReconciledLines>
export type ReconciledList = (typeof reconciledLists)[number]
