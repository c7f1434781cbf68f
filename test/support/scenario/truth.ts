import { createPricer } from './deck.ts'
import type { AttackKind, Dialect, SimCall, World } from './model.ts'
import { kindsOf } from './model.ts'

/** What really happened, for judging what the product says of the records. */
export interface Truth {
  breach: boolean
  attack: AttackKind | null
  kind: string | null
  /** Words of CONTRACT that would be right; the first is `kind`. */
  kinds: readonly string[]
  /** Where it can be seen at all: a bypassed PBX and a wrong invoice show only beside the carrier's bill. */
  visible: 'calls' | 'invoice' | 'nothing'
  /** First act, sign-ins and knocking included; `beganCalls`: the first call of it. */
  began: number | null
  beganCalls: number | null
  /** Last act; null while it goes on and when there was none. */
  ended: number | null
  ongoing: boolean
  accounts: string[]
  sources: string[]
  fraudCalls: readonly SimCall[]
  fraudCallIds(dialect: Dialect): Set<string>
  /** Micro-units by the deck over all fraud calls of the PBX that ended within the file. */
  exposureMicros: number
}

/** What one call cost the site: outbound by the number called, inbound on its toll-free number by that. */
export function costOf(world: World): (call: SimCall, seconds?: number) => number {
  const price = createPricer(world.tenant.deck)
  return (call, seconds = call.seconds) => {
    const number =
      call.direction === 'inbound' ? (call.did === world.tenant.tollFreeDid ? call.did : '') : call.peer
    if (number === '' || call.direction === 'internal' || Number.isNaN(call.answer)) return 0
    return price(number, call.answer, seconds) ?? 0
  }
}

export function truthOf(
  world: World,
  attack: AttackKind | null,
  idsOf: (dialect: Dialect) => Map<SimCall, string>,
): Truth {
  const fraudCalls = world.calls.filter((call) => call.fraud && !call.carrierOnly)
  const acts = world.security.filter((event) => event.fraud && event.at < world.until)
  const calls = attack === 'A12' ? world.calls.filter((call) => call.fraud) : fraudCalls
  const seen = calls.length > 0
  const cost = costOf(world)
  const beganCalls = seen ? Math.min(...first(calls, (call) => call.start)) : null
  const ended = seen ? calls.reduce((max, call) => Math.max(max, call.end), 0) : null
  const ongoing = ended !== null && ended >= world.until
  const accounts = new Set(calls.filter((call) => call.direction !== 'inbound').map((call) => call.ext))
  const ids = new Map<Dialect, Set<string>>()
  return {
    breach: seen,
    attack,
    kind: attack ? (kindsOf[attack][0] ?? null) : null,
    kinds: attack ? kindsOf[attack] : [],
    visible: attack === 'A12' || attack === 'A16' ? 'invoice' : seen ? 'calls' : 'nothing',
    began: seen
      ? Math.min(beganCalls ?? Number.POSITIVE_INFINITY, ...first(acts, (event) => event.at))
      : null,
    beganCalls,
    ended: ongoing ? null : ended,
    ongoing,
    accounts: [...accounts].filter((ext) => ext !== '').sort(),
    sources: [...new Set(acts.map((event) => event.ip))].sort(),
    fraudCalls,
    fraudCallIds(dialect) {
      const known = ids.get(dialect)
      if (known) return known
      const all = idsOf(dialect)
      const found = new Set(fraudCalls.flatMap((call) => all.get(call) ?? []))
      ids.set(dialect, found)
      return found
    },
    exposureMicros: fraudCalls.reduce((sum, call) => sum + (call.end < world.until ? cost(call) : 0), 0),
  }
}

function first<T>(list: readonly T[], at: (entry: T) => number): number[] {
  return list.length === 0
    ? []
    : [list.reduce((min, entry) => Math.min(min, at(entry)), Number.POSITIVE_INFINITY)]
}
