import { add, answered, inbound, isOpen, ordinary, outbound } from './calls.ts'
import type { LookAlike, World } from './model.ts'
import { type Place, place, places } from './places.ts'
import type { Rng } from './prng.ts'
import { domestic } from './site.ts'
import { DAY, HOUR, MINUTE } from './zone.ts'

/** Legitimate traffic that resembles an attack. Quirks of records (late, doubled, wrong clock) are in `records.ts`. */
export const unusual: Partial<Record<LookAlike, (world: World, rng: Rng) => void>> = {
  'sales-campaign': salesCampaign,
  'travelling-employee': travellingEmployee,
  'conference-3h': conference,
  'support-desk': supportDesk,
  'worldwide-desk': worldwideDesk,
  'call-centre-dialler': dialler,
  'night-shift': nightShift,
  'overseas-family-office': familyOffice,
  'fax-retries': faxRetries,
  'ring-group-duplicates': ringGroups,
  'holiday-calendar': holidays,
}

const elsewhere = (rng: Rng, world: World, list: readonly Place[]): Place =>
  rng.pick(list.filter((p) => p.iso !== world.tenant.home.iso && p.plain.length > 0))

/** Three to eight people ring many numbers of one new country, in office hours, for one to three weeks. */
function salesCampaign(world: World, rng: Rng): void {
  const target = elsewhere(rng, world, rng.chance(0.2) ? places : places.filter((p) => !p.high))
  const people = rng.some(world.tenant.extensions, rng.int(3, 8))
  const first = rng.int(Math.floor(world.days.length * 0.3), Math.floor(world.days.length * 0.75))
  const perDay = rng.float(15, 60)
  for (const day of world.days.slice(first, first + rng.int(5, 20))) {
    if (!isOpen(world, day)) continue
    for (const e of people) {
      let at = world.zone.at(day, rng.float(8.8, 10))
      const stop = world.zone.at(day, rng.float(16, 17.5))
      for (let n = rng.poisson(perDay); n > 0 && at < stop; n--) {
        const call = outbound(world, e, rng.number(rng.pick(target.plain)), at, ordinary(rng, 120, 0.4))
        at = call.end + rng.int(15, 600) * 1000
      }
    }
  }
}

/** The same phone program, signing in from a hotel; calls home and to the usual contacts, some in the evening. */
function travellingEmployee(world: World, rng: Rng): void {
  const e = rng.pick(world.tenant.extensions)
  const first = rng.int(2, Math.max(2, Math.floor(world.days.length * 0.7)))
  const ip = `${rng.pick([80, 82, 89, 109, 151])}.${rng.int(1, 250)}.${rng.int(0, 250)}.${rng.int(2, 250)}`
  const visited = elsewhere(rng, world, places)
  for (const day of world.days.slice(first, first + rng.int(3, 9))) {
    for (let n = rng.int(1, 4); n > 0; n--)
      world.security.push({
        at: world.zone.at(day, rng.float(0, 23)),
        kind: 'sign-in',
        service: 'PJSIP',
        account: e.number,
        ip,
        agent: e.agent,
        fraud: false,
      })
    for (let n = rng.poisson(7); n > 0; n--) {
      const contact = e.contacts[rng.weighted(e.contacts.map((c) => c.weight))]
      const local = rng.chance(0.1)
      const peer = local
        ? rng.number(rng.pick(visited.plain))
        : (contact?.peer ?? domestic(rng, world.tenant.home))
      outbound(world, e, peer, world.zone.at(day, rng.float(6, 23)), ordinary(rng, 140), { ip })
    }
  }
}

function conference(world: World, rng: Rng): void {
  const p = elsewhere(
    rng,
    world,
    places.filter((x) => !x.high),
  )
  const bridge = rng.chance(0.5) ? rng.number(rng.pick(p.plain)) : domestic(rng, world.tenant.home)
  for (const day of rng.some(
    world.days.filter((d) => isOpen(world, d)),
    rng.int(1, 4),
  )) {
    const start = world.zone.at(day, rng.int(9, 15))
    for (const e of rng.some(world.tenant.extensions, rng.int(2, 6)))
      outbound(
        world,
        e,
        bridge,
        start + rng.int(-200, 300) * 1000,
        answered(2, rng.int(2.5 * 3600, 3.4 * 3600)),
      )
  }
}

/** Calls customers back in 8 to 15 countries from the first day on. */
function supportDesk(world: World, rng: Rng): void {
  const countries = rng.some(
    places.filter((p) => p.iso !== world.tenant.home.iso),
    rng.int(8, 15),
  )
  const people = rng.some(world.tenant.extensions, rng.int(3, 6))
  for (const day of world.days) {
    if (!isOpen(world, day)) continue
    for (const e of people) {
      for (let n = rng.poisson(8); n > 0; n--) {
        const p = countries[rng.zipf(countries.length, 0.8)] as Place
        const at = world.zone.at(day, rng.float(7.5, 19))
        const peer = rng.number(rng.pick(p.plain))
        if (rng.chance(0.4)) inbound(world, e, peer, at, ordinary(rng, 300, 0.85))
        else outbound(world, e, peer, at, ordinary(rng, 300, 0.7))
      }
    }
  }
}

/** A desk that calls strangers in a dozen countries at all hours, and nearly always reaches them. */
function worldwideDesk(world: World, rng: Rng): void {
  const abroad = places.filter((p) => p.iso !== world.tenant.home.iso && !p.high)
  const countries = rng.some(abroad, 12)
  for (const e of rng.some(world.tenant.extensions, rng.int(4, 7)))
    for (const day of world.days)
      for (let n = rng.poisson(7); n > 0; n--) {
        const peer = rng.number(rng.pick(rng.pick(countries).plain))
        outbound(world, e, peer, world.zone.at(day, rng.float(0, 24)), ordinary(rng, 400, 0.95))
      }
}

