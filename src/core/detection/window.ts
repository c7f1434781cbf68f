import { compileExpression, DomainError, type Expression } from '#core/kernel'
import { featureCount, isFeature, MEASURES, slotOf } from './features.ts'

/** One aggregate a rule keeps: how an event's value goes in and comes out again. */
export interface Measure {
  readonly name: string
  readonly how: 'sum' | 'distinct' | 'concurrent'
  readonly value: Expression
}

/** The events of one key that lie in the window, with running aggregates. */
export interface Cell {
  /** Plain arrays: most windows hold one event and are thrown away, where a typed array each is waste. */
  at: number[]
  values: number[]
  head: number
  tail: number
  /** Events that were before the first place of the lists: place + gone is an event's lasting number. */
  gone: number
  readonly sums: number[]
  /** How often each value of a distinct() stands in the window; null while so few do that looking through them is quicker. */
  readonly seen: (Map<number, number> | null)[]
  /** When the calls that are up end; so many as `up` says. */
  readonly ends: number[]
  up: number
  last: number
  firedAt: number
  strongest: number
}

/** An attack must not fill the memory: beyond this many events a window forgets its oldest early. */
const CAP = 8192
const one: Expression = () => 1
/** Windows of more events count their distinct values in a Map. Most hold one event: a Map each was a third of the time of a million accounts. */
const FEW = 16

export function parseMeasure(name: string, text: string): Measure {
  const m = /^(count|sum|distinct|concurrent)(?:\((.*)\))?$/s.exec(text.trim())
  const argument = m?.[2]?.trim()
  if (!m)
    throw new DomainError(
      'rule-invalid',
      `measure ${name}: "${text}" is not understood`,
      'Use count, count(expr), sum(expr), distinct(feature) or concurrent',
    )
  const compile = (t: string): Expression =>
    compileExpression(t, (n) => (isFeature(n) ? slotOf[n] : undefined))
  if (m[1] === 'concurrent') return { name, how: 'concurrent', value: compile('end') }
  if (m[1] === 'distinct') return { name, how: 'distinct', value: compile(argument ?? '') }
  if (m[1] === 'sum') return { name, how: 'sum', value: compile(argument ?? '') }
  const test = argument ? compile(argument) : one
  return { name, how: 'sum', value: (r) => (test(r) === 0 ? 0 : 1) }
}

/** Numbers begin as fractions: V8 keeps whole ones in another way, and would compile all that reads them once for each. */
export const createCell = (measures: readonly Measure[]): Cell =>
  clearCell({
    at: [0.5],
    values: [0.5],
    head: 0,
    tail: 0,
    gone: 0,
    sums: measures.map(() => 0.5),
    seen: measures.map(() => null),
    ends: [0.5],
    up: 0,
    last: 0.5,
    firedAt: 0.5,
    strongest: 0.5,
  })

/** Makes an old window a new one. Its lists keep their room: giving that back made the collector busier than all else. */
export function clearCell(cell: Cell): Cell {
  cell.gone += cell.tail
  cell.head = 0
  cell.tail = 0
  cell.up = 0
  cell.last = 0
  cell.firedAt = Number.NEGATIVE_INFINITY
  cell.strongest = 0
  cell.sums.fill(0)
  cell.seen.fill(null)
  return cell
}

/** The same window without the room it keeps. */
export function trimCell(cell: Cell): Cell {
  const width = cell.sums.length
  return {
    ...cell,
    at: cell.at.slice(cell.head, cell.tail),
    values: cell.values.slice(cell.head * width, cell.tail * width),
    head: 0,
    tail: cell.tail - cell.head,
    gone: cell.gone + cell.head,
    ends: cell.ends.slice(0, cell.up),
  }
}

/** Adds an event, drops what left the window, and writes the measures behind the features of `row`. */
export function slide(
  cell: Cell,
  measures: readonly Measure[],
  row: Float64Array,
  at: number,
  windowMs: number,
): void {
  const width = measures.length
  while (cell.head < cell.tail && (cell.at[cell.head] as number) <= at - windowMs) drop(cell, measures)
  if (cell.tail - cell.head >= CAP) drop(cell, measures)
  if (cell.head > 64 && cell.head * 2 > cell.tail) makeRoom(cell, width)
  cell.at[cell.tail] = at
  cell.last = at
  const base = cell.tail * width
  cell.tail++
  for (let m = 0; m < width; m++) {
    const measure = measures[m] as Measure
    const value = measure.value(row)
    cell.values[base + m] = value
    if (measure.how === 'sum') cell.sums[m] = (cell.sums[m] as number) + value
    else if (measure.how === 'distinct') countIn(cell, m, width, value)
    else {
      keepOpen(cell, at)
      cell.ends[cell.up++] = value
      cell.sums[m] = cell.up
    }
    row[featureCount + m] = cell.sums[m] as number
  }
}

