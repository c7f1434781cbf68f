import { add, answered, inbound, isOpen, ordinary, outbound, workingHour } from './calls.ts'
import type { Extension, World } from './model.ts'
import { type Place, places } from './places.ts'
import type { Rng } from './prng.ts'
import { domestic } from './site.ts'
import { DAY, HOUR, MINUTE } from './zone.ts'

/** An ordinary month: what people, machines and scanners do when nothing is wrong. */
export function addBackground(world: World): void {
  const rng = world.rng
  // Some sites hardly call after hours, some always have somebody in.
  const late = rng.pick([0.005, 0.015, 0.04])
  const saturday = rng.pick([0, 0.03, 0.12])
  for (const day of world.days) {
    const open = isOpen(world, day)
    const weekday = world.zone.weekday(day + 12 * HOUR)
    const level = open ? 1 : weekday === 6 ? saturday : 0.012
    for (const e of world.tenant.extensions) addDay(world, rng, e, day, level, late)
    addCarriersCallers(world, rng, day, level)
  }
  addForeignOneOffs(world, rng.fork('one-offs'))
  addFax(world, rng.fork('fax'))
  addConferences(world, rng.fork('conference'))
  addSignIns(world, rng.fork('sign-ins'))
}

interface Plan {
  at: number
  kind: number
}

/** One person's day, one call after the other. */
function addDay(world: World, rng: Rng, e: Extension, day: number, level: number, late: number): void {
  const plan: Plan[] = []
  const want = (rate: number, kind: number): void => {
    for (let n = rng.poisson(rate * level); n > 0; n--) plan.push({ at: hourOf(rng, e, late), kind })
  }
  want(e.outRate * 0.78, 0)
  want(e.outRate * 0.2, 1)
  want(e.outRate * 0.02, 2)
  want(e.inRate, 3)
  plan.sort((a, b) => a.at - b.at)
  let free = 0
  for (const { at, kind } of plan) {
    const start = Math.max(world.zone.at(day, at), free) + rng.int(2000, 59_999)
    const before = world.calls.length
    place1(world, rng, e, start, kind)
    const made = world.calls[before]
    if (made) free = made.end
    if (made?.disposition === 'busy' && rng.chance(0.5)) redial(world, rng, e, made.peer, made.end, kind)
  }
}

const hourOf = (rng: Rng, e: Extension, late: number): number =>
  rng.chance(late) ? rng.float(0, 23.9) : workingHour(rng, e.begins, e.ends)

function redial(world: World, rng: Rng, e: Extension, peer: string, after: number, kind: number): void {
  if (kind === 0 && peer !== '') outbound(world, e, peer, after + rng.int(5, 240) * 1000, ordinary(rng))
}

function place1(world: World, rng: Rng, e: Extension, start: number, kind: number): void {
  if (kind === 0) {
    const contact = rng.chance(0.15) ? undefined : e.contacts[rng.weighted(e.contacts.map((c) => c.weight))]
    const peer = contact?.peer ?? domestic(rng, world.tenant.home)
    outbound(world, e, peer, start, ordinary(rng, contact?.median ?? 90))
  } else if (kind === 1) internal(world, rng, e, start)
  else if (kind === 2) feature(world, rng, e, start)
  else incoming(world, rng, e, start)
}

function internal(world: World, rng: Rng, e: Extension, start: number): void {
  const other = rng.pick(world.tenant.extensions)
  if (other === e) return
  const outcome = ordinary(rng, 45, 0.7)
  add(world, start, outcome, {
    direction: 'internal',
    ext: e.number,
    from: e.number,
    peer: other.number,
    dialled: other.number,
    ip: e.ip,
    agent: e.agent,
  }) // prettier-ignore
}

function feature(world: World, rng: Rng, e: Extension, start: number): void {
  const emergency = rng.chance(0.004)
  const dialled = emergency ? world.tenant.home.emergency : rng.pick(['*97', '*97', '*98', '*43', '*60'])
  add(world, start, answered(0.1, rng.int(5, 90)), {
    direction: 'internal',
    ext: e.number,
    from: e.number,
    dialled,
    shape: 'feature',
    ip: e.ip,
    agent: e.agent,
  }) // prettier-ignore
}

/** Somebody rings in: straight, by a group, to voicemail, or is passed on. */
function incoming(world: World, rng: Rng, e: Extension, start: number): void {
  const contact = rng.chance(0.45) ? e.contacts[rng.weighted(e.contacts.map((c) => c.weight))] : undefined
  const caller = rng.chance(0.03) ? '' : (contact?.peer ?? domestic(rng, world.tenant.home))
  const outcome = ordinary(rng, contact?.median ?? 100, 0.72)
  const kind = rng.weighted([0.68, 0.14, 0.1, 0.08])
  const group = world.tenant.groups.find((g) => g.members.includes(e.number))
  if (kind === 1 && group) {
    inbound(world, e, caller, start, outcome, {
      shape: 'ring-group',
      members: group.members,
      dialled: group.number,
    })
  } else if (kind === 2 && outcome.disposition !== 'answered') {
    inbound(world, e, caller, start, answered(rng.float(15, 25), rng.int(4, 70)), { shape: 'voicemail' })
  } else if (kind === 3 && outcome.disposition === 'answered') {
    const other = rng.pick(world.tenant.extensions)
    inbound(world, e, caller, start, outcome, { shape: 'transfer', members: [other.number] })
  } else inbound(world, e, caller, start, outcome)
}

