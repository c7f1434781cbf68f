import { everything, type Match, type State, states } from '../model.ts'
import { addressType } from './iptables/options.ts'
import {
  addressIs,
  allOf,
  anyOf,
  interfaceIs,
  negated,
  only,
  portsAre,
  protocolIs,
  unknown,
  within,
} from './matches.ts'

export interface Lists {
  readonly addresses: ReadonlyMap<string, readonly string[]>
  readonly interfaces: ReadonlyMap<string, readonly string[]>
}

interface Reading {
  readonly family: 4 | 6
  readonly lists: Lists
}

type Reader = (value: string, reading: Reading) => Match

const each = (value: string): string[] => value.split(',').filter((one) => one !== '')
const address =
  (side: 'src' | 'dst'): Reader =>
  (value) =>
    addressIs(side, value)
const ports =
  (side: 'src' | 'dst'): Reader =>
  (value) =>
    portsAre(side, each(value))
const listed =
  (side: 'src' | 'dst'): Reader =>
  (value, { lists }) => {
    const entries = lists.addresses.get(value)
    return entries
      ? anyOf(...entries.map((entry) => addressIs(side, entry)))
      : unknown(`${side} in address list ${value}, which is not in the file`)
  }
const interfaceList =
  (side: 'in' | 'out'): Reader =>
  (value, { lists }) => {
    if (value === 'all') return everything
    if (value === 'none') return anyOf()
    const names = lists.interfaces.get(value)
    return names
      ? anyOf(...names.map((name) => interfaceIs(side, name)))
      : unknown(`${side} interface in list ${value}, which is not in the file`)
  }
const type =
  (side: 'src' | 'dst'): Reader =>
  (value, { family }) =>
    anyOf(...each(value).map((one) => addressType(side, one, family)))

function stateIs(value: string): Match {
  const names = each(value)
  const known = names.filter((name): name is State => (states as readonly string[]).includes(name))
  return known.length === names.length
    ? { kind: 'state', states: known }
    : unknown(`connection state ${value}`)
}

const natState: Reader = (value) =>
  anyOf(
    ...each(value).map(
      (one): Match =>
        one === 'dstnat'
          ? { kind: 'translated', side: 'dst' }
          : one === 'srcnat'
            ? { kind: 'translated', side: 'src' }
            : unknown(`NAT state ${one}`),
    ),
  )

const FLAGS: Readonly<Record<string, bigint>> = {
  fin: 1n,
  syn: 2n,
  rst: 4n,
  psh: 8n,
  ack: 16n,
  urg: 32n,
  ece: 64n,
  cwr: 128n,
}

const flags: Reader = (value) =>
  allOf(
    ...each(value).map((one): Match => {
      const mask = FLAGS[one.replace('!', '')]
      return mask === undefined
        ? unknown(`TCP flag ${one}`)
        : { kind: 'bits', field: 'tcpFlags', mask, value: one.startsWith('!') ? 0n : mask }
    }),
  )

const icmp: Reader = (value) => {
  const [number = '', codes] = value.split(':')
  if (!/^\d+$/.test(number)) return unknown(`ICMP ${value}`)
  const [low = '0', high = low] = (codes ?? '0-255').split('-')
  return allOf(within('icmpType', [only(BigInt(number))]), within('icmpCode', [[BigInt(low), BigInt(high)]]))
}

const readers: Readonly<Record<string, Reader>> = {
  'src-address': address('src'),
  'dst-address': address('dst'),
  'src-address-list': listed('src'),
  'dst-address-list': listed('dst'),
  'src-address-type': type('src'),
  'dst-address-type': type('dst'),
  protocol: (value) => protocolIs(value),
  'src-port': ports('src'),
  'dst-port': ports('dst'),
  port: (value) => anyOf(portsAre('src', each(value)), portsAre('dst', each(value))),
  'in-interface': (value) => interfaceIs('in', value),
  'out-interface': (value) => interfaceIs('out', value),
  'in-interface-list': interfaceList('in'),
  'out-interface-list': interfaceList('out'),
  'connection-state': stateIs,
  'connection-nat-state': natState,
  'tcp-flags': flags,
  'icmp-options': icmp,
  // The packets of a question come plain and whole.
  'ipsec-policy': (value) => (value.endsWith('none') ? everything : anyOf()),
  fragment: (value) => (value === 'yes' ? anyOf() : everything),
}

const BESIDES = new Set([
  'action',
  'chain',
  'comment',
  'log',
  'log-prefix',
  'jump-target',
  'reject-with',
  'to-addresses',
  'to-ports',
  'disabled',
  'address-list',
  'address-list-timeout',
  'hw-offload',
  'passthrough',
  'place-before',
  'new-packet-mark',
  'new-connection-mark',
  'new-routing-mark',
  'new-priority',
  'new-mss',
  'new-dscp',
  'new-ttl',
])
const COUNTING = new Set([
  'limit',
  'dst-limit',
  'connection-limit',
  'connection-rate',
  'connection-bytes',
  'random',
  'nth',
  'per-connection-classifier',
  'psd',
])

/** What a rule of RouterOS asks, by its properties. */
export function matchOf(properties: ReadonlyMap<string, string>, family: 4 | 6, lists: Lists): Match {
  const matches: Match[] = [{ kind: 'family', family }]
  for (const [name, text] of properties) {
    if (BESIDES.has(name)) continue
    const not = text.startsWith('!') && name !== 'tcp-flags'
    const value = not ? text.slice(1) : text
    const match = readers[name]?.(value, { family, lists }) ?? unknown(`${name}=${value}`, COUNTING.has(name))
    matches.push(negated(match, not))
  }
  return allOf(...matches)
}
