import { DomainError, nearest } from '#core/kernel'
import { type Addresses, anySource, parseNetwork, without } from './addresses.ts'
import type { Path } from './evaluate/run-firewall.ts'
import { paths } from './evaluate/run-firewall.ts'
import { type Family, type Firewall, type Range, type State, states } from './model.ts'
import { icmpTypeNumber, protocolNumber } from './names.ts'
import { portRange } from './parse/matches.ts'
import type { Hop, Question } from './question.ts'
import { type PlacedFirewall, routeBetween, routeThrough } from './route.ts'
import { type ZonesFile, zoneFacts } from './zones.ts'

/** A question as a person asks it. */
export interface Wish {
  readonly from: string
  readonly to: string
  readonly proto?: string | undefined
  readonly port?: string | undefined
  readonly sourcePort?: string | undefined
  readonly inInterface?: string | undefined
  readonly outInterface?: string | undefined
  readonly chain?: string | undefined
  readonly state?: string | undefined
  /** Addresses of the last firewall itself. */
  readonly self?: string | undefined
}

export interface Ground {
  readonly zones: ZonesFile | null
  /** Firewalls in the order of the way; used where zones.yaml lists none. */
  readonly firewalls: readonly Firewall[]
  readonly placed: readonly PlacedFirewall[]
}

const invalid = (message: string, remedy: string): DomainError =>
  new DomainError('question-invalid', message, remedy)

/** The question in the terms of the analysis. */
export function readQuestion(wish: Wish, ground: Ground): Question {
  const proto = readProtocol(wish.proto)
  const port = readPorts(wish.port, proto)
  if (port !== null && proto === null)
    throw invalid(
      '--port needs --proto: a port alone belongs to no protocol',
      'Add --proto udp or --proto tcp.',
    )
  return {
    from: readAddresses(wish.from, ground.zones),
    to: readAddresses(wish.to, ground.zones),
    proto,
    ports: port,
    sourcePorts: readPorts(wish.sourcePort, proto),
    state: readState(wish.state),
    hops: readHops(wish, ground),
  }
}

function readHops(wish: Wish, { zones, firewalls, placed }: Ground): Hop[] {
  const from = zones && zoneFacts(zones, wish.from) ? wish.from : null
  const to = zones && zoneFacts(zones, wish.to) ? wish.to : null
  const hops =
    placed.length > 0
      ? routeBetween(from ?? zoneOf(wish.from, zones), to ?? zoneOf(wish.to, zones), placed)
      : routeThrough(
          firewalls,
          from,
          to,
          zones,
          wish.self === undefined ? null : readAddresses(wish.self, zones),
        )
  const path = readPath(wish.chain)
  return hops.map((hop, index): Hop => {
    const [first, last] = [index === 0, index === hops.length - 1]
    return {
      ...hop,
      inInterfaces: first && wish.inInterface ? [wish.inInterface] : hop.inInterfaces,
      outInterfaces: last && wish.outInterface ? [wish.outInterface] : hop.outInterfaces,
      path:
        last && path !== null
          ? path
          : last && wish.outInterface && hop.path === 'INPUT'
            ? 'FORWARD'
            : hop.path,
    }
  })
}

/** With firewalls placed between zones, an address stands for the zone it is in. */
function zoneOf(text: string, zones: ZonesFile | null): string {
  const names = Object.keys(zones?.zones ?? {})
  const wanted = readAddresses(text, zones)
  const holds = (name: string): boolean => {
    const own = readAddresses(name, zones)
    return ([4, 6] as const).every((family) =>
      wanted[family].every(([low, high]) => own[family].some(([a, b]) => low >= a && high <= b)),
    )
  }
  const isRest = (name: string): boolean =>
    zoneFacts(zones as ZonesFile, name)?.addresses.includes('any') ?? false
  const rest = names.find(isRest)
  const found =
    text === 'any'
      ? rest
      : (smallest(
          names.filter((name) => !isRest(name) && holds(name)),
          zones,
        ) ?? names.find(holds))
  if (found === undefined)
    throw invalid(
      `${text} lies in no one zone of zones.yaml`,
      'Ask from and to a zone, or addresses of one zone.',
    )
  return found
}

