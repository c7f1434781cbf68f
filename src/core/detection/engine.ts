import type { CallBatch, SecurityEvent } from '#core/calls'
import { type Baseline, createBaseline } from './baseline.ts'
import { type Cells, cellOf, createCells, sweepCells } from './cells.ts'
import type { Context } from './context.ts'
import { type Books, createEvidence } from './evidence.ts'
import { featureCount, slotOf as S } from './features.ts'
import { MARK_WEIGHT, markRule, OURS, THEIRS, UNMARKED } from './marks.ts'
import type { Signal, Suspect } from './model.ts'
import { createObserver } from './observe.ts'
import type { Rule } from './rule.ts'
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
  const runs = runsByEvent(context.rules, state)

  const run = ({ rule, cells, spare }: Run, at: number): void => {
    if (rule.where(row) === 0) return
    const cell = cellOf(cells, spare, rule.measures, keyOf(rule.by, row))
    slide(cell, rule.measures, row, at, rule.windowMs)
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

  const accuseByMark = (at: number): void => {
    const before = evidence.books.account.get(row[S.account] as number)?.signals.get(markRule.id)
    const calls = (before?.values['calls'] ?? 0) + 1
    // The tiny rest makes the newest count the strongest moment, which is the one that is told.
    const weight = MARK_WEIGHT + calls * 1e-6
    accuse(markRule, { rule: markRule.id, since: at, firedAt: at, lastAt: at, weight, values: { calls } })
  }

  return {
    state,
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

interface Run {
  readonly rule: Rule
  readonly cells: Cells
  readonly spare: Cell[]
}

function reachedBy(runs: Runs, row: Float64Array): readonly Run[] {
  if (row[S.inbound] === 1) return runs.inbound
  if (row[S.out] === 0) return runs.call
  return row[S.toll] === 1 ? runs.toll : runs.out
}

type Runs = Record<'all' | 'call' | 'out' | 'toll' | 'inbound' | 'signIn', Run[]>

/** Which rules an event can reach at all, told by how their `where` begins. */
function runsByEvent(rules: readonly Rule[], state: EngineState): Runs {
  const all = rules.map((rule): Run => {
    const cells = state.cells.get(rule.id) ?? createCells()
    state.cells.set(rule.id, cells)
    return { rule, cells, spare: [] }
  })
  const of = (...events: Rule['event'][]): Run[] => all.filter((r) => events.includes(r.rule.event))
  return {
    all,
    call: of('call'),
    out: of('call', 'out'),
    toll: of('call', 'out', 'toll'),
    inbound: of('call', 'inbound'),
    signIn: of('signin'),
  }
}

function keyOf(by: Rule['by'], row: Float64Array): number | string {
  if (by === 'account') return row[S.account] as number
  if (by === 'site') return 0
  if (by === 'source') return row[S.source] as number
  if (by === 'number') return row[S.number] as number
  if (by === 'block') return row[S.block] as number
  if (by === 'cell') return row[S.cell] as number
  if (by === 'tail') return row[S.tail] as number
  if (by === 'called') return row[S.called] as number
  const account = row[S.account] as number
  if (by === 'account+cell') return account * CELLS + (row[S.cell] as number)
  const block = row[S.block] as number
  // Most accounts fit into one number with a block of eleven digits, and a number is found faster than a text.
  return account < 65_536 ? account * BLOCKS + block : `${account}:${block}`
}

/** More cells and blocks of ten thousand numbers than there are. */
const CELLS = 2 ** 24
const BLOCKS = 2 ** 37

function valuesOf(rule: Rule, row: Float64Array): Record<string, number> {
  const values: Record<string, number> = {}
  for (let m = 0; m < rule.measures.length; m++)
    values[(rule.measures[m] as { name: string }).name] = row[featureCount + m] as number
  return values
}
