import { parseNetwork } from '../addresses.ts'
import {
  type Action,
  everything,
  type Hook,
  type Match,
  type RuleFile,
  type State,
  states,
} from '../model.ts'
import { icmpTypeNumber } from '../names.ts'
import { type Builder, createBuilder } from './builder.ts'
import { networkOf } from './facts.ts'
import { isObject, type Json, type JsonFile, type JsonObject, parseJson } from './json.ts'
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

export const looksLikeUnifi = (text: string): boolean =>
  /^\s*\{/.test(text) && /"firewall"\s*:/.test(text) && /"(?:default-action|interfaces)"\s*:/.test(text)

interface Reading {
  readonly builder: Builder
  readonly lineOf: JsonFile['lineOf']
  readonly groups: JsonObject
}

const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined || value === null ? [] : [String(value)]
const text = (value: Json | undefined): string | null =>
  value === undefined || value === null || typeof value === 'object' ? null : String(value)

/** config.gateway.json of UniFi and EdgeOS: firewall names, groups, interfaces with in, out and local, port forwards. */
export function parseUnifi(source: string, file: string): RuleFile {
  const { value, lineOf } = parseJson(source, file)
  const root = object(value)
  const firewall = object(root['firewall'])
  const reading: Reading = { builder: createBuilder(file), lineOf, groups: object(firewall['group']) }
  for (const [kind, family] of [
    ['name', 4],
    ['ipv6-name', 6],
  ] as const)
    for (const [name, list] of Object.entries(object(firewall[kind])))
      ruleList(reading, name, object(list), family)
  bases(reading)
  for (const kinds of Object.values(object(root['interfaces'])))
    for (const [name, settings] of Object.entries(object(kinds))) port(reading, name, object(settings))
  forwards(reading, root)
  return reading.builder.done('unifi', [4, 6])
}

const KINDS = [
  ['name', 4],
  ['ipv6-name', 6],
] as const
const keyOf = (family: 4 | 6, name: string): string => `unifi${family} ${name}`

function ruleList({ builder, lineOf, groups }: Reading, name: string, list: JsonObject, family: 4 | 6): void {
  const key = keyOf(family, name)
  builder.chain(key, name)
  const numbered = Object.entries(object(list['rule'])).sort(([a], [b]) => Number(a) - Number(b))
  for (const [number, each] of numbered) {
    const rule = object(each)
    if (rule['disable'] !== undefined) continue
    const shown = `${name} rule ${number}: ${text(rule['action']) ?? 'drop'}${text(rule['description']) ? ` (${text(rule['description'])})` : ''}`
    const action = text(rule['action'])
    builder.rule(key, name, {
      at: builder.at(isObject(each) ? lineOf(each) : lineOf(list)),
      text: shown,
      steps: [{ match: ruleMatch(rule, family, groups) }, { action: actionOf(action) }],
    })
  }
  const last = text(list['default-action']) ?? 'drop'
  builder.rule(key, name, {
    at: builder.at(lineOf(list)),
    text: `${name} default-action ${last}`,
    steps: [{ action: actionOf(last) }],
  })
}

const actionOf = (action: string | null): Action =>
  action === 'accept'
    ? { kind: 'accept' }
    : action === 'drop' || action === 'reject'
      ? { kind: 'drop' }
      : { kind: 'unknown', text: `action ${action}` }

const READ = new Set([
  'action',
  'description',
  'log',
  'disable',
  'protocol',
  'source',
  'destination',
  'state',
  'icmp',
  'icmpv6',
])

function ruleMatch(rule: JsonObject, family: 4 | 6, groups: JsonObject): Match {
  const protocol = text(rule['protocol']) ?? 'all'
  const asked =
    protocol === 'tcp_udp'
      ? anyOf(protocolIs('tcp'), protocolIs('udp'))
      : negated(protocolIs(protocol.replace('!', '')), protocol.startsWith('!'))
  const besides = Object.entries(rule)
    .filter(([name]) => !READ.has(name))
    .map(([name, value]) =>
      unknown(`${name} ${JSON.stringify(value)}`, name === 'limit' || name === 'recent'),
    )
  return allOf(
    { kind: 'family', family },
    asked,
    end(object(rule['source']), 'src', groups),
    end(object(rule['destination']), 'dst', groups),
    stateOf(rule['state']),
    icmpOf(rule, family),
    ...besides,
  )
}

function end(place: JsonObject, side: 'src' | 'dst', groups: JsonObject): Match {
  const address = text(place['address'])
  const port = text(place['port'])
  const named = Object.entries(object(place['group'])).map(([kind, name]) =>
    groupMatch(groups, kind, String(name), side),
  )
  const mac = text(place['mac-address'])
  return allOf(
    address ? negated(addressIs(side, address.replace('!', '')), address.startsWith('!')) : everything,
    port ? negated(portsAre(side, port.replace('!', '').split(',')), port.startsWith('!')) : everything,
    mac ? unknown(`MAC address ${mac}`) : everything,
    ...named,
  )
}

function groupMatch(groups: JsonObject, kind: string, given: string, side: 'src' | 'dst'): Match {
  const name = given.replace('!', '')
  const group = object(groups[kind])[name]
  const values = Object.entries(object(group))
    .filter(([key]) => key !== 'description')
    .flatMap(([, value]) => texts(value))
  if (!isObject(group)) return unknown(`in group ${name}, which is not in the file`)
  const match =
    kind === 'port-group'
      ? anyOf(
          ...values.map((value) => (portRange(value) ? portsAre(side, [value]) : unknown(`port ${value}`))),
        )
      : anyOf(...values.map((value) => addressIs(side, value)))
  return negated(match, given.startsWith('!'))
}

function stateOf(state: Json | undefined): Match {
  const wanted = Object.entries(object(state))
    .filter(([name, value]) => value === 'enable' && (states as readonly string[]).includes(name))
    .map(([name]) => name as State)
  return wanted.length > 0 ? { kind: 'state', states: wanted } : everything
}

function icmpOf(rule: JsonObject, family: 4 | 6): Match {
  const asked = object(rule[family === 4 ? 'icmp' : 'icmpv6'])
  const name = text(asked['type-name']) ?? text(asked['type'])
  if (name === null || name === 'any') return everything
  const type = icmpTypeNumber(name, family)
  return type === null ? unknown(`ICMP ${name}`) : within('icmpType', [only(type)])
}

const DIRECTIONS: Readonly<Record<string, readonly [Hook, number, 'in' | 'out']>> = {
  in: ['forward', 0, 'in'],
  out: ['forward', 1, 'out'],
  local: ['input', 0, 'in'],
}

function bases({ builder }: Reading): void {
  for (const [direction, [hook, priority]] of Object.entries(DIRECTIONS))
    builder.base(direction, `firewall ${direction}`, {
      hook,
      priority,
      type: 'filter',
      policy: 'accept',
      policyAt: builder.at(1),
      policyText: `no firewall ${direction} on the interface`,
      decides: false,
      family: 'both',
    })
}

function port(reading: Reading, name: string, settings: JsonObject): void {
  const addresses = texts(settings['address'])
  const description = text(settings['description']) ?? ''
  const vlan = /\.(\d+)$/.exec(name)?.[1]
  const outside = /wan/i.test(description) || addresses.some((address) => address.startsWith('dhcp'))
  const roles = [
    description,
    vlan ?? '',
    vlan ? `vlan ${vlan}` : '',
    outside ? 'wan' : '',
    /^lan$/i.test(description) ? 'lan' : '',
  ]
  reading.builder.interfaces.push({
    name,
    roles: roles.filter((role) => role !== ''),
    networks: addresses.map((address) => networkOf(address)).filter((network) => network !== null),
    isDefault: outside,
  })
  for (const [direction, names] of Object.entries(object(settings['firewall'])))
    if (isObject(names)) apply(reading, name, direction, names)
  for (const [tag, inner] of Object.entries(object(settings['vif'])))
    port(reading, `${name}.${tag}`, object(inner))
}

/** A list put on an interface: in and out are about what is sent on, local about the gateway itself. */
function apply({ builder, lineOf }: Reading, name: string, direction: string, names: JsonObject): void {
  const side = DIRECTIONS[direction]?.[2]
  if (side === undefined) return
  for (const [kind, family] of KINDS) {
    const list = text(names[kind])
    if (list === null) continue
    builder.rule(direction, `firewall ${direction}`, {
      at: builder.at(lineOf(names)),
      text: `${name} firewall ${direction} ${kind} ${list}`,
      steps: [
        { match: allOf({ kind: 'family', family }, interfaceIs(side, name)) },
        { action: { kind: 'jump', chain: keyOf(family, list) } },
      ],
    })
  }
}

/** "port-forward" of the wizard, and destination rules of service nat. */
function forwards({ builder, lineOf, groups }: Reading, root: JsonObject): void {
  builder.base('nat', 'port forwards', {
    hook: 'prerouting',
    priority: -100,
    type: 'nat',
    policy: 'accept',
    policyAt: builder.at(1),
    policyText: 'no port forward',
    decides: false,
    family: 4,
  })
  const wizard = object(root['port-forward'])
  const outside = text(wizard['wan-interface'])
  for (const each of Object.values(object(wizard['rule']))) {
    const rule = object(each)
    const match = allOf(
      outside ? interfaceIs('in', outside) : everything,
      protocols(text(rule['protocol'])),
      portsAre('dst', (text(rule['original-port']) ?? '').split(',')),
    )
    add(rule, match, object(rule['forward-to']))
  }
  for (const each of Object.values(object(object(object(root['service'])['nat'])['rule']))) {
    const rule = object(each)
    if (rule['type'] !== 'destination' || rule['disable'] !== undefined) continue
    const inside = text(rule['inbound-interface'])
    const match = allOf(
      inside ? interfaceIs('in', inside) : everything,
      protocols(text(rule['protocol'])),
      end(object(rule['source']), 'src', groups),
      end(object(rule['destination']), 'dst', groups),
    )
    add(rule, match, object(rule['inside-address']))
  }
  function add(rule: JsonObject, match: Match, to: JsonObject): void {
    const network = parseNetwork(text(to['address']) ?? '')
    const port = text(to['port']) === null ? null : portRange(text(to['port']) ?? '')
    const action: Action = network
      ? {
          kind: 'translate',
          side: 'dst',
          family: network.family,
          address: network.range,
          ...(port ? { port } : {}),
        }
      : { kind: 'unknown', text: `forwards to ${JSON.stringify(to)}` }
    builder.rule('nat', 'port forwards', {
      at: builder.at(lineOf(rule)),
      text: `port forward ${text(rule['description']) ?? ''} to ${text(to['address']) ?? ''} ${text(to['port']) ?? ''}`.trim(),
      steps: [{ match: allOf({ kind: 'family', family: 4 }, match) }, { action }],
    })
  }
}

const protocols = (name: string | null): Match =>
  name === 'tcp_udp' ? anyOf(protocolIs('tcp'), protocolIs('udp')) : protocolIs(name ?? 'all')
