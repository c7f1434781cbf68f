import { dialledAs } from './dial.ts'
import type { Extension, SimCall, Tenant, World } from './model.ts'
import type { Rng } from './prng.ts'

/** How one attempt went. */
export interface Outcome {
  ring: number
  seconds: number
  disposition: SimCall['disposition']
}

/** People answer about two calls of three, after 4 to 25 seconds. */
export function ordinary(rng: Rng, median = 90, answered = 0.65): Outcome {
  const ring = rng.float(4, 25)
  if (rng.chance(answered)) {
    return {
      ring,
      seconds: Math.max(1, Math.round(Math.min(7200, rng.lognormal(median, 1)))),
      disposition: 'answered',
    }
  }
  const kind = rng.weighted([0.7, 0.2, 0.1])
  if (kind === 0) return { ring: rng.float(8, 60), seconds: 0, disposition: 'no-answer' }
  return { ring: rng.float(0.5, 6), seconds: 0, disposition: kind === 1 ? 'busy' : 'failed' }
}

export const answered = (ring: number, seconds: number): Outcome => ({
  ring,
  seconds,
  disposition: 'answered',
})

const NOTHING: SimCall = {
  n: 0,
  start: 0,
  answer: Number.NaN,
  end: 0,
  seconds: 0,
  disposition: 'no-answer',
  direction: 'outbound',
  entry: 'direct',
  ext: '',
  from: '',
  peer: '',
  dialled: '',
  did: '',
  shape: 'plain',
  members: [],
  ip: '',
  agent: '',
  fraud: false,
  phase: '',
  late: 0,
  clock: 0,
  twin: false,
  carrierOnly: false,
} // prettier-ignore

/** Adds a call; returns it so that the caller may say more of it. */
export function add(world: World, start: number, outcome: Outcome, rest: Partial<SimCall>): SimCall {
  const at = Math.round(start)
  const ring = Math.round(outcome.ring * 1000)
  const up = outcome.disposition === 'answered'
  const call: SimCall = {
    ...NOTHING,
    start: at,
    answer: up ? at + ring : Number.NaN,
    end: at + ring + outcome.seconds * 1000,
    seconds: up ? outcome.seconds : 0,
    disposition: outcome.disposition,
    ...rest,
  }
  world.calls.push(call)
  return call
}

export function outbound(
  world: World,
  e: Extension,
  peer: string,
  start: number,
  outcome: Outcome,
  rest: Partial<SimCall> = {},
): SimCall {
  return add(world, start, outcome, {
    ext: e.number,
    from: e.number,
    peer,
    dialled: dialledAs(world.tenant, world.rng, peer),
    ip: e.ip,
    agent: e.agent,
    ...rest,
  })
}

export function inbound(
  world: World,
  e: Extension,
  caller: string,
  start: number,
  outcome: Outcome,
  rest: Partial<SimCall> = {},
): SimCall {
  return add(world, start, outcome, {
    direction: 'inbound',
    ext: e.number,
    from: caller,
    peer: caller,
    did: didOf(world.tenant, e),
    dialled: e.number,
    ip: CARRIER_IP,
    agent: 'Carrier SBC',
    ...rest,
  })
}

export const CARRIER_IP = '198.51.100.10'

export function didOf(tenant: Tenant, e: Extension): string {
  return tenant.dids[tenant.extensions.indexOf(e) % tenant.dids.length] ?? ''
}

/** A wall-clock instant of a working day, most of them mid-morning and mid-afternoon. */
export function workingHour(rng: Rng, begins: number, ends: number): number {
  const morning = begins + (ends - begins) * 0.3
  const afternoon = begins + (ends - begins) * 0.72
  for (;;) {
    const hour = (rng.chance(0.52) ? morning : afternoon) + (rng.next() + rng.next() + rng.next() - 1.5) * 2.4
    if (hour >= begins && hour <= ends) return hour
  }
}

/** Open for business on this local day. */
export function isOpen(world: World, day: number): boolean {
  const weekday = world.zone.weekday(day + 12 * 3_600_000)
  return (
    weekday !== 0 && weekday !== 6 && !world.tenant.closed.has(world.zone.date(day + 12 * 3_600_000).slice(5))
  )
}
