import { multicast, parseNetwork } from '../../addresses.ts'
import { everything, type Family, type Match, type State, states } from '../../model.ts'
import { icmpTypeNumber } from '../../names.ts'
import {
  addressesAre,
  addressIs,
  allOf,
  anyOf,
  interfaceIs,
  no,
  only,
  portsAre,
  protocolIs,
  unknown,
  within,
} from '../matches.ts'

/** What an option is read with: the family of the table and the module last named by -m. */
export interface Reading {
  readonly family: Family
  readonly module: string
}

/** Arguments it takes, and what it means; negation is the caller's. */
interface Option {
  readonly args: number
  readonly match: (args: readonly string[], reading: Reading) => Match
}

const list = (text = ''): string[] => text.split(',').filter((each) => each !== '')
const ports = (side: 'src' | 'dst'): Option => ({ args: 1, match: ([text]) => portsAre(side, list(text)) })
const address = (side: 'src' | 'dst'): Option => ({
  args: 1,
  match: ([text]) => addressesAre(side, list(text)),
})
const range = (side: 'src' | 'dst'): Option => ({ args: 1, match: ([text = '']) => addressIs(side, text) })
const anyInterface = (side: 'in' | 'out'): Option => ({
  args: 1,
  match: ([name = '']) => (name === '+' || name === '' ? everything : interfaceIs(side, name)),
})
const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']

function flagBits(text = ''): bigint {
  if (text === 'ALL') return 0x3fn
  return list(text).reduce(
    (sum, name) => sum | (FLAGS.includes(name) ? 1n << BigInt(FLAGS.indexOf(name)) : 0n),
    0n,
  )
}

const flags = (mask: bigint, value: bigint): Match => ({ kind: 'bits', field: 'tcpFlags', mask, value })

function stateList([text]: readonly string[]): Match {
  const matches = list(text).map((name): Match => {
    const state = name.toLowerCase()
    if (state === 'dnat') return { kind: 'translated', side: 'dst' }
    if (state === 'snat') return { kind: 'translated', side: 'src' }
    return (states as readonly string[]).includes(state)
      ? { kind: 'state', states: [state as State] }
      : unknown(`connection state ${name}`)
  })
  return anyOf(...matches)
}

function status([text]: readonly string[]): Match {
  const known: Readonly<Record<string, Match>> = {
    dnat: { kind: 'translated', side: 'dst' },
    snat: { kind: 'translated', side: 'src' },
    assured: { kind: 'state', states: ['established'] },
    seen_reply: { kind: 'state', states: ['established'] },
    none: unknown('connection status NONE'),
  }
  return anyOf(...list(text).map((name) => known[name.toLowerCase()] ?? unknown(`connection status ${name}`)))
}

function icmp([text = '']: readonly string[], { family }: Reading): Match {
  if (text === 'any' || text === '255') return everything
  const named = ICMP_CODES[text]
  const [type = '', code] = (named ?? text).split('/')
  const number = icmpTypeNumber(type, family)
  if (number === null) return unknown(`ICMP type ${text}`)
  const is = within('icmpType', [only(number)])
  return code === undefined ? is : allOf(is, within('icmpCode', [only(BigInt(Number(code) & 255))]))
}
const ICMP_CODES: Readonly<Record<string, string>> = {
  'network-unreachable': '3/0',
  'host-unreachable': '3/1',
  'protocol-unreachable': '3/2',
  'port-unreachable': '3/3',
  'fragmentation-needed': '3/4',
  'network-redirect': '5/0',
  'host-redirect': '5/1',
  'ttl-zero-during-transit': '11/0',
  'ttl-zero-during-reassembly': '11/1',
}

function mark([text = '']: readonly string[], { module }: Reading): Match {
  const [value = 0, mask = 0xffff_ffff] = text.split('/').map(Number)
  if (Number.isNaN(value) || Number.isNaN(mask)) return unknown(`mark ${text}`)
  return {
    kind: 'mark',
    of: module === 'connmark' ? 'connection' : 'packet',
    value: value >>> 0,
    mask: mask >>> 0,
  }
}

const broadcast = parseNetwork('255.255.255.255')

/** Kinds of address, as far as addresses tell: what the kernel's routing table calls them otherwise is unknown. */
export function addressType(side: 'src' | 'dst', name: string, family: Family): Match {
  const many = within(side, multicast[family], family)
  const toAll = broadcast && family === 4 ? within(side, [broadcast.range], 4) : anyOf()
  const own: Match = { kind: 'own', side }
  switch (name.toUpperCase()) {
    case 'LOCAL':
      return own
    case 'MULTICAST':
      return many
    case 'BROADCAST':
      return toAll
    case 'UNICAST':
      return allOf(no(many), no(toAll), no(own))
    default:
      return unknown(`${side === 'src' ? 'source' : 'destination'} address of type ${name}`)
  }
}

