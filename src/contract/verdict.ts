import { z } from 'zod'

// The JSON of `investigate`, verdict.json and the API: a public promise. Add fields freely; never rename or drop one.

/** ISO 8601, UTC. */
const Instant = z.string()

export const MoneyJson = z
  .object({ micros: z.number().int(), currency: z.string() })
  .describe('Whole micro-units of an ISO 4217 currency: 12340000 is 12.34')
export type MoneyJson = z.infer<typeof MoneyJson>

export const kinds = [
  'irsf',
  'low-and-slow',
  'call-forward',
  'voicemail-or-disa',
  'wangiri',
  'domestic-pumping',
  'toll-free-pumping',
  'brute-force',
  'prefix-scan',
  'admin-compromise',
  'trunk-credentials',
  'subscription',
  'call-selling',
  'tdos',
  'misbilling',
  'other',
] as const // prettier-ignore
export const KindJson = z.enum(kinds)

export const RejectJson = z.object({ file: z.string(), line: z.number().int(), reason: z.string() })

export const VerdictAccount = z.object({
  account: z.string(),
  kind: KindJson,
  score: z.number().describe('0-100: how sure'),
  began: Instant,
  ended: Instant.nullable(),
  calls: z.number().int(),
  billableSeconds: z.number().int(),
  exposure: MoneyJson,
  signals: z.array(z.string()),
  reason: z.string(),
})

export const VerdictDestination = z.object({
  prefix: z.string().describe('"+25261"'),
  country: z.string(),
  risk: z.enum(['low', 'medium', 'high']),
  riskClass: z.string(),
  calls: z.number().int(),
  billableSeconds: z.number().int(),
  exposure: MoneyJson,
})

export const VerdictSource = z.object({
  ip: z.string(),
  firstSeen: Instant,
  lastSeen: Instant,
  failed: z.number().int(),
  succeeded: z.number().int(),
  accounts: z.array(z.string()),
  signals: z.array(z.string()),
  reason: z.string(),
})

export const FlaggedCall = z.object({
  id: z.string(),
  startedAt: Instant,
  account: z.string(),
  from: z.string(),
  to: z.string().describe('E.164 with +, or as dialled when it could not be resolved'),
  dialled: z.string(),
  direction: z.enum(['outbound', 'inbound', 'internal', 'through']),
  billableSeconds: z.number().int(),
  cost: MoneyJson.nullable().describe('null when no rate covers the number'),
  kind: KindJson,
  signals: z.array(z.string()),
  reason: z.string(),
})
export type FlaggedCall = z.infer<typeof FlaggedCall>

export const VerdictIncident = z.object({
  id: z.string().optional().describe('with --save'),
  title: z.string(),
  kind: KindJson,
  began: Instant,
  ended: Instant.nullable(),
  accounts: z.array(z.string()),
  score: z.number(),
  exposure: MoneyJson,
  reasons: z.array(z.string()),
})

export const Verdict = z.object({
  verdict: z.enum(['breach', 'suspicious', 'clear']),
  ongoing: z.boolean(),
  began: Instant.nullable(),
  ended: Instant.nullable(),
  headline: z.string().describe('one plain sentence'),
  input: z.object({
    files: z.number().int(),
    rows: z.number().int(),
    calls: z.number().int(),
    duplicates: z.number().int(),
    rejected: z.number().int(),
    securityEvents: z.number().int(),
    from: Instant.nullable(),
    to: Instant.nullable(),
    formats: z.array(z.object({ file: z.string(), format: z.string() })),
    rejects: z.array(RejectJson).describe('the first 1,000'),
  }),
  site: z.object({ name: z.string(), country: z.string(), timezone: z.string() }),
  rates: z.object({ source: z.enum(['deck', 'estimate']), name: z.string() }),
  accounts: z.array(VerdictAccount),
  destinations: z.array(VerdictDestination),
  sources: z.array(VerdictSource),
  exposure: z.object({
    low: MoneyJson,
    likely: MoneyJson,
    high: MoneyJson,
    perMinuteNow: MoneyJson.describe('what a breach that is still going on takes a minute'),
    perMinuteBasis: z
      .enum(['calls-up', 'last-hour', 'nothing'])
      .optional()
      .describe('calls that were up at the end, or the mean of the last hour the records show in full'),
    unratedCalls: z.number().int(),
  }),
  flaggedCalls: z.array(FlaggedCall),
  incidents: z.array(VerdictIncident),
  curve: z
    .array(z.object({ at: Instant, likely: MoneyJson, calls: z.number().int() }))
    .describe('loss added up over time, at most 200 points'),
})
export type Verdict = z.infer<typeof Verdict>
