import { z } from 'zod'

export const roles = [
  'pbx-end-user',
  'carrier',
  'interconnected-voip-provider',
  'reseller',
  'nis2-essential',
  'nis2-important',
  'product-manufacturer',
  'uk-telecom-provider',
] as const
export const sectors = [
  'healthcare',
  'bank',
  'finance-nonbank',
  'ny-financial',
  'eu-financial',
  'public-sector',
] as const
export const exposedData = [
  'cdr',
  'names-and-numbers',
  'voicemail',
  'recordings',
  'payment-card',
  'health',
  'credentials',
  'government-id',
] as const

/** A condition on the facts. What the facts leave open makes it neither true nor false. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { always: true }
  | { role: (typeof roles)[number][] }
  | { onlyRole: (typeof roles)[number] }
  | { sector: (typeof sectors)[number][] }
  | { publicCompany: true }
  | { operatesIn: string[] }
  | { affected: string; atLeast?: number | undefined; atMost?: number | undefined }
  | { anyState: number }
  | { data: (typeof exposedData)[number][] }
  | { encrypted: false }
  | { intentional: true }
  | { emergencyCallsAffected: true }
  | { tollFraud: true }
  | { loss: true }
  | { outage: number; userMinutes?: number | undefined }
  | { ask: string }
  | { claimed: string }

const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ always: z.literal(true) }),
    z.strictObject({ role: z.array(z.enum(roles)) }),
    z.strictObject({ onlyRole: z.enum(roles) }),
    z.strictObject({ sector: z.array(z.enum(sectors)) }),
    z.strictObject({ publicCompany: z.literal(true) }),
    z.strictObject({ operatesIn: z.array(z.string()) }),
    z.strictObject({
      affected: z.string(),
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
    }),
    z.strictObject({ anyState: z.number() }),
    z.strictObject({ data: z.array(z.enum(exposedData)) }),
    z.strictObject({ encrypted: z.literal(false) }),
    z.strictObject({ intentional: z.literal(true) }),
    z.strictObject({ emergencyCallsAffected: z.literal(true) }),
    z.strictObject({ tollFraud: z.literal(true) }),
    z.strictObject({ loss: z.literal(true) }),
    z.strictObject({ outage: z.number(), userMinutes: z.number().optional() }),
    z.strictObject({ ask: z.string() }),
    z.strictObject({ claimed: z.string() }),
  ]),
)

/** How long, from which act, in the words of the rule. Without an amount: without delay. */
export const Deadline = z.strictObject({
  minutes: z.number().int().positive().optional(),
  hours: z.number().int().positive().optional(),
  days: z.number().int().positive().optional(),
  businessDays: z.number().int().positive().optional(),
  months: z.number().int().positive().optional(),
  from: z.string(),
  text: z.string(),
})
export type Deadline = z.output<typeof Deadline>

/** One duty to tell somebody: an entry of content/obligations. */
export const Obligation = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  jurisdiction: z.string(),
  category: z.enum([
    'regulator',
    'individual',
    'consumer-reporting-agency',
    'contract',
    'law-enforcement',
    'internal',
    'industry',
    'record',
    'media',
  ]),
  force: z.enum(['mandatory', 'voluntary', 'contractual', 'policy', 'conditional']),
  status: z.enum(['pending-not-in-force', 'proposed', 'enacted-not-commenced']).optional(),
  applies: z.string(),
  when: Condition,
  recipients: z.array(z.string()).min(1),
  deadline: Deadline,
  before: z.array(z.string()).optional(),
  notAfter: z.array(z.string()).optional(),
  hold: z.strictObject({ businessDays: z.number().int(), from: z.string(), text: z.string() }).optional(),
  contents: z.array(z.string()).default([]),
  citation: z.string(),
  url: z.string(),
  asOf: z.string(),
  unverified: z.boolean().default(false),
  note: z.string().optional(),
})
export type Obligation = z.output<typeof Obligation>

/** What settles an obligation that the facts leave open. */
export const Questions = z.strictObject({
  facts: z.record(z.string(), z.string()),
  answers: z.record(z.string(), z.string()),
})
export type Questions = z.output<typeof Questions>
