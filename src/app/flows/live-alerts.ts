import type { CallLog } from '#core/calls'
import {
  type AccountCase,
  type Context,
  costOf,
  type EngineState,
  type Flag,
  type IncidentCase,
  judge,
  reasonsOf,
  scoreSince,
} from '#core/detection' // prettier-ignore
import type { Kind } from '#core/kernel'
import type { CallNow } from './live-calls.ts'

/** Money as it is not known exactly: micro-units. */
export interface Range {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** Something bad that is going on: one account, or the site as a whole, attacked in one way. */
export interface Alert {
  /** Stays the same while it goes on. */
  readonly id: string
  /** All alerts of one attack share it. */
  readonly incident: string
  /** '' when no account is to blame. */
  readonly account: string
  readonly kind: Kind
  /** 0-1. */
  readonly score: number
  /** 0-1: the same by the evidence of the last hour alone. */
  readonly fresh: number
  readonly reasons: readonly string[]
  readonly began: number
  readonly perMinute: Range
  readonly lostSoFar: Range
  /** Bad calls so far, those over included. */
  readonly calls: number
  /** Those still up. */
  readonly running: readonly CallNow[]
  readonly sources: readonly string[]
}

interface Situation {
  readonly context: Context
  readonly state: EngineState
  readonly log: CallLog
  /** Calls in progress, in the order of the last batch of the log. */
  readonly running: readonly CallNow[]
  readonly now: number
}

interface Blamed {
  readonly incident: IncidentCase
  /** Null: the site as a whole. */
  readonly account: number | null
  readonly own: AccountCase | undefined
}

/** The second look at this moment: everything that is going on, worst first. */
export function alertsNow(
  situation: Situation,
  idOf: (subject: string, kind: Kind) => { id: string; incident: string },
): Alert[] {
  const { context, state, log, now } = situation
  const judgement = judge({ context, state, log, now })
  const cases = new Map(judgement.accounts.map((one) => [one.account, one]))
  return judgement.incidents
    .filter((incident) => incident.ongoing)
    .flatMap((incident) => {
      const accounts = incident.accounts.length === 0 ? [null] : incident.accounts
      return accounts.map((account) =>
        alertOf({ incident, account, own: cases.get(account ?? -1) }, situation, idOf),
      )
    })
    .sort((a, b) => b.score - a.score)
}

function alertOf(
  { incident, account, own }: Blamed,
  situation: Situation,
  idOf: (subject: string, kind: Kind) => { id: string; incident: string },
): Alert {
  const { context, running, log, now } = situation
  const { rater, names } = context
  const flags = incident.flags.filter((flag) => account === null || flag.call.account === account)
  const up = flags.filter((flag) => flag.call.batch === log.batches - 1)
  const sure = own?.score ?? incident.score
  const suspect = isSuspect(account, situation)
  const name = account === null ? '' : names.name(account)
  const subject = name || (incident.sources[0] ?? '')
  return {
    ...idOf(subject, incident.kind),
    account: name,
    kind: incident.kind,
    score: suspect ? sure : Math.min(sure, HEARSAY),
    fresh: Math.min(sure, freshOf(account, situation)),
    reasons: suspect
      ? reasonsOf((own ?? incident).signals.filter(isAgainst), context, rater.currency).slice(0, 5)
      : ['It called numbers that an attack called at the same time; nothing else speaks against it'],
    began: incident.began,
    perMinute: total(
      up.filter(({ call }) => call.answered),
      ({ call }) => minuteOf(call.peer, now, context) ?? NOTHING,
    ),
    lostSoFar: total(flags, ({ call }) => costOf(call, context, now)),
    calls: flags.length,
    running: up.map(({ call }) => running[call.row] as CallNow),
    sources: incident.sources,
  }
}

/** An account with nothing against it but that it called what an attack calls too: people should look, and no more. */
const HEARSAY = 0.7
const isSuspect = (account: number | null, { state }: Situation): boolean =>
  account === null || (state.books.account.get(account)?.score ?? 0) >= HEARSAY

const FRESH_MS = 3_600_000

function freshOf(account: number | null, { context, state, now }: Situation): number {
  if (account === null) return 1
  const suspect = state.books.account.get(account)
  const groupOf = (id: string): string => context.rules.find((rule) => rule.id === id)?.group ?? id
  return suspect ? scoreSince(suspect, groupOf, now - FRESH_MS) : 0
}

/** Evidence for the owner is weighed, and not told: it is no reason for an alert. */
const isAgainst = ({ weight }: { readonly weight: number }): boolean => weight > 0

const NOTHING: Range = { low: 0, likely: 0, high: 0 }

/** What a minute to a number costs now; null when no rate covers it. */
export function minuteOf(peer: number, now: number, { rater }: Pick<Context, 'rater'>): Range | null {
  const index = peer === 0 ? -1 : rater.find(peer, now)
  return index < 0
    ? null
    : { low: rater.lowest(index, 60), likely: rater.cost(index, 60), high: rater.highest(index, 60) }
}

/** What only probably belongs to it counts as likely, not as certain. */
function total(flags: readonly Flag[], of: (flag: Flag) => Range): Range {
  const sum = { low: 0, likely: 0, high: 0 }
  for (const flag of flags) {
    const { low, likely, high } = of(flag)
    sum.low += flag.sure ? low : 0
    sum.likely += likely
    sum.high += high
  }
  return sum
}

/** Whether people must hear of it again: new, another kind, surely a breach by now, or twice as dear. */
export function isNews(alert: Alert, told: Alert | undefined): boolean {
  if (!told || told.kind !== alert.kind) return true
  if (told.score < BREACH && alert.score >= BREACH) return true
  return alert.lostSoFar.likely >= Math.max(2 * told.lostSoFar.likely, told.lostSoFar.likely + A_UNIT)
}

const BREACH = 0.8
const A_UNIT = 1_000_000
