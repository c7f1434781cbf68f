import type { CallBatch } from '#core/calls'
import type { AccountBaseline, Baseline } from './baseline.ts'
import { cellOf } from './cells.ts'
import { featureCount, slotOf as S } from './features.ts'
import type { Observer } from './observe.ts'
import type { Rule } from './rule.ts'
import { keyOf, type Run, type Runs, reachedBy } from './runs.ts'
import { type Cell, newest, revise, slide } from './window.ts'

/** A call in progress: what it looked like when it began, and where it stands in which window. */
export interface RunningCall {
  readonly features: Float64Array
  readonly events: Map<Rule, { readonly cell: Cell; readonly event: number }>
}

interface Parts {
  readonly row: Float64Array
  readonly observer: Observer
  readonly baseline: Baseline
  readonly runs: Runs
  /** Asks a rule whether it fires on the row and the measures behind it. */
  readonly ask: (rule: Rule, cell: Cell, at: number) => void
}

export interface Running {
  begin(batch: CallBatch): RunningCall
  goOn(call: RunningCall, batch: CallBatch, at: number): void
  finish(call: RunningCall, batch: CallBatch, at: number): void
}

/** What a call is compared with is settled when it begins; what grows with it is looked at again and again. */
const GROWS = [S.over, S.seconds, S.answered, S.ring, S.end, S.cost, S.perminute, S.source]
/** When one of these turns out to be otherwise, it is another call. */
const SAME = [S.account, S.number, S.out, S.inbound, S.dialled]

export function createRunning({ row, observer, baseline, runs, ask }: Parts): Running {
  const judge = ({ rule, cells, spare }: Run, call: RunningCall, at: number): void => {
    const had = call.events.get(rule)
    if (rule.where(row) === 0) {
      if (had) revise(had.cell, rule.measures, had.event, null, at)
      call.events.delete(rule)
      return
    }
    if (had) {
      if (revise(had.cell, rule.measures, had.event, row, at)) ask(rule, had.cell, at)
      return
    }
    const cell = cellOf(cells, spare, rule.measures, keyOf(rule.by, row))
    slide(cell, rule.measures, row, at, rule.windowMs)
    call.events.set(rule, { cell, event: newest(cell) })
    ask(rule, cell, at)
  }

  const start = (call: RunningCall, batch: CallBatch, at: number): void => {
    observer.call(batch, 0)
    call.features.set(row.subarray(0, featureCount))
    for (const run of reachedBy(runs, row)) judge(run, call, at)
  }

  /** Observing counts an incoming call among the day's; looking again must not. */
  const look = (batch: CallBatch): AccountBaseline => {
    const crowd = { ...baseline.crowd }
    const account = observer.call(batch, 0)
    Object.assign(baseline.crowd, crowd)
    return account
  }

  const goOn = (call: RunningCall, batch: CallBatch, at: number): AccountBaseline => {
    const { features } = call
    const account = look(batch)
    if (SAME.some((slot) => row[slot] !== features[slot])) {
      for (const [rule, { cell, event }] of call.events) revise(cell, rule.measures, event, null, at)
      call.events.clear()
      start(call, batch, at)
      return account
    }
    for (const slot of GROWS) features[slot] = row[slot] as number
    row.set(features)
    for (const run of reachedBy(runs, row)) judge(run, call, at)
    return account
  }

  return {
    goOn,
    begin(batch) {
      const call: RunningCall = { features: new Float64Array(featureCount), events: new Map() }
      start(call, batch, batch.startedAt[0] as number)
      return call
    },
    finish(call, batch, at) {
      observer.learn(batch, 0, goOn(call, batch, at))
    },
  }
}
