import { answered, isOpen, outbound } from '../calls.ts'
import { attackerForm } from '../dial.ts'
import type { Extension } from '../model.ts'
import { DAY, HOUR, MINUTE } from '../zone.ts'
import { consecutive, failing, mark, type Plan, quietTime, ranges, signIn, victims } from './plan.ts'
import { drawNumbers, stolenAccount, testCalls } from './pump.ts'

/** A1: fast international revenue share over one to three stolen accounts. */
export function fast(plan: Plan): void {
  stolenAccount(plan, victims(plan, plan.rng.weighted([0.7, 0.2, 0.1]) + 1))
}

/** A2: four calls a minute for most of two days, ten minutes each, dear numbers. */
export function medium(plan: Plan): void {
  const { rng, world } = plan
  const accounts = victims(plan, rng.weighted([0.7, 0.3]) + 1)
  const numbers = drawNumbers(plan)
  const form = attackerForm(world.tenant, rng)
  const begin = rng.chance(0.7)
    ? quietTime(plan).begin + rng.float(0, 6) * HOUR
    : plan.earliest + rng.next() * Math.max(0, plan.until - plan.earliest - 46 * HOUR)
  const perMinute = rng.float(2, 6)
  const end = begin + rng.float(30, 50) * HOUR
  const failRate = rng.float(0.05, 0.15)
  const first = accounts[0] as Extension
  signIn(plan, begin - rng.int(60, 7200) * 1000, first.number)
  if (rng.chance(0.5)) testCalls(plan, first, numbers, begin - rng.int(20, 50) * MINUTE)
  for (let at = begin; at < end; at += rng.exp(MINUTE / perMinute)) {
    const peer = rng.pick(numbers)
    const failed = rng.chance(failRate)
    const outcome = failed
      ? { ring: 5, seconds: 0, disposition: failing(rng) }
      : answered(rng.float(1, 7), Math.round(rng.lognormal(600, 0.4)))
    outbound(world, rng.pick(accounts), peer, at, outcome, { ...mark(plan, 'pump'), dialled: form(peer) })
  }
}

/** A3: a few calls a day in office hours, over many countries, some of them harmless to look at, for weeks. */
export function slow(plan: Plan): void {
  const { rng, world } = plan
  const accounts = victims(plan, rng.weighted([0.6, 0.3, 0.1]) + 1)
  const prefixes = ranges(rng, world, rng.int(10, 30), rng.float(0.3, 0.7))
  const numbers = prefixes.flatMap(({ template }) => consecutive(rng, template, rng.int(1, 4)))
  const form = attackerForm(world.tenant, rng)
  const perDay = rng.float(5, 20)
  const begin = plan.earliest + Math.min(rng.float(0, 3) * DAY, (plan.until - plan.earliest) / 4)
  const end = begin + rng.float(14, 28) * DAY
  signIn(plan, begin - rng.int(60, 40_000) * 1000, accounts[0]?.number ?? '')
  for (const day of world.days) {
    // In a file without a working day the attacker does not wait for one.
    const shut = !isOpen(world, day) && world.days.some((d) => isOpen(world, d) && d > begin)
    if (day + DAY < begin || day > end || shut) continue
    for (let n = rng.poisson(perDay); n > 0; n--) {
      const at = world.zone.at(day, rng.float(8.2, 17.6)) + rng.int(0, 59_999)
      if (at < begin) continue
      const peer = rng.pick(numbers)
      const failed = rng.chance(0.08)
      const outcome = failed
        ? { ring: 9, seconds: 0, disposition: failing(rng) }
        : answered(rng.float(2, 9), rng.int(180, 720))
      outbound(world, rng.pick(accounts), peer, at, outcome, { ...mark(plan, 'slow'), dialled: form(peer) })
    }
  }
}

/** A13: an account not a week old, whose first calls abroad double every hour. */
export function subscription(plan: Plan): void {
  const { rng, world } = plan
  const next = Math.max(...world.tenant.extensions.map((e) => Number(e.number))) + 1
  const like = rng.pick(world.tenant.extensions)
  const e: Extension = {
    ...like,
    number: String(next),
    name: 'New customer',
    contacts: [],
    code: world.tenant.accountCodes === 'extension' ? String(next) : like.code,
  }
  world.tenant.extensions.push(e)
  const opened = plan.earliest + rng.next() * Math.max(0, plan.until - plan.earliest - 7 * DAY)
  world.changes.push({
    at: Math.round(opened),
    what: 'account opened',
    account: e.number,
    by: 'portal',
    fraud: true,
  })
  const begin = opened + Math.min(rng.float(0.5, 5) * DAY, (plan.until - opened) * rng.float(0.2, 0.7))
  signIn(plan, begin - rng.int(60, 3600) * 1000, e.number)
  const numbers = drawNumbers(plan)
  const form = attackerForm(world.tenant, rng)
  const hours = rng.int(5, 9)
  let perHour = rng.float(2, 6)
  for (let hour = 0; hour < hours; hour++, perHour *= 2) {
    for (let n = Math.min(600, rng.poisson(perHour)); n > 0; n--) {
      const peer = rng.pick(numbers)
      const at = begin + (hour + rng.next()) * HOUR
      const outcome = rng.chance(0.1)
        ? { ring: 6, seconds: 0, disposition: failing(rng) }
        : answered(rng.float(1, 8), Math.round(rng.lognormal(500, 0.6)))
      outbound(world, e, peer, at, outcome, { ...mark(plan, 'ramp'), dialled: form(peer) })
    }
  }
}
