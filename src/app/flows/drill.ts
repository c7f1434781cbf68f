import { type Call, createJoiner } from '#core/calls'
import type { Context } from '#core/detection'
import { type Drill, type DrillCall, type DrillGround, legsOf, ordinaryWeeks, unroll } from '#core/drills'
import type { DialPlan } from '#core/numbering'
import { createJudging, type Judging } from './judging.ts'
import type { Alert } from './live-alerts.ts'

export interface DrillPorts {
  readonly context: Context
  readonly plan: DialPlan
  readonly ground: DrillGround
  /** Calls the site had lately, oldest first; none: quiet weeks are made up. */
  readonly past: readonly Call[]
  /** Numbers at home, for the quiet weeks. */
  readonly home: readonly string[]
  /** Whether the policy in force would act on this alert by itself. */
  readonly acts: (alert: Alert, at: number) => boolean
  /** How long it takes until somebody who was told has cut it; null: nobody is told. */
  readonly reactionMs: number | null
}

export interface Drilled {
  readonly drill: Drill
  /** What was told first, null when nothing was. */
  readonly alert: Alert | null
  /** Since the first hostile act; null when it was not noticed. */
  readonly detectedAfterMs: number | null
  /** Micro-units; null when it was not noticed, or nobody would have cut it. */
  readonly lossAtDetection: number | null
  readonly lossAtCutOff: number | null
  readonly cutOffBy: 'policy' | 'person' | null
  readonly cutOffAfterMs: number | null
  /** What all of it would have cost, unseen. */
  readonly lossUnseen: number
  readonly lastsMs: number
  /** Why it was missed, null when it was not. */
  readonly missed: string | null
}

interface Moment {
  readonly at: number
  readonly happen: (judging: Judging) => void
}

const SOURCE = 'drill'
/** From the decision to the last BYE on a real switch, with room to spare. */
const ACTING_MS = 1000
const TICK = 1000
const SLOW_TICK = 10_000
const HOUR = 3_600_000

/** Plays a simulated attack to the very engine that watches the site, by a clock of its own. Nothing is called or changed. */
export function drill(scenario: Drill, ports: DrillPorts): Drilled {
  const script = unroll(scenario, ports.ground)
  const lossAt = (at: number): number =>
    script.calls.reduce((sum, call) => sum + costOf(call, at, ports.context), 0)
  const end = script.calls.reduce((latest, { endedAt }) => Math.max(latest, endedAt), script.firstAct)
  const whole = { drill: scenario, lossUnseen: lossAt(end), lastsMs: end - script.firstAct }
  const nothing = {
    alert: null,
    detectedAfterMs: null,
    lossAtDetection: null,
    lossAtCutOff: null,
    cutOffBy: null,
    cutOffAfterMs: null,
  }
  if (scenario.unseen !== undefined) return { ...whole, ...nothing, missed: scenario.unseen }
  const noticed = play(script.signIns, script.calls, ports)
  if (noticed === null) return { ...whole, ...nothing, missed: 'No rule in force spoke for it.' }
  const { alert, at, actedAt } = noticed
  const byPerson = ports.reactionMs === null ? Number.POSITIVE_INFINITY : at + ports.reactionMs
  const cutAt = Math.min(actedAt + ACTING_MS, byPerson)
  const isCut = Number.isFinite(cutAt)
  return {
    ...whole,
    alert,
    detectedAfterMs: Math.max(0, at - script.firstAct),
    lossAtDetection: lossAt(at),
    lossAtCutOff: isCut ? lossAt(cutAt) : null,
    cutOffBy: isCut ? (actedAt + ACTING_MS <= byPerson ? 'policy' : 'person') : null,
    cutOffAfterMs: isCut ? Math.max(0, cutAt - script.firstAct) : null,
    missed: null,
  }
}

