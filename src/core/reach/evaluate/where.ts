import {
  everything,
  type Family,
  type Field,
  type Match,
  type Position,
  type Range,
  type SetPart,
  type Side,
} from '../model.ts'
import {
  type Algebra,
  all,
  inRanges,
  interfaceWord,
  none,
  type PacketSet,
  withBits,
  wordOf,
} from '../sets/index.ts'
import type { Conditions } from './conditions.ts'
import type { Env, Rewritable, Rewritten } from './env.ts'
import type { Universe } from './interfaces.ts'

/** What it takes to tell which packets a match means, at one firewall. */
export interface Place {
  readonly algebra: Algebra
  readonly conditions: Conditions
  readonly family: Family
  readonly hop: number
  readonly universe: Universe
  /** The firewall's own addresses, as far as known; empty: unknown. */
  readonly own: readonly Range[]
  /** Those of them a redirect may send to; empty: nobody knows. */
  readonly redirectsTo: readonly Range[]
  setEntries(name: string): readonly { nomatch: boolean; parts: readonly SetPart[] }[] | null
  readonly atoms: Map<Match, PacketSet>
}

type Atom = Exclude<Match, { kind: 'all' | 'any' | 'not' | 'original' | 'set' }>

/** The part of a set that matches. */
export function where(place: Place, set: PacketSet, match: Match, env: Env, at: Position | null): PacketSet {
  const { algebra } = place
  switch (match.kind) {
    case 'all':
      return match.of.reduce((left, each) => (left === none ? none : where(place, left, each, env, at)), set)
    case 'any':
      return match.of.reduce((found, each) => algebra.or(found, where(place, set, each, env, at)), none)
    case 'not':
      return algebra.minus(set, where(place, set, match.match, env, at))
    case 'original':
      return where(place, set, match.match, { ...env, headers: env.arrived }, at)
    case 'set':
      return inNamedSet(place, set, match, env, at)
    default:
      return algebra.and(set, atom(place, match, env, at))
  }
}

function atom(place: Place, match: Atom, env: Env, at: Position | null): PacketSet {
  const { algebra, conditions } = place
  switch (match.kind) {
    case 'in':
    case 'bits':
      return header(place, match, env)
    case 'family':
      return match.family === place.family ? all : none
    case 'state':
      return match.states.includes(env.state) ? all : none
    case 'interface':
      return remembered(place, match, () =>
        inRanges(algebra, interfaceWord(place.hop, match.side), place.universe.numbersOf(match.name)),
      )
    case 'mark': {
      const mark = env.marks[match.of]
      if (mark === null) return conditions.holds(`the ${match.of} mark is ${match.value}`, at, true)
      return (mark & match.mask) >>> 0 === match.value >>> 0 ? all : none
    }
    case 'translated':
      return env.translated[match.side] ? all : none
    case 'own':
      return own(place, match.side, env)
    case 'unknown':
      return conditions.holds(match.text, at, match.own === true)
  }
}

function remembered(place: Place, match: Match, make: () => PacketSet): PacketSet {
  const known = place.atoms.get(match) ?? make()
  place.atoms.set(match, known)
  return known
}

type HeaderMatch = Extract<Match, { kind: 'in' | 'bits' }>

function header(place: Place, match: HeaderMatch, env: Env): PacketSet {
  if (match.family !== undefined && match.family !== place.family) return none
  const rewritten = isRewritable(match.field) ? env.headers[match.field] : undefined
  if (rewritten) return rewrittenHeader(place, match, rewritten)
  return remembered(place, match, () => {
    const word = wordOf(match.field, place.family)
    return match.kind === 'in'
      ? inRanges(place.algebra, word, match.ranges)
      : withBits(place.algebra, word, match.value, match.mask)
  })
}

const isRewritable = (field: Field): field is Rewritable =>
  field === 'src' || field === 'dst' || field === 'sport' || field === 'dport'

function rewrittenHeader(place: Place, match: HeaderMatch, value: Rewritten): PacketSet {
  const { algebra, conditions, family } = place
  const fits = (one: bigint): boolean =>
    match.kind === 'in'
      ? match.ranges.some(([low, high]) => one >= low && one <= high)
      : (one & match.mask) === (match.value & match.mask)
  if (value.kind === 'is') return fits(value.value) ? all : none
  if (value.kind === 'shift' && match.kind === 'in') {
    const moved = match.ranges.map(([low, high]): Range => [low - value.by, high - value.by])
    return inRanges(algebra, wordOf(match.field, family), moved)
  }
  if (value.kind === 'among' && match.kind === 'in') {
    const inside = value.ranges.every(([low, high]) => match.ranges.some(([l, h]) => low >= l && high <= h))
    if (inside) return all
    const apart = value.ranges.every(([low, high]) => match.ranges.every(([l, h]) => high < l || low > h))
    if (apart) return none
  }
  return conditions.holds(
    `address translation picks a ${match.field} that this rule means (${value.kind === 'among' ? value.id : 'moved'})`,
    null,
    false,
  )
}

