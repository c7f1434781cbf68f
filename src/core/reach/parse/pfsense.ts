import { parseNetwork } from '../addresses.ts'
import type { Action, InterfaceFact, Match, Range, RuleFile, Step } from '../model.ts'
import { type Builder, createBuilder } from './builder.ts'
import { networkOf } from './facts.ts'
import { allOf, anyOf, interfaceIs, portRange, within } from './matches.ts'
import { type Alias, besides, endIs, interfacesAre, type Names, protocolOf } from './pfsense-match.ts'
import { child, children, type Element, parseXml, valueAt } from './xml.ts'

export const looksLikePfsense = (text: string): boolean => /<(?:pf|opn)sense[\s>]/.test(text)

// Set on what a port forward passes by itself.
const PASSED = 0x8000_0000

/** config.xml of pfSense or OPNsense. */
export function parsePfsense(text: string, file: string): RuleFile {
  const root = parseXml(text, file).children.find(({ name }) => /^(?:pf|opn)sense$/.test(name))
  const builder = createBuilder(file)
  builder.interfaces.push(...interfacesOf(child(root, 'interfaces')))
  const names: Names = { aliases: aliasesOf(root), interfaces: builder.interfaces }
  forwards(builder, child(root, 'nat'), names)
  filter(builder, root, names)
  return builder.done('pfsense', [4, 6])
}

function interfacesOf(section: Element | undefined): InterfaceFact[] {
  return (section?.children ?? []).map((each) => ({
    name: each.name,
    roles: [valueAt(each, 'descr'), valueAt(each, 'if')].filter((role) => role !== null && role !== ''),
    networks: [
      networkOf(valueAt(each, 'ipaddr') ?? '', valueAt(each, 'subnet') ?? undefined),
      networkOf(valueAt(each, 'ipaddrv6') ?? '', valueAt(each, 'subnetv6') ?? undefined),
    ].filter((network) => network !== null),
    isDefault: each.name === 'wan' || Boolean(valueAt(each, 'gateway')),
  })) as InterfaceFact[]
}

function aliasesOf(root: Element | undefined): Map<string, Alias> {
  const found = new Map<string, Alias>()
  for (const alias of children(child(root, 'aliases'), 'alias')) {
    const values = (valueAt(alias, 'address') ?? valueAt(alias, 'content') ?? '')
      .split(/\s+/)
      .filter((value) => value !== '')
    const fromElsewhere = /^(?:url|geoip|external|urltable)/.test(valueAt(alias, 'type') ?? '')
    found.set(valueAt(alias, 'name') ?? '', { known: !fromElsewhere, values })
  }
  return found
}

const isOff = (rule: Element): boolean => {
  const value = valueAt(rule, 'disabled')
  return value !== null && value !== '0' && value !== 'no'
}

function spell(rule: Element): string {
  const end = (name: string): string => {
    const found = child(rule, name)
    const where = valueAt(found, 'address') ?? valueAt(found, 'network') ?? 'any'
    const port = valueAt(found, 'port')
    return `${child(found, 'not') ? '!' : ''}${where}${port ? ` port ${port}` : ''}`
  }
  const parts = [
    valueAt(rule, 'type') ?? 'forward',
    valueAt(rule, 'interface') ?? 'any interface',
    valueAt(rule, 'protocol') ?? 'any',
    `from ${end('source')} to ${end('destination')}`,
  ]
  const target = valueAt(rule, 'target')
  if (target) parts.push(`-> ${target} ${valueAt(rule, 'local-port') ?? ''}`)
  const text = valueAt(rule, 'descr')
  return `${parts.join(' ').trim()}${text ? ` (${text})` : ''}`
}

const matchOf = (rule: Element, side: 'in' | 'out', names: Names): Match =>
  allOf(
    interfacesAre(rule, side),
    protocolOf(rule),
    endIs(child(rule, 'source'), 'src', names),
    endIs(child(rule, 'destination'), 'dst', names),
    besides(rule),
  )

/** Port forwards come before the filter, which sees the translated packet. */
function forwards(builder: Builder, nat: Element | undefined, names: Names): void {
  const key = 'rdr'
  builder.base(key, 'port forwards', {
    hook: 'prerouting',
    priority: -100,
    type: 'nat',
    policy: 'accept',
    policyAt: builder.at(nat?.line ?? 1),
    policyText: 'no port forward',
    decides: false,
    family: 'both',
  })
  for (const rule of children(nat, 'rule')) {
    if (isOff(rule)) continue
    const translation = child(rule, 'nordr') ? { kind: 'accept' as const } : translationOf(rule, names)
    const passes: Step[] =
      valueAt(rule, 'associated-rule-id') === 'pass'
        ? [{ action: { kind: 'mark', of: 'packet', keep: 0, flip: PASSED } }]
        : []
    builder.rule(key, 'port forwards', {
      at: builder.at(rule.line),
      text: spell(rule),
      steps: [{ match: matchOf(rule, 'in', names) }, ...passes, { action: translation }],
    })
  }
}

