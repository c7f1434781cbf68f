import { loopback } from '../addresses.ts'
import type { Family, Firewall, Match, Range, Step } from '../model.ts'
import { protocolNumber } from '../names.ts'
import type { Question } from '../question.ts'
import { Algebra, all, inRanges, none, type PacketSet, wordOf } from '../sets/index.ts'
import { type Condition, type Conditions, createConditions } from './conditions.ts'
import { createEnvs } from './env.ts'
import { createUniverse, namesIn } from './interfaces.ts'
import { arriving, ownAddresses, passageOf } from './passage.ts'
import type { Decision, Flow, Passed, Run } from './run-chain.ts'
import { type Passage, runFirewall } from './run-firewall.ts'
import { type Place, where } from './where.ts'

/** One firewall on the way, ready to be sent packets. */
export interface Station {
  readonly firewall: Firewall
  readonly place: Place
  readonly arriving: Match
  readonly passage: Passage
}

export interface Journey {
  readonly decisions: readonly { readonly station: Station; readonly decision: Decision }[]
  readonly out: readonly Flow[]
}

/** The question in one family, asked. */
export interface Asked {
  readonly family: Family
  readonly algebra: Algebra
  readonly conditions: readonly Condition[]
  readonly stations: readonly Station[]
  /** What the question is about, with the ways packets can arrive. */
  readonly question: PacketSet
  readonly passed: PacketSet
  readonly dropped: PacketSet
  readonly journey: Journey
  /** Sends a part of the question again, watching. */
  again(set: PacketSet, watch: (station: Station, passed: Passed) => void): Journey
}

/** What two questions must have in common for their sets to be comparable. */
export interface Shared {
  readonly algebra: Algebra
  readonly conditions: Conditions
  /** Names of interfaces that another question tells apart, firewall by firewall on the way. */
  readonly interfaces: readonly (readonly string[])[]
}

export function createShared(interfaces: Shared['interfaces'] = []): Shared {
  const algebra = new Algebra()
  return { algebra, conditions: createConditions(algebra), interfaces }
}

const OPENING_FLAGS: Range = [2n, 2n] // SYN alone opens a TCP connection
// What can begin an exchange (nf_conntrack_proto_icmp: valid_new; its v6 counterpart).
const OPENING_TYPES: Readonly<Record<Family, readonly Range[]>> = {
  4: [8n, 13n, 15n, 17n].map((type): Range => [type, type]),
  6: [128n, 139n].map((type): Range => [type, type]),
}

export function askFamily(question: Question, family: Family, shared: Shared = createShared()): Asked {
  const { algebra, conditions } = shared
  const envs = createEnvs(question.state)
  const fromSelf = question.from[family].every(([low, high]) =>
    loopback[family].some(([a, b]) => low >= a && high <= b),
  )
  const stations = question.hops.map((hop, index): Station => {
    const universe = createUniverse([
      ...(shared.interfaces[index] ?? []),
      ...interfaceNamesOf(hop.firewall),
      ...(hop.inInterfaces ?? []),
      ...(hop.outInterfaces ?? []),
    ])
    const last = index === question.hops.length - 1
    const passage = passageOf(hop, family, last, question.to[family])
    const known = ownAddresses(hop, family)
    const own = known.length === 0 && passage.path === 'INPUT' ? question.to[family] : known
    return {
      firewall: hop.firewall,
      place: {
        algebra,
        conditions,
        family,
        hop: index,
        universe,
        own,
        redirectsTo: known,
        setEntries: (name) => hop.firewall.sets.get(name)?.entries ?? null,
        atoms: new Map(),
      },
      arriving: arriving(hop, family, fromSelf && index === 0),
      passage,
    }
  })
  const travel = (flow: Flow, watch?: (station: Station, passed: Passed) => void): Journey =>
    journey(stations, { set: flow.set, env: flow.env }, envs, watch)
  const asked = packetsOf(algebra, question, family)
  const start = stations[0] ? where(stations[0].place, asked, stations[0].arriving, envs.first, null) : asked
  const went = travel({ set: start, env: envs.first })
  const union = (sets: Iterable<PacketSet>): PacketSet => [...sets].reduce((a, b) => algebra.or(a, b), none)
  const out = union(went.out.map(({ set }) => set))
  const passed = union(went.out.map((flow) => arrivedOf(flow, question, stations.at(-1)?.place)))
  return {
    family,
    algebra,
    conditions: conditions.list,
    stations,
    question: start,
    passed,
    dropped: union([
      ...went.decisions
        .filter(({ decision }) => decision.verdict === 'drop')
        .map(({ decision }) => decision.set),
      algebra.minus(out, passed),
    ]),
    journey: went,
    again: (set, watch) => travel({ set, env: envs.first }, watch),
  }
}

