import { z } from 'zod'
import {
  appendCall,
  type Call,
  createBatch,
  createNames,
  directions,
  entries,
  type Names,
  type SecurityEvent,
  securityKinds,
} from '#core/calls' // prettier-ignore
import { createBusinessHours, SiteSettings, type Zone, zoneOf } from '#core/kernel'
import { createDialPlan, createNumbering, type DialPlan, type NumberingData } from '#core/numbering'
import { createEstimate, type Tariff } from '#core/rating'
import type { Context } from './context.ts'
import { createEngine, type Engine, freshState } from './engine.ts'
import type { Rule } from './rule.ts'

/** One line of a proof: a call, or a sign-in when `signIn` is there. */
export const ProofEvent = z.object({
  at: z.string().describe('ISO 8601, UTC'),
  account: z.string(),
  direction: z.enum(directions).optional(),
  entry: z.enum(entries).optional(),
  to: z.string().optional(),
  from: z.string().optional(),
  dialled: z.string().optional(),
  seconds: z.number().default(0),
  ring: z.number().optional(),
  disposition: z.literal('failed').optional(),
  signIn: z.enum(securityKinds).optional(),
  ip: z.string().optional(),
})
export type ProofEvent = z.output<typeof ProofEvent>

/** Lines of JSON, in order of time. */
export const readProof = (lines: string): ProofEvent[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => ProofEvent.parse(JSON.parse(line)))
    .sort((a, b) => a.at.localeCompare(b.at))

/** What proofs are played at: a site in the United States on UTC, priced by the built-in estimate. */
export interface ProofPlace {
  readonly context: Context
  readonly plan: DialPlan
}

export function proofPlace(
  { numberingData, tariff }: { readonly numberingData: NumberingData; readonly tariff: Tariff },
  rules: readonly Rule[],
  names: Names = createNames(),
): ProofPlace {
  const numbering = createNumbering(numberingData)
  const site = SiteSettings.parse({ country: 'US', timezone: 'UTC' })
  const zone = zoneOf('UTC') as Zone
  const rater = createEstimate(tariff, numbering, { country: 'US', currency: 'USD' })
  const { isOpen } = createBusinessHours(site, zone, [])
  return {
    context: { names, numbering, zone, rater, rules, isOpen, callingCode: '1', known: [] },
    plan: createDialPlan(site, numbering),
  }
}

export function playProof(
  engine: Engine,
  events: readonly ProofEvent[],
  { context, plan }: ProofPlace,
): void {
  for (const event of events) {
    if (event.signIn) engine.signIn(signInOf(event))
    else {
      const batch = createBatch(1)
      const tollFree = event.direction === 'inbound' && (event.to ?? '').startsWith('+1800')
      appendCall(batch, callOf(event, plan), context.names, 0, tollFree)
      engine.calls(batch)
    }
  }
}

/** How often a rule fires on the events of a proof, alone. */
export function firedBy(rule: Rule, events: readonly ProofEvent[], place: ProofPlace): number {
  const alone = { ...place, context: { ...place.context, names: createNames(), rules: [rule] } }
  let fired = 0
  playProof(
    createEngine(alone.context, freshState(), () => fired++),
    events,
    alone,
  )
  return fired
}

const signInOf = (e: ProofEvent): SecurityEvent => ({
  at: Date.parse(e.at),
  kind: e.signIn as SecurityEvent['kind'],
  service: e.signIn?.startsWith('admin') ? 'AMI' : 'PJSIP',
  account: e.account,
  sourceIp: e.ip ?? '',
  session: '',
  userAgent: '',
  line: 1,
})

function callOf(e: ProofEvent, plan: DialPlan): Call {
  const startedAt = Date.parse(e.at)
  const direction = e.direction ?? 'outbound'
  const number = (direction === 'inbound' ? e.from : e.to) ?? ''
  const resolved = plan.resolve(number)
  const ring = e.ring ?? 5
  return {
    id: e.at,
    startedAt,
    answeredAt: e.seconds > 0 ? startedAt + ring * 1000 : Number.NaN,
    endedAt: startedAt + (ring + e.seconds) * 1000,
    billableSeconds: e.seconds,
    disposition: e.disposition ?? (e.seconds > 0 ? 'answered' : 'no-answer'),
    direction,
    entry: e.entry ?? 'direct',
    account: e.account,
    peer: resolved.e164,
    from: e.from ?? e.account,
    dialled: e.dialled ?? e.to ?? '',
    trunk: '',
    kind: resolved.kind,
    destination: resolved.destination,
    international: resolved.international,
    invalid: resolved.invalid,
    sourceIp: '',
    userAgent: '',
  }
}
