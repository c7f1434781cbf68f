import { DomainError } from '#core/kernel'
import type { Capability, ClearedOrder, Order, Preview, Terrain } from './model.ts'
import { isInside, overlap, readNetwork } from './networks.ts'
import { refusesDialled } from './refuses-dialled.ts'

/** How far automatic action may go at one place. */
export interface BlastLimits {
  readonly accounts: number
  readonly trunks: number
  /** Of the legitimate calls of the last weeks, in thousandths. */
  readonly legitimateShare: number
}

export interface GuardFacts {
  /** The emergency numbers of the site as of now, in every dialled form; never empty. */
  readonly emergency: readonly string[]
  /** Of the connection that is to do it. */
  readonly capability: Capability | undefined
  /** Of all connections of the place together. */
  readonly terrain: Terrain
  /** Orders in force at the place, or on their way. */
  readonly inForce: readonly { readonly order: Order; readonly automatic: boolean }[]
  /** `confirmed`: a person has typed that the risk is understood. */
  readonly intent: { readonly automatic: boolean; readonly confirmed: boolean }
  readonly limits: BlastLimits
  readonly preview: Preview | null
}

/** Where a machine talks to itself. */
const LOOPBACK = ['127.0.0.1', '127.0.0.53', '127.0.1.1', '::1'].map((address) => ({
  address,
  why: 'the loopback address',
}))
/** What takes a phone's way to an emergency call, or cannot be taken back: a person says so in typing, or it does not happen. */
const RISKY: readonly Order['kind'][] = [
  'rotate-secret',
  'rotate-admin-secret',
  'port-down',
  'quarantine-port',
]
const ON_PORTS: readonly Order['kind'][] = ['port-down', 'quarantine-port']
const MOMENTARY: readonly Order['kind'][] = ['hangup', 'drop-contact']

/** Done once: what comes after is another matter, and there is nothing to put back. */
export const isMomentary = (kind: Order['kind']): boolean => MOMENTARY.includes(kind)

/**
 * The guards. There is no way round: only what comes out of here can be applied, and each rule throws a DomainError that says why.
 * The order that comes out carries the emergency numbers of now.
 */
export function clear(order: Order, facts: GuardFacts): ClearedOrder {
  const clean = { ...order, emergency: [...facts.emergency] }
  refuseUnavailable(clean, facts)
  keepEmergencyCalls(clean, facts)
  keepReachable(clean, facts)
  keepOurselves(clean, facts)
  wantConfirmation(clean, facts)
  limitBlast(clean, facts)
  return clean as ClearedOrder
}

function refuseUnavailable({ kind }: Order, { capability }: GuardFacts): void {
  if (capability?.available && capability.control === kind) return
  throw new DomainError(
    'control-unavailable',
    `This connection cannot do ${kind}`,
    capability?.missing ?? 'See `ringfence sites` for what each connection can do, and add what is missing.',
  )
}

function keepEmergencyCalls(order: Order, { capability, terrain, inForce }: GuardFacts): void {
  const { kind, target, emergency } = order
  if (emergency.length === 0) throw emergencyRisk(`No emergency number of the site is known, so ${kind}`)
  const cut = emergency.find((number) => refusesDialled(order, number))
  if (cut !== undefined) throw emergencyRisk(`It would refuse ${cut}, so ${kind} ${target}`)
  const trunks = terrain.trunks.map(({ name }) => name)
  if (trunks.includes(target) && ['bar-account', 'drop-contact'].includes(kind))
    throw emergencyRisk(`${target} is a trunk, over which emergency calls go, so ${kind}`)
  if (capability?.keepsEmergency || RISKY.includes(kind) || isMomentary(kind)) return
  if (kind === 'block-ip') return
  const shut = new Set(
    inForce.filter((other) => other.order.kind === 'shut-trunk').map((other) => other.order.target),
  )
  const open = trunks.some((name) => name !== target && !shut.has(name))
  if (kind === 'shut-trunk' && open) return
  throw emergencyRisk(`This connection cannot let emergency calls pass meanwhile, so ${kind} ${target}`)
}

const emergencyRisk = (why: string): DomainError =>
  new DomainError(
    'guard-emergency',
    `${why} is refused: emergency calls must always pass`,
    'Choose a narrower control, or add to the connection what it lacks to let emergency calls through.',
  )

