import { parseNetwork } from '../addresses.ts'
import type { Action, Hook, RuleFile } from '../model.ts'
import { type Builder, createBuilder } from './builder.ts'
import { type Network, networkOf } from './facts.ts'
import { portRange } from './matches.ts'
import { type Lists, matchOf } from './mikrotik-match.ts'
import { linesOf, shellWords } from './words.ts'

export const looksLikeMikrotik = (text: string): boolean =>
  /^\/ip(?:v6)? firewall (?:filter|nat|raw|mangle)/m.test(text) || /^# .* by RouterOS /m.test(text)

interface Command {
  readonly path: string
  readonly verb: string
  readonly properties: ReadonlyMap<string, string>
  readonly text: string
  readonly line: number
}

/** Lines that end in a backslash go on in the next. */
function joinedLines(text: string): { whole: string; line: number }[] {
  const joined: { whole: string; line: number }[] = []
  let goesOn = false
  for (const [index, raw] of linesOf(text).entries()) {
    const last = joined.at(-1)
    const piece = raw.trimEnd().replace(/\\$/, '')
    if (goesOn && last) last.whole += piece.trimStart()
    else joined.push({ whole: piece, line: index + 1 })
    goesOn = raw.trimEnd().endsWith('\\')
  }
  return joined
}

const VERB = /^(?:add|set|remove|print|enable|disable)$/

/** Commands of an export; a path holds until the next. */
function commandsOf(text: string): Command[] {
  const commands: Command[] = []
  let path = ''
  for (const { whole, line } of joinedLines(text)) {
    if (whole.trim() === '' || whole.trimStart().startsWith('#')) continue
    const words = shellWords(whole.trim())
    const at = words.findIndex((word) => VERB.test(word))
    if (whole.trimStart().startsWith('/')) path = words.slice(0, at < 0 ? undefined : at).join(' ')
    if (at >= 0)
      commands.push({
        path,
        verb: words[at] ?? '',
        properties: propertiesOf(words.slice(at + 1)),
        text: whole.trim(),
        line,
      })
  }
  return commands
}

function propertiesOf(words: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const word of words) {
    const split = word.indexOf('=')
    if (split > 0) found.set(word.slice(0, split), word.slice(split + 1))
  }
  return found
}

const TABLES: Readonly<Record<string, Readonly<Record<string, readonly [Hook, number]>>>> = {
  raw: { prerouting: ['prerouting', -300], output: ['output', -300] },
  mangle: {
    prerouting: ['prerouting', -150],
    input: ['input', -150],
    forward: ['forward', -150],
    output: ['output', -150],
    postrouting: ['postrouting', -150],
  },
  nat: { dstnat: ['prerouting', -100], srcnat: ['postrouting', 100] },
  filter: { input: ['input', 0], forward: ['forward', 0], output: ['output', 0] },
}

/** /export of MikroTik RouterOS. */
export function parseMikrotik(text: string, file: string): RuleFile {
  const builder = createBuilder(file)
  const commands = commandsOf(text).filter(
    ({ verb, properties }) => verb === 'add' && properties.get('disabled') !== 'yes',
  )
  const lists: Lists = {
    addresses: listsOf(commands, '/ip firewall address-list', 'address'),
    interfaces: listsOf(commands, '/interface list member', 'interface'),
  }
  const lists6: Lists = { ...lists, addresses: listsOf(commands, '/ipv6 firewall address-list', 'address') }
  interfacesOf(builder, commands, lists)
  for (const command of commands) {
    const [, version, table] = /^\/ip(v6)? firewall (filter|nat|raw|mangle)$/.exec(command.path) ?? []
    if (table) rule(builder, command, table, version ? 6 : 4, version ? lists6 : lists)
  }
  return builder.done('mikrotik', [4, 6])
}

function listsOf(commands: readonly Command[], path: string, value: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { properties } of commands.filter((command) => command.path === path)) {
    const name = properties.get('list') ?? ''
    found.set(name, [...(found.get(name) ?? []), properties.get(value) ?? ''])
  }
  return found
}

