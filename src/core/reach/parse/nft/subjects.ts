import { everything, type Family, type Field, type Match, nothing, type State, states } from '../../model.ts'
import { addressType } from '../iptables/options.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { allOf, anyOf, interfaceIs, no, only, unknown, within } from '../matches.ts'
import { rangeOf, type ValueKind } from './values.ts'

/** Something a rule looks at, and how to compare it with a value. `needs` holds for every packet that has it. */
export interface Subject {
  readonly needs: Match
  is(value: Json): Match
}

const field = (name: Field, kind: ValueKind, needs: Match, family?: Family): Subject => ({
  needs,
  is(value) {
    const range = rangeOf(value, kind)
    return range ? within(name, [range], family) : unknown(`${name} is ${JSON.stringify(value)}`)
  },
})

const proto = (...numbers: readonly bigint[]): Match => within('proto', numbers.map(only))
const family = (version: Family): Match => ({ kind: 'family', family: version })
const WITH_PORTS: Readonly<Record<string, Match>> = {
  tcp: proto(6n),
  udp: proto(17n),
  sctp: proto(132n),
  dccp: proto(33n),
  udplite: proto(136n),
  th: proto(6n, 17n, 33n, 132n, 136n),
}

function payload(protocol: string, name: string): Subject | null {
  const ports = WITH_PORTS[protocol]
  if (ports && (name === 'sport' || name === 'dport')) return field(name, 'port', ports)
  const known: Readonly<Record<string, () => Subject>> = {
    'ip saddr': () => field('src', 'address4', family(4), 4),
    'ip daddr': () => field('dst', 'address4', family(4), 4),
    'ip6 saddr': () => field('src', 'address6', family(6), 6),
    'ip6 daddr': () => field('dst', 'address6', family(6), 6),
    'ip protocol': () => field('proto', 'protocol', family(4)),
    'ip6 nexthdr': () => field('proto', 'protocol', family(6)),
    'icmp type': () => field('icmpType', 'icmp4', allOf(family(4), proto(1n))),
    'icmp code': () => field('icmpCode', 'number', allOf(family(4), proto(1n))),
    'icmpv6 type': () => field('icmpType', 'icmp6', allOf(family(6), proto(58n))),
    'icmpv6 code': () => field('icmpCode', 'number', allOf(family(6), proto(58n))),
    'tcp flags': () => field('tcpFlags', 'flags', proto(6n)),
  }
  return known[`${protocol} ${name}`]?.() ?? null
}

const plain = (is: (value: Json) => Match): Subject => ({ needs: everything, is })
const text = (value: Json): string =>
  isObject(value) && isObject(value['elem']) ? text(value['elem']['val'] ?? '') : String(value)

const FAMILIES: Readonly<Record<string, Family>> = { ipv4: 4, ip: 4, '2': 4, ipv6: 6, ip6: 6, '10': 6 }

function byFamily(value: Json): Match {
  const version = FAMILIES[text(value)]
  return version ? family(version) : nothing
}

function meta(key: string): Subject | null {
  switch (key) {
    case 'l4proto':
      return field('proto', 'protocol', everything)
    case 'nfproto':
    case 'protocol':
      return plain(byFamily)
    case 'iif':
    case 'iifname':
      return plain((value) => interfaceIs('in', text(value)))
    case 'oif':
    case 'oifname':
      return plain((value) => interfaceIs('out', text(value)))
    case 'mark':
      return mark('packet', 0xffff_ffff)
    case 'pkttype':
      return plain((value) => packetType(text(value)))
    default:
      return null
  }
}

function packetType(name: string): Match {
  const cast = (kind: string): Match => anyOf(addressType('dst', kind, 4), addressType('dst', kind, 6))
  if (name === 'multicast' || name === 'broadcast') return cast(name)
  return name === 'host' || name === 'unicast'
    ? no(anyOf(cast('multicast'), cast('broadcast')))
    : unknown(`packet of type ${name}`)
}

const mark = (of: 'packet' | 'connection', mask: number): Subject =>
  plain((value) => {
    const range = rangeOf(value, 'number')
    if (!range || range[0] !== range[1]) return unknown(`${of} mark is ${JSON.stringify(value)}`)
    return { kind: 'mark', of, value: Number(range[0]) >>> 0, mask: mask >>> 0 }
  })

function connection(key: string, original: boolean): Subject | null {
  const asArrived = (subject: Subject): Subject => ({
    needs: subject.needs,
    is: (value) => ({ kind: 'original', match: subject.is(value) }),
  })
  switch (key) {
    case 'state':
      return plain((value) => stateIs(text(value)))
    case 'status':
      return plain((value) => statusIs(text(value)))
    case 'mark':
      return mark('connection', 0xffff_ffff)
    case 'direction':
      return plain((value) =>
        ['original', '0'].includes(text(value)) ? everything : unknown('a packet of the answer'),
      )
    case 'l3proto':
      return plain(byFamily)
    case 'protocol':
      return field('proto', 'protocol', everything)
    default:
      return original ? originalOf(key, asArrived) : null
  }
}