function keepReachable({ kind, target }: Order, { terrain }: GuardFacts): void {
  if (ON_PORTS.includes(kind) && terrain.uplinks?.includes(target))
    throw new DomainError(
      'guard-keep-reachable',
      `${kind} ${target} is refused: other machines hang on that port`,
      'Name the port of the phone itself.',
    )
  if (kind !== 'block-ip') return
  const wanted = readNetwork(target)
  const trunkPeers = terrain.trunks.flatMap(({ name, addresses }) =>
    addresses.map((address) => ({ address, why: `trunk ${name}` })),
  )
  const hit = [...LOOPBACK, ...terrain.keep, ...trunkPeers].find(({ address }) =>
    overlap(readNetwork(address), wanted),
  )
  if (hit)
    throw new DomainError(
      'guard-keep-reachable',
      `Blocking ${target} is refused: ${hit.address} is ${hit.why}`,
      'Block a narrower network, or the single addresses of the attacker.',
    )
}

function keepOurselves({ kind, target }: Order, { terrain }: GuardFacts): void {
  const touches = ['bar-account', 'rotate-secret', 'drop-contact'].includes(kind)
  if (touches && terrain.own.includes(target))
    throw new DomainError(
      'guard-own-session',
      `${kind} ${target} is refused: Ringfence itself works through it`,
      'Connect Ringfence with a user of its own first.',
    )
}

function wantConfirmation(order: Order, { intent, capability, terrain }: GuardFacts): void {
  const risk = riskOf(order, capability, terrain)
  if (risk === null || (intent.confirmed && !intent.automatic)) return
  throw new DomainError(
    'guard-confirmation',
    intent.automatic ? `${risk}: it is never done automatically` : `${risk}: it wants a typed confirmation`,
    'Read what it does, then repeat it with --confirm-emergency-risk.',
  )
}

/** Why a control wants a typed confirmation, null when it does not. Faces show it before anybody approves. */
export function riskOf(
  { kind, target }: Pick<Order, 'kind' | 'target'>,
  capability: Capability | undefined,
  terrain: Terrain,
): string | null {
  if (kind === 'rotate-secret')
    return `Until the phone of ${target} is provisioned again it cannot place any call, not even an emergency call`
  if (ON_PORTS.includes(kind)) return `A phone at ${target} cannot place any call, not even an emergency call`
  if (kind === 'rotate-admin-secret') return `Whoever uses the present secret of ${target} is locked out`
  if (kind === 'block-ip') {
    const wanted = readNetwork(target)
    const phone = terrain.phones.find(({ address }) => {
      const network = readNetwork(address)
      return isInside(network) && overlap(network, wanted)
    })
    if (phone)
      return `The phone of ${phone.account} at ${phone.address} could not even place an emergency call`
  }
  if (capability?.undoable === false && !isMomentary(kind)) return `${kind} ${target} cannot be undone`
  return null
}

function limitBlast(order: Order, { intent, limits, inForce, preview, terrain }: GuardFacts): void {
  if (!intent.automatic) return
  if (order.kind === 'change-setting') throw beyondLimit('the configuration of a system')
  const phone =
    order.kind === 'block-ip' && terrain.phones.find(({ address }) => overlaps(address, order.target))
  if (phone) throw beyondLimit(`the phone of ${phone.account}, which would lose its way to emergency calls`)
  const before = (kind: Order['kind']): number =>
    new Set(
      inForce
        .filter(
          (other) => other.automatic && other.order.kind === kind && other.order.target !== order.target,
        )
        .map((other) => other.order.target),
    ).size
  const tooMany = (kind: Order['kind'], limit: number, what: string): void => {
    if (order.kind === kind && before(kind) >= limit) throw beyondLimit(`more than ${limit} ${what}`)
  }
  tooMany('bar-account', limits.accounts, 'accounts at once')
  tooMany('shut-trunk', limits.trunks, 'trunks at once')
  if (preview && preview.legitimateShare > limits.legitimateShare)
    throw beyondLimit(`${preview.legitimateShare / 10} % of the legitimate calls of the last weeks`)
}

const overlaps = (address: string, target: string): boolean =>
  overlap(readNetwork(address), readNetwork(target))

const beyondLimit = (what: string): DomainError =>
  new DomainError(
    'guard-blast-radius',
    `Automatic action would reach ${what}`,
    'Look at it and approve it yourself, or raise the limit in the policy of the site.',
  )