function smallest(names: readonly string[], zones: ZonesFile | null): string | undefined {
  const size = (name: string): bigint => {
    const own = readAddresses(name, zones)
    return [...own[4], ...own[6]].reduce((sum, [low, high]) => sum + high - low, 0n)
  }
  return [...names].sort((a, b) => (size(a) < size(b) ? -1 : 1))[0]
}

/** An address, a network, a range, a list of these, a zone, or "any". */
export function readAddresses(text: string, zones: ZonesFile | null): Addresses {
  if (text === 'any') return anySource
  const zone = zones ? zoneFacts(zones, text) : null
  if (zone && zones)
    return zone.addresses.includes('any') ? restOf(zones, text) : listed(zone.addresses, `zone ${text}`)
  if (/^[\d.:a-fA-F/,\s%[\]-]+$/.test(text) && /[.:]/.test(text)) return listed(text.split(','), text)
  const names = ['any', ...Object.keys(zones?.zones ?? {})]
  const near = nearest(text, names)
  throw new DomainError(
    'zone-unknown',
    `"${text}" is no address, no network and no known zone${near ? `; did you mean "${near}"?` : ''}`,
    zones
      ? `Zones are: ${names.join(', ')}.`
      : 'Give an address, a network, "any", or a zone with --zones zones.yaml.',
  )
}

function listed(texts: readonly string[], what: string): Addresses {
  const found: Record<Family, Range[]> = { 4: [], 6: [] }
  for (const text of texts) {
    const network = parseNetwork(text.trim())
    if (!network)
      throw invalid(
        `"${text.trim()}" of ${what} is no address and no network`,
        'Write 10.0.20.0/24, 10.0.20.5 or fd00:20::/64.',
      )
    found[network.family].push(network.range)
  }
  // 0.0.0.0/0 is what can arrive from anywhere, as "any" is.
  return {
    4: found[4].some(([low, high]) => low === 0n && high === 0xffff_ffffn) ? anySource[4] : found[4],
    6: found[6].some(([low, high]) => low === 0n && high === (1n << 128n) - 1n) ? anySource[6] : found[6],
  }
}

/** Everything that can arrive and no other zone names. */
function restOf(zones: ZonesFile, self: string): Addresses {
  const others = Object.keys(zones.zones)
    .filter((name) => name !== self && !zoneFacts(zones, name)?.addresses.includes('any'))
    .map((name) => readAddresses(name, zones))
  const rest = (family: Family): Range[] => {
    const impossible = without(family, anySource[family])
    return without(family, [...impossible, ...others.flatMap((each) => each[family])])
  }
  return { 4: rest(4), 6: rest(6) }
}

function readProtocol(text: string | undefined): string | null {
  if (text === undefined || text === 'any' || text === 'all') return null
  if (protocolNumber(text) === null)
    throw invalid(`"${text}" is no protocol`, 'Give tcp, udp, icmp, another IANA name, or a number.')
  return text.toLowerCase()
}

function readPorts(text: string | undefined, proto: string | null): Range[] | null {
  if (text === undefined || text === 'any') return null
  return text.split(',').map((each) => {
    const type = proto?.startsWith('icmp') ? icmpTypeNumber(each.trim(), proto === 'icmp' ? 4 : 6) : null
    const range: Range | null = type === null ? portRange(each.trim()) : [type, type]
    if (!range)
      throw invalid(
        `"${each}" is no port`,
        'Give a port (5060), a range (10000-20000) or several (5060,5061).',
      )
    return range
  })
}

function readState(text: string | undefined): State {
  const found = states.find((state) => state === (text ?? 'new').toLowerCase())
  if (!found) throw invalid(`"${text}" is no state of a connection`, `Give one of: ${states.join(', ')}.`)
  return found
}

function readPath(text: string | undefined): Path | null {
  if (text === undefined) return null
  const found = paths.find((path) => path === text.toUpperCase())
  if (!found) throw invalid(`"${text}" is no chain a packet comes to`, `Give one of: ${paths.join(', ')}.`)
  return found
}
