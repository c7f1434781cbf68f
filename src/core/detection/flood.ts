import { type CallLog, isNameless, unpackNumber } from '#core/calls'
import { type CaseCall, eachCase, isIn } from './cases.ts'
import type { Context } from './context.ts'
import type { SiteCase } from './inbound.ts'
import type { Suspect } from './model.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const LEAST_CALLS = 30
/** Calls belong to the flood when such calls are so many times as frequent as on calmer days. */
const TIMES = 3
/** What was done once in five hundred calls was not done by the machines. */
const ONCE_IN = 500
/** So many calls of the flood fit into the moment that is looked at around each of them. */
const AROUND = 12
const RINGS = [2, 5, 10, 20, 40]
const TALKS = [0, 10, 30, 120, 600]

/**
 * A flood: what came in while it lasted from callers never seen on a calmer day, but for what is no more frequent than on
 * such a day. Strangers who hide their number, let it ring for long or talk for long call a business every day.
 */
export function flood(
  suspect: Suspect,
  log: CallLog,
  context: Context,
  other: readonly CaseCall[],
): SiteCase | null {
  const signals = [...suspect.signals.values()].filter((s) => s.rule.startsWith('flood'))
  if (signals.length === 0) return null
  const isSteep = suspect.signals.has('flood')
  const margin = isSteep ? 10 * MINUTE : 40 * MINUTE
  const from = Math.min(...signals.map((s) => s.since)) - margin
  const to = Math.max(...signals.map((s) => s.lastAt)) + margin
  const explained = new Set(other.map((c) => c.at))
  const calm = createCalm(context)
  const during: CaseCall[] = []
  eachCase(
    log,
    context,
    () => true,
    (c) => {
      const isCandidate = isIn(c.direction) && !c.tollFreeCalled
      if (c.at < from || c.at > to) calm.note(c, isCandidate)
      else if (isCandidate && !explained.has(c.at)) during.push(c)
    },
  )
  const { isStranger, perMinute, expected } = calm.asItWas()
  const strangers = whereDense(during.filter(isStranger), perMinute)
  const minutes = [...new Set(strangers.map((c) => Math.floor(c.at / MINUTE)))]
  const alike = new Map<number, number>()
  for (const c of strangers) alike.set(sortOf(c, context), (alike.get(sortOf(c, context)) ?? 0) + 1)
  const unusual = new Set(
    [...alike.keys()].filter(
      (sort) => (alike.get(sort) ?? 0) > TIMES * expected(sort, minutes) + strangers.length / ONCE_IN,
    ),
  )
  const calls = strangers.filter((c) => unusual.has(sortOf(c, context)))
  return calls.length < LEAST_CALLS
    ? null
    : { kind: 'tdos', signals, calls, accounts: [], ...(isSteep ? {} : { score: 0.7 }) }
}

/** Without those that stand alone: before it, after it, and between two floods. */
function whereDense(calls: readonly CaseCall[], perMinute: (at: number) => number): CaseCall[] {
  const gaps = calls.slice(1).map((c, i) => c.at - (calls[i] as CaseCall).at)
  gaps.sort((a, b) => a - b)
  const half = Math.max(10_000, (AROUND / 2) * (gaps[Math.floor(gaps.length / 2)] ?? 0))
  let first = 0
  let after = 0
  return calls.filter(({ at }) => {
    while ((calls[first] as CaseCall).at < at - half) first++
    while (after < calls.length && (calls[after] as CaseCall).at <= at + half) after++
    return after - first >= Math.max(3, 2 * perMinute(at) * ((2 * half) / MINUTE))
  })
}

/** One number for calls alike in how long it rang, how long they talked, and whether a number was shown. */
function sortOf(c: CaseCall, { names }: Context): number {
  const hidden = c.peer === 0 && (c.from === 0 || isNameless(unpackNumber(c.from, names))) ? 1 : 0
  return (hidden * 10 + stepOf(c.ring, RINGS)) * 10 + stepOf(c.seconds, TALKS)
}

const stepOf = (value: number, steps: readonly number[]): number =>
  steps.filter((step) => value > step).length

/** What callers do on calmer days, apart for when the site is open and when it is closed. */
function createCalm(context: Context) {
  /** How each caller's only call was, twice its sort and one more when the site was open; -1 for who is known better. */
  const callers = new Map<number, number>()
  const strangers = [createTally(), createTally()] as const
  const tallyAt = (at: number): Tally => strangers[context.isOpen(at) ? 1 : 0]
  return {
    note(c: CaseCall, isCandidate: boolean): void {
      if (!isCandidate) {
        if (c.peer !== 0) callers.set(c.peer, -1)
        return
      }
      const tally = tallyAt(c.at)
      tally.hours.add(Math.floor(c.at / HOUR))
      const sort = sortOf(c, context)
      if (c.peer === 0) add(tally, sort)
      else callers.set(c.peer, callers.has(c.peer) ? -1 : 2 * sort + (tally === strangers[1] ? 1 : 0))
    },
    asItWas() {
      for (const only of callers.values())
        if (only >= 0) add(strangers[only % 2 === 1 ? 1 : 0], Math.floor(only / 2))
      const perMinute = (n: number, { hours }: Tally): number => n / 60 / Math.max(1, hours.size)
      return {
        isStranger: (c: CaseCall) => c.peer === 0 || !callers.has(c.peer),
        perMinute: (at: number) => perMinute(tallyAt(at).all, tallyAt(at)),
        /** How many such calls strangers would have made in these minutes. */
        expected(sort: number, minutes: readonly number[]): number {
          const open = minutes.filter((minute) => context.isOpen(minute * MINUTE)).length
          const during = [minutes.length - open, open] as const
          return strangers.reduce(
            (sum, tally, i) => sum + perMinute(tally.bySort.get(sort) ?? 0, tally) * (during[i] as number),
            0,
          )
        },
      }
    },
  }
}

interface Tally {
  /** Hours in which anybody called. */
  readonly hours: Set<number>
  readonly bySort: Map<number, number>
  all: number
}

const createTally = (): Tally => ({ hours: new Set(), bySort: new Map(), all: 0 })

function add(tally: Tally, sort: number): void {
  tally.all++
  tally.bySort.set(sort, (tally.bySort.get(sort) ?? 0) + 1)
}
