import { z } from 'zod'
import { AutomaticAct } from './automatic.ts'
import { KindJson, MoneyJson } from './verdict.ts'

// What is going on at a site at this moment: lines of `watch --json`, and the API's live view.

const Instant = z.string().describe('ISO 8601, UTC')
const Range = z.object({ low: MoneyJson, likely: MoneyJson, high: MoneyJson })

export const CallNowJson = z.object({
  id: z.string().describe("the PBX's own"),
  source: z.string().describe('the connection that tells of it'),
  account: z.string(),
  from: z.string(),
  to: z.string().describe('E.164 with + where it could be resolved'),
  dialled: z.string(),
  direction: z.enum(['outbound', 'inbound', 'internal', 'through']),
  country: z.string(),
  startedAt: Instant,
  answeredAt: Instant.nullable(),
  billableSeconds: z.number().int(),
  cost: MoneyJson.nullable().describe('so far; null when no rate covers the number'),
  perMinute: MoneyJson.nullable(),
  sourceIp: z.string(),
  channels: z.array(z.string()).describe('what can be hung up'),
  alert: z.string().nullable().describe('id of the alert it belongs to'),
})
export type CallNowJson = z.infer<typeof CallNowJson>

export const AlertJson = z.object({
  id: z.string(),
  incident: z.string().describe('alerts of one attack share it'),
  account: z.string().describe("'' when the site as a whole is attacked"),
  kind: KindJson,
  score: z.number().int().describe('0-100: how sure'),
  reasons: z.array(z.string()),
  began: Instant,
  perMinute: MoneyJson,
  lostSoFar: MoneyJson,
  range: z.object({ perMinute: Range, lostSoFar: Range }).describe('least, likely, most'),
  calls: z.number().int().describe('bad calls so far'),
  running: z.array(z.string()).describe('ids of those still up'),
  channels: z.array(z.string()),
  sources: z.array(z.string()).describe('addresses the attack came from'),
  stop: z
    .object({ account: z.string(), prefixes: z.array(z.string()), ips: z.array(z.string()) })
    .describe('the narrowest that stops it; its calls are hung up besides'),
})
export type AlertJson = z.infer<typeof AlertJson>

/** One line of `watch --json`. Further types may come. */
export const WatchLine = z.discriminatedUnion('type', [
  CallNowJson.extend({
    type: z.enum(['call-started', 'call-answered', 'call-ended']),
    at: Instant,
    site: z.string(),
  }),
  AlertJson.extend({ type: z.literal('alert'), at: Instant, site: z.string(), update: z.boolean() }),
  z.object({
    type: z.literal('sign-in'),
    at: Instant,
    site: z.string(),
    kind: z.string(),
    service: z.string(),
    account: z.string(),
    sourceIp: z.string(),
  }),
  z.object({
    type: z.literal('registration'),
    at: Instant,
    site: z.string(),
    account: z.string(),
    sourceIp: z.string(),
    userAgent: z.string(),
    there: z.boolean(),
  }),
  z.object({ type: z.literal('change'), at: Instant, site: z.string(), what: z.string() }),
  AutomaticAct.extend({
    type: z.literal('control'),
    site: z.string(),
    update: z.boolean().describe('more of what was told before'),
  }),
  z.object({
    type: z.enum(['source-lost', 'source-back']),
    at: Instant,
    site: z.string(),
    source: z.string(),
    reason: z.string(),
  }),
])
export type WatchLine = z.infer<typeof WatchLine>

export const LiveView = z
  .object({
    at: Instant,
    sources: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        lost: z.boolean().nullable().describe('null until it is known'),
        since: Instant,
        reason: z.string(),
      }),
    ),
    calls: z.array(CallNowJson),
    alerts: z.array(AlertJson),
    automatic: z.array(AutomaticAct).describe('of the last day, newest first'),
    meter: z.object({
      perMinute: Range,
      lostSoFar: Range,
      calls: z.number().int().describe('bad calls still up'),
    }),
  })
  .meta({ id: 'LiveView' })
export type LiveView = z.infer<typeof LiveView>

export const HungUp = z.object({ channels: z.number().int() }).meta({ id: 'HungUp' })

/** What `connect` prints. */
export const ConnectReport = z
  .object({
    id: z.string().nullable().describe('null with --check'),
    site: z.string(),
    kind: z.string(),
    product: z.string(),
    capabilities: z.array(
      z.object({
        control: z.string(),
        available: z.boolean(),
        how: z.string(),
        missing: z.string().optional(),
        undoable: z.boolean(),
        survivesRestart: z.boolean(),
        keepsEmergency: z.boolean(),
      }),
    ),
    reads: z.array(z.string()),
    paste: z.string().describe('lines to put on the system for what is missing'),
  })
  .meta({ id: 'ConnectReport' })
export type ConnectReport = z.infer<typeof ConnectReport>
