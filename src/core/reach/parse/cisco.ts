import { parseNetwork } from '../addresses.ts'
import { everything, type Match, type RuleFile, type Step } from '../model.ts'
import { portNumber } from '../names.ts'
import { type Builder, createBuilder } from './builder.ts'
import { extendedMatch, standardMatch } from './cisco-acl.ts'
import { holds, type Network, networkOf } from './facts.ts'
import { allOf, anyOf, interfaceIs, only, protocolIs, within } from './matches.ts'
import { linesOf } from './words.ts'

export const looksLikeCisco = (text: string): boolean =>
  /^(?:ip |ipv6 )?access-list /m.test(text) ||
  (/^interface \S+/m.test(text) && /^\s+(?:ip address|switchport|ip access-group)/m.test(text))

interface Port {
  readonly name: string
  readonly roles: string[]
  readonly networks: Network[]
  nat: 'inside' | 'outside' | null
}

interface Reading {
  readonly builder: Builder
  readonly groups: Map<string, string[]>
  readonly ports: Map<string, Port>
  readonly lists: Map<string, number>
  readonly applied: {
    readonly port: string
    readonly list: string
    readonly side: 'in' | 'out'
    readonly line: number
    readonly family: 4 | 6
  }[]
  readonly vlans: Map<string, string>
  readonly gateways: string[]
  readonly forwards: { readonly words: readonly string[]; readonly line: number; readonly text: string }[]
}

interface Line {
  readonly words: readonly string[]
  readonly text: string
  readonly line: number
}

/** Cisco IOS: access lists, where they are applied, VLAN interfaces, static translations. */
export function parseCisco(text: string, file: string): RuleFile {
  const reading: Reading = {
    builder: createBuilder(file),
    groups: new Map(),
    ports: new Map(),
    lists: new Map(),
    applied: [],
    vlans: new Map(),
    gateways: [],
    forwards: [],
  }
  let inside: ((line: Line) => void) | null = null
  for (const [index, raw] of linesOf(text).entries()) {
    if (raw.trim() === '' || raw.trim().startsWith('!')) continue
    const line: Line = { words: raw.trim().split(/\s+/), text: raw.trim(), line: index + 1 }
    if (/^\s/.test(raw) && inside) inside(line)
    else inside = section(reading, line)
  }
  finish(reading)
  return reading.builder.done('cisco-ios', [4, 6])
}

function section(reading: Reading, line: Line): ((line: Line) => void) | null {
  const [first = '', second = '', third = '', fourth = ''] = line.words
  const { builder, gateways, forwards, vlans, groups } = reading
  if (first === 'interface') return interfaceSection(reading, line.words.slice(1).join(' '))
  if (second === 'access-list' && first === 'ip')
    return listSection(reading, fourth, third === 'standard', line.line)
  if (first === 'ipv6' && second === 'access-list') return listSection(reading, third, false, line.line)
  if (first === 'access-list') numbered(reading, line)
  if (first === 'object-group') return (each) => groups.set(third, [...(groups.get(third) ?? []), each.text])
  if (first === 'vlan')
    return (each) => each.words[0] === 'name' && vlans.set(second, each.words.slice(1).join(' '))
  if (first === 'ip' && second === 'route' && third === '0.0.0.0' && fourth === '0.0.0.0')
    gateways.push(line.words[4] ?? '')
  if (first === 'ip' && second === 'nat' && line.text.includes(' static ')) forwards.push(line)
  if (first === 'zone-pair')
    builder.rule('zbf', 'zone-based firewall', {
      at: builder.at(line.line),
      text: line.text,
      steps: [{ match: everything }, { action: { kind: 'unknown', text: 'the zone-based firewall' } }],
    })
  return null
}

function interfaceSection({ ports, applied }: Reading, name: string): (line: Line) => void {
  const vlan = /^vlan\s*(\d+)$/i.exec(name)?.[1]
  const port: Port = {
    name,
    roles: vlan ? [vlan, `vlan ${vlan}`, `vlan${vlan}`] : [],
    networks: [],
    nat: null,
  }
  ports.set(name, port)
  return ({ words, line }) => {
    const [first = '', second = '', third = '', fourth = ''] = words
    const applies = second === 'access-group' || second === 'traffic-filter'
    if (applies && (fourth === 'in' || fourth === 'out'))
      applied.push({ port: name, list: third, side: fourth, line, family: first === 'ipv6' ? 6 : 4 })
    else describe(port, words)
  }
}

function describe(port: Port, words: readonly string[]): void {
  const [first = '', second = '', third = '', fourth = ''] = words
  const network = second === 'address' ? networkOf(third, first === 'ip' ? fourth : undefined) : null
  if (network) port.networks.push(network)
  else if (first === 'description') port.roles.push(words.slice(1).join(' '))
  else if (first === 'encapsulation') port.roles.push(third, `vlan ${third}`)
  else if (second === 'nat' && (third === 'inside' || third === 'outside')) port.nat = third
}

const keyOf = (name: string): string => `acl ${name}`

function listSection(
  { builder, groups, lists }: Reading,
  name: string,
  standard: boolean,
  at: number,
): (line: Line) => void {
  lists.set(name, lists.get(name) ?? at)
  builder.chain(keyOf(name), name)
  return (line) =>
    entry(
      builder,
      groups,
      name,
      standard,
      line,
      /^\d+$/.test(line.words[0] ?? '') ? line.words.slice(1) : line.words,
    )
}