const typeOption = (side: 'src' | 'dst'): Option => ({
  args: 1,
  match: ([text], { family }) => anyOf(...list(text).map((name) => addressType(side, name, family))),
})

const original = (option: Option): Option => ({
  args: option.args,
  match: (args, reading) => ({ kind: 'original', match: option.match(args, reading) }),
})

function set([name = '', text = '']: readonly string[]): Match {
  const dimensions = list(text).map((each) => (each === 'dst' ? ('dst' as const) : ('src' as const)))
  return { kind: 'set', name, dimensions }
}

function packetType([text = '']: readonly string[], { family }: Reading): Match {
  if (text === 'multicast' || text === 'broadcast') return addressType('dst', text, family)
  if (text === 'unicast')
    return allOf(no(addressType('dst', 'multicast', family)), no(addressType('dst', 'broadcast', family)))
  return unknown(`packet of type ${text}`)
}

/** The packets of a question come as they are on the wire: not unwrapped from IPsec. */
const ipsec: Option = { args: 1, match: ([text]) => (text === 'none' ? everything : anyOf()) }
const always: Option = { args: 1, match: () => everything }
const flagOption: Option = { args: 0, match: () => everything }

export const options: Readonly<Record<string, Option>> = {
  '-s': address('src'),
  '-d': address('dst'),
  '-p': { args: 1, match: ([text = '']) => protocolIs(text) },
  '-i': anyInterface('in'),
  '-o': anyInterface('out'),
  // A later fragment has no ports; the packets of a question are whole.
  '-f': { args: 0, match: () => anyOf() },
  '--sport': ports('src'),
  '--sports': ports('src'),
  '--dport': ports('dst'),
  '--dports': ports('dst'),
  '--ports': { args: 1, match: ([text]) => anyOf(portsAre('src', list(text)), portsAre('dst', list(text))) },
  '--src-range': range('src'),
  '--dst-range': range('dst'),
  '--syn': { args: 0, match: () => flags(0x17n, 0x02n) },
  '--tcp-flags': {
    args: 2,
    match: ([mask, value]) => flags(flagBits(mask), value === 'NONE' ? 0n : flagBits(value)),
  },
  '--icmp-type': { args: 1, match: icmp },
  '--icmpv6-type': { args: 1, match: icmp },
  '--state': { args: 1, match: stateList },
  '--ctstate': { args: 1, match: stateList },
  '--ctstatus': { args: 1, match: status },
  '--ctproto': { args: 1, match: ([text = '']) => protocolIs(text) },
  '--ctorigsrc': original(address('src')),
  '--ctorigdst': original(address('dst')),
  '--ctorigsrcport': original(ports('src')),
  '--ctorigdstport': original(ports('dst')),
  '--ctdir': {
    args: 1,
    match: ([text]) => (text === 'ORIGINAL' ? everything : unknown('a packet of the answer')),
  },
  '--mark': { args: 1, match: mark },
  '--match-set': { args: 2, match: set },
  '--return-nomatch': flagOption,
  '--src-type': typeOption('src'),
  '--dst-type': typeOption('dst'),
  '--limit-iface-in': flagOption,
  '--limit-iface-out': flagOption,
  '--pkt-type': { args: 1, match: packetType },
  '--comment': always,
  '--dir': always,
  '--pol': ipsec,
}

export const synonyms: Readonly<Record<string, string>> = {
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--protocol': '-p',
  '--proto': '-p',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--fragment': '-f',
  '--jump': '-j',
  '--goto': '-g',
  '--match': '-m',
  '--source-port': '--sport',
  '--destination-port': '--dport',
  '--source-ports': '--sports',
  '--destination-ports': '--dports',
  '--set-counters': '-c',
}

/** Modules whose options are all known above; of any other, what it asks is unknown. */
export const readable = new Set([
  'tcp',
  'udp',
  'udplite',
  'sctp',
  'dccp',
  'icmp',
  'icmp6',
  'icmpv6',
  'ipv6-icmp',
  'multiport',
  'iprange',
  'state',
  'conntrack',
  'mark',
  'connmark',
  'set',
  'addrtype',
  'pkttype',
  'comment',
  'policy',
  'standard',
])

/** Modules that count: each rule that names one decides anew. */
export const counting = new Set([
  'limit',
  'hashlimit',
  'recent',
  'connlimit',
  'statistic',
  'quota',
  'connbytes',
  'rateest',
  'nth',
  'random',
])