/** The part of what comes out at the end that is where the question wants it. */
function arrivedOf({ set, env }: Flow, { arrivesAt }: Question, place: Place | undefined): PacketSet {
  if (!arrivesAt || !place) return set
  const { family } = place
  return where(place, set, { kind: 'in', field: 'dst', ranges: arrivesAt[family], family }, env, null)
}

function journey(
  stations: readonly Station[],
  flow: Flow,
  envs: ReturnType<typeof createEnvs>,
  watch?: (station: Station, passed: Passed) => void,
): Journey {
  const decisions: { station: Station; decision: Decision }[] = []
  let flows: readonly Flow[] = [flow]
  for (const station of stations) {
    const run: Run = {
      firewall: station.firewall,
      place: station.place,
      envs,
      memo: new Map(),
      watch: watch && ((passed) => watch(station, passed)),
    }
    const arrived = flows
      .map(({ set, env }): Flow => {
        const fresh = envs.with(env, {
          arrived: env.headers,
          marks: { packet: 0, connection: 0 },
          translated: { src: false, dst: false },
          own: station.passage.path === 'INPUT' ? true : null,
        })
        return { set: where(station.place, set, station.arriving, fresh, null), env: fresh }
      })
      .filter(({ set }) => set !== none)
    const passing = runFirewall(run, arrived, station.passage)
    decisions.push(...passing.decisions.map((decision) => ({ station, decision })))
    flows = passing.out
  }
  return { decisions, out: flows }
}

/** Every interface that the rules tell apart. */
export function* interfaceNamesOf(firewall: Firewall): Generator<string> {
  for (const { name } of firewall.interfaces) yield name
  const rules = [...firewall.chains.values()].flatMap((chain) => chain.rules)
  yield* namesIn(rules.flatMap(({ steps }) => steps.flatMap(matchesOf)))
  const parts = [...firewall.sets.values()].flatMap(({ entries }) => entries.flatMap((entry) => entry.parts))
  yield* parts.flatMap((part) => (part.kind === 'interface' ? [part.name] : []))
}

function matchesOf(step: Step): readonly Match[] {
  if ('match' in step) return [step.match]
  return step.action.kind === 'choose' ? step.action.cases.map(({ match }) => match) : []
}

type Sent = Omit<Question, 'hops'>

/** The packets asked about, by their headers alone. */
export function packetsOf(algebra: Algebra, question: Sent, family: Family): PacketSet {
  const ranges = (field: Parameters<typeof wordOf>[0], given: readonly Range[] | null): PacketSet =>
    given === null ? all : inRanges(algebra, wordOf(field, family), given)
  const proto = question.proto === null ? null : protocolOf(question.proto, family)
  const isIcmp = proto === 1n || proto === 58n
  const sets = [
    ranges('proto', proto === null ? null : [[proto, proto]]),
    ranges('src', question.from[family]),
    ranges('dst', question.to[family]),
    ranges(isIcmp ? 'icmpType' : 'dport', question.ports),
    ranges('sport', question.sourcePorts),
  ]
  if (question.state === 'new') {
    const ofProtocol = (number: bigint, then: PacketSet): PacketSet => {
      const is = ranges('proto', [[number, number]])
      return algebra.or(algebra.minus(all, is), then)
    }
    sets.push(ofProtocol(6n, ranges('tcpFlags', [OPENING_FLAGS])))
    if (question.ports === null || !isIcmp)
      sets.push(ofProtocol(family === 4 ? 1n : 58n, ranges('icmpType', OPENING_TYPES[family])))
  }
  return sets.reduce((a, b) => algebra.and(a, b), all)
}

/** "icmp" means the family's own. */
function protocolOf(name: string, family: Family): bigint | null {
  const number = protocolNumber(name)
  if (number === 1n && family === 6) return 58n
  return number === 58n && family === 4 ? 1n : number
}