function translationOf(rule: Element, names: Names): Action {
  const target = valueAt(rule, 'target') ?? ''
  const alias = names.aliases.get(target)
  const network = parseNetwork(alias?.values[0] ?? target)
  if (!network || (alias && alias.values.length > 1))
    return { kind: 'unknown', text: `forwards to ${target}` }
  return {
    kind: 'translate',
    side: 'dst',
    address: network.range,
    family: network.family,
    ...portOf(rule, names),
  }
}

/** A range of ports goes to as many from the local port on. */
function portOf(rule: Element, names: Names): { port?: Range; portShift?: bigint } {
  const read = (text: string | null): Range | null =>
    text ? portRange(names.aliases.get(text)?.values[0] ?? text) : null
  const [outside, inside] = [
    read(valueAt(child(rule, 'destination'), 'port')),
    read(valueAt(rule, 'local-port')),
  ]
  if (!inside) return {}
  if (outside && outside[0] !== outside[1]) return { portShift: inside[0] - outside[0] }
  return { port: [inside[0], inside[0]] }
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']

/**
 * Floating rules first, then those of the interfaces; of floating rules without "quick" the last that matches counts, and
 * only where no other decides. So the order of first match is: quick ones, interfaces, the rest backwards.
 */
function filter(builder: Builder, root: Element | undefined, names: Names): void {
  const rules = children(child(root, 'filter'), 'rule').filter(
    (rule) => !isOff(rule) && valueAt(rule, 'type') !== 'match',
  )
  const line = child(root, 'filter')?.line ?? 1
  const shared = { priority: 0, type: 'filter', policyAt: builder.at(line), family: 'both' } as const
  const denied = 'default deny of incoming packets'
  builder.base('in', 'incoming', {
    ...shared,
    hook: 'prerouting',
    policy: 'drop',
    policyText: denied,
    decides: true,
  })
  const passing = 'outgoing packets pass'
  builder.base('out', 'outgoing', {
    ...shared,
    hook: 'postrouting',
    policy: 'accept',
    policyText: passing,
    decides: false,
  })
  beforeAll(builder, root, names)
  for (const side of ['in', 'out'] as const)
    for (const rule of inOrder(rules, side)) {
      const action: Action = { kind: valueAt(rule, 'type') === 'pass' ? 'accept' : 'drop' }
      const steps = [{ match: matchOf(rule, side, names) }, { action }]
      builder.rule(side, side, { at: builder.at(rule.line), text: spell(rule), steps })
    }
}

function inOrder(rules: readonly Element[], side: 'in' | 'out'): Element[] {
  const isFloating = (rule: Element): boolean => child(rule, 'floating') !== undefined
  const isQuick = (rule: Element): boolean => child(rule, 'quick') !== undefined
  const directed = (rule: Element): boolean => [side, 'any'].includes(valueAt(rule, 'direction') ?? 'in')
  const floating = rules.filter((rule) => isFloating(rule) && directed(rule))
  const own = side === 'in' ? rules.filter((rule) => !isFloating(rule)) : []
  return [...floating.filter(isQuick), ...own, ...floating.filter((rule) => !isQuick(rule)).reverse()]
}

/** What stands before the rules of the user. */
function beforeAll(builder: Builder, root: Element | undefined, { interfaces }: Names): void {
  const add = (line: number, text: string, match: Match, kind: 'accept' | 'drop'): void =>
    builder.rule('in', 'incoming', {
      at: builder.at(line),
      text,
      steps: [{ match }, { action: { kind } }],
    })
  const line = child(root, 'filter')?.line ?? 1
  add(
    line,
    'packets of a known connection pass',
    { kind: 'state', states: ['established', 'related'] },
    'accept',
  )
  add(
    line,
    'what a port forward passes by itself',
    { kind: 'mark', of: 'packet', value: PASSED, mask: PASSED },
    'accept',
  )
  for (const each of child(root, 'interfaces')?.children ?? []) {
    const blocked = child(each, 'blockpriv')
    const sources = PRIVATE.map((text) => parseNetwork(text)).filter((network) => network !== null)
    const from = anyOf(...sources.map(({ family, range }) => within('src', [range], family)))
    if (blocked)
      add(
        blocked.line,
        `block private networks on ${each.name}`,
        allOf(interfaceIs('in', each.name), from),
        'drop',
      )
    if (child(each, 'blockbogons'))
      builder.note(
        `The bogon list of ${each.name} is not in the file: sources on it are dropped before any rule.`,
      )
  }
  const lan = interfaces.find(({ name }) => name === 'lan')
  const system = child(root, 'system')
  if (lan && !child(child(system, 'webgui'), 'noantilockout') && lan.networks.length > 0) {
    const own = anyOf(
      ...lan.networks.map(({ family, address }) => within('dst', [[address, address]], family)),
    )
    add(
      child(system, 'webgui')?.line ?? 1,
      'anti-lockout rule of lan',
      allOf(
        interfaceIs('in', 'lan'),
        within('proto', [[6n, 6n]]),
        own,
        within('dport', [
          [80n, 80n],
          [443n, 443n],
        ]),
      ),
      'accept',
    )
  }
}
