/**
 * What is usual here: which accounts call which expensive places, since when and how often. Learned from the stream,
 * bounded in memory, never learned from an account while it is under suspicion.
 */
export interface Habit {
  firstDay: number
  lastDay: number
  days: number
  calls: number
}

export interface AccountBaseline {
  readonly firstDay: number
  lastDay: number
  calls: number
  /** End of its last toll call. */
  lastEnd: number
  /** When somebody got into it by guessing, and when it was last used from a new address; -Infinity: never. */
  brokenIntoAt: number
  newPlaceAt: number
  /** Toll cells (see cellOf) and toll numbers this account calls; null until it calls one. */
  cells: Map<number, Habit> | null
  numbers: Map<number, Habit> | null
  /** Calls by hour of the week, null until 30 calls were seen. */
  hours: Uint16Array | null
  suspicious: boolean
  /** Strange calls: what they cost and how many were risky, on `day` and on the days before together. */
  readonly odd: { day: number; cost: number; risky: number; costBefore: number; riskyBefore: number }
}

/** Plain state, so that it can be kept and taken up again. */
export interface Baseline {
  /** Who answered a call from this number, or called it, and when first: by E.164. */
  readonly siteNumbers: Map<number, Habit>
  readonly siteCells: Map<number, Habit>
  /** When an expensive number last rang here without waiting for an answer (UTC ms). */
  readonly pings: Map<number, number>
  readonly siteHours: Float64Array
  /** Incoming calls in five minutes: the current count, today's peak, and the usual daily peak. */
  readonly crowd: { slot: number; count: number; day: number; peak: number; usual: number }
  /** Outgoing calls, and those nobody answered: some records leave these out. */
  readonly tries: { calls: number; unanswered: number }
  readonly accounts: Map<number, AccountBaseline>
  /** Whole local days since the first event. */
  firstDay: number
}

const MAX_NUMBERS = 4000
const MAX_SITE_NUMBERS = 400_000
const MAX_ACCOUNTS = 200_000

export const createBaseline = (): Baseline => ({
  accounts: new Map(),
  siteNumbers: new Map(),
  siteCells: new Map(),
  pings: new Map(),
  siteHours: new Float64Array(168),
  tries: { calls: 0, unanswered: 0 },
  crowd: { slot: Number.NaN, count: 0, day: Number.NaN, peak: 0, usual: 0 },
  firstDay: Number.NaN,
})

/** The account's baseline, begun on `day` when it is new. */
export function accountBaseline({ accounts }: Baseline, index: number, day: number): AccountBaseline {
  const known = accounts.get(index)
  if (known) return known
  if (accounts.size >= MAX_ACCOUNTS) forgetOldest(accounts, MAX_ACCOUNTS / 10)
  const fresh: AccountBaseline = {
    firstDay: day,
    lastDay: day,
    calls: 0,
    lastEnd: Number.NEGATIVE_INFINITY,
    brokenIntoAt: Number.NEGATIVE_INFINITY,
    newPlaceAt: Number.NEGATIVE_INFINITY,
    cells: null,
    numbers: null,
    hours: null,
    suspicious: false,
    odd: { day, cost: 0, risky: 0, costBefore: 0, riskyBefore: 0 },
  }
  accounts.set(index, fresh)
  return fresh
}

/** Notes that a habit was exercised on `day`. Returns the habit. */
export function practise(habits: Map<number, Habit>, key: number, day: number, limit: number): Habit {
  const habit = habits.get(key)
  if (habit) {
    if (day > habit.lastDay) {
      habit.days++
      habit.lastDay = day
    }
    habit.calls++
    return habit
  }
  if (habits.size >= limit) forgetOldest(habits, Math.ceil(limit / 10))
  const fresh = { firstDay: day, lastDay: day, days: 1, calls: 1 }
  habits.set(key, fresh)
  return fresh
}

export const practiseNumber = (b: AccountBaseline, number: number, day: number): Habit => {
  b.numbers ??= new Map()
  return practise(b.numbers, number, day, MAX_NUMBERS)
}
export const practiseCell = (b: AccountBaseline, cell: number, day: number): Habit => {
  b.cells ??= new Map()
  return practise(b.cells, cell, day, MAX_NUMBERS)
}
export const practiseSiteNumber = (b: Baseline, number: number, day: number): Habit =>
  practise(b.siteNumbers, number, day, MAX_SITE_NUMBERS)

/** A number is familiar once it was called on two days and first at least three days ago. */
export const isFamiliarNumber = (habit: Habit | undefined, day: number): boolean =>
  habit !== undefined && habit.days >= 2 && habit.firstDay <= day - 3

/** A place is familiar once it was called on three days and first at least a week ago; it fades after ninety. */
export const isFamiliarCell = (habit: Habit | undefined, day: number): boolean =>
  habit !== undefined && habit.days >= 3 && habit.firstDay <= day - 7 && habit.lastDay >= day - 90

/** To a site a place is new for the first three days after its first call. */
export const isNewForSite = (habit: Habit | undefined, day: number): boolean =>
  habit === undefined || habit.firstDay > day - 3

/** Takes up a strange call of `day`. */
export function noteOdd({ odd }: AccountBaseline, day: number, cost: number, risky: boolean): void {
  if (day > odd.day) {
    odd.costBefore += odd.cost
    odd.riskyBefore += odd.risky
    odd.day = day
    odd.cost = 0
    odd.risky = 0
  }
  odd.cost += cost
  if (risky) odd.risky++
}

/** What one of the days before `day` had of strange calls, on average; two days without any are taken for granted. */
export function usualOdd({ odd, firstDay }: AccountBaseline, day: number): { cost: number; risky: number } {
  const isOver = day > odd.day
  const days = day - firstDay + 2
  return {
    cost: (odd.costBefore + (isOver ? odd.cost : 0)) / days,
    risky: (odd.riskyBefore + (isOver ? odd.risky : 0)) / days,
  }
}

/** Share of outgoing calls that nobody answers, three in ten until the site has shown otherwise. */
export const missedShare = ({ tries }: Baseline): number => (tries.unanswered + 3) / (tries.calls + 10)

/** Maps keep insertion order, so the first entries are the oldest. */
export function forgetOldest<K, V>(map: Map<K, V>, count: number): void {
  let left = count
  for (const key of map.keys()) {
    if (left-- <= 0) return
    map.delete(key)
  }
}
