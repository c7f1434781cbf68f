import { z } from 'zod'
import { MoneyJson } from './verdict.ts'

const Whom = z.discriminatedUnion('what', [
  z.object({ what: z.literal('call'), value: z.string().min(1).max(300).describe('id of a call') }),
  z.object({
    what: z.literal('number'),
    value: z.string().regex(/^\+\d{3,15}$/, 'is not a number like +25261…'),
  }),
  z.object({
    what: z.literal('prefix'),
    value: z.string().regex(/^\+\d{1,14}$/, 'is not a prefix like +25261'),
  }),
  z.object({ what: z.literal('account'), value: z.string().min(1).max(300) }),
  z.object({
    what: z.literal('account-hour'),
    value: z.string().min(1).max(300),
    hour: z.number().int().min(0).max(167).describe('of the week, from Monday 00:00 on the site’s clock'),
  }),
])

/** "us": these calls were made by us. "them": these too belong to the breach. */
export const MarkRequest = z.intersection(z.object({ says: z.enum(['us', 'them']) }), Whom)
export type MarkRequest = {
  says: 'us' | 'them'
  what: 'call' | 'number' | 'prefix' | 'account' | 'account-hour'
  value: string
  hour?: number | undefined
}

export const MarkJson = z
  .object({
    id: z.string(),
    says: z.enum(['us', 'them']),
    what: z.enum(['call', 'number', 'prefix', 'account', 'account-hour']),
    value: z.string(),
    hour: z.number().int().optional(),
    madeAt: z.string(),
    madeBy: z.string(),
    takenBackAt: z.string().nullable(),
  })
  .meta({ id: 'Mark' })
export type MarkJson = z.infer<typeof MarkJson>

const both = <T extends z.ZodType>(shape: T) => z.object({ before: shape, after: shape })

/** What the last mark, or taking one back, changed. */
export const VerdictChange = z.object({
  verdict: both(z.enum(['breach', 'suspicious', 'clear'])),
  likely: both(MoneyJson),
  flagged: both(z.number().int()),
  accountsAdded: z.array(z.string()),
  accountsRemoved: z.array(z.string()),
  callsAdded: z.number().int(),
  callsRemoved: z.number().int(),
})
export type VerdictChange = z.infer<typeof VerdictChange>

/** One account's calls by hour of the week, 168 numbers from Monday 00:00 on the site's clock. */
export const AccountWeek = z
  .object({
    usual: z.array(z.number().int()).describe('not flagged, all weeks added up'),
    flagged: z.array(z.number().int()),
    weeks: z.number().int().describe('0: no calls are kept of this account yet'),
  })
  .meta({ id: 'AccountWeek' })
export type AccountWeek = z.infer<typeof AccountWeek>