/** The newest event's value, which stands in the window already. */
function countIn(cell: Cell, m: number, width: number, value: number): void {
  let seen = cell.seen[m] ?? null
  if (seen === null) {
    if (cell.tail - cell.head <= FEW) {
      if (!stands(cell, m, width, value, cell.tail - 1)) cell.sums[m] = (cell.sums[m] as number) + 1
      return
    }
    seen = new Map()
    for (let i = cell.head; i < cell.tail - 1; i++) {
      const each = cell.values[i * width + m] as number
      if (!Number.isNaN(each)) seen.set(each, (seen.get(each) ?? 0) + 1)
    }
    cell.seen[m] = seen
  }
  seen.set(value, (seen.get(value) ?? 0) + 1)
  cell.sums[m] = seen.size
}

/** The oldest event's value, which still stands there; NaN is what was taken back before. */
function countOut(cell: Cell, m: number, width: number, value: number): void {
  if (Number.isNaN(value)) return
  const seen = cell.seen[m] ?? null
  if (seen === null) {
    cell.head++
    if (!stands(cell, m, width, value, cell.tail)) cell.sums[m] = (cell.sums[m] as number) - 1
    cell.head--
    return
  }
  const left = (seen.get(value) ?? 1) - 1
  if (left === 0) seen.delete(value)
  else seen.set(value, left)
}

function stands(cell: Cell, m: number, width: number, value: number, end: number): boolean {
  for (let i = cell.head; i < end; i++) if (cell.values[i * width + m] === value) return true
  return false
}

function drop(cell: Cell, measures: readonly Measure[]): void {
  const base = cell.head * measures.length
  for (let m = 0; m < measures.length; m++) {
    const how = (measures[m] as Measure).how
    const value = cell.values[base + m] as number
    if (how === 'sum') cell.sums[m] = (cell.sums[m] as number) - value
    else if (how === 'distinct') countOut(cell, m, measures.length, value)
  }
  cell.head++
  if (cell.head === cell.tail) {
    cell.gone += cell.tail
    // An empty window starts from exact zeros again, so that float sums cannot drift.
    cell.head = 0
    cell.tail = 0
    cell.sums.fill(0)
  }
}

/** Forgets the ends up to `at`. */
function keepOpen(cell: Cell, at: number): void {
  let kept = 0
  for (let n = 0; n < cell.up; n++) {
    const end = cell.ends[n] as number
    if (end > at) cell.ends[kept++] = end
  }
  cell.up = kept
}

/**
 * Puts event number `event` right: the same event now says `row`, or nothing any more when that is null. Writes the measures
 * behind the features like `slide`. False when the event has left the window.
 */
export function revise(
  cell: Cell,
  measures: readonly Measure[],
  event: number,
  row: Float64Array | null,
  at: number,
): boolean {
  const place = event - cell.gone
  if (place < cell.head || place >= cell.tail) return false
  const width = measures.length
  for (let m = 0; m < width; m++) {
    const slot = place * width + m
    const { how, value } = measures[m] as Measure
    const before = cell.values[slot] as number
    const after = row === null ? Number.NaN : value(row)
    cell.values[slot] = how === 'sum' && row === null ? 0 : after
    if (how === 'sum') cell.sums[m] = (cell.sums[m] as number) - before + (cell.values[slot] as number)
    else if (how === 'distinct') cell.sums[m] = exchange(cell, m, width, before, after)
    else cell.sums[m] = exchangeEnd(cell, before, after, at)
    if (row !== null) row[featureCount + m] = cell.sums[m] as number
  }
  return true
}

/** How many distinct values there are, one having become another. */
function exchange(cell: Cell, m: number, width: number, before: number, after: number): number {
  const seen = cell.seen[m] ?? null
  if (seen === null) {
    const values = new Set<number>()
    for (let i = cell.head; i < cell.tail; i++) values.add(cell.values[i * width + m] as number)
    values.delete(Number.NaN)
    return values.size
  }
  countOut(cell, m, width, before)
  if (!Number.isNaN(after)) seen.set(after, (seen.get(after) ?? 0) + 1)
  return seen.size
}

/** How many are open at `at`, one end having become another. */
function exchangeEnd(cell: Cell, before: number, after: number, at: number): number {
  for (let n = 0; n < cell.up; n++)
    if (cell.ends[n] === before) {
      cell.ends[n] = cell.ends[--cell.up] as number
      break
    }
  if (!Number.isNaN(after)) cell.ends[cell.up++] = after
  keepOpen(cell, at)
  return cell.up
}

/** The lasting number of the event that was added last. */
export const newest = (cell: Cell): number => cell.gone + cell.tail - 1

/** Gives the room of dropped events back. */
function makeRoom(cell: Cell, width: number): void {
  cell.at = cell.at.slice(cell.head, cell.tail)
  cell.values = cell.values.slice(cell.head * width, cell.tail * width)
  cell.tail -= cell.head
  cell.gone += cell.head
  cell.head = 0
}

/** Start of the oldest event still in the window. */
export const oldest = (cell: Cell): number => cell.at[cell.head] as number

export function checkMeasures(count: number, rule: string): void {
  if (count > MEASURES)
    throw new DomainError('rule-invalid', `rule ${rule} has ${count} measures`, `Use at most ${MEASURES}`)
}
