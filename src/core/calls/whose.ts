import type { DialPlan } from '#core/numbering'
import { type Leg, Trait } from './leg.ts'
import type { Direction } from './model.ts'
import { inwardOf, outwardOf } from './sides.ts'

/**
 * Whose a number is, for records that name neither line nor phone (a proxy's accounting, a carrier's export). The site's
 * own numbers call and are called by many; an outsider faces few of them. Numbers abroad are never the site's.
 */
export interface Whose {
  note(leg: Leg): void
  /** Which way a call went, by its numbers alone. */
  directionOf(leg: Leg): Direction
  /** A call out that the record lays to a caller from outside, and to no account: somebody's call was sent on abroad. */
  isSentOn(leg: Leg): boolean
  /** A call from outside to this number reached that telephone. */
  noteRung(dialled: string, account: string): void
  /** The one telephone that calls to a number of the site reach; '' when none did, or several. */
  rungBy(dialled: string): string
}

/** So many different partners are enough to compare two numbers. */
const PARTNERS = 24
/** A number that called so many different ones at home is a line of the site. */
const OWN_CALLER = 3
const MAX_NUMBERS = 100_000
const NAMELESS = /^(?:anonymous|unknown|unavailable|restricted|private|withheld)$/i

/** What a record shows of a caller who hid the number. Many do, and are not one person. */
export const isNameless = (shown: string): boolean => NAMELESS.test(shown)

export function createWhose(plan: DialPlan): Whose {
  const calls = new Map<string, string[]>()
  const called = new Map<string, string[]>()
  const rung = new Map<string, string>()
  /** Numbers that calls from outside went to, where the records say which way a call went. */
  const own = new Set<string>()
  const between = (leg: Leg): Direction => {
    const from = inwardOf(leg, plan).e164
    const to = outwardOf(leg, plan)
    const partners = calls.get(from)?.length ?? 0
    // Nobody is forwarded without showing a number more likely than a stranger dials without one.
    if (to.international) return from === '' || partners >= OWN_CALLER ? 'outbound' : 'through'
    return from !== '' && (called.get(to.e164)?.length ?? 0) < partners ? 'outbound' : 'inbound'
  }
  return {
    note(leg) {
      if (leg.caller.kind !== 'none') return
      const to = outwardOf(leg, plan)
      const from = inwardOf(leg, plan)
      if (leg.direction === 'inbound' && to.kind === 'external' && own.size < MAX_NUMBERS) own.add(to.e164)
      if (to.kind !== 'external' || from.kind !== 'external' || to.international) return
      meet(calls, from.e164, to.e164)
      meet(called, to.e164, from.e164)
    },
    directionOf(leg) {
      const { kind, international } = outwardOf(leg, plan)
      const outsider = leg.caller.kind === 'none' && isOutsider(leg, plan)
      if (!outsider) return kind === 'emergency' || kind === 'external' ? 'outbound' : 'internal'
      if (kind !== 'external') return isEmergency(leg, plan) ? 'outbound' : 'inbound'
      // Behind a context for calls from outside stands a number of the site, unless it is one abroad.
      return (leg.traits & Trait.inbound) !== 0 && !international ? 'inbound' : between(leg)
    },
    isSentOn: (leg) =>
      leg.caller.kind === 'none' &&
      leg.account === '' &&
      own.size > 0 &&
      isOutsider(leg, plan) &&
      outwardOf(leg, plan).international &&
      !own.has(inwardOf(leg, plan).e164) &&
      between(leg) === 'through',
    noteRung(dialled, account) {
      const before = rung.get(dialled)
      if (before === undefined) {
        if (rung.size < MAX_NUMBERS) rung.set(dialled, account)
      } else if (before !== account && before !== '') rung.set(dialled, '')
    },
    rungBy: (dialled) => rung.get(dialled) ?? '',
  }
}

/** A telephone of the site may be called 101, as the police is elsewhere: outsiders reach the telephone. */
const isEmergency = (leg: Leg, plan: DialPlan): boolean =>
  outwardOf(leg, plan).kind === 'emergency' && !plan.isInternal(leg.dialled)

/** The caller shows a number of the public network, or hides it; a name or few digits may be anybody's. */
function isOutsider(leg: Leg, plan: DialPlan): boolean {
  if (leg.from === leg.account || plan.isInternal(leg.from)) return false
  return inwardOf(leg, plan).kind === 'external' || /^\+?\d{7,}$/.test(leg.from) || isNameless(leg.from)
}

function meet(map: Map<string, string[]>, one: string, other: string): void {
  const partners = map.get(one)
  if (partners === undefined) {
    if (map.size < MAX_NUMBERS) map.set(one, [other])
  } else if (partners.length < PARTNERS && !partners.includes(other)) partners.push(other)
}