interface Noticed {
  readonly alert: Alert
  readonly at: number
  /** When the policy would have acted; Infinity: never, or later than a person. */
  readonly actedAt: number
}

/** The first alert, and what came of it; null when the attack ends without any. */
function play(
  signIns: ReturnType<typeof unroll>['signIns'],
  calls: readonly DrillCall[],
  ports: DrillPorts,
): Noticed | null {
  const { ground } = ports
  const clock = { now: ground.begin - 1 }
  const found: { first: { alert: Alert; at: number } | null; actedAt: number } = {
    first: null,
    actedAt: Number.POSITIVE_INFINITY,
  }
  const judging = begun(ports, clock, found)
  const isOver = (): boolean =>
    found.first !== null &&
    (Number.isFinite(found.actedAt) || clock.now - found.first.at >= (ports.reactionMs ?? 0))
  let ticked = clock.now
  for (const { at, happen } of momentsOf(signIns, calls)) {
    while (judging.calls.running.size > 0 && ticked + tickOf(ticked - ground.begin) < at && !isOver()) {
      ticked += tickOf(ticked - ground.begin)
      clock.now = ticked
      judging.tick()
    }
    if (isOver()) break
    ticked = at
    clock.now = at
    happen(judging)
  }
  return found.first && { ...found.first, actedAt: found.actedAt }
}

/** An engine that knows what is usual at the site, just before the attack. */
function begun(
  { context, plan, ground, past, home, acts }: DrillPorts,
  clock: { readonly now: number },
  found: { first: { alert: Alert; at: number } | null; actedAt: number },
): Judging {
  let ids = 0
  let isOn = false
  const judging = createJudging({
    context,
    plan,
    now: () => clock.now,
    newId: () => `drill-${ids++}`,
    onAlert(alert, _, at) {
      if (isOn) found.first ??= { alert, at }
    },
    onLook(alerts, at) {
      if (isOn && alerts.some((alert) => acts(alert, at))) found.actedAt = Math.min(found.actedAt, at)
    },
  })
  const join = createJoiner(plan)
  const ordinary = (): Call[] =>
    ordinaryWeeks(ground, home).map((call) => ({ ...join(legsOf(call, call.endedAt).legs), id: call.id }))
  judging.calls.learn(past.length > 0 ? past : ordinary())
  // What the past itself shows is no finding of the drill.
  judging.look()
  isOn = true
  return judging
}

const tickOf = (elapsed: number): number => (elapsed < HOUR ? TICK : SLOW_TICK)

function momentsOf(signIns: ReturnType<typeof unroll>['signIns'], calls: readonly DrillCall[]): Moment[] {
  const moments: Moment[] = signIns.map((event) => ({
    at: event.at,
    happen: ({ engine, judged }) => {
      engine.signIn(event)
      judged()
    },
  }))
  for (const call of calls) {
    const told = (at: number): Moment => ({
      at,
      happen: (judging) => judging.judged(judging.calls.put(SOURCE, legsOf(call, at), at).call),
    })
    moments.push(told(call.startedAt))
    if (!Number.isNaN(call.answeredAt)) moments.push(told(call.answeredAt))
    moments.push({
      at: call.endedAt,
      happen: (judging) =>
        judging.judged(judging.calls.end(SOURCE, legsOf(call, call.endedAt), call.endedAt)),
    })
  }
  return moments.sort((a, b) => a.at - b.at)
}

/** What a call has cost the site by then, micro-units. */
export function costOf(
  { charged, answeredAt, endedAt }: Pick<DrillCall, 'charged' | 'answeredAt' | 'endedAt'>,
  at: number,
  { rater }: Pick<Context, 'rater'>,
): number {
  if (charged === '' || Number.isNaN(answeredAt) || answeredAt > at) return 0
  const index = rater.find(Number(charged), answeredAt)
  return index < 0 ? 0 : rater.cost(index, Math.floor((Math.min(at, endedAt) - answeredAt) / 1000))
}
