import type { Call, CallBatch, CallLog } from '#core/calls'
import { type Context, createEngine, type Engine, freshState } from '#core/detection'
import type { DialPlan } from '#core/numbering'
import { createDesk } from './desk.ts'
import { type Alert, type AlertMemory, alertsNow } from './live-alerts.ts'
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
  /** When to look after an event; not given: at once. Events that come together are worth one look. */
  readonly soon?: (look: () => void) => void
}

/** The heart of watching a site: the same whether events come from a PBX now or from a drill. */
export interface Judging {
  readonly engine: Engine
  readonly calls: LiveCalls
  /** What is going on, as of the last look. */
  alerts(): readonly Alert[]
  /** Looks again now. */
  look(): void
  /** After an event: looks again soon where it made anybody suspicious, or belongs to somebody who is. */
  judged(call?: Call): void
  /** Running calls have grown longer. */
  tick(): void
}

const atOnce = (look: () => void): void => look()

const WORTH_A_LOOK = 0.65

export function createJudging({
  context,
  plan,
  now,
  newId,
  onAlert,
  onLook,
  soon = atOnce,
}: JudgingPorts): Judging {
  let suspicion = false
  const memory = createMemory(context)
  const engine = createEngine(context, freshState(), ({ suspect }) => {
    suspicion ||= suspect.score >= WORTH_A_LOOK
    memory.forget(suspect.what === 'account' ? suspect.name : null)
  })
  const calls = createLiveCalls(context, engine, plan)
  const desk = createDesk(newId, now, onAlert)
  const look = (): void => {
    suspicion = false
    const at = now()
    const situation = { context, state: engine.state, now: at, ...calls.log(at) }
    desk.put(alertsNow({ ...situation, memory: memory.at(at, situation.log) }, desk.idOf), at)
    onLook?.(desk.alerts(), at)
  }
  let isComing = false
  const lookSoon = (): void => {
    if (isComing) return
    isComing = true
    soon(() => {
      isComing = false
      look()
    })
  }
  const isSuspect = (call: Call): boolean =>
    (engine.state.books.account.get(context.names.of(call.account))?.score ?? 0) >= WORTH_A_LOOK
  return {
    engine,
    calls,
    alerts: desk.alerts,
    look() {
      memory.forget(null)
      look()
    },
    judged(call) {
      if (call) memory.forget(call.account)
      if (suspicion || (call && isSuspect(call))) lookSoon()
    },
    tick() {
      calls.tick(now())
      if (suspicion || desk.alerts().length > 0) look()
    },
  }
}

/** So long an account nothing is heard of looks the same. */
const HOLDS_MS = 10_000

/** What the last looks found, so that a site with many attacks behind it sees the next one as soon as the first. */
function createMemory({ names }: Context): {
  /** There is news of an account; null: of the site as a whole. */
  forget(account: string | null): void
  at(now: number, log: CallLog): AlertMemory
} {
  const memory: AlertMemory = { cases: new Map(), alerts: new WeakMap() }
  let since = Number.NEGATIVE_INFINITY
  let oldest: CallBatch | null = null
  return {
    forget(account) {
      if (account === null) memory.cases.clear()
      else memory.cases.delete(names.of(account))
    },
    at(now, log) {
      // Calls are found by their place in the log: when its oldest batch goes, all move up.
      if (now - since >= HOLDS_MS || now < since || log.batch(0) !== oldest) {
        memory.cases.clear()
        since = now
        oldest = log.batch(0)
      }
      return memory
    },
  }
}
