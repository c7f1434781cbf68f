import { answered, outbound } from '../calls.ts'
import { attackerForm } from '../dial.ts'
import type { Extension } from '../model.ts'
import { HOUR, MINUTE } from '../zone.ts'
import { consecutive, failing, MAX_CALLS, mark, type Plan, ranges, signIn, workingTime } from './plan.ts'

/** What a fast pump looks like; every range is that of the scenario's row in the fact sheet. */
export interface PumpShape {
  lanes: number
  numbers: string[]
  /** Seconds. */
  length: () => number
  redial: () => number
  begin: number
  end: number
  failRate: number
}

export function drawNumbers(plan: Plan): string[] {
  const { rng } = plan
  const countries = ranges(rng, plan.world, rng.int(1, 5), rng.chance(0.3) ? 0.3 : 0)
  const total = rng.int(countries.length, 40)
  return countries.flatMap(({ template }, i) => {
    const share = Math.max(1, Math.round(total / countries.length) + (i === 0 ? total % countries.length : 0))
    return consecutive(rng, template, Math.min(share, 40))
  })
}

/** 8-220 at once, 15-60 minutes each, cut at a cap or as the far end pleases, dialled again within seconds. */
export function drawPump(plan: Plan, begin: number, end: number): PumpShape {
  const { rng } = plan
  const mean = rng.float(15, 60) * 60
  const style = rng.int(0, 2)
  const length = (): number =>
    Math.round(
      style === 0
        ? mean - rng.int(0, 3)
        : style === 1
          ? rng.float(0.5, 1.4) * mean
          : Math.min(3600, rng.lognormal(mean, 0.3)),
    )
  const lanes = Math.min(220, Math.max(8, Math.round(rng.lognormal(30, 0.9))))
  const longest = Math.min((end - begin) / HOUR, 58)
  // The end of the weekend, or a carrier that notices; never more calls than a file of this size should hold.
  const hours = Math.min(
    rng.chance(0.5) ? longest : rng.float(1, longest),
    (MAX_CALLS * 0.9 * mean) / 3600 / lanes,
  )
  return {
    lanes,
    numbers: drawNumbers(plan),
    length,
    redial: () => rng.float(1, 5),
    begin,
    end: begin + hours * HOUR,
    failRate: rng.float(0.05, 0.15),
  }
}

export function pump(plan: Plan, accounts: readonly Extension[], shape: PumpShape, phase = 'pump'): void {
  const { rng, world } = plan
  const form = attackerForm(world.tenant, rng)
  const stagger = rng.float(0.5, 20) * MINUTE
  for (let lane = 0; lane < shape.lanes; lane++) {
    const e = accounts[lane % accounts.length] as Extension
    let at = shape.begin + rng.next() * stagger
    while (at < shape.end) {
      const peer = rng.pick(shape.numbers)
      const failed = rng.chance(shape.failRate)
      const outcome = failed
        ? { ring: rng.float(0.3, 20), seconds: 0, disposition: failing(rng) }
        : answered(rng.float(1, 8), Math.max(5, shape.length()))
      const call = outbound(world, e, peer, at, outcome, { ...mark(plan, phase), dialled: form(peer) })
      at = call.end + shape.redial() * 1000
    }
  }
}

/** Short calls that show the leased numbers can be reached. Returns when the first began. */
export function testCalls(plan: Plan, e: Extension, numbers: readonly string[], at: number): number {
  const { rng, world } = plan
  const form = attackerForm(world.tenant, rng)
  let next = at
  for (let n = rng.int(1, 3); n > 0; n--) {
    const peer = rng.pick(numbers)
    const outcome = rng.chance(0.15)
      ? { ring: 4, seconds: 0, disposition: failing(rng) }
      : answered(rng.float(2, 8), rng.int(5, 30))
    const call = outbound(world, e, peer, next, outcome, { ...mark(plan, 'test'), dialled: form(peer) })
    next = call.end + rng.int(3, 600) * 1000
  }
  return at
}

/** Sign-in from elsewhere, test, wait, pump: the whole of a stolen account. `reached` is when the attacker has it. */
export function stolenAccount(
  plan: Plan,
  accounts: readonly Extension[],
  reached: number | null = null,
): void {
  const { rng } = plan
  const first = accounts[0] as Extension
  const wait = rng.float(10, 48 * 60) * MINUTE
  const quiet = rng.pick([0, 1, 1]) // sometimes right away
  const time = pumpTime(plan, reached, wait)
  const shape = drawPump(plan, time.begin, time.end)
  const test = Math.max(
    reached ?? plan.earliest,
    shape.begin - (quiet === 0 ? rng.float(10, 60) * MINUTE : wait),
  )
  const tests = rng.chance(0.7) ? shape.numbers : drawNumbers(plan)
  if (reached === null) signIn(plan, test - rng.int(2, 4000) * 1000, first.number)
  for (const e of accounts.slice(1)) signIn(plan, test + rng.int(0, 300) * 1000, e.number)
  testCalls(plan, first, tests, test)
  pump(plan, accounts, shape)
}

function pumpTime(plan: Plan, reached: number | null, wait: number): { begin: number; end: number } {
  const { rng, world } = plan
  const from = reached ?? plan.earliest
  if (plan.daytime) {
    const time = workingTime(plan)
    const begin = Math.max(time.begin, from + 12 * MINUTE)
    return { begin, end: Math.max(time.end, begin + 2 * HOUR) }
  }
  const fridays = world.days.filter((day) => world.zone.weekday(day + 12 * HOUR) === 5)
  const starts = fridays
    .map((day) => ({ begin: world.zone.at(day, 20), end: world.zone.at(day, 78) }))
    .filter((w) => w.end > from + 3 * HOUR && w.begin < plan.until - 2 * HOUR)
  const found = starts.length === 0 ? null : rng.pick(starts)
  if (!found) {
    const night = world.zone.at(
      from + rng.next() * Math.max(0, plan.until - from - 20 * HOUR),
      rng.float(19.5, 22),
    )
    const begin = Math.max(night, from + 12 * MINUTE)
    return { begin, end: begin + 11 * HOUR }
  }
  const begin = Math.max(found.begin + rng.float(0, 18) * HOUR, from + Math.min(wait, 2 * HOUR))
  return { begin, end: Math.max(found.end, begin + 2 * HOUR) }
}
