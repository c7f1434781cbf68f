import type { Place } from '#core/incidents'
import {
  type Capability,
  type Control,
  emergencyForms,
  type GuardFacts,
  isMomentary,
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

/**
 * `soon`: for ending calls, each of which costs more with every moment. The site is read anew, for its emergency numbers; what a
 * connection can do is taken as it was last seen: no guard of a hang-up asks what stands at the PBX.
 */
export type ReadFacts = (place: Place, soon?: boolean) => Promise<PlaceFacts>

/** Reads a place through all its connections at once. A connection that does not answer counts with what was last known of it. */
export function createFacts(ports: ResponsePorts): ReadFacts {
  const recent = new Map<string, { at: number; facts: Promise<PlaceFacts> }>()
  const seen = new Map<string, Look>()
  const lookAt = async (hand: Hand, place: Place): Promise<Look> => {
    const found = await look(hand, place, ports)
    if (found.capabilities.length > 0) seen.set(hand.id, found)
    return found
  }
  return (place, soon = false) => {
    const key = JSON.stringify([place.customer, place.site])
    const known = recent.get(key)
    if (soon) return read(place, ports, async (hand) => seen.get(hand.id) ?? lookAt(hand, place))
    if (known && ports.now() - known.at < FRESH) return known.facts
    const facts = read(place, ports, (hand) => lookAt(hand, place))
    recent.set(key, { at: ports.now(), facts })
    facts.catch(() => recent.delete(key))
    return facts
  }
}

async function read(
  place: Place,
  ports: ResponsePorts,
  lookAt: (hand: Hand) => Promise<Look>,
): Promise<PlaceFacts> {
  const [site, hands, known] = await Promise.all([
    ports.site(place),
    ports.hands(place),
    ports.store.terrains(place),
  ])
  const seen = await Promise.all(hands.map(lookAt))
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

interface Look {
  readonly id: string
  readonly capabilities: readonly Capability[]
  readonly terrain: Terrain | null
}

async function look(hand: Hand, place: Place, { store, now, sleep }: ResponsePorts): Promise<Look> {
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
    uplinks: terrains.flatMap(({ uplinks }) => uplinks ?? []),
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

/** The controls at work in a place, where a guard asks for them: ending calls in progress goes beside anything. */
export const othersAtWork = async (
  place: Place,
  kinds: readonly Order['kind'][],
  { store }: Pick<ResponsePorts, 'store'>,
): Promise<readonly Control[]> =>
  kinds.every(isMomentary) ? [] : store.list(place, { open: true, limit: 10_000 })