function own(place: Place, side: 'src' | 'dst', env: Env): PacketSet {
  // What arrives from a wire with one of our own addresses as its source is dropped before any rule.
  if (side === 'src') return none
  if (env.own !== null && env.headers.dst !== undefined) return env.own ? all : none
  if (place.own.length > 0)
    return header(place, { kind: 'in', field: 'dst', ranges: place.own, family: place.family }, env)
  if (env.own !== null) return env.own ? all : none
  return place.conditions.holds('the destination is one of the addresses of the firewall itself', null, false)
}

/** The match of one entry of an ipset, in the dimensions a rule asks it with. */
function entryMatch(
  parts: readonly SetPart[],
  dimensions: readonly Side[],
  place: Place,
  depth: number,
): Match {
  const of = parts.map((part, index): Match => {
    if (part.kind === 'set') return namedSet(place, part.name, dimensions, depth + 1)
    return partMatch(part, dimensions[index] ?? dimensions.at(-1) ?? 'src')
  })
  return of.length === 0 ? everything : { kind: 'all', of }
}

function partMatch(part: Exclude<SetPart, { kind: 'set' }>, side: Side): Match {
  switch (part.kind) {
    case 'address':
      return { kind: 'in', field: side, ranges: [part.range], family: part.family }
    case 'port': {
      const port: Match = { kind: 'in', field: side === 'src' ? 'sport' : 'dport', ranges: [part.range] }
      const proto = part.proto
      return proto === null
        ? port
        : { kind: 'all', of: [{ kind: 'in', field: 'proto', ranges: [[proto, proto]] }, port] }
    }
    case 'mark':
      return { kind: 'mark', of: 'packet', value: part.value, mask: 0xffff_ffff }
    case 'interface':
      return { kind: 'interface', side: side === 'src' ? 'in' : 'out', name: part.name }
    default:
      return { kind: 'unknown', text: part.text }
  }
}

function namedSet(place: Place, name: string, dimensions: readonly Side[], depth: number): Match {
  const entries = depth > 8 ? null : place.setEntries(name)
  if (entries === null)
    return { kind: 'unknown', text: `in set ${name} (${dimensions.join(',')}), whose content is not given` }
  const matches = (nomatch: boolean): Match => {
    const chosen = entries.filter((entry) => entry.nomatch === nomatch)
    return {
      kind: 'any',
      of: [
        ...joined(chosen, dimensions),
        ...chosen.filter(hasMore).map((e) => entryMatch(e.parts, dimensions, place, depth)),
      ],
    }
  }
  const excluded = matches(true)
  return excluded.kind === 'any' && excluded.of.length === 0
    ? matches(false)
    : { kind: 'all', of: [matches(false), { kind: 'not', match: excluded }] }
}

const hasMore = (entry: { parts: readonly SetPart[] }): boolean =>
  entry.parts.length !== 1 || entry.parts[0]?.kind !== 'address'

/** Plain addresses are one match together: a list of ten thousand is one set, not ten thousand unions. */
function joined(entries: readonly { parts: readonly SetPart[] }[], dimensions: readonly Side[]): Match[] {
  const field = dimensions[0] ?? 'src'
  const ranges: Record<Family, Range[]> = { 4: [], 6: [] }
  for (const entry of entries) {
    const part = entry.parts[0]
    if (!hasMore(entry) && part?.kind === 'address') ranges[part.family].push(part.range)
  }
  return ([4, 6] as const).flatMap((family) =>
    ranges[family].length > 0 ? [{ kind: 'in' as const, field, ranges: ranges[family], family }] : [],
  )
}

const setMatches = new WeakMap<Map<Match, PacketSet>, Map<string, Match>>()

function inNamedSet(
  place: Place,
  set: PacketSet,
  { name, dimensions }: Extract<Match, { kind: 'set' }>,
  env: Env,
  at: Position | null,
): PacketSet {
  const known = setMatches.get(place.atoms) ?? new Map<string, Match>()
  setMatches.set(place.atoms, known)
  const key = `${name} ${dimensions.join()}`
  const match = known.get(key) ?? namedSet(place, name, dimensions, 0)
  known.set(key, match)
  return where(place, set, match, env, at)
}
