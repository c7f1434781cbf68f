import type { CallBatch, SecurityEvent } from '#core/calls'
import { type Baseline, createBaseline } from './baseline.ts'
import { type Cells, cellOf, sweepCells } from './cells.ts'
import type { Context } from './context.ts'
import { type Books, createEvidence } from './evidence.ts'
import { featureCount, slotOf as S } from './features.ts'
import { MARK_WEIGHT, markRule, OURS, THEIRS, UNMARKED } from './marks.ts'
import type { Signal, Suspect } from './model.ts'
import { createObserver } from './observe.ts'
import type { Rule } from './rule.ts'
import { createRunning, type RunningCall } from './running.ts'
import { keyOf, type Run, reachedBy, runsByEvent } from './runs.ts'
import { createSources, type SourcesState } from './sources.ts'
import { type Cell, oldest, slide } from './window.ts'

/** Everything the engine remembers; plain data, so that it can be kept and taken up again. */
export interface EngineState {
  readonly baseline: Baseline
  readonly cells: Map<string, Cells>
  readonly books: Books
  readonly sources: SourcesState
  calls: number
  newest: number
}

/** The streaming engine, the same for files and live events. Feed it in order of time; what is somewhat late is judged late. */
export interface Engine {
  /** `before` is told the time of each call before it is judged, so that sign-ins can be fed in their place. */
  calls(batch: CallBatch, before?: (at: number) => void): void
  signIn(event: SecurityEvent): void
  /** Judges a call in progress by row 0 of a batch. It teaches nothing yet. */
  begin(batch: CallBatch): RunningCall
  /** The same call as it stands at `at`: longer, answered, ended; or another account or number than was known. */
  goOn(call: RunningCall, batch: CallBatch, at: number): void
  /** As `goOn`, for the last time: what was usual in it is learned. */
  finish(call: RunningCall, batch: CallBatch, at: number): void
  readonly state: EngineState
}

export interface Fired {
  readonly rule: Rule
  readonly signal: Signal
  readonly suspect: Suspect
}

/** An account this likely to be bad no longer teaches the baseline what is normal. */
const SUSPICIOUS = 0.5
const SWEEP_CALLS = 1 << 17
/** A rule that keeps firing for one key says so again at most this often, unless it grew stronger. */
const REPEAT_MS = 60_000

export const freshState = (): EngineState => ({
  baseline: createBaseline(),
  cells: new Map(),
  books: { account: new Map(), source: new Map(), site: new Map() },
  sources: { sources: new Map(), places: new Map(), runs: new Map() },
  calls: 0,
  newest: Number.NEGATIVE_INFINITY,
})

export function createEngine(
  context: Context,
  state: EngineState = freshState(),
  onFired?: (fired: Fired) => void,
): Engine {
  const ruleById = new Map(context.rules.map((rule) => [rule.id, rule]))
  const evidence = createEvidence(
    context.names.name,
    (id) => (ruleById.get(id) ?? markRule) as Rule,
    state.books,
  )
  const sources = createSources(state.sources)
  const observer = createObserver(context, state.baseline, sources)
  const row = observer.row
  const runs = runsByEvent(context.rules, state.cells)

  const run = ({ rule, cells, spare }: Run, at: number): void => {
    if (rule.where(row) === 0) return
    const cell = cellOf(cells, spare, rule.measures, keyOf(rule.by, row))
    slide(cell, rule.measures, row, at, rule.windowMs)
    ask(rule, cell, at)
  }

  const ask = (rule: Rule, cell: Cell, at: number): void => {
    if (rule.when(row) === 0) return
    const weight = rule.weight(row)
    if (at - cell.firedAt < REPEAT_MS && weight <= cell.strongest) return
    cell.firedAt = at
    cell.strongest = weight
    const values = valuesOf(rule, row)
    accuse(rule, { rule: rule.id, since: oldest(cell), firedAt: at, lastAt: at, weight, values })
  }

  const accuse = (rule: Rule, signal: Signal): void => {
    const blamed =
      rule.blames === 'site' ? 0 : (row[rule.blames === 'source' ? S.source : S.account] as number)
    const suspect = evidence.add(rule.blames, blamed, rule, signal)
    const account = rule.blames === 'account' ? state.baseline.accounts.get(blamed) : undefined
    if (account && suspect.score >= SUSPICIOUS) account.suspicious = true
    onFired?.({ rule, signal, suspect })
  }

  /** What is ours no rule looks at, and what is theirs needs none. */
  const runAll = (said: number, at: number): void => {
    if (said !== OURS) for (const r of reachedBy(runs, row)) run(r, at)
    if (said === THEIRS) accuseByMark(at)
  }

  const accuseByMark = (at: number): void =>
    accuse(markRule, markSignal(evidence.books.account.get(row[S.account] as number), at))

  const running = createRunning({ row, observer, baseline: state.baseline, runs, ask })
  return {
    state,
    ...running,
    calls(batch, before) {
      for (let i = 0; i < batch.length; i++) {
        const at = batch.startedAt[i] as number
        before?.(at)
        if (at > state.newest) state.newest = at
        const account = observer.call(batch, i)
        runAll(context.marks?.(batch, i) ?? UNMARKED, at)
        observer.learn(batch, i, account)
        if (++state.calls % SWEEP_CALLS === 0)
          for (const { rule, cells } of runs.all) sweepCells(cells, state.newest - rule.windowMs)
      }
    },
    signIn(event) {
      if (event.at > state.newest) state.newest = event.at
      observer.signIn(event)
      for (const r of runs.signIn) run(r, event.at)
    },
  }
}

/** One more call that somebody said was not theirs. */
function markSignal(suspect: Suspect | undefined, at: number): Signal {
  const calls = (suspect?.signals.get(markRule.id)?.values['calls'] ?? 0) + 1
  // The tiny rest makes the newest count the strongest moment, which is the one that is told.
  const weight = MARK_WEIGHT + calls * 1e-6
  return { rule: markRule.id, since: at, firedAt: at, lastAt: at, weight, values: { calls } }
}

function valuesOf(rule: Rule, row: Float64Array): Record<string, number> {
  const values: Record<string, number> = {}
  for (let m = 0; m < rule.measures.length; m++)
    values[(rule.measures[m] as { name: string }).name] = row[featureCount + m] as number
  return values
}
