import type { AutomaticStep, Containment } from '#core/kernel'
import { automaticSteps } from '#core/kernel'
import { type Decision, decide, type Remedy, remedyOf } from '#core/response'
import { actOf, threatOf } from './containment-act.ts'
import { type Acting, cut, type HandPorts, keep, stop } from './containment-hand.ts'
import type { Alert } from './live-alerts.ts'

/** The policy as it stands, and what is left alone because somebody took it back. */
export interface ContainmentRules {
  readonly policy: Containment
  readonly spared: ReadonlySet<string>
}

export interface ContainmentPorts extends HandPorts {
  /** At hand at once: an alert does not wait for a database. */
  readonly rules: () => ContainmentRules
  readonly isOpen: (utc: number) => boolean
  readonly currency: string
  readonly newId: () => string
  readonly onProblem: (what: string, error: unknown) => void
}

export interface AutomaticContainment {
  /** To be told after every look what is going on. Returns at once; what it begins goes on by itself. */
  onLook(alerts: readonly Alert[], at: number): void
  /** Everything begun has come to its end. */
  settled(): Promise<void>
}

/** How one alert has been handled so far. */
interface Handled {
  step: AutomaticStep
  /** The rule that held at the last look. */
  rule: number
  acting: Acting | null
  stoppedAt: number
  /** Channels to be cut once what is being cut is over. */
  waiting: string[]
  isCutting: boolean
  /** Channels, and the calls they belong to. */
  readonly cut: Set<string>
  readonly calls: Set<string>
  seen: number
  last: Alert | null
  under: ContainmentRules | null
}

const unhandled = (at: number): Handled => ({
  step: 'off',
  rule: -1,
  acting: null,
  stoppedAt: at,
  waiting: [],
  isCutting: false,
  cut: new Set(),
  calls: new Set(),
  seen: at,
  last: null,
  under: null,
})

const FORGET_MS = 3_600_000
const AGAIN_MS = 10_000
const rank = (step: AutomaticStep): number => automaticSteps.indexOf(step)

/** Does against each alert what the policy of the site says, once, and cuts its calls as they come. */
export function createContainment(ports: ContainmentPorts): AutomaticContainment {
  const handled = new Map<string, Handled>()
  const under = new Set<Promise<void>>()
  const begin = (what: string, task: Promise<void>): void => {
    const begun = task
      .catch((error: unknown) => ports.onProblem(what, error))
      .finally(() => under.delete(begun))
    under.add(begun)
  }

  function handle(alert: Alert, at: number): void {
    const rules = ports.rules()
    const one = handled.get(alert.id) ?? unhandled(at)
    handled.set(alert.id, one)
    one.seen = at
    // The very same alert under the very same rules: nothing was heard of it since.
    if (one.last === alert && one.under === rules) return
    one.last = alert
    one.under = rules
    const { policy } = rules
    const { remedy, decision } = decisionOf(alert, one.rule, at, ports)
    one.rule = decision.rule
    const given = { remedy, decision, policy, at }
    if (rank(decision.step) > rank(one.step) || isHeldBack(one, decision, alert)) take(one, alert, given)
    if (decision.step === 'act' && !policy.dryRun && one.acting) cutMore(one, one.acting, alert, given)
  }

  /** A step further than before. */
  function take(one: Handled, alert: Alert, given: Taken): void {
    const { step, because } = given.decision
    if (step === 'off') return
    one.step = step
    const { policy, remedy, at } = given
    const dryRun = policy.dryRun && step === 'act'
    const frame = { ...ports.place, id: ports.newId(), at, currency: ports.currency }
    const act = actOf(alert, { step, because, dryRun, remedy }, frame)
    const acting: Acting = { act, saved: Promise.resolve() }
    one.acting = acting
    begin('writing an automatic act down', keep(acting, true, ports))
    if (step === 'act' && !dryRun) stopMore(one, acting, given)
  }

  function stopMore(one: Handled, acting: Acting, { remedy, policy, at }: Taken): void {
    one.stoppedAt = at
    begin('automatic containment', stop(acting, remedy, policy, ports))
  }

  /** The bad calls that are up and were not ended yet; the account's other calls go on. */
  function cutMore(one: Handled, acting: Acting, { running }: Alert, given: Taken): void {
    const channels = running.flatMap((now) => now.channels).filter((channel) => !one.cut.has(channel))
    if (channels.length === 0) return
    for (const channel of channels) one.cut.add(channel)
    for (const { call } of running) one.calls.add(call.id)
    one.waiting.push(...channels)
    if (!one.isCutting) begin('cutting calls', cutWaiting(one, acting, ports))
    // Calls that come through long after they should have been stopped: it did not succeed, or has ended meanwhile.
    if (given.at - one.stoppedAt > AGAIN_MS) stopMore(one, acting, given)
  }

  return {
    onLook(alerts, at) {
      for (const alert of alerts) handle(alert, at)
      for (const [id, { seen }] of handled) if (at - seen > FORGET_MS) handled.delete(id)
    },
    async settled() {
      while (under.size > 0) await Promise.all(under)
    },
  }
}

/** One cut after the other: calls that come meanwhile are cut together, and not one writing each. */
async function cutWaiting(one: Handled, acting: Acting, ports: HandPorts): Promise<void> {
  one.isCutting = true
  try {
    while (one.waiting.length > 0)
      await cut(acting, { channels: one.waiting.splice(0), calls: one.calls.size }, ports)
  } finally {
    one.isCutting = false
  }
}

/** Somebody has told it to do less, and the calls go on: they are asked. */
const isHeldBack = (one: Handled, { step, because }: Decision, { running }: Alert): boolean =>
  step === 'ask' && because !== '' && one.step === 'act' && running.length > 0

interface Taken {
  readonly remedy: Remedy
  readonly decision: Decision
  readonly policy: Containment
  readonly at: number
}

/** What the policy has done about an alert now; `held` is the rule that held before. */
export function decisionOf(
  alert: Alert,
  held: number,
  at: number,
  { rules, isOpen }: Pick<ContainmentPorts, 'rules' | 'isOpen'>,
): { remedy: Remedy; decision: Decision } {
  const { policy, spared } = rules()
  const threat = threatOf(alert)
  const remedy = remedyOf(threat)
  const isSpared = [remedy.bar, ...remedy.prefixes, ...remedy.ips].some((target) => spared.has(target))
  return { remedy, decision: decide(policy, threat, { isOpen: isOpen(at), spared: isSpared, held }) }
}
