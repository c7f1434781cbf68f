import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { type Control, clear, isMomentary, type Order, type PastCall, riskOf } from '#core/response'
import { giveUpAfter } from './give-up.ts'
import { guardFacts, othersAtWork, type PlaceFacts, type ReadFacts } from './guard-facts.ts'
import { sealedChange } from './hand.ts'
import { playPast } from './play-past.ts'
import type { Hand, ResponsePorts } from './ports.ts'
import { type Wanted, type Wish, wishesOf } from './wishes.ts'

export interface ContainRequest extends Place, Wanted {
  readonly lastsMs: number
  readonly reason: string
  /** A person has typed that the risk to emergency calls is understood. */
  readonly confirmed: boolean
  readonly automatic: boolean
  /** A person's id, or `system:<name>`. */
  readonly by: string
}

const PATIENCE = 10_000
/** Going back by the clock to an old secret, or to a setting that let somebody in, would open the door again. */
const LASTING = new Set(['rotate-secret', 'rotate-admin-secret', 'change-setting'])

/**
 * What would be done: one control for each wish and connection that can carry it out, planned and previewed, nothing touched or
 * stored. What a guard refuses, or the system, is among them as `failed` with the reason.
 */
export type Plan = (request: ContainRequest) => Promise<readonly Control[]>

export function createPlan(ports: ResponsePorts, readFacts: ReadFacts): Plan {
  return async (request) => {
    const facts = await readFacts(request, onlyCuts(request))
    const pairs = wishesOf(request, facts, ports).flatMap((wish) => pairUp(wish, facts))
    const open = await othersAtWork(
      request,
      pairs.map(({ wish }) => wish.kind),
      ports,
    )
    // Nobody waits for a replay while money runs out: after a lockdown it is read at leisure, and what only ends calls in
    // progress has no use for it.
    const lasting = pairs.some(({ wish }) => !isMomentary(wish.kind))
    const past = request.lockdown || !lasting ? null : ports.past(request, request.automatic)
    const plans = pairs.map(({ wish, hand }) => planOne({ wish, hand, request, facts, open, past }, ports))
    return Promise.all(plans)
  }
}

/** Calls in progress are ended, and nothing else. */
const onlyCuts = ({ accounts, prefixes, ips, international, lockdown, others }: Wanted): boolean =>
  accounts.length + prefixes.length + ips.length === 0 &&
  !international &&
  !lockdown &&
  others.every(({ kind }) => kind === 'hangup')

function pairUp(wish: Wish, facts: PlaceFacts): { wish: Wish; hand: Hand }[] {
  const able = facts.hands.filter(({ id }) => facts.capability(id, wish.kind)?.available)
  if (able.length > 0 || wish.companion) return able.map((hand) => ({ wish, hand }))
  const missing = facts.hands.flatMap(({ id, kind }) => {
    const lines = facts.capability(id, wish.kind)?.missing
    return lines ? [`${kind}: ${lines}`] : []
  })
  throw new DomainError(
    'control-unavailable',
    facts.hands.length === 0
      ? 'Nothing is connected at this site that could act'
      : `No connection of this site can do ${wish.kind} now`,
    missing.length > 0
      ? missing.join('\n')
      : 'Connect the PBX or the firewall with ringfence connect; see ringfence sites for what each can do.',
  )
}

interface One {
  readonly wish: Wish
  readonly hand: Hand
  readonly request: ContainRequest
  readonly facts: PlaceFacts
  readonly open: readonly Control[]
  readonly past: Promise<readonly PastCall[]> | null
}

async function planOne(one: One, ports: ResponsePorts): Promise<Control> {
  const { wish, hand, request, facts, open } = one
  const same = open.find(
    ({ connection, order, state, ending }) =>
      connection === hand.id &&
      order.kind === wish.kind &&
      order.target === wish.target &&
      state !== 'planned' &&
      ending === null,
  )
  if (same && !isMomentary(wish.kind)) return same
  const { companion: _, ...what } = wish
  const order: Order = { id: ports.newId(), ...what, emergency: [...facts.emergency] }
  const blank = blankOf(order, one, ports)
  try {
    const preview = one.past ? await playPast(order, await one.past, ports) : null
    const capability = facts.capability(hand.id, order.kind)
    const risk = riskOf(order, capability, facts.terrain)
    const control = { ...blank, preview, risk, undoable: capability?.undoable ?? false }
    // For a plan the risk is shown; it is asked for when somebody approves.
    clear(order, guardFacts(facts, { ...control, confirmed: risk !== null && !request.automatic }, open))
    const change = await giveUpAfter(PATIENCE, hand.kind, hand.actuator.plan(order), ports.sleep)
    const stood = isMomentary(order.kind) ? 'absent' : await hand.actuator.observe(order, change)
    const sealed = ports.secrets.seal(sealedChange(change, stood), `control:${order.id}`)
    const { summary, steps } = change
    return { ...control, summary, steps, risk: risk ?? change.risk ?? null, sealed }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { ...blank, state: 'failed', error: `${error.message}. ${error.remedy}` }
  }
}

function blankOf(order: Order, { hand, request, facts }: One, ports: ResponsePorts): Control {
  const { customer, site, lastsMs, reason, confirmed, automatic, by } = request
  return {
    id: order.id,
    customer,
    site,
    connection: hand.id,
    order,
    state: 'planned',
    ending: null,
    summary: `${order.kind} ${order.target}`.trim(),
    steps: [],
    risk: null,
    confirmed,
    undoable: false,
    automatic,
    preview: null,
    requestedBy: by,
    reason,
    approvals: [],
    approvalsNeeded: isApproved(order, request) ? 1 : facts.site.approvals,
    createdAt: ports.now(),
    lastsMs: LASTING.has(order.kind) ? null : lastsMs,
    expiresAt: null,
    verified: false,
    verifiedAt: null,
    error: null,
    sealed: '',
    revision: 0,
  }
}

/** A second person is not waited for: the policy has approved it, or every second counts, or a call is ended and no more. */
const isApproved = ({ kind }: Order, { automatic, lockdown }: ContainRequest): boolean =>
  automatic || lockdown || isMomentary(kind)
