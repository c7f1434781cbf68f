import type { Chain, Family, Firewall, Rule } from '../model.ts'
import { states } from '../model.ts'
import { type Algebra, all, inRanges, none, type PacketSet, wordOf } from '../sets/index.ts'
import { createShared, interfaceNamesOf, type Shared } from './ask-family.ts'
import { createEnvs, type Env } from './env.ts'
import { createUniverse } from './interfaces.ts'
import { type Decision, type Run, runChain } from './run-chain.ts'
import { type Place, where } from './where.ts'

/** Everything of one family and state of connection, sent into one chain. */
export interface Entered {
  readonly algebra: Algebra
  /** What comes to each rule of the chain. */
  readonly arrived: ReadonlyMap<Rule, PacketSet>
  readonly decided: readonly Decision[]
  /** The packets a rule asks for, by its matches before it does anything. */
  meant(rule: Rule): PacketSet
  /** Packets to where signalling and media are. */
  readonly telephony: PacketSet
}

interface Chains {
  readonly firewall: Firewall
  readonly shared: Shared
  readonly place: Place
}

const TELEPHONY = [
  [5060n, 5091n],
  [5160n, 5161n],
  [10_000n, 20_000n],
] as const

/** One firewall, ready for whole chains to be looked at. */
export function askedOf(firewall: Firewall, family: Family): Chains {
  const shared = createShared()
  const place: Place = {
    algebra: shared.algebra,
    conditions: shared.conditions,
    family,
    hop: 0,
    universe: createUniverse(interfaceNamesOf(firewall)),
    own: [],
    redirectsTo: [],
    setEntries: (name) => firewall.sets.get(name)?.entries ?? null,
    atoms: new Map(),
  }
  return { firewall, shared, place }
}

/** Sends everything into a chain, once for each state of a connection; marks may be anything. */
export function* enterChain({ firewall, shared, place }: Chains, chain: Chain): Generator<Entered> {
  const { algebra } = shared
  for (const state of states) {
    const envs = createEnvs(state)
    const env: Env = envs.with(envs.first, { marks: { packet: null, connection: null } })
    const arrived = new Map<Rule, PacketSet>()
    const run: Run = {
      firewall,
      place,
      envs,
      memo: new Map(),
      arrives: (rule, flows) => {
        for (const { set } of flows) arrived.set(rule, algebra.or(arrived.get(rule) ?? none, set))
      },
    }
    const { decided } = runChain(run, chain, { set: all, env })
    yield {
      algebra,
      arrived,
      decided,
      meant: (rule) => meantBy(rule, place, env),
      telephony: inRanges(algebra, wordOf('dport', place.family), TELEPHONY),
    }
  }
}

function meantBy({ steps, at }: Rule, place: Place, env: Env): PacketSet {
  let set: PacketSet = all
  for (const step of steps) {
    if (!('match' in step)) break
    set = where(place, set, step.match, env, at)
  }
  return set
}
