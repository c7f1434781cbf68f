import type { Call } from '#core/calls'
import { type Context, createEngine, type Engine, freshState } from '#core/detection'
import type { DialPlan } from '#core/numbering'
import { createDesk } from './desk.ts'
import { type Alert, alertsNow } from './live-alerts.ts'
import { createLiveCalls, type LiveCalls } from './live-calls.ts'

export interface JudgingPorts {
  readonly context: Context
  readonly plan: DialPlan
  readonly now: () => number
  readonly newId: () => string
  /** What people are to hear: a new alert, or an old one that has become worse. */
  readonly onAlert: (alert: Alert, update: boolean, at: number) => void
  /** Everything that is going on, after each look. */
  readonly onLook?: (alerts: readonly Alert[], at: number) => void
}

/** The heart of watching a site: the same whether events come from a PBX now or from a drill. */
export interface Judging {
  readonly engine: Engine
  readonly calls: LiveCalls
  /** What is going on, as of the last look. */
  alerts(): readonly Alert[]
  /** Looks again now. */
  look(): void
  /** After an event: looks again where it made anybody suspicious, or belongs to somebody who is. */
  judged(call?: Call): void
  /** Running calls have grown longer. */
  tick(): void
}

const WORTH_A_LOOK = 0.65

export function createJudging({ context, plan, now, newId, onAlert, onLook }: JudgingPorts): Judging {
  let suspicion = false
  const engine = createEngine(context, freshState(), ({ suspect }) => {
    suspicion ||= suspect.score >= WORTH_A_LOOK
  })
  const calls = createLiveCalls(context, engine, plan)
  const desk = createDesk(newId, now, onAlert)
  const look = (): void => {
    suspicion = false
    const at = now()
    desk.put(alertsNow({ context, state: engine.state, now: at, ...calls.log(at) }, desk.idOf), at)
    onLook?.(desk.alerts(), at)
  }
  const isSuspect = (call: Call): boolean =>
    (engine.state.books.account.get(context.names.of(call.account))?.score ?? 0) >= WORTH_A_LOOK
  return {
    engine,
    calls,
    alerts: desk.alerts,
    look,
    judged(call) {
      if (suspicion || (call && isSuspect(call))) look()
    },
    tick() {
      calls.tick(now())
      if (suspicion || desk.alerts().length > 0) look()
    },
  }
}
