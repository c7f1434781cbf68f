import { add, answered, CARRIER_IP, didOf, inbound, outbound, workingHour } from '../calls.ts'
import { attackerForm } from '../dial.ts'
import type { Extension } from '../model.ts'
import { places } from '../places.ts'
import type { Rng } from '../prng.ts'
import { domestic } from '../site.ts'
import { HOUR, MINUTE } from '../zone.ts'
import { consecutive, failing, MAX_CALLS, mark, type Plan, quietTime, ranges, victims } from './plan.ts'

/** In by the trunk, out by the trunk: one conversation with two outside ends. */
function through(
  plan: Plan,
  e: Extension,
  entry: 'forward' | 'voicemail' | 'disa',
  caller: string,
  peer: string,
  at: number,
  form: (e164: string) => string,
  did: string,
): number {
  const { rng, world } = plan
  const outcome = rng.chance(0.1)
    ? { ring: rng.float(1, 20), seconds: 0, disposition: failing(rng) }
    : answered(rng.float(2, 12), rng.int(5 * 60, 60 * 60))
  return add(world, at, outcome, {
    ...mark(plan, 'through'),
    direction: 'through',
    entry,
    ext: e.number,
    from: caller,
    peer,
    dialled: form(peer),
    did,
    ip: CARRIER_IP,
    agent: 'Carrier SBC',
  }).end
}

/** A4: an extension is forwarded abroad, then it is rung cheaply and every ring goes out dearly. */
export function callForward(plan: Plan): void {
  const { rng, world } = plan
  const [e] = victims(plan, 1) as [Extension]
  const { begin } = quietTime(plan)
  const numbers = ranges(rng, world, rng.int(1, 2)).flatMap(({ template }) =>
    consecutive(rng, template, rng.int(1, 3)),
  )
  // A forward holds one number at a time; the attacker changes it now and then.
  const form = attackerForm(world.tenant, rng)
  const start = begin + rng.float(0, 10) * HOUR
  world.changes.push({
    at: Math.round(start - rng.int(60, 7200) * 1000),
    what: 'call forward set',
    account: e.number,
    by: rng.pick(['*72', 'phone web page', 'user portal']),
    fraud: true,
  })
  const callers = Array.from({ length: rng.int(2, 30) }, () => domestic(rng, world.tenant.home))
  const lanes = rng.int(1, 8)
  let total = rng.int(5, 60)
  const free = Array.from({ length: lanes }, () => start + rng.float(0, 5) * MINUTE)
  for (let i = 0; total > 0; i++, total--) {
    const lane = i % lanes
    const peer = numbers[Math.floor((i / 60) * numbers.length)] ?? (numbers[0] as string)
    const end = through(
      plan,
      e,
      'forward',
      rng.pick(callers),
      peer,
      free[lane] as number,
      form,
      didOf(world.tenant, e),
    )
    free[lane] = end + rng.float(1, 90) * 1000
  }
}

/** A5: the site's numbers are rung at night, PINs are tried, then calls come in to be dialled out again. */
export function dialThrough(plan: Plan): void {
  const { rng, world } = plan
  const { tenant } = world
  const night = quietTime(plan)
  const entry = rng.pick(['voicemail', 'voicemail', 'disa'] as const)
  const callers = Array.from({ length: rng.int(1, 6) }, () => domestic(rng, tenant.home))
  let at = night.begin + rng.float(1, 6) * HOUR
  for (let n = rng.int(20, 200); n > 0; n--) {
    const e = rng.pick(tenant.extensions)
    const call = inbound(world, e, rng.pick(callers), at, answered(rng.float(2, 18), rng.int(5, 30)), {
      ...mark(plan, 'war-dial'),
      shape: 'voicemail',
      ip: CARRIER_IP,
      agent: 'Carrier SBC',
    })
    at = call.end + rng.int(1, 60) * 1000
  }
  const [e] = victims(plan, 1) as [Extension]
  const did = rng.chance(0.7) ? tenant.tollFreeDid : didOf(tenant, e)
  for (let n = rng.int(2, 25); n > 0; n--) {
    const call = inbound(world, e, rng.pick(callers), at, answered(rng.float(1, 3), rng.int(15, 90)), {
      ...mark(plan, 'pin'),
      shape: 'pin',
      did,
      ip: CARRIER_IP,
      agent: 'Carrier SBC',
    })
    at = call.end + rng.int(2, 40) * 1000
  }
  pumpThrough(plan, e, entry, callers, at + rng.float(0.05, 20) * HOUR, did)
}

function pumpThrough(
  plan: Plan,
  e: Extension,
  entry: 'voicemail' | 'disa',
  callers: string[],
  begin: number,
  did: string,
): void {
  const { rng, world } = plan
  const numbers = ranges(rng, world, rng.int(1, 4)).flatMap(({ template }) =>
    consecutive(rng, template, rng.int(1, 8)),
  )
  const form = attackerForm(world.tenant, rng)
  const end = begin + rng.float(1, 30) * HOUR
  for (let lane = rng.int(1, 10); lane > 0; lane--) {
    let at = begin + rng.float(0, 30) * MINUTE
    while (at < end)
      at =
        through(plan, e, entry, rng.pick(callers), rng.pick(numbers), at, form, did) +
        rng.float(2, 120) * 1000
  }
}

