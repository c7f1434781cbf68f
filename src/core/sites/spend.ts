import type { Zone } from '#core/kernel'

const DAY = 86_400_000
/** So many weeks back show what a weekday usually costs. */
const WEEKS = 4
/** With fewer of a weekday, all days together say what is usual: one dear day must not be expected every week. */
const ENOUGH = 3

/** A month of a site's wall clock, in whole days since 1970. */
export interface SpendMonth {
  readonly first: number
  readonly last: number
  readonly today: number
  /** The first day that is looked at to learn what is usual. */
  readonly learnFrom: number
}

export interface Spend {
  /** Micro-units since the first of the month, today's included. */
  readonly spent: number
  readonly today: number
  /** By the end of the month; null while there is nothing to learn from. */
  readonly forecast: number | null
}

export function monthAt(now: number, zone: Zone): SpendMonth {
  const today = zone.dayOf(now)
  const date = new Date(today * DAY)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / DAY
  return { first, last, today, learnFrom: Math.min(first, today - 7 * WEEKS) }
}

/** When a day of the wall clock begins, UTC milliseconds. */
export const beginOf = (day: number, zone: Zone): number => zone.toUtc(day * DAY)

/** "2026-03-07". */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/**
 * What was spent and what will have been. Each day to come costs what its weekday usually does: the middle one of the last four, so
 * that one night of fraud is counted once, as spent, and not expected again.
 */
export function spendOf(byDay: ReadonlyMap<number, number>, { first, last, today }: SpendMonth): Spend {
  const known = [...byDay.keys()].filter((day) => day < today)
  const oldest = known.length === 0 ? null : Math.min(...known)
  const onDay = (day: number): number => byDay.get(day) ?? 0
  let spent = 0
  for (let day = first; day <= today; day++) spent += onDay(day)
  if (oldest === null) return { spent, today: onDay(today), forecast: null }
  const usual = (day: number): number => {
    const same = Array.from({ length: WEEKS + 5 }, (_, week) => day - 7 * (week + 1))
      .filter((each) => each < today && each >= oldest)
      .slice(0, WEEKS)
    return middle(same.length >= ENOUGH ? same.map(onDay) : daysFrom(oldest, today).map(onDay))
  }
  let forecast = spent + Math.max(0, usual(today) - onDay(today))
  for (let day = today + 1; day <= last; day++) forecast += usual(day)
  return { spent, today: onDay(today), forecast }
}

const daysFrom = (from: number, until: number): number[] =>
  Array.from({ length: until - from }, (_, n) => from + n)

/** Of an even number of values the mean of the two in the middle. */
function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return Math.round(((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2)
}

/** How spend stands to a budget, in micro-units of one currency. */
export const budgetState = (
  { spent, forecast }: Spend,
  budget: number | null,
): 'none' | 'within' | 'heading-over' | 'over' => {
  if (budget === null) return 'none'
  if (spent > budget) return 'over'
  return forecast !== null && forecast > budget ? 'heading-over' : 'within'
}
