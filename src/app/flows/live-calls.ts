import {
  appendCall,
  type Call,
  type CallBatch,
  type CallLog,
  createBatch,
  createJoiner,
  type LiveCall,
} from '#core/calls' // prettier-ignore
import type { Context, Engine, RunningCall } from '#core/detection'
import type { DialPlan } from '#core/numbering'
import { asOwnTollFree } from './own-toll-free.ts'

/** A call in progress at a site. */
export interface CallNow {
  /** Which connection told of it. */
  readonly source: string
  call: Call
  channels: readonly string[]
  readonly judged: RunningCall
}

/** The calls of a site: those in progress, judged again whenever they change, and those that ended, for the second look. */
export interface LiveCalls {
  /** By source and the PBX's id. */
  readonly running: ReadonlyMap<string, CallNow>
  put(source: string, live: LiveCall, at: number): CallNow
  /** Undefined when it was not in progress. */
  end(source: string, live: LiveCall, at: number): Call | undefined
  /** The same from its record, which knows better when it ended. */
  endByRecord(source: string, call: Call, at: number): boolean
  /** It goes on under another id; what it was is no longer a call of its own. */
  drop(source: string, id: string): void
  /** Calls that are over, in order of start. */
  learn(calls: readonly Call[]): void
  /** Running calls have grown longer. */
  tick(at: number): void
  /** What the second look reads: ended calls first, then those in progress as they stand at `at`. */
  log(at: number): { log: CallLog; running: readonly CallNow[] }
}

const keyOf = (source: string, id: string): string => `${source} ${id}`

/** So many ended calls stay within sight of the second look. */
const REMEMBERED = 50_000

export function createLiveCalls(context: Context, engine: Engine, plan: DialPlan): LiveCalls {
  const running = new Map<string, CallNow>()
  const join = createJoiner(plan)
  const columns = createColumns(context, plan)
  const callOf = (live: LiveCall): Call => ({
    ...asOwnTollFree(join(live.legs), plan, context.numbering),
    id: live.id,
  })
  const close = (key: string, now: CallNow, call: Call, at: number): void => {
    running.delete(key)
    engine.finish(now.judged, columns.alone(call), at)
    columns.remember(call)
  }
  return {
    running,
    put(source, live, at) {
      const key = keyOf(source, live.id)
      const call = callOf(live)
      const there = running.get(key)
      if (!there) {
        const judged = engine.begin(columns.alone(call))
        const now = { source, call, channels: live.channels, judged }
        running.set(key, now)
        return now
      }
      there.call = call
      there.channels = live.channels
      engine.goOn(there.judged, columns.alone(call), at)
      return there
    },
    end(source, live, at) {
      const key = keyOf(source, live.id)
      const now = running.get(key)
      if (!now) return undefined
      const call = { ...callOf(live), endedAt: at }
      close(key, now, call, at)
      return call
    },
    endByRecord(source, call, at) {
      const key = keyOf(source, call.id)
      const now = running.get(key)
      if (now) close(key, now, call, at)
      return now !== undefined
    },
    drop(source, id) {
      const key = keyOf(source, id)
      const now = running.get(key)
      if (!now) return
      running.delete(key)
      // Nobody is to be blamed for a call that is counted under another id.
      const nothing: Call = { ...now.call, direction: 'internal', kind: 'internal', peer: '' }
      engine.goOn(now.judged, columns.alone(nothing), now.call.startedAt)
    },
    learn(calls) {
      if (calls.length > 0) engine.calls(columns.all(calls))
      for (const call of calls.slice(-REMEMBERED)) columns.remember(call)
    },
    tick(at) {
      for (const now of running.values()) {
        if (Number.isNaN(now.call.answeredAt)) continue
        now.call = longer(now.call, at)
        engine.goOn(now.judged, columns.alone(now.call), at)
      }
    },
    log(at) {
      const list = [...running.values()]
      return { log: columns.log(columns.all(list.map(({ call }) => longer(call, at)))), running: list }
    },
  }
}

interface Columns {
  /** Valid until the next `alone`. */
  alone(call: Call): CallBatch
  all(calls: readonly Call[]): CallBatch
  /** Keeps an ended call within sight. */
  remember(call: Call): void
  /** What is remembered, then `last`. */
  log(last: CallBatch): CallLog
}

function createColumns({ names, numbering }: Context, plan: DialPlan): Columns {
  const one = createBatch(1)
  let ended = [createBatch(REMEMBERED)]
  const isTollFree = (call: Call): boolean => {
    if (call.direction !== 'inbound' || call.dialled.length < 8) return false
    const called = plan.resolveCaller(call.dialled)
    return called.kind === 'external' && numbering.destination(called.destination).type === 'toll-free'
  }
  const add = (batch: CallBatch, call: Call): void => appendCall(batch, call, names, 0, isTollFree(call))
  return {
    alone(call) {
      one.length = 0
      add(one, call)
      return one
    },
    all(calls) {
      const batch = createBatch(Math.max(1, calls.length))
      for (const call of calls) add(batch, call)
      return batch
    },
    remember(call) {
      if ((ended.at(-1) as CallBatch).length === REMEMBERED)
        ended = [...ended.slice(-1), createBatch(REMEMBERED)]
      add(ended.at(-1) as CallBatch, call)
    },
    log(last) {
      const batches = [...ended, last]
      return {
        add: () => undefined,
        takeBack: () => [],
        batches: batches.length,
        calls: batches.reduce((sum, { length }) => sum + length, 0),
        batch: (n) => batches[n] as CallBatch,
      }
    },
  }
}

/** A call in progress, with the seconds it has by now. */
const longer = (call: Call, at: number): Call =>
  Number.isNaN(call.answeredAt) || !Number.isNaN(call.endedAt)
    ? call
    : { ...call, billableSeconds: Math.max(0, Math.floor((at - call.answeredAt) / 1000)) }