function originalOf(key: string, asArrived: (subject: Subject) => Subject): Subject | null {
  const names: Readonly<Record<string, Subject | null>> = {
    'proto-dst': field('dport', 'port', everything),
    'proto-src': field('sport', 'port', everything),
    'ip saddr': payload('ip', 'saddr'),
    'ip daddr': payload('ip', 'daddr'),
    'ip6 saddr': payload('ip6', 'saddr'),
    'ip6 daddr': payload('ip6', 'daddr'),
  }
  const found = names[key]
  return found ? asArrived(found) : null
}

function stateIs(name: string): Match {
  const bits: Readonly<Record<string, State>> = {
    '1': 'invalid',
    '2': 'established',
    '4': 'related',
    '8': 'new',
    '64': 'untracked',
  }
  const state = bits[name] ?? name
  return (states as readonly string[]).includes(state)
    ? { kind: 'state', states: [state as State] }
    : unknown(`connection state ${name}`)
}

function statusIs(name: string): Match {
  if (name === 'dnat') return { kind: 'translated', side: 'dst' }
  if (name === 'snat') return { kind: 'translated', side: 'src' }
  if (name === 'assured' || name === 'seen-reply') return { kind: 'state', states: ['established'] }
  return unknown(`connection status ${name}`)
}

function fib(value: JsonObject): Subject | null {
  const { result, flags } = value
  const list = Array.isArray(flags) ? flags.map(String) : [String(flags)]
  const side = list.includes('daddr') ? 'dst' : list.includes('saddr') ? 'src' : null
  if (result !== 'type' || side === null) return null
  return plain((type) => anyOf(addressType(side, text(type), 4), addressType(side, text(type), 6)))
}

/** What an expression of nft looks at; null when headers do not tell. */
export function subject(expression: Json): Subject | null {
  if (!isObject(expression)) return null
  const { payload: header, meta: about, ct, fib: route } = expression
  if (isObject(header)) return payload(String(header['protocol']), String(header['field']))
  if (isObject(about)) return meta(String(about['key']))
  if (isObject(ct)) {
    const key = [ct['family'], ct['key']]
      .filter((each) => each !== undefined)
      .map(String)
      .join(' ')
    return connection(key, ct['dir'] === 'original')
  }
  if (isObject(route)) return fib(route)
  return masked(expression['&'])
}

/** expression & mask */
function masked(parts: Json | undefined): Subject | null {
  if (!Array.isArray(parts) || parts.length !== 2) return null
  const [inner, given] = parts as [Json, Json]
  const kind = isObject(inner) && isObject(inner['payload']) ? maskKind(inner['payload']) : null
  if (kind) {
    const mask = rangeOf(given, kind.values)
    if (!mask) return null
    return {
      needs: kind.needs,
      is: (value) => bitsAre(kind, value, mask[0]),
    }
  }
  const of = isObject(inner) && isObject(inner['ct']) ? 'connection' : 'packet'
  const about = isObject(inner) ? (inner['meta'] ?? inner['ct']) : null
  const mask = rangeOf(given, 'number')
  return isObject(about ?? null) && (about as JsonObject)['key'] === 'mark' && mask
    ? mark(of, Number(mask[0]))
    : null
}

interface MaskKind {
  readonly field: Field
  readonly values: ValueKind
  readonly needs: Match
  readonly family?: Family
}

function bitsAre(kind: MaskKind, value: Json, mask: bigint): Match {
  const range = rangeOf(value, kind.values)
  if (!range) return unknown(`bits of ${kind.field} are ${JSON.stringify(value)}`)
  // Bits outside of the mask that the value wants can never be there.
  if ((range[0] & ~mask) !== 0n) return nothing
  return {
    kind: 'bits',
    field: kind.field,
    value: range[0],
    mask,
    ...(kind.family ? { family: kind.family } : {}),
  }
}

function maskKind(header: JsonObject): MaskKind | null {
  const name = `${String(header['protocol'])} ${String(header['field'])}`
  const kinds: Readonly<Record<string, MaskKind>> = {
    'tcp flags': { field: 'tcpFlags', values: 'flags', needs: proto(6n) },
    'ip saddr': { field: 'src', values: 'address4', needs: family(4), family: 4 },
    'ip daddr': { field: 'dst', values: 'address4', needs: family(4), family: 4 },
    'ip6 saddr': { field: 'src', values: 'address6', needs: family(6), family: 6 },
    'ip6 daddr': { field: 'dst', values: 'address6', needs: family(6), family: 6 },
  }
  return kinds[name] ?? null
}
