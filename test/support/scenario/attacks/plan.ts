import type { AttackKind, Extension, SimCall, World } from '../model.ts'
import { globals, type Place, quietTargets, targets } from '../places.ts'
import type { Rng } from '../prng.ts'
import { DAY, HOUR } from '../zone.ts'

/** Where and when an attack happens, drawn before its calls. */
export interface Plan {
  readonly kind: AttackKind
  readonly world: World
  readonly rng: Rng
  /** Nothing hostile before this instant; the start of the file when there is to be no history. */
  readonly earliest: number
  /** The planned end of the file. */
  readonly until: number
  readonly ip: string
  readonly agent: string
  /** In business hours rather than at night. */
  readonly daytime: boolean
}

export const MAX_CALLS = 20_000

/** Agents that attackers' tools show, some of them passing as phones. */
export const AGENTS = [
  'friendly-scanner',
  'Zoiper rv2.10.19',
  'pplsip',
  'eyeBeam release 3006o stamp 17551',
  'Cisco-SIPGateway/IOS-12.x',
  'VaxSIPUserAgent/3.5',
  'Z 5.4.9 rv2.10.11.7',
  'PortSIP UC Client',
  'Yealink SIP-T46S 66.86.0.15',
]

export function foreignIp(rng: Rng): string {
  return `${rng.pick([5, 31, 37, 62, 77, 94, 103, 156, 176, 196, 213])}.${rng.int(1, 250)}.${rng.int(0, 250)}.${rng.int(2, 250)}`
}

/** Ranges to pump: a country's leased block, or a global code. */
export interface Range {
  place: Place
  template: string
}

export function ranges(rng: Rng, world: World, count: number, quiet = 0): Range[] {
  const home = world.tenant.home
  const usable = (list: readonly Place[]): Place[] =>
    list.filter((p) => p.iso !== home.iso && !(p.cc.length === 4 && home.cc === '1'))
  const loud = [...usable(targets), ...(rng.chance(0.25) ? globals : [])]
  const quietOnes = usable(quietTargets)
  return Array.from({ length: count }, (_, i) => {
    const p = rng.pick(i < quiet * count ? quietOnes : loud)
    return { place: p, template: rng.pick(p.leased) }
  })
}

/** Few numbers, mostly one after the other. */
export function consecutive(rng: Rng, template: string, count: number): string[] {
  const first = rng.number(template)
  const step = rng.chance(0.75) ? 1 : rng.int(2, 40)
  const tail = Math.min(6, first.length - 6)
  const base = Number(first.slice(-tail))
  return Array.from(
    { length: count },
    (_, i) => first.slice(0, -tail) + String((base + i * step) % 10 ** tail).padStart(tail, '0'),
  )
}

export function victims(plan: Plan, count: number): Extension[] {
  // Whoever is registered from home or calls rarely is as likely as anybody.
  return plan.rng.some(plan.world.tenant.extensions, count)
}

/** The nights, weekends and closed days from `earliest` on, as [begin, end] pairs long enough to be worth it. */
function weekend(plan: Plan): { begin: number; end: number } | null {
  const { zone, days } = plan.world
  const fridays = days.filter((day) => zone.weekday(day + 12 * HOUR) === 5)
  const fits = fridays
    .map((day) => ({ begin: zone.at(day, 20), end: zone.at(day, 78) }))
    .filter((w) => w.begin >= plan.earliest && w.begin < plan.until - 2 * HOUR)
  return fits.length === 0 ? null : plan.rng.pick(fits)
}

/** A weekend, or when the file holds none, a night. */
export function quietTime(plan: Plan): { begin: number; end: number } {
  if (plan.daytime) return workingTime(plan)
  const found = weekend(plan)
  if (found) return found
  const { zone, days } = plan.world
  const nights = days
    .map((day) => ({ begin: zone.at(day, 19.5), end: zone.at(day, 31) }))
    .filter((n) => n.begin >= plan.earliest)
  const fallback = { begin: plan.earliest + HOUR, end: plan.earliest + DAY }
  return nights.length === 0 ? fallback : plan.rng.pick(nights.slice(0, Math.max(1, nights.length - 1)))
}

/** A working day from nine or ten on, and the evening after it. */
export function workingTime(plan: Plan): { begin: number; end: number } {
  const { zone, days } = plan.world
  const starts = days
    .filter((day) => ![0, 6].includes(zone.weekday(day + 12 * HOUR)))
    .map((day) => zone.at(day, plan.rng.float(9, 11)))
    .filter((at) => at >= plan.earliest && at < plan.until - 2 * HOUR)
  const begin = starts.length === 0 ? plan.earliest + HOUR : plan.rng.pick(starts)
  return { begin, end: begin + plan.rng.float(2, 9) * HOUR }
}

export const mark = (plan: Plan, phase: string): Partial<SimCall> => ({
  fraud: true,
  phase,
  ip: plan.ip,
  agent: plan.agent,
})

/** One attempt in ten or so does not go through. */
export const failing = (rng: Rng): SimCall['disposition'] =>
  rng.pick(['no-answer', 'failed', 'busy', 'failed'] as const)

export function signIn(plan: Plan, at: number, account: string, ip = plan.ip): void {
  const base = { at: Math.round(at), service: 'PJSIP' as const, account, ip, agent: plan.agent, fraud: true }
  plan.world.security.push({ ...base, kind: 'challenge' }, { ...base, at: base.at + 40, kind: 'sign-in' })
}
