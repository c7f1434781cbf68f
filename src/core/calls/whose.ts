import type { DialPlan } from '#core/numbering'
import type { Leg } from './leg.ts'
import { inwardOf, outwardOf } from './sides.ts'

/**
 * Whose a number is, for records that name neither line nor phone (a proxy's accounting, a carrier's export). The site's
 * own numbers call and are called by many; an outsider faces few of them. Numbers abroad are never the site's.
 */
export interface Whose {
  note(leg: Leg): void
  /** Which way a call between two outside numbers went. */
  between(leg: Leg): 'outbound' | 'inbound' | 'through'
}

/** So many different partners are enough to compare two numbers. */
const PARTNERS = 24
/** A number that called so many different ones at home is a line of the site. */
const OWN_CALLER = 3
const MAX_NUMBERS = 100_000

export function createWhose(plan: DialPlan): Whose {
  const calls = new Map<string, string[]>()
  const called = new Map<string, string[]>()
  const known = (map: Map<string, string[]>, number: string): number => map.get(number)?.length ?? 0
  return {
    note(leg) {
      if (leg.caller.kind !== 'none') return
      const to = outwardOf(leg, plan)
      const from = inwardOf(leg, plan)
      if (to.kind !== 'external' || from.kind !== 'external' || to.international) return
      meet(calls, from.e164, to.e164)
      meet(called, to.e164, from.e164)
    },
    between(leg) {
      const from = inwardOf(leg, plan).e164
      const to = outwardOf(leg, plan)
      // Nobody is forwarded without showing a number more likely than a stranger dials without one.
      const own = from === '' || known(calls, from) >= OWN_CALLER
      if (to.international) return own ? 'outbound' : 'through'
      return from !== '' && known(called, to.e164) < known(calls, from) ? 'outbound' : 'inbound'
    },
  }
}

function meet(map: Map<string, string[]>, one: string, other: string): void {
  const partners = map.get(one)
  if (partners === undefined) {
    if (map.size < MAX_NUMBERS) map.set(one, [other])
  } else if (partners.length < PARTNERS && !partners.includes(other)) partners.push(other)
}