function interfacesOf(builder: Builder, commands: readonly Command[], lists: Lists): void {
  const networks = new Map<string, Network[]>()
  for (const { path, properties } of commands) {
    if (path !== '/ip address' && path !== '/ipv6 address') continue
    const [name, network] = [properties.get('interface') ?? '', networkOf(properties.get('address') ?? '')]
    if (network) networks.set(name, [...(networks.get(name) ?? []), network])
  }
  const vlans = commands.filter(({ path }) => path === '/interface vlan')
  const clients = commands
    .filter(({ path }) => path === '/ip dhcp-client')
    .map(({ properties }) => properties.get('interface') ?? '')
  const members = [...lists.interfaces.values()].flat()
  for (const name of new Set([
    ...networks.keys(),
    ...members,
    ...clients,
    ...vlans.map(({ properties }) => properties.get('name') ?? ''),
  ])) {
    const inLists = [...lists.interfaces].filter(([, names]) => names.includes(name)).map(([list]) => list)
    const vlan = vlans.find(({ properties }) => properties.get('name') === name)?.properties.get('vlan-id')
    const isDefault = clients.includes(name) || inLists.some((list) => list.toUpperCase() === 'WAN')
    builder.interfaces.push({
      name,
      roles: [...inLists, ...(vlan ? [vlan, `vlan ${vlan}`] : [])],
      networks: networks.get(name) ?? [],
      isDefault,
    })
  }
}

function rule(
  builder: Builder,
  { properties, text, line }: Command,
  table: string,
  family: 4 | 6,
  lists: Lists,
): void {
  const name = properties.get('chain') ?? ''
  const key = (chain: string): string => `ros${family} ${table} ${chain}`
  const [hook, priority] = TABLES[table]?.[name] ?? []
  const chain = builder.chain(key(name), name)
  if (hook !== undefined && priority !== undefined && !chain.base)
    builder.base(key(name), name, {
      hook,
      priority,
      type: table === 'nat' ? 'nat' : 'filter',
      policy: 'accept',
      policyAt: builder.at(line),
      policyText: `end of chain ${name}: accepts what no rule decided`,
      decides: table === 'filter',
      family,
    })
  const action = actionOf(properties, key, family)
  builder.rule(key(name), name, {
    at: builder.at(line),
    text,
    steps: [{ match: matchOf(properties, family, lists) }, { action }],
  })
}

const GO_ON = new Set([
  'passthrough',
  'log',
  'fasttrack-connection',
  'add-src-to-address-list',
  'add-dst-to-address-list',
  'mark-packet',
  'mark-connection',
  'mark-routing',
  'change-mss',
  'change-dscp',
  'change-ttl',
  'set-priority',
  'sniff-tzsp',
  'sniff-pc',
  'strip-ipv4-options',
  'clear-df',
])

function actionOf(
  properties: ReadonlyMap<string, string>,
  key: (chain: string) => string,
  family: 4 | 6,
): Action {
  const name = properties.get('action') ?? 'accept'
  if (GO_ON.has(name)) return { kind: 'continue' }
  switch (name) {
    case 'accept':
    case 'return':
      return { kind: name }
    case 'drop':
    case 'reject':
    case 'tarpit':
      return { kind: 'drop' }
    case 'notrack':
      return { kind: 'untrack' }
    case 'jump':
      return { kind: 'jump', chain: key(properties.get('jump-target') ?? '') }
    case 'dst-nat':
    case 'src-nat':
    case 'masquerade':
    case 'redirect':
      return translation(name, properties, family)
    default:
      return { kind: 'unknown', text: `action=${name}` }
  }
}

function translation(name: string, properties: ReadonlyMap<string, string>, family: 4 | 6): Action {
  const [addresses, ports] = [properties.get('to-addresses'), properties.get('to-ports')]
  const network = addresses ? parseNetwork(addresses) : null
  const port = ports ? portRange(ports) : null
  if ((addresses && !network) || (ports && !port))
    return { kind: 'unknown', text: `${name} to ${addresses ?? ''} ${ports ?? ''}` }
  const own = name === 'masquerade' || name === 'redirect'
  return {
    kind: 'translate',
    side: name === 'dst-nat' || name === 'redirect' ? 'dst' : 'src',
    family,
    ...(own ? { address: 'own' as const } : network ? { address: network.range } : {}),
    ...(port ? { port } : {}),
  }
}
