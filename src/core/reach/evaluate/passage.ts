import { DomainError, nearest } from '#core/kernel'
import { without } from '../addresses.ts'
import type { Family, Firewall, InterfaceFact, Match, Range } from '../model.ts'
import type { Hop } from '../question.ts'
import type { Passage, Path } from './run-firewall.ts'

const nameIs = (side: 'in' | 'out', name: string): Match => ({ kind: 'interface', side, name })
const anyOf = (of: readonly Match[]): Match => ({ kind: 'any', of })
const allOf = (...of: readonly Match[]): Match => ({ kind: 'all', of })
const no = (match: Match): Match => ({ kind: 'not', match })

/** Some real interface that packets of others come and go by. */
const wire = (side: 'in' | 'out'): Match => allOf(nameIs(side, '*'), no(nameIs(side, 'lo')))

/** The firewall's own addresses, as far as its rules or somebody tells; empty: unknown. */
export const ownAddresses = ({ firewall, own }: Hop, family: Family): Range[] => [
  ...(own?.[family] ?? []),
  ...firewall.interfaces
    .flatMap(({ networks }) => networks)
    .filter((network) => network.family === family)
    .map(({ address }): Range => [address, address]),
]

/** The interface that a user's word means: a name, a role, a VLAN number. Firewalls that list their interfaces refuse others. */
function interfaceNames(firewall: Firewall, word: string): string[] {
  const wanted = word.toLowerCase()
  const known = firewall.interfaces
  const fits = known.filter(
    ({ name, roles }) => name.toLowerCase() === wanted || roles.some((role) => role.toLowerCase() === wanted),
  )
  if (fits.length > 0) return fits.map(({ name }) => name)
  if (known.length === 0 || firewall.files.every(({ kind }) => kind === 'iptables' || kind === 'nftables'))
    return [word]
  const names = known.flatMap(({ name, roles }) => [name, ...roles])
  const near = nearest(word, names)
  throw new DomainError(
    'interface-unknown',
    `${firewall.name} has no interface "${word}"${near ? `; did you mean "${near}"?` : ''}`,
    `Name one of: ${[...new Set(names)].join(', ')}.`,
  )
}

const given = (firewall: Firewall, words: readonly string[], side: 'in' | 'out'): Match =>
  anyOf(words.flatMap((word) => interfaceNames(firewall, word)).map((name) => nameIs(side, name)))

/** By which interface packets with an address come or go, as the interfaces' networks say. */
function byNetworks(facts: readonly InterfaceFact[], side: 'in' | 'out', family: Family): Match {
  const field = side === 'in' ? 'src' : 'dst'
  const connected = facts.flatMap((fact) =>
    fact.networks
      .filter((n) => n.family === family && n.network[0] !== n.network[1])
      .map((n) => ({ fact, range: n.network })),
  )
  if (connected.length === 0) return wire(side)
  const rest: Match = {
    kind: 'in',
    field,
    family,
    ranges: without(
      family,
      connected.map(({ range }) => range),
    ),
  }
  const defaults = facts.filter(({ isDefault }) => isDefault).map(({ name }) => nameIs(side, name))
  return anyOf([
    ...connected.map(({ fact, range }) =>
      allOf({ kind: 'in', field, family, ranges: [range] }, nameIs(side, fact.name)),
    ),
    allOf(rest, defaults.length > 0 ? anyOf(defaults) : wire(side)),
  ])
}

/** Which interfaces the packets of a question can arrive by. */
export function arriving({ firewall, inInterfaces, path }: Hop, family: Family, fromSelf: boolean): Match {
  if (path === 'OUTPUT') return nameIs('in', '')
  if (inInterfaces !== null) return given(firewall, inInterfaces, 'in')
  if (fromSelf) return nameIs('in', 'lo')
  return byNetworks(firewall.interfaces, 'in', family)
}

/** How they go on: where nobody says, by the addresses the rules tell, else by which of the chains says anything. */
export function passageOf(hop: Hop, family: Family, last: boolean, to: readonly Range[]): Passage {
  const { firewall, outInterfaces } = hop
  const own = ownAddresses(hop, family)
  const leaving = outInterfaces
    ? given(firewall, outInterfaces, 'out')
    : byNetworks(firewall.interfaces, 'out', family)
  const staying = nameIs('out', '')
  const known = hop.path ?? (outInterfaces ? 'FORWARD' : null)
  const fallback = last && own.length === 0 && !onlyForwards(firewall, family) ? 'INPUT' : 'FORWARD'
  const path: Path = known ?? fallback
  const loops = to.every(([low, high]) => own.some(([a, b]) => low >= a && high <= b))
  return { path, settled: known !== null || (own.length > 0 && loops && path === 'INPUT'), leaving, staying }
}

/** Whether only its forwarding has rules: then it is a router, and the question is about what is behind it. */
function onlyForwards(firewall: Firewall, family: Family): boolean {
  const says = (hook: 'input' | 'forward'): boolean =>
    [...firewall.chains.values()].some(
      ({ base, rules }) =>
        base?.hook === hook &&
        (base.family === 'both' || base.family === family) &&
        (rules.length > 0 || base.policy === 'drop'),
    )
  return says('forward') && !says('input')
}
