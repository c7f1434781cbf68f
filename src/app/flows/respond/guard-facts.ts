import type { Place } from '#core/incidents'
import {
  type Capability,
  type Control,
  emergencyForms,
  type GuardFacts,
  type Order,
  type Terrain,
} from '#core/response'
import { giveUpAfter } from './give-up.ts'
import type { Hand, ResponsePorts, ResponseSite } from './ports.ts'

/** Long enough for one request, short enough that a PBX that was changed is seen. */
const FRESH = 5000
const PATIENCE = 2000

/** All that the guards of a place need, but for the order itself. */
export interface PlaceFacts {
  readonly site: ResponseSite
  readonly emergency: readonly string[]
  readonly hands: readonly Hand[]
  readonly terrain: Terrain
  capability(hand: string, kind: Order['kind']): Capability | undefined
}

export type ReadFacts = (place: Place) => Promise<PlaceFacts>

/** Reads a place through all its connections at once. A connection that does not answer counts with what was last known of it. */
export function createFacts(ports: ResponsePorts): ReadFacts {
  const recent = new Map<string, { at: number; facts: Promise<PlaceFacts> }>()
  return (place) => {
    const key = JSON.stringify([place.customer, place.site])
    const known = recent.get(key)
    if (known && ports.now() - known.at < FRESH) return known.facts
    const facts = read(place, ports)
    recent.set(key, { at: ports.now(), facts })
    facts.catch(() => recent.delete(key))
    return facts
  }
}

async function read(place: Place, ports: ResponsePorts): Promise<PlaceFacts> {
  const [site, hands, known] = await Promise.all([
    ports.site(place),
    ports.hands(place),
    ports.store.terrains(place),
  ])
  const seen = await Promise.all(hands.map((hand) => look(hand, place, ports)))
  const terrains = [...known]
    .filter(([id]) => !seen.some((each) => each.id === id && each.terrain))
    .map(([, terrain]) => terrain)
  terrains.push(...seen.flatMap(({ terrain }) => terrain ?? []))
  return {
    site,
    emergency: emergencyForms(site.settings, ports.numbering),
    hands,
    terrain: merged(terrains, site),
    capability: (hand, kind) =>
      seen.find(({ id }) => id === hand)?.capabilities.find(({ control }) => control === kind),
  }
}

async function look(hand: Hand, place: Place, { store, now, sleep }: ResponsePorts) {
  const patient = <T>(work: Promise<T>): Promise<T | null> =>
    giveUpAfter(PATIENCE, hand.kind, work, sleep).catch(() => null)
  const [capabilities, terrain] = await Promise.all([
    patient(hand.actuator.capabilities()),
    patient(hand.actuator.terrain()),
  ])
  if (terrain) await store.keepTerrain(place, hand.id, terrain, now())
  return { id: hand.id, capabilities: capabilities ?? [], terrain }
}

function merged(terrains: readonly Terrain[], site: ResponseSite): Terrain {
  return {
    accounts: terrains.flatMap(({ accounts }) => accounts),
    trunks: terrains.flatMap(({ trunks }) => trunks),
    keep: [...site.keep, ...terrains.flatMap(({ keep }) => keep)],
    phones: terrains.flatMap(({ phones }) => phones),
    own: terrains.flatMap(({ own }) => own),
  }
}

/** For `clear`: the facts of the place, and the other orders at work there. */
export function guardFacts(
  facts: PlaceFacts,
  control: Pick<Control, 'id' | 'connection' | 'order' | 'automatic' | 'confirmed' | 'preview'>,
  open: readonly Control[],
): GuardFacts {
  return {
    emergency: facts.emergency,
    capability: facts.capability(control.connection, control.order.kind),
    terrain: facts.terrain,
    inForce: open.filter(({ id, state }) => id !== control.id && state !== 'planned'),
    intent: { automatic: control.automatic, confirmed: control.confirmed },
    limits: facts.site.limits,
    preview: control.preview,
  }
}
