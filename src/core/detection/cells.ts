import { type Cell, clearCell, createCell, type Measure } from './window.ts'

/** The windows of one rule by key: plain state, so that it can be kept and taken up again. */
export interface Cells {
  young: Map<number | string, Cell>
  old: Map<number | string, Cell>
}

/**
 * Windows kept at once are at most twice this; a million made-up accounts must not fill the memory. What was asked for
 * least lately goes first, half of it at a time: taking entries out of a Map one by one was a third of the time of a
 * million accounts.
 */
const GENERATION = 5000

export const createCells = (): Cells => ({ young: new Map(), old: new Map() })

/** The key's window, a new one where there is none; `spare` are forgotten ones, to be used again. */
export function cellOf(
  cells: Cells,
  spare: Cell[],
  measures: readonly Measure[],
  key: number | string,
): Cell {
  const known = cells.young.get(key)
  if (known) return known
  if (cells.young.size >= GENERATION) nextGeneration(cells, spare)
  const kept = cells.old.get(key)
  if (kept) cells.old.delete(key)
  const cell = kept ?? fresh(spare.pop(), measures)
  cells.young.set(key, cell)
  return cell
}

const fresh = (old: Cell | undefined, measures: readonly Measure[]): Cell =>
  old ? clearCell(old) : createCell(measures)

function nextGeneration(cells: Cells, spare: Cell[]): void {
  for (const cell of cells.old.values()) if (spare.length < GENERATION) spare.push(cell)
  cells.old = cells.young
  cells.young = new Map()
}

/** Windows without an event since `before` are given back. */
export function sweepCells(cells: Cells, before: number): void {
  for (const map of [cells.young, cells.old])
    for (const [key, cell] of map) if (cell.last <= before) map.delete(key)
}
