import { z } from 'zod'
import { reconcileClasses } from '#core/rating'
import { MoneyJson, RejectJson } from './verdict.ts'

// The JSON of `reconcile`: a public promise. Add fields freely; never rename or drop one.

const Amount = MoneyJson.nullable()

export const ProviderOnly = z
  .object({
    invoiceLine: z.string(),
    startedAt: z.string().nullable().describe('as the invoice says, read as UTC'),
    from: z.string(),
    to: z.string(),
    billedSeconds: z.number().int(),
    amount: MoneyJson,
    covered: z.boolean().describe('false: the call records do not reach to that time'),
  })
  .describe('Billed by the carrier, never made by the PBX')

export const PbxOnly = z
  .object({
    callId: z.string(),
    startedAt: z.string(),
    account: z.string(),
    to: z.string(),
    billableSeconds: z.number().int(),
    expected: Amount.describe('null when the deck has no rate'),
  })
  .describe('Made by the PBX, missing on the invoice')

export const Difference = z.object({
  class: z.enum(reconcileClasses),
  callId: z.string().nullable(),
  invoiceLine: z.string(),
  to: z.string().describe('as the invoice says'),
  invoiced: MoneyJson,
  expected: Amount,
  delta: Amount.describe('charged too much; null where currencies differ or the deck has no rate'),
})

export const Unauthorised = Difference.extend({
  account: z.string(),
  startedAt: z.string(),
  billedSeconds: z.number().int(),
}).describe('A line for a call that an intruder placed')

export const ReconcileFinding = z.object({
  kind: z.enum(['trunk-credentials', 'misbilling']),
  title: z.string(),
  reason: z.string(),
  lines: z.number().int(),
  amount: MoneyJson,
  began: z.string(),
  ended: z.string(),
  numbers: z.array(z.string()).describe('the ten most expensive'),
})

export const Reconciled = z.object({
  matched: z.number().int().describe('invoice lines that agree with a call in everything'),
  providerOnly: z.array(ProviderOnly),
  pbxOnly: z.array(PbxOnly),
  differences: z.array(Difference).describe('credits included'),
  unauthorised: z
    .array(Unauthorised)
    .describe('lines for calls of an incident that nobody here placed; empty where no incident is known'),
  disputed: MoneyJson.describe('charged too much, in the currency of the deck'),
  priced: z.boolean().describe('false: there is no deck, so no price was compared'),
  disputedElsewhere: z.array(MoneyJson).describe('the same in other currencies'),
  findings: z.array(ReconcileFinding),
  classes: z.partialRecord(z.enum(reconcileClasses), z.number().int()).describe('items of each class'),
  totals: z
    .array(
      z.object({
        currency: z.string(),
        invoice: z.number().int(),
        otherCharges: z.number().int(),
        byClass: z.partialRecord(z.enum(reconcileClasses), z.number().int()),
        disputed: z
          .partialRecord(z.enum(reconcileClasses), z.number().int())
          .describe('charged too much, by class'),
        unauthorised: z.number().int().describe('besides: charged rightly for unauthorised calls'),
      }),
    )
    .describe('micro-units; byClass and otherCharges add up to invoice'),
  clock: z
    .object({
      times: z.enum(['answer', 'start']),
      shiftMinutes: z.array(z.number()),
      skewSeconds: z.number(),
    })
    .describe('how far the clock of the invoice is ahead of that of the records'),
  input: z.object({
    invoiceLines: z.number().int(),
    calls: z.number().int(),
    outsidePeriod: z.number().int().describe('unbilled calls of days the invoice does not span; not judged'),
    rejected: z.number().int(),
    rejects: z.array(RejectJson).describe('the first 1,000'),
  }),
})
export type Reconciled = z.infer<typeof Reconciled>
