import { z } from 'zod'
import { MoneyJson } from './verdict.ts'

const Name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'has control characters')

const LookJson = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  verdict: z.enum(['breach', 'suspicious', 'clear']).nullable(),
  ongoing: z.boolean(),
})

export const SiteFigures = z.object({
  customer: z.string(),
  customerName: z.string(),
  site: z.string(),
  name: z.string(),
  configured: z.boolean().describe('somebody said where it is and how it dials'),
  investigations: z.number().int(),
  underWay: z.number().int(),
  goingOn: z.number().int().describe('incidents still going on when their records ended'),
  incidents: z.number().int(),
  loss: z.array(MoneyJson).describe('of all incidents, one amount a currency'),
  latest: LookJson.nullable(),
  handled: z
    .object({ id: z.string(), title: z.string(), state: z.enum(['open', 'contained', 'recovering']) })
    .nullable()
    .describe('the newest incident that is being handled'),
  telling: LookJson.nullable().describe('the newest breach, suspicion or unreadable file'),
})
export type SiteFigures = z.infer<typeof SiteFigures>

export const Overview = z.object({ sites: z.array(SiteFigures) }).meta({ id: 'Overview' })
export type Overview = z.infer<typeof Overview>

export const NewSite = z
  .object({
    name: Name,
    customer: z.string().optional().describe('id of a customer there is'),
    newCustomer: Name.optional().describe('name of a customer to be made'),
  })
  .refine(({ customer, newCustomer }) => (customer === undefined) !== (newCustomer === undefined), {
    message: 'needs either customer or newCustomer',
  })
export type NewSite = z.infer<typeof NewSite>

export const SiteMade = z.object({ customer: z.string(), site: z.string() }).meta({ id: 'SiteMade' })

/** site.yaml of one site: as text, and as what was written in it (nothing is filled in). */
export const SiteView = z
  .object({
    customer: z.string(),
    customerName: z.string(),
    site: z.string(),
    name: z.string(),
    yaml: z.string(),
    settings: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'SiteView' })
export type SiteView = z.infer<typeof SiteView>

export const SiteChange = z
  .object({
    customerName: Name.optional(),
    yaml: z.string().max(60_000).optional().describe('the whole file'),
    settings: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('the same as JSON; comments in the file stay'),
  })
  .refine(({ yaml, settings }) => (yaml === undefined) !== (settings === undefined), {
    message: 'needs either yaml or settings',
  })
export type SiteChange = z.infer<typeof SiteChange>
