import { z } from 'zod'
import { DomainError } from '#core/kernel'
import { severities } from './model.ts'
import { checkTemplate } from './template.ts'

export const stakeholders = [
  'it-leadership',
  'managed-it',
  'voip-provider',
  'finance',
  'executives',
  'legal',
  'compliance',
  'custom',
] as const
export type Stakeholder = (typeof stakeholders)[number]

/** The stages people are told at; escalations and reminders follow from them. */
export const planStages = ['first-hour', 'update', 'closure'] as const
export type PlanStage = (typeof planStages)[number]

const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'has control characters')
const E164 = z.string().regex(/^\+\d{3,15}$/, 'must be an international number, like +12025550123')
const Id = z.string().regex(/^[\w-]{1,64}$/)
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, like 22:00')

export const Contact = z.strictObject({
  id: Id,
  name: oneLine(100),
  stakeholder: z.enum(stakeholders),
  phone: E164.optional().describe('to call by hand, from a phone that is not of this site'),
  ways: z
    .array(
      z.strictObject({
        channel: Id.describe('id of a channel of the site'),
        to: z
          .string()
          .max(254)
          .regex(/^[^\s\p{Cc}]*$/u, 'has spaces or control characters')
          .describe('mail address or number there; empty when the channel has one receiver'),
      }),
    )
    .max(5)
    .describe('the first is used; the next when it fails'),
})
export type Contact = z.output<typeof Contact>

const Minutes = z.number().int().min(1).max(10_080)
const Template = z.strictObject({ subject: oneLine(200), body: z.string().min(1).max(10_000) })

/** Who is told what when, at one site. */
export const NoticePlan = z.strictObject({
  contacts: z.array(Contact).max(200),
  matrix: z.record(z.enum(stakeholders), z.array(z.enum(planStages))),
  escalation: z
    .array(z.strictObject({ afterMinutes: Minutes, to: z.array(z.enum(stakeholders)).min(1) }))
    .max(10)
    .describe('while nobody has acknowledged the first notice'),
  updateMinutes: z.record(z.enum(severities), Minutes).describe('an update is due again after'),
  quiet: z
    .strictObject({ from: Clock, to: Clock })
    .nullable()
    .describe("updates and closures wait meanwhile, by the site's clock; first notices never do"),
  ownNumbers: z
    .array(z.string().regex(/^\+\d{3,15}\*?$/, 'must be a number or a prefix, like +1702555*'))
    .max(1000)
    .describe('numbers that ring on the PBX of this site'),
  templates: z.partialRecord(z.enum(planStages), Template).describe('instead of the built-in ones'),
})
export type NoticePlan = z.output<typeof NoticePlan>

/** What holds while nobody has planned anything. Legal and compliance join by themselves where data may be exposed. */
export const defaultPlan: NoticePlan = {
  contacts: [],
  matrix: {
    'it-leadership': ['first-hour', 'update', 'closure'],
    'managed-it': ['first-hour', 'update', 'closure'],
    'voip-provider': ['first-hour', 'closure'],
    finance: ['first-hour', 'update', 'closure'],
    executives: ['first-hour', 'update', 'closure'],
    legal: [],
    compliance: [],
    custom: ['first-hour', 'update', 'closure'],
  },
  escalation: [
    { afterMinutes: 15, to: ['it-leadership', 'managed-it'] },
    { afterMinutes: 45, to: ['executives'] },
  ],
  updateMinutes: { critical: 30, high: 60, medium: 240, low: 1440 },
  quiet: null,
  ownNumbers: [],
  templates: {},
}

/** Refuses what the shape alone cannot: contacts that share an id, templates with words that mean nothing. */
export function checkPlan(plan: NoticePlan): void {
  const ids = plan.contacts.map(({ id }) => id)
  const twice = ids.find((id, n) => ids.indexOf(id) !== n)
  if (twice !== undefined)
    throw new DomainError(
      'plan-invalid',
      `Two contacts have the id ${twice}`,
      'Give each contact an id of its own.',
    )
  for (const template of Object.values(plan.templates)) checkTemplate(template)
}