function numbered({ builder, groups, lists }: Reading, line: Line): void {
  const name = line.words[1] ?? ''
  lists.set(name, lists.get(name) ?? line.line)
  const number = Number(name)
  const standard = number < 100 || (number >= 1300 && number < 2000)
  entry(builder, groups, name, standard, line, line.words.slice(2))
}

function entry(
  builder: Builder,
  groups: Reading['groups'],
  name: string,
  standard: boolean,
  { text, line }: Line,
  words: readonly string[],
): void {
  const [verb = '', ...rest] = words
  if (verb === 'remark' || verb === 'description') return
  if (verb === 'evaluate') {
    builder.rule(keyOf(name), name, {
      at: builder.at(line),
      text,
      steps: [{ match: { kind: 'state', states: ['established'] } }, { action: { kind: 'accept' } }],
    })
    return
  }
  if (verb !== 'permit' && verb !== 'deny') {
    builder.unread(line, text, 'is no entry of an access list')
    builder.rule(keyOf(name), name, {
      at: builder.at(line),
      text,
      steps: [{ action: { kind: 'unknown', text } }],
    })
    return
  }
  const match = standard ? standardMatch(rest, groups) : extendedMatch(rest, groups)
  builder.rule(keyOf(name), name, {
    at: builder.at(line),
    text,
    steps: [{ match }, { action: { kind: verb === 'permit' ? 'accept' : 'drop' } }],
  })
}

/** Applies the lists once all is read: incoming ones before translation, outgoing ones after. */
function finish(reading: Reading): void {
  const { builder, ports, lists, applied, vlans, gateways } = reading
  for (const [name, line] of lists)
    builder.rule(keyOf(name), name, {
      at: builder.at(line),
      text: `implicit deny at the end of ${name}`,
      steps: [{ match: everything }, { action: { kind: 'drop' } }],
    })
  for (const { name, roles, networks } of ports.values()) {
    const called = roles.map((role) => vlans.get(role)).filter((role) => role !== undefined)
    builder.interfaces.push({
      name,
      roles: [...roles, ...called],
      networks,
      isDefault: networks.some((network) => gateways.some((gateway) => holds(network, gateway))),
    })
  }
  for (const side of ['in', 'out'] as const) {
    const key = `applied ${side}`
    builder.base(key, `access lists ${side}`, {
      hook: side === 'in' ? 'prerouting' : 'postrouting',
      priority: 0,
      type: 'filter',
      policy: 'accept',
      policyAt: builder.at(1),
      policyText: `no access list ${side} concerns it`,
      decides: false,
      family: 'both',
    })
    for (const { port, list, line, family } of applied.filter((each) => each.side === side)) {
      // IOS takes a list that does not exist as one that permits everything.
      builder.chain(keyOf(list), list)
      const match = allOf({ kind: 'family', family }, interfaceIs(side, port))
      builder.rule(key, `access lists ${side}`, {
        at: builder.at(line),
        text: `interface ${port}: access-group ${list} ${side}`,
        steps: [{ match }, { action: { kind: 'jump', chain: keyOf(list) } }],
      })
    }
  }
  const zbf = builder.chain('zbf', 'zone-based firewall')
  if (zbf.rules.length > 0)
    builder.base('zbf', zbf.name, {
      hook: 'forward',
      priority: 0,
      type: 'filter',
      policy: 'accept',
      policyAt: builder.at(1),
      policyText: 'zone-based firewall',
      decides: false,
      family: 'both',
    })
  translations(reading)
}

/** ip nat inside source static [tcp|udp] LOCAL [PORT] GLOBAL [PORT] */
function translations({ builder, forwards, ports }: Reading): void {
  const name = 'static translations'
  builder.base('nat', name, {
    hook: 'prerouting',
    priority: 10,
    type: 'nat',
    policy: 'accept',
    policyAt: builder.at(1),
    policyText: 'no translation',
    decides: false,
    family: 4,
  })
  const outside = [...ports.values()]
    .filter(({ nat }) => nat === 'outside')
    .map(({ name: port }) => interfaceIs('in', port))
  const arriving = outside.length > 0 ? anyOf(...outside) : everything
  for (const { words, line, text } of forwards) {
    const steps = staticSteps(words.slice(words.indexOf('static') + 1), arriving)
    if (steps) builder.rule('nat', name, { at: builder.at(line), text, steps })
    else builder.unread(line, text, 'names no address to translate')
  }
}

function staticSteps(words: readonly string[], arriving: Match): Step[] | null {
  const proto = words[0] === 'tcp' || words[0] === 'udp' ? words[0] : null
  const [local = '', a = '', b = '', c = ''] = proto ? words.slice(1) : words
  const [inner, outer] = [parseNetwork(local), parseNetwork(proto ? b : a)]
  const [localPort, globalPort] = proto ? [portNumber(a), portNumber(c)] : [null, null]
  if (!inner || !outer) return null
  const asked = [arriving, within('dst', [outer.range], 4)]
  if (proto) asked.push(protocolIs(proto))
  if (globalPort !== null) asked.push(within('dport', [only(globalPort)]))
  const port = localPort === null ? {} : { port: only(localPort) }
  return [
    { match: allOf(...asked) },
    { action: { kind: 'translate', side: 'dst', address: inner.range, family: 4, ...port } },
  ]
}
