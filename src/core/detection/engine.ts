import type { CallBatch, SecurityEvent } from '#core/calls'
import { type Baseline, createBaseline, forgetOldest } from './baseline.ts'
import type { Context } from './context.ts'
import { type Books, createEvidence } from './evidence.ts'
import { featureCount, slotOf as S } from './features.ts'
import type { Signal, Suspect } from './model.ts'
import { createObserver } from './observe.ts'
import type { Rule } from './rule.ts'
import { createSources, type SourcesState } from './sources.ts'
import { type Cell, createCell, oldest, slide } from './window.ts'

/** Everything the engine remembers; plain data, so that it can be kept and taken up again. */
export interface EngineState {
  readonly baseline: Baseline
  readonly cells: Map<string, Map<number | string, Cell>>
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
/** Windows a rule keeps at once; a million made-up accounts must not fill the memory. The oldest go first. */
const MAX_CELLS = 10_000
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
  const evidence = createEvidence(context.names.name, (id) => ruleById.get(id) as Rule, state.books)
  const sources = createSources(state.sources)
  const observer = createObserver(context, state.baseline, sources)
  const row = observer.row
  const runs = runsByEvent(context.rules, state)

  const run = ({ rule, cells }: Run, at: number): void => {
    if (rule.where(row) === 0) return
    const cell = cellOf(cells, rule, keyOf(rule.by, row))
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

  return {
    state,
    calls(batch, before) {
      for (let i = 0; i < batch.length; i++) {
        const at = batch.startedAt[i] as number
        before?.(at)
        if (at > state.newest) state.newest = at
        const account = observer.call(batch, i)
        const reached = reachedBy(runs, row)
        for (const r of reached) run(r, at)
        observer.learn(batch, i, account)
        if (++state.calls % SWEEP_CALLS === 0) sweep(state.cells, ruleById, state.newest)
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
  readonly cells: Map<number | string, Cell>
}

function cellOf(cells: Run['cells'], rule: Rule, key: number | string): Cell {
  const known = cells.get(key)
  if (known) return known
  if (cells.size >= MAX_CELLS) forgetOldest(cells, MAX_CELLS / 10)
  const fresh = createCell(rule.measures)
  cells.set(key, fresh)
  return fresh
}

function reachedBy(runs: Runs, row: Float64Array): readonly Run[] {
  if (row[S.inbound] === 1) return runs.inbound
  if (row[S.out] === 0) return runs.call
  return row[S.toll] === 1 ? runs.toll : runs.out
}

type Runs = Record<'call' | 'out' | 'toll' | 'inbound' | 'signIn', Run[]>

/** Which rules an event can reach at all, told by how their `where` begins. */
function runsByEvent(rules: readonly Rule[], state: EngineState): Runs {
  const all = rules.map((rule): Run => {
    const cells = state.cells.get(rule.id) ?? new Map<number | string, Cell>()
    state.cells.set(rule.id, cells)
    return { rule, cells }
  })
  const of = (...events: Rule['event'][]): Run[] => all.filter((r) => events.includes(r.rule.event))
  return {
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
  return `${row[S.account]}:${row[by === 'account+block' ? S.block : S.cell]}`
}

function valuesOf(rule: Rule, row: Float64Array): Record<string, number> {
  const values: Record<string, number> = {}
  for (let m = 0; m < rule.measures.length; m++)
    values[(rule.measures[m] as { name: string }).name] = row[featureCount + m] as number
  return values
}

/** Windows that have been empty for long are given back. */
function sweep(all: EngineState['cells'], rules: ReadonlyMap<string, Rule>, newest: number): void {
  for (const [id, cells] of all) {
    const windowMs = rules.get(id)?.windowMs ?? 0
    for (const [key, cell] of cells) if (cell.last <= newest - windowMs) cells.delete(key)
  }
}
