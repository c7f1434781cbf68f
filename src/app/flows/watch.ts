import type { Call, CallSource, LiveEvent, SecurityEvent } from '#core/calls'
import type { Context, Engine } from '#core/detection'
import type { DomainError } from '#core/kernel'
import type { DialPlan } from '#core/numbering'
import type { AutomaticAct } from '#core/response'
import { type CatchUp, createCatchUp } from './catch-up.ts'
import { createJudging } from './judging.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import type { Alert } from './live-alerts.ts'
import type { CallNow, LiveCalls } from './live-calls.ts'

/** One connection that calls come from. */
export interface WatchedSource {
  readonly id: string
  readonly kind: string
  readonly calls: CallSource
}

/** What a watcher tells, as it happens. */
export type News =
  | {
      readonly type: 'call-started' | 'call-answered' | 'call-changed'
      readonly at: number
      readonly now: CallNow
    }
  | { readonly type: 'call-ended'; readonly at: number; readonly source: string; readonly call: Call }
  | { readonly type: 'alert'; readonly at: number; readonly alert: Alert; readonly update: boolean }
  | { readonly type: 'sign-in'; readonly at: number; readonly event: SecurityEvent }
  | {
      readonly type: 'automatic'
      readonly at: number
      readonly act: AutomaticAct
      readonly update: boolean
    }
  | Extract<LiveEvent, { type: 'registration' | 'change' }>
  | { readonly type: 'source-lost'; readonly at: number; readonly source: string; readonly reason: string }
  | { readonly type: 'source-back'; readonly at: number; readonly source: string }

export interface SourceState {
  readonly id: string
  readonly kind: string
  /** Null before the first word of it. */
  lost: boolean | null
  since: number
  reason: string
}

export interface WatchPorts {
  readonly context: Context
  readonly plan: DialPlan
  readonly sources: readonly WatchedSource[]
  readonly now: () => number
  readonly newId: () => string
  /** Calls of the last weeks, oldest first, to know what is usual. */
  readonly past: () => Promise<readonly Call[]>
  /** Which of these ids are stored already. */
  readonly stored: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  /** Keeps calls that are over; one kept before changes nothing. */
  readonly keep: (calls: readonly Call[]) => Promise<void>
  readonly onNews: (news: News) => void
  /** Everything that is going on, after each look. */
  readonly onLook?: (alerts: readonly Alert[], at: number) => void
  readonly onProblem: (what: string, error: unknown) => void
}

export interface Watch {
  readonly running: ReadonlyMap<string, CallNow>
  readonly sources: readonly SourceState[]
  /** What is going on, as of the last look. */
  alerts(): readonly Alert[]
  /** Ends when `signal` is aborted, with everything kept. */
  readonly done: Promise<void>
}

const TICK_MS = 1000

/** Follows the sources of one site and judges every event when it comes, and running calls every second. */
export async function startWatch(ports: WatchPorts, signal: AbortSignal): Promise<Watch> {
  const { context, now } = ports
  const judging = createJudging({
    ...ports,
    onAlert: (alert, update, at) => ports.onNews({ type: 'alert', at, alert, update }),
    // Once what has just been heard is taken in: a PBX tells of one call in many events.
    soon: (look) => {
      setImmediate(look)
    },
  })
  const { calls, engine, look, judged } = judging
  calls.learn(await ports.past())
  const kept = createKeeper(ports.keep, ports.onProblem)
  const sources = ports.sources.map(
    ({ id, kind }): SourceState => ({ id, kind, lost: null, since: now(), reason: '' }),
  )
  if (calls.log(now()).log.calls > 0) look()

  const follow = (source: WatchedSource, state: SourceState): Promise<void> => {
    const records = createCatchUp(ports.plan, context.zone, (file, error: DomainError) =>
      ports.onProblem(`cannot read ${file}`, error),
    )
    const missed = (): Promise<void> =>
      takeMissed({ source: source.id, ports, calls, kept, engine, look }, records.take())
    let taking = Promise.resolve()
    const timer = setInterval(() => {
      if (records.waiting) taking = taking.then(missed).catch((error) => ports.onProblem('records', error))
    }, TICK_MS / 2)
    const handle = handlerOf({ source, state, ports, calls, kept, judged, records, engine })
    return source.calls
      .follow(handle, signal)
      .then(() => taking)
      .finally(() => clearInterval(timer))
  }

  const ticking = setInterval(judging.tick, TICK_MS)
  const following = ports.sources.map((source, n) => follow(source, sources[n] as SourceState))
  const done = Promise.all(following).then(async () => {
    clearInterval(ticking)
    await kept.flush()
  })
  return { running: calls.running, sources, alerts: judging.alerts, done }
}

interface Missing {
  readonly source: string
  readonly ports: WatchPorts
  readonly calls: LiveCalls
  readonly kept: Keeper
  readonly engine: Engine
  readonly look: () => void
}

/** What the records say of the time nobody listened: each call once, also those that were seen to begin. */
async function takeMissed(
  { source, ports, calls, kept, engine, look }: Missing,
  { calls: found, signIns }: ReturnType<CatchUp['take']>,
): Promise<void> {
  const at = ports.now()
  const seen = new Set(found.filter((call) => calls.endByRecord(source, call, at)))
  for (const call of seen) ports.onNews({ type: 'call-ended', at, source, call })
  const known = await ports.stored(found.map(({ id }) => id))
  const fresh = found.filter((call) => !seen.has(call) && !known.has(call.id) && !kept.has(call.id))
  for (const event of signIns) if (event.kind !== 'challenge') engine.signIn(event)
  calls.learn(fresh)
  kept.add([...seen, ...fresh])
  if (fresh.length + signIns.length > 0) look()
}

interface Handling {
  readonly source: WatchedSource
  readonly state: SourceState
  readonly ports: WatchPorts
  readonly calls: LiveCalls
  readonly kept: Keeper
  readonly judged: (call?: Call) => void
  readonly records: CatchUp
  readonly engine: Engine
}

/** What each event of a source does. */
function handlerOf(h: Handling): (event: LiveEvent) => void {
  const { ports, calls, state } = h
  const { id } = h.source
  return (event) => {
    const at = ports.now()
    switch (event.type) {
      case 'call-started':
      case 'call-answered':
      case 'call-changed': {
        const now = calls.put(id, event.call, at)
        ports.onNews({ type: event.type, at: event.at, now })
        return h.judged(now.call)
      }
      case 'call-ended': {
        const call = calls.end(id, event.call, event.at)
        if (!call) return
        h.kept.add([call])
        ports.onNews({ type: 'call-ended', at: event.at, source: id, call })
        return h.judged(call)
      }
      case 'call-merged':
        return calls.drop(id, event.id)
      case 'sign-in':
        h.engine.signIn(event.event)
        ports.onNews(event)
        return h.judged()
      case 'records':
        return h.records.add(event.file, event.text)
      case 'source-lost':
      case 'source-back':
        state.lost = event.type === 'source-lost'
        state.since = at
        state.reason = event.type === 'source-lost' ? event.reason : ''
        return ports.onNews({ ...event, source: id })
      default:
        return ports.onNews(event)
    }
  }
}