/** A day after the earliest, not the file's last one; of a short file the first. */
function someDay(plan: Plan): number {
  const later = plan.world.days.filter((d) => d >= plan.earliest).slice(0, -1)
  return later.length > 0 ? plan.rng.pick(later) : plan.world.zone.at(plan.earliest, 0)
}

/** A6: thousands of rings too short to answer, from numbers that are dear to call back; some people do. */
export function wangiri(plan: Plan): void {
  const { rng, world } = plan
  const dear = ranges(rng, world, rng.int(1, 3))
  const clis = dear.flatMap(({ template }) => consecutive(rng, template, rng.int(3, 60)))
  const total = rng.int(800, 6000)
  const day = someDay(plan)
  const begin = Math.max(world.zone.at(day, rng.float(5, 13)), plan.earliest)
  const span = rng.float(0.7, 5) * HOUR
  const back = rng.float(0.001, 0.03)
  for (let n = 0; n < total; n++) {
    const e = rng.pick(world.tenant.extensions)
    const cli = rng.pick(clis)
    const ring = rng.float(0.2, 2)
    const at = begin + rng.next() * span
    inbound(
      world,
      e,
      cli,
      at,
      { ring, seconds: 0, disposition: 'no-answer' },
      { ...mark(plan, 'ping'), ip: CARRIER_IP, agent: 'Carrier SBC' },
    )
    if (!rng.chance(back)) continue
    const outcome = rng.chance(0.12)
      ? { ring: 8, seconds: 0, disposition: failing(rng) }
      : answered(rng.float(1, 6), rng.int(20, 900))
    outbound(world, e, cli, at + rng.float(1, 10) * MINUTE, outcome, { fraud: true, phase: 'callback' })
  }
}

/** A8: hundreds of machine calls on the toll-free number, one caller number after the other. */
export function tollFreePumping(plan: Plan): void {
  const { rng, world } = plan
  const total = rng.int(200, 3000)
  const clis = consecutive(rng, rng.pick(world.tenant.home.fixed), rng.int(40, 400))
  const span = rng.float(3, 60) * HOUR
  const begin = plan.earliest + rng.next() * Math.max(HOUR, plan.until - plan.earliest - span)
  for (let n = 0; n < total; n++) {
    const failed = rng.chance(0.07)
    const outcome = failed
      ? { ring: 2, seconds: 0, disposition: failing(rng) }
      : answered(rng.float(0.1, 3), rng.int(180, 1800))
    inbound(
      world,
      rng.pick(world.tenant.extensions),
      clis[n % clis.length] as string,
      begin + (n / total) * span + rng.int(0, 20_000),
      outcome,
      {
        ...mark(plan, 'pump'),
        shape: 'ivr',
        did: world.tenant.tollFreeDid,
        ip: CARRIER_IP,
        agent: 'Carrier SBC',
      },
    ) // prettier-ignore
  }
}

/** A15: more calls than the lines can take, hung up at once or held for as long as possible. */
export function flood(plan: Plan): void {
  const { rng, world } = plan
  const perMinute = Math.exp(rng.float(Math.log(10), Math.log(500)))
  const minutes = Math.min(rng.float(10, 360), (MAX_CALLS * 0.9) / perMinute)
  const held = rng.chance(0.3)
  const day = someDay(plan)
  const begin = Math.max(world.zone.at(day, workingHour(rng, 7, 19)), plan.earliest)
  const target = rng.pick(world.tenant.extensions)
  for (let at = begin; at < begin + minutes * MINUTE; at += rng.exp(MINUTE / perMinute)) {
    const taken = rng.chance(0.25)
    const outcome = taken
      ? answered(rng.float(0.5, 6), held ? rng.int(60, 900) : rng.int(1, 10))
      : {
          ring: rng.float(0.1, 10),
          seconds: 0,
          disposition: rng.pick(['busy', 'busy', 'no-answer', 'failed'] as const),
        }
    inbound(
      world,
      rng.chance(0.8) ? target : rng.pick(world.tenant.extensions),
      randomCli(rng, plan),
      at,
      outcome,
      { ...mark(plan, 'flood'), ip: CARRIER_IP, agent: 'Carrier SBC' },
    )
  }
}

function randomCli(rng: Rng, plan: Plan): string {
  const kind = rng.weighted([0.7, 0.15, 0.15])
  if (kind === 0) return domestic(rng, plan.world.tenant.home)
  return kind === 1 ? rng.number(rng.pick(rng.pick(places).plain)) : rng.number('XXXXXXXXXX')
}
