import type { InterfaceFact, Match } from '../model.ts'
import { everything } from '../model.ts'
import { icmpTypeNumber } from '../names.ts'
import {
  addressIs,
  allOf,
  anyOf,
  interfaceIs,
  negated,
  only,
  portRange,
  portsAre,
  protocolIs,
  unknown,
  within,
} from './matches.ts'
import { child, type Element, valueAt } from './xml.ts'

/** What names in the rules stand for. */
export interface Names {
  readonly aliases: ReadonlyMap<string, Alias>
  readonly interfaces: readonly InterfaceFact[]
}
export interface Alias {
  readonly known: boolean
  readonly values: readonly string[]
}

type Side = 'src' | 'dst'

function aliasIs(names: Names, name: string, each: (value: string) => Match, depth = 0): Match | null {
  const alias = names.aliases.get(name)
  if (!alias) return null
  if (!alias.known || depth > 16) return unknown(`in alias ${name}, whose content is not in the file`)
  return anyOf(...alias.values.map((value) => aliasIs(names, value, each, depth + 1) ?? each(value)))
}

const addressOf = (names: Names, side: Side, text: string): Match =>
  aliasIs(names, text, (value) => addressIs(side, value)) ?? addressIs(side, text)

/** lan, lanip, wanip, (self): the network of an interface, its address, or all of the firewall's. */
function networkIs({ interfaces, aliases }: Names, side: Side, text: string): Match {
  const named = text.replace(/ip$/, '')
  const fact = interfaces.find(({ name }) => name === text) ?? interfaces.find(({ name }) => name === named)
  const whose = side === 'src' ? 'source' : 'destination'
  if (text === '(self)')
    return anyOf(...interfaces.map((each) => ownOf(each, side, `the ${whose} is an address of the firewall`)))
  if (!fact) return addressOf({ interfaces, aliases }, side, text)
  if (fact.name !== text)
    return ownOf(fact, side, `the ${whose} is the address of ${fact.name}, which the file does not tell`)
  if (fact.networks.length === 0)
    return unknown(`the ${whose} is in the network of ${fact.name}, which the file does not tell`)
  return anyOf(...fact.networks.map(({ family, network }) => within(side, [network], family)))
}

function ownOf({ networks }: InterfaceFact, side: Side, otherwise: string): Match {
  if (networks.length === 0) return unknown(otherwise)
  return anyOf(...networks.map(({ family, address }) => within(side, [only(address)], family)))
}

/** <source> or <destination>, with its port. */
export function endIs(element: Element | undefined, side: Side, names: Names): Match {
  if (!element) return everything
  const [network, address, port] = ['network', 'address', 'port'].map((name) => valueAt(element, name))
  const where = network
    ? networkIs(names, side, network)
    : address
      ? addressOf(names, side, address)
      : everything
  const not = child(element, 'not') !== undefined && valueAt(element, 'not') !== '0'
  return allOf(negated(where, not && where !== everything), port ? portOf(names, side, port) : everything)
}

function portOf(names: Names, side: Side, text: string): Match {
  const one = (value: string): Match =>
    portRange(value) ? portsAre(side, [value]) : unknown(`port ${value}`)
  return aliasIs(names, text, one) ?? one(text)
}

const ICMP: Readonly<Record<string, string>> = {
  echoreq: 'echo-request',
  echorep: 'echo-reply',
  unreach: 'destination-unreachable',
  timex: 'time-exceeded',
  timereq: 'timestamp-request',
  timerep: 'timestamp-reply',
  squench: 'source-quench',
  redir: 'redirect',
  paramprob: 'parameter-problem',
  toobig: 'packet-too-big',
}

export function protocolOf(rule: Element): Match {
  const text = valueAt(rule, 'protocol')?.toLowerCase() ?? 'any'
  const versions = valueAt(rule, 'ipprotocol') ?? 'inet'
  const family: Match =
    versions === 'inet46' ? everything : { kind: 'family', family: versions === 'inet6' ? 6 : 4 }
  if (text === 'any' || text === '') return family
  if (text === 'icmp') return allOf(family, icmpOf(valueAt(rule, 'icmptype')))
  return allOf(family, anyOf(...text.split('/').map(protocolIs)))
}

function icmpOf(types: string | null): Match {
  const proto = anyOf(
    allOf({ kind: 'family', family: 4 }, protocolIs('icmp')),
    allOf({ kind: 'family', family: 6 }, protocolIs('icmpv6')),
  )
  if (types === null || types === '' || types === 'any') return proto
  const named = types.split(',').map((type) => ICMP[type] ?? type)
  const of = (family: 4 | 6): Match => {
    const numbers = named.map((type) => icmpTypeNumber(type, family))
    return numbers.includes(null)
      ? unknown(`ICMP type ${types}`)
      : within(
          'icmpType',
          numbers.map((number) => only(number as bigint)),
        )
  }
  return allOf(
    proto,
    anyOf(allOf({ kind: 'family', family: 4 }, of(4)), allOf({ kind: 'family', family: 6 }, of(6))),
  )
}

export function interfacesAre(rule: Element, side: 'in' | 'out'): Match {
  const text = valueAt(rule, 'interface') ?? ''
  if (text === '' || text === 'any') return everything
  return anyOf(...text.split(',').map((name) => interfaceIs(side, name.trim())))
}

// What a rule asks besides headers: each is a condition.
const BESIDES = ['tagged', 'sched', 'os', 'dscp', 'vlanprio', 'max-src-nodes', 'max-src-conn-rate', 'max']

export const besides = (rule: Element): Match =>
  allOf(
    ...BESIDES.flatMap((name) => {
      const value = valueAt(rule, name)
      return value ? [unknown(`${name} ${value}`, name.startsWith('max'))] : []
    }),
  )
