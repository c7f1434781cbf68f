import { attacks } from './attacks/index.ts'
import { AGENTS, foreignIp, type Plan } from './attacks/plan.ts'
import { addBackground } from './background.ts'
import { deckCsv } from './deck.ts'
import { unusual } from './look-alikes.ts'
import type {
  AttackKind,
  ConfigChange,
  Dialect,
  LookAlike,
  SimCall,
  SimSecurityEvent,
  SimSite,
  World,
} from './model.ts'
import { createRng, type Rng } from './prng.ts'
import { odd } from './records.ts'
import { makeTenant } from './site.ts'
import { type Truth, truthOf } from './truth.ts'
import { idsOf } from './write/index.ts'
import { createZone, DAY, HOUR, type Zone } from './zone.ts'

export interface ScenarioOptions {
  seed: number
  extensions?: number
  /** Calls a day, times so many. */
  busy?: number
  /** Default 30. */
  days?: number
  /** ISO code; default: drawn from the seed. */
  country?: string
  timezone?: string
  attack?: AttackKind | null
  lookAlikes?: readonly LookAlike[]
  /** UTC milliseconds; taken to local midnight. Default: drawn from the seed, in 2025 or 2026. */
  start?: number
  /** A second attack of another kind. */
  also?: AttackKind
  /** The attack comes in business hours. */
  daytime?: boolean
  /** At most so many calls of the attack's main phase. */
  most?: number
  /** The attack is already there when the file begins / still runs when it ends. Default: on some seeds. */
  history?: boolean
  ongoing?: boolean
}

export interface Scenario {
  readonly seed: number
  readonly world: World
  site: SimSite
  deck: string
  calls: SimCall[]
  security: SimSecurityEvent[]
  configChanges: ConfigChange[]
  /** The file holds what was written before this instant. */
  until: number
  truth: Truth
}

/** A month of a made-up business, with or without an attack in it. The same options give the same bytes. */
export function generate(options: ScenarioOptions): Scenario {
  const rng = createRng(options.seed)
  const attack = options.attack ?? null
  const days = options.days ?? 30
  const extensions = options.extensions ?? createRng(`${options.seed}/size`).pick([10, 50])
  const tenant = makeTenant(rng.fork('site'), {
    extensions,
    busy: options.busy ?? 1,
    country: options.country,
    timezone: options.timezone,
    days,
    start: (zone) => startOf(zone, rng.fork('start'), options, days),
  })
  const zone = createZone(tenant.site.timezone)
  const world: World = {
    seed: options.seed,
    rng: rng.fork('background'),
    zone,
    tenant,
    from: tenant.from,
    days: zone.days(tenant.from + HOUR, days),
    until: zone.days(tenant.from + HOUR, days + 1)[days] ?? tenant.from + days * DAY,
    calls: [],
    security: [],
    changes: [],
  }
  addBackground(world)
  for (const name of options.lookAlikes ?? []) unusual[name]?.(world, rng.fork(name))
  for (const kind of [attack, options.also ?? null])
    if (kind) addAttack(world, kind, rng.fork(`attack ${kind}`), options, days)
  for (const name of options.lookAlikes ?? []) odd[name]?.(world, rng.fork(name))
  settle(world)
  const known = new Map<Dialect, Map<SimCall, string>>()
  const scenario: Scenario = {
    seed: options.seed,
    world,
    site: tenant.site,
    deck: deckCsv(tenant.deck, tenant.site.currency),
    calls: world.calls,
    security: world.security,
    configChanges: world.changes,
    until: world.until,
    truth: truthOf(world, attack, (dialect) => {
      const ids = known.get(dialect) ?? idsOf(scenario, dialect)
      known.set(dialect, ids)
      return ids
    }),
  }
  return scenario
}

const PREPARATION = new Set(['test', 'war-dial', 'pin', 'scan'])

/** A short file begins on a Friday when something is to happen in it; DST changes fall into the middle of the file. */
function startOf(zone: Zone, rng: Rng, options: ScenarioOptions, days: number): number {
  if (options.start !== undefined) return zone.at(options.start, 0)
  const day = zone.at(Date.UTC(2025, 0, 1) + rng.int(0, 640) * DAY, 0)
  if (options.lookAlikes?.includes('dst-change'))
    return beforeChange(zone, day, Math.floor(days * rng.float(0.3, 0.6)))
  if (days > 4 || !options.attack) return day
  return zone.days(day + HOUR, 8).find((d) => zone.weekday(d + 12 * HOUR) === 5) ?? day
}

