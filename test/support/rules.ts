import { parseSite, readBuiltInTariff, readNumberingData } from '../../src/adapters/content/index.ts'
import {
  appendCall,
  type Call,
  createBatch,
  createNames,
  type Direction,
  type Entry,
  type Names,
  type SecurityEvent,
  type SecurityKind,
} from '../../src/core/calls/index.ts' // prettier-ignore
import {
  type Context,
  createEngine,
  type Engine,
  freshState,
  type Rule,
} from '../../src/core/detection/index.ts'
import { createBusinessHours, type Zone, zoneOf } from '../../src/core/kernel/index.ts'
import { createDialPlan, createNumbering, type DialPlan } from '../../src/core/numbering/index.ts'
import { createEstimate } from '../../src/core/rating/index.ts'

/** One line of a proof: a call, or a sign-in when `signIn` is there. */
interface ProofEvent {
  readonly at: string
  readonly account: string
  readonly direction?: Direction
  readonly entry?: Entry
  readonly to?: string
  readonly from?: string
  readonly dialled?: string
  readonly seconds: number
  readonly ring?: number
  readonly disposition?: 'failed'
  readonly signIn?: SecurityKind
  readonly ip?: string
}

/** A site in the United States on UTC, with nothing but the given rules. */
export async function proofContext(
  rules: readonly Rule[],
  names: Names = createNames(),
): Promise<{ context: Context; plan: DialPlan }> {
  const numbering = createNumbering(await readNumberingData())
  const site = parseSite('{ country: US, timezone: UTC }', 'proof')
  const zone = zoneOf('UTC') as Zone
  const rater = createEstimate(await readBuiltInTariff(), numbering, { country: 'US', currency: 'USD' })
  const { isOpen } = createBusinessHours(site, zone, [])
  return {
    context: { names, numbering, zone, rater, rules, isOpen, callingCode: '1', known: [] },
    plan: createDialPlan(site, numbering),
  }
}

export const proofEvents = (lines: string): ProofEvent[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ProofEvent)
    .sort((a, b) => a.at.localeCompare(b.at))

export function feed(
  engine: Engine,
  events: readonly ProofEvent[],
  { context, plan }: { context: Context; plan: DialPlan },
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
export async function firedBy(rule: Rule, lines: string): Promise<number> {
  const place = await proofContext([rule])
  let fired = 0
  feed(
    createEngine(place.context, freshState(), () => fired++),
    proofEvents(lines),
    place,
  )
  return fired
}

const signInOf = (e: ProofEvent): SecurityEvent => ({
  at: Date.parse(e.at),
  kind: e.signIn as SecurityKind,
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