/** 60 domestic calls a minute for hours, by a handful of agents' lines. */
function dialler(world: World, rng: Rng): void {
  const lines = rng.some(world.tenant.extensions, rng.int(2, 6))
  const cpm = rng.float(20, 60)
  for (const day of rng.some(
    world.days.filter((d) => isOpen(world, d)),
    rng.int(2, 6),
  )) {
    const stop = world.zone.at(day, 9) + rng.float(0.5, 2) * HOUR
    for (let at = world.zone.at(day, 9); at < stop; at += rng.exp(MINUTE / cpm))
      outbound(world, rng.pick(lines), domestic(rng, world.tenant.home), at, ordinary(rng, 35, 0.3))
  }
}

function nightShift(world: World, rng: Rng): void {
  for (const e of rng.some(
    world.tenant.extensions,
    Math.max(1, Math.min(6, Math.floor(world.tenant.extensions.length / 5))),
  )) {
    for (const day of world.days) {
      if (rng.chance(0.25)) continue
      for (let n = rng.poisson(9); n > 0; n--) {
        const contact = e.contacts[rng.weighted(e.contacts.map((c) => c.weight))]
        const at = world.zone.at(day, rng.float(21, 30))
        if (rng.chance(0.5))
          outbound(world, e, contact?.peer ?? domestic(rng, world.tenant.home), at, ordinary(rng))
        else inbound(world, e, domestic(rng, world.tenant.home), at, ordinary(rng))
      }
    }
  }
}

/** Long calls every day to two to five numbers in a country that risk lists name. */
function familyOffice(world: World, rng: Rng): void {
  const p = place(rng.pick(['PH', 'MA', 'SO', 'PK', 'NG', 'LK', 'TN', 'HT', 'SN', 'AL', 'IQ']))
  const numbers = Array.from({ length: rng.int(2, 5) }, () => rng.number(rng.pick(p.plain)))
  const people = rng.some(world.tenant.extensions, rng.int(1, 2))
  for (const day of world.days) {
    for (const e of people) {
      if (!isOpen(world, day) && rng.chance(0.7)) continue
      for (let n = rng.poisson(2.5); n > 0; n--) {
        const at = world.zone.at(day, rng.chance(0.8) ? rng.float(8, 18) : rng.float(18, 23))
        outbound(world, e, rng.pick(numbers), at, ordinary(rng, 900, 0.75))
      }
    }
  }
}

/** One number, ten to forty attempts some minutes apart; now and then abroad. */
function faxRetries(world: World, rng: Rng): void {
  const e = rng.pick(world.tenant.extensions)
  for (let n = rng.int(1, 4); n > 0; n--) {
    const p = elsewhere(rng, world, places)
    const peer = rng.chance(0.4) ? rng.number(rng.pick(p.plain)) : domestic(rng, world.tenant.home)
    const gap = rng.pick([20, 60, 180, 300]) * 1000
    let at = world.zone.at(rng.pick(world.days), rng.chance(0.7) ? rng.float(8, 17) : rng.float(17, 23))
    for (let tries = rng.int(10, 40); tries > 0; tries--) {
      const call = outbound(world, e, peer, at, {
        ring: rng.float(2, 30),
        seconds: 0,
        disposition: rng.pick(['busy', 'no-answer', 'failed'] as const),
      })
      at = call.end + gap
    }
    outbound(world, e, peer, at, answered(4, rng.int(30, 300)))
  }
}

/** A busy hunt group: eight phones ring for every call. */
function ringGroups(world: World, rng: Rng): void {
  const members = rng.some(world.tenant.extensions, 8)
  const group = {
    number: `${world.tenant.groups[0]?.number.slice(0, -1) ?? '70'}9`,
    members: members.map((e) => e.number),
  }
  for (const day of world.days) {
    if (!isOpen(world, day)) continue
    for (let n = rng.poisson(20); n > 0; n--) {
      const e = rng.pick(members)
      const at = world.zone.at(day, rng.float(8, 18))
      inbound(world, e, domestic(rng, world.tenant.home), at, ordinary(rng, 120, 0.8), {
        shape: 'ring-group',
        members: group.members,
        dialled: group.number,
      })
    }
  }
}

/** The site is closed for some days; a few people come in all the same and call as they do. */
function holidays(world: World, rng: Rng): void {
  const { zone, tenant } = world
  const first = rng.int(1, Math.max(1, world.days.length - 4))
  const closed = world.days.slice(first, first + rng.int(1, 4))
  const inside = (at: number): boolean => closed.some((day) => at >= day && at < day + DAY)
  const working = new Set(
    rng.some(tenant.extensions, Math.max(1, Math.floor(tenant.extensions.length / 12))).map((e) => e.number),
  )
  world.calls = world.calls.filter(
    (call) => call.fraud || !inside(call.start) || working.has(call.ext) || rng.chance(0.01),
  )
  tenant.site.holidays = closed.map((day) => zone.date(day + 12 * HOUR))
  for (const day of closed) {
    for (const e of tenant.extensions.filter((x) => working.has(x.number))) {
      for (let n = rng.poisson(4); n > 0; n--)
        outbound(
          world,
          e,
          e.contacts[0]?.peer ?? domestic(rng, tenant.home),
          zone.at(day, rng.float(9, 17)),
          ordinary(rng),
        )
    }
    add(world, zone.at(day, 12), answered(0.1, 20), {
      direction: 'internal',
      ext: [...working][0] ?? '',
      from: [...working][0] ?? '',
      dialled: '*97',
      shape: 'feature',
    })
  }
}