function beforeChange(zone: Zone, from: number, before: number): number {
  const days = zone.days(from + HOUR, 370)
  const change = days.find((day) => zone.offset(day + 12 * HOUR) !== zone.offset(day - 12 * HOUR))
  return change === undefined ? from : zone.at(change - before * DAY + 12 * HOUR, 0)
}

function addAttack(world: World, kind: AttackKind, rng: Rng, options: ScenarioOptions, days: number): void {
  const history = options.history ?? !(rng.chance(0.1) || days <= 3)
  const span = world.until - world.from
  // Slow attacks need weeks; all others come when there is something to compare with.
  const earliest = history
    ? world.from + span * (kind === 'A3' ? rng.float(0.2, 0.45) : rng.float(0.25, 0.5))
    : world.from + rng.int(60, 7200) * 1000
  const plan: Plan = {
    kind,
    world,
    rng,
    earliest,
    until: world.until,
    ip: foreignIp(rng),
    agent: rng.pick(AGENTS),
    daytime: options.daytime ?? false,
  }
  const before = new Set(world.calls)
  attacks[kind](plan)
  if (options.most !== undefined) keepFirst(world, before, options.most)
  bringForward(world, earliest)
  if (!history && days > 3) beginWithIt(world, rng)
  const fraud = world.calls
    .filter((call) => call.fraud && call.start < world.until)
    .sort((a, b) => a.start - b.start)
  if (fraud.length > 0 && (options.ongoing ?? rng.chance(0.2))) {
    // Preparations alone are no attack that goes on.
    const real = fraud.filter((call) => !PREPARATION.has(call.phase))
    const list = real.length > 0 ? real : fraud
    const cut = list[Math.floor(list.length * rng.float(0.3, 0.95))] as SimCall
    world.until = Math.max(cut.start + 1000, cut.end - 1000)
  }
}

/** The attacker is cut off, or loses interest, after `most` calls. */
function keepFirst(world: World, before: ReadonlySet<SimCall>, most: number): void {
  const own = world.calls.filter((call) => call.fraud && !before.has(call) && !PREPARATION.has(call.phase))
  const dropped = new Set(own.sort((a, b) => a.start - b.start).slice(most))
  world.calls = world.calls.filter((call) => !dropped.has(call))
}

/** Older records are gone: the file begins minutes or hours before the first act. */
function beginWithIt(world: World, rng: Rng): void {
  const acts = [
    ...world.calls.filter((call) => call.fraud).map((call) => call.start),
    ...world.security.filter((e) => e.fraud).map((e) => e.at),
  ]
  const first = acts.reduce((min, at) => Math.min(min, at), Number.POSITIVE_INFINITY)
  if (first !== Number.POSITIVE_INFINITY) world.from = Math.max(world.from, first - rng.int(1, 10_800) * 1000)
}

/** An attack that would only begin after the file ends comes some weeks or days sooner. */
function bringForward(world: World, earliest: number): void {
  const calls = world.calls.filter((call) => call.fraud)
  const first = calls.reduce(
    (min, call) => (PREPARATION.has(call.phase) ? min : Math.min(min, call.start)),
    Number.POSITIVE_INFINITY,
  )
  if (first === Number.POSITIVE_INFINITY || first < world.until - HOUR) return
  const over = first - (world.until - HOUR)
  const week = Math.ceil(over / (7 * DAY)) * 7 * DAY
  const back = first - week >= earliest ? week : Math.ceil(over / DAY) * DAY
  for (const call of calls) {
    call.start -= back
    call.answer -= back
    call.end -= back
  }
  for (const event of [...world.security, ...world.changes]) if (event.fraud) event.at -= back
}

/** Sorts, numbers, and drops what lies outside the file. */
function settle(world: World): void {
  world.calls = world.calls.filter((call) => call.start >= world.from && call.start < world.until)
  world.calls.sort((a, b) => a.start - b.start)
  for (const [i, call] of world.calls.entries()) call.n = i
  world.security = world.security.filter((event) => event.at >= world.from && event.at < world.until)
  world.security.sort((a, b) => a.at - b.at)
}
