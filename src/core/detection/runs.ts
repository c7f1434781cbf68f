import { type Cells, createCells } from './cells.ts'
import { slotOf as S } from './features.ts'
import type { Rule } from './rule.ts'
import type { Cell } from './window.ts'

/** A rule with its windows. */
export interface Run {
  readonly rule: Rule
  readonly cells: Cells
  readonly spare: Cell[]
}

export function reachedBy(runs: Runs, row: Float64Array): readonly Run[] {
  if (row[S.inbound] === 1) return runs.inbound
  if (row[S.out] === 0) return runs.call
  return row[S.toll] === 1 ? runs.toll : runs.out
}

export type Runs = Record<'all' | 'call' | 'out' | 'toll' | 'inbound' | 'signIn', Run[]>

/** Which rules an event can reach at all, told by how their `where` begins. */
export function runsByEvent(rules: readonly Rule[], kept: Map<string, Cells>): Runs {
  const all = rules.map((rule): Run => {
    const cells = kept.get(rule.id) ?? createCells()
    kept.set(rule.id, cells)
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

export function keyOf(by: Rule['by'], row: Float64Array): number | string {
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
