import type { Place } from '#core/incidents'

/** What the calls of a day cost in one currency. */
export interface DaySpend {
  /** Which of the days that were asked for, from 0. */
  readonly place: number
  /** Null for calls that no rate covers. */
  readonly currency: string | null
  readonly micros: number
  /** Calls that left the site, were answered, and have no price. */
  readonly unpriced: number
}

export interface SpendStore {
  /** `begins`: when each day begins, UTC milliseconds, and at last when the last one ends. */
  byDay(place: Place, begins: readonly number[]): Promise<readonly DaySpend[]>
}
