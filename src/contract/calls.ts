import { z } from 'zod'
import { KindJson, MoneyJson } from './verdict.ts'

const Instant = z.iso.datetime({ offset: true })
const digits = z.string().regex(/^\+?\d{1,20}$/, 'is not digits')

/** What the calls of a site are narrowed to; all of it belongs in the address of the page. */
export const CallQuery = z.object({
  since: Instant.optional(),
  until: Instant.optional().describe('before this instant'),
  account: z.string().max(300).optional(),
  country: z
    .string()
    .regex(/^([A-Z]{2}|001)$/, 'is not a country')
    .optional()
    .describe('ISO 3166-1 alpha-2 of the other party; 001: international networks'),
  prefix: digits.optional().describe('of the other party, from the country code on'),
  direction: z.enum(['outbound', 'inbound', 'internal', 'through']).optional(),
  minSeconds: z.coerce.number().int().min(0).max(1e9).optional(),
  maxSeconds: z.coerce.number().int().min(0).max(1e9).optional(),
  minCost: z.coerce.number().min(0).max(1e9).optional().describe('in whole units of the currency'),
  disposition: z.enum(['answered', 'no-answer', 'busy', 'failed', 'running']).optional(),
  flagged: z.enum(['true']).optional().describe('only those an investigation flags'),
  number: digits.optional().describe('digits anywhere in one of its numbers'),
})
export type CallQuery = z.infer<typeof CallQuery>

export const CallRow = z.object({
  key: z.string(),
  id: z.string().describe('the PBX’s own'),
  startedAt: z.string(),
  account: z.string(),
  direction: z.enum(['outbound', 'inbound', 'internal', 'through']),
  from: z.string(),
  to: z.string().describe('E.164 with + where it could be resolved, else as dialled'),
  dialled: z.string(),
  country: z.string(),
  trunk: z.string(),
  billableSeconds: z.number().int(),
  disposition: z.enum(['answered', 'no-answer', 'busy', 'failed', 'running']),
  cost: MoneyJson.nullable().describe('null when no rate covers the number'),
  flag: z.object({ investigation: z.string(), kind: KindJson, reason: z.string() }).nullable(),
})
export type CallRow = z.infer<typeof CallRow>

export const CallPage = z
  .object({ items: z.array(CallRow), nextCursor: z.string().nullable() })
  .meta({ id: 'CallPage' })
export type CallPage = z.infer<typeof CallPage>

export const CallCount = z
  .object({ calls: z.number().int(), more: z.boolean().describe('there are more; counting stopped') })
  .meta({ id: 'CallCount' })
export type CallCount = z.infer<typeof CallCount>

export const CallViewJson = z.object({ id: z.string(), name: z.string(), query: z.string() })
export type CallViewJson = z.infer<typeof CallViewJson>
export const CallViews = z.object({ views: z.array(CallViewJson) }).meta({ id: 'CallViews' })
export type CallViews = z.infer<typeof CallViews>
export const NewCallView = z.object({ name: z.string().trim().min(1).max(60), query: z.string().max(2000) })
