import { DomainError } from '#core/kernel'
import type { Addresses } from './addresses.ts'
import type { Firewall } from './model.ts'
import type { Hop } from './question.ts'
import { type ZoneFacts, type ZonesFile, zoneFacts } from './zones.ts'

/** A firewall of zones.yaml with its rules read. */
export interface PlacedFirewall {
  readonly firewall: Firewall
  /** Interface: zones behind it. */
  readonly interfaces: Readonly<Record<string, readonly string[]>>
  readonly self: string | null
  readonly own: Addresses | null
}

interface Step {
  readonly zone: string
  readonly hops: readonly Hop[]
}

/** The firewalls between two zones, by the shortest way. Inside one zone there is none, but that of the machine itself. */
export function routeBetween(from: string, to: string, placed: readonly PlacedFirewall[]): Hop[] {
  const target = placed.find(({ self }) => self === to)
  const behind = target ? Object.values(target.interfaces).flat() : [to]
  const source = placed.find(({ self }) => self === from)
  const starts = source ? Object.values(source.interfaces).flat() : [from]
  const way = shortest(starts, behind, placed)
  if (!way)
    throw new DomainError(
      'zones-apart',
      `zones.yaml names no way from zone ${from} to zone ${to}`,
      'Name a firewall that has both behind its interfaces, or several with a zone in common.',
    )
  const first: Hop[] = source
    ? [
        {
          firewall: source.firewall,
          inInterfaces: null,
          outInterfaces: null,
          path: 'OUTPUT',
          own: source.own,
        },
      ]
    : []
  const last: Hop[] = target
    ? [
        {
          firewall: target.firewall,
          inInterfaces: interfacesTo(target, way.zone),
          outInterfaces: null,
          path: 'INPUT',
          own: target.own,
        },
      ]
    : []
  return [...first, ...way.hops, ...last]
}

const interfacesTo = ({ interfaces }: PlacedFirewall, zone: string): string[] =>
  Object.entries(interfaces).flatMap(([name, zones]) => (zones.includes(zone) ? [name] : []))

function shortest(
  starts: readonly string[],
  goals: readonly string[],
  placed: readonly PlacedFirewall[],
): Step | null {
  const between = placed.filter(({ self }) => self === null)
  const seen = new Set(starts)
  let edge: Step[] = starts.map((zone) => ({ zone, hops: [] }))
  while (edge.length > 0) {
    const arrived = edge.find(({ zone }) => goals.includes(zone))
    if (arrived) return arrived
    edge = edge
      .flatMap((step) => between.flatMap((here) => stepsThrough(step, here)))
      .filter(({ zone }) => !seen.has(zone) && seen.add(zone))
  }
  return null
}

function stepsThrough({ zone, hops }: Step, here: PlacedFirewall): Step[] {
  const inInterfaces = interfacesTo(here, zone)
  if (inInterfaces.length === 0) return []
  return Object.values(here.interfaces)
    .flat()
    .map((next): Step => {
      const outInterfaces = interfacesTo(here, next)
      return {
        zone: next,
        hops: [
          ...hops,
          { firewall: here.firewall, inInterfaces, outInterfaces, path: 'FORWARD', own: here.own },
        ],
      }
    })
}

/** Ways without a list of firewalls: through each in turn, by the interfaces the zones name. */
export function routeThrough(
  firewalls: readonly Firewall[],
  from: string | null,
  to: string | null,
  zones: ZonesFile | null,
  own: Addresses | null,
): Hop[] {
  const source = zones && from !== null ? zoneFacts(zones, from) : null
  const target = zones && to !== null ? zoneFacts(zones, to) : null
  const last = firewalls.length - 1
  return firewalls.map((firewall, index): Hop => {
    const [here, there] = [index === 0 ? source : null, index === last ? target : null]
    return {
      firewall,
      inInterfaces: named(here),
      outInterfaces: there?.self ? null : named(there),
      path: there?.self ? 'INPUT' : here?.self ? 'OUTPUT' : null,
      own: index === last ? own : null,
    }
  })
}

const named = (zone: ZoneFacts | null): string[] | null => (zone?.interface ? [zone.interface] : null)