/** Callers from abroad and to the toll-free number, at the site rather than at a person. */
function addCarriersCallers(world: World, rng: Rng, day: number, level: number): void {
  const size = world.tenant.extensions.length
  for (let n = rng.poisson((size / 25) * level); n > 0; n--) {
    const e = rng.pick(world.tenant.extensions)
    const start = world.zone.at(day, hourOf(rng, e, 0.05))
    if (rng.chance(0.35))
      inbound(world, e, rng.number(rng.pick(rng.pick(places).plain)), start, ordinary(rng, 120))
    else
      inbound(world, e, domestic(rng, world.tenant.home), start, ordinary(rng, 140), {
        did: world.tenant.tollFreeDid,
      })
  }
}

/** A hotel for the holidays, a new supplier, a relative: one number abroad, once, now and then at an odd hour. */
function addForeignOneOffs(world: World, rng: Rng): void {
  const size = world.tenant.extensions.length
  const mean = (2 + size * rng.float(0.04, 0.1)) * (world.days.length / 30)
  const holiday = places.filter((p) =>
    ['MV', 'TN', 'MA', 'DO', 'JM', 'HR', 'GR', 'PT', 'TH', 'EG', 'VC', 'LK', 'CU'].includes(p.iso),
  )
  for (let n = rng.poisson(mean); n > 0; n--) {
    const where = abroadOf(rng, world, rng.chance(0.25) ? holiday : places)
    const e = rng.pick(world.tenant.extensions)
    const day = rng.pick(world.days)
    const hour = rng.chance(0.85) ? workingHour(rng, e.begins, e.ends) : rng.float(18, 23)
    if (!isOpen(world, day) && rng.chance(0.9)) continue
    const peer = rng.number(rng.pick(where.plain))
    let start = world.zone.at(day, hour) + rng.int(0, 59_999)
    for (let tries = rng.weighted([0.7, 0.2, 0.1]); tries >= 0; tries--) {
      const call = outbound(world, e, peer, start, ordinary(rng, rng.pick([60, 150, 400])))
      start = call.end + rng.int(20, 2400) * 1000
    }
  }
}

const abroadOf = (rng: Rng, world: World, list: readonly Place[]): Place =>
  rng.pick(list.filter((p) => p.iso !== world.tenant.home.iso))

/** A fax machine: domestic, short, regular, sometimes again and again. */
function addFax(world: World, rng: Rng): void {
  if (rng.chance(0.5)) return
  const e = rng.pick(world.tenant.extensions)
  const regular = [domestic(rng, world.tenant.home), domestic(rng, world.tenant.home)]
  for (const day of world.days) {
    if (!isOpen(world, day)) continue
    for (let n = rng.poisson(2); n > 0; n--) {
      let start = world.zone.at(day, rng.float(8, 18))
      for (let tries = rng.weighted([0.8, 0.1, 0.05, 0.05]); tries >= 0; tries--) {
        const failed = tries > 0
        const call = outbound(
          world,
          e,
          rng.pick(regular),
          start,
          failed ? { ring: 3, seconds: 0, disposition: 'busy' } : answered(rng.float(2, 8), rng.int(25, 160)),
        )
        start = call.end + 3 * MINUTE
      }
    }
  }
}

/** Weekly calls with a bridge elsewhere, one to three hours. */
function addConferences(world: World, rng: Rng): void {
  for (let n = rng.poisson(world.tenant.extensions.length / 30); n > 0; n--) {
    const e = rng.pick(world.tenant.extensions)
    const peer = domestic(rng, world.tenant.home)
    const weekday = rng.int(1, 5)
    const hour = rng.int(9, 15)
    for (const day of world.days) {
      if (world.zone.weekday(day + 12 * HOUR) !== weekday || !isOpen(world, day)) continue
      outbound(
        world,
        e,
        peer,
        world.zone.at(day, hour) + rng.int(-120, 240) * 1000,
        answered(3, rng.int(3000, 9600)),
      )
    }
  }
}

/** Phones register where they always do; now and then a password is mistyped and a scanner knocks. */
function addSignIns(world: World, rng: Rng): void {
  for (const day of world.days) {
    for (const e of world.tenant.extensions) {
      const at = world.zone.at(day, e.begins) - rng.int(0, 3600) * 1000
      world.security.push({
        at,
        kind: 'sign-in',
        service: 'PJSIP',
        account: e.number,
        ip: e.ip,
        agent: e.agent,
        fraud: false,
      })
      if (rng.chance(0.004)) {
        for (let i = rng.int(1, 3); i > 0; i--)
          world.security.push({
            at: at - i * 20_000,
            kind: 'sign-in-failed',
            service: 'PJSIP',
            account: e.number,
            ip: e.ip,
            agent: e.agent,
            fraud: false,
          })
      }
    }
  }
  if (rng.chance(0.4)) return
  for (let n = rng.poisson(world.days.length * 3); n > 0; n--) addScanner(world, rng)
}

/** The noise of the internet: a stranger tries a few names that do not exist and leaves. */
function addScanner(world: World, rng: Rng): void {
  const ip = `${rng.pick([45, 92, 141, 185, 193, 212])}.${rng.int(1, 250)}.${rng.int(0, 250)}.${rng.int(2, 250)}`
  let at = world.from + rng.next() * world.days.length * DAY
  for (let i = rng.int(1, 30); i > 0; i--) {
    at += rng.int(200, 20_000)
    world.security.push({
      at: Math.round(at),
      kind: 'unknown-account',
      service: 'PJSIP',
      account: String(rng.int(10_000, 99_999)),
      ip,
      agent: 'friendly-scanner',
      fraud: false,
    })
  }
}
