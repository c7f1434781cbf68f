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
  /** How long after an alert the calls are cut, and by whom; null: nobody does. */
  readonly cutOff: (alert: Alert) => { readonly afterMs: number; readonly by: 'policy' | 'person' } | null
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
  const { alert, at } = noticed
  const cut = ports.cutOff(alert)
  return {
    ...whole,
    alert,
    detectedAfterMs: Math.max(0, at - script.firstAct),
    lossAtDetection: lossAt(at),
    lossAtCutOff: cut === null ? null : lossAt(at + cut.afterMs),
    cutOffBy: cut?.by ?? null,
    cutOffAfterMs: cut === null ? null : Math.max(0, at - script.firstAct) + cut.afterMs,
    missed: null,
  }
}

/** The first alert, and when; null when the attack ends without any. */
function play(
  signIns: ReturnType<typeof unroll>['signIns'],
  calls: readonly DrillCall[],
  { context, plan, ground, past, home }: DrillPorts,
): { alert: Alert; at: number } | null {
  let now = ground.begin - 1
  let ids = 0
  let first: Alert | null = null
  const judging = createJudging({
    context,
    plan,
    now: () => now,
    newId: () => `drill-${ids++}`,
    onAlert: (alert) => {
      first ??= alert
    },
  })
  const join = createJoiner(plan)
  judging.calls.learn(
    past.length > 0
      ? past
      : ordinaryWeeks(ground, home).map((call) => ({
          ...join(legsOf(call, call.endedAt).legs),
          id: call.id,
        })),
  )
  // What the past itself shows is no finding of the drill.
  judging.look()
  first = null
  const begun = ground.begin
  let ticked = now
  for (const { at, happen } of momentsOf(signIns, calls)) {
    while (judging.calls.running.size > 0 && ticked + tickOf(ticked - begun) < at) {
      now = ticked += tickOf(ticked - begun)
      judging.tick()
      if (first) return { alert: first, at: now }
    }
    now = ticked = at
    happen(judging)
    if (first) return { alert: first, at }
  }
  return null
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
function costOf({ charged, answeredAt, endedAt }: DrillCall, at: number, { rater }: Context): number {
  if (charged === '' || Number.isNaN(answeredAt) || answeredAt > at) return 0
  const index = rater.find(Number(charged), answeredAt)
  return index < 0 ? 0 : rater.cost(index, Math.floor((Math.min(at, endedAt) - answeredAt) / 1000))
}
