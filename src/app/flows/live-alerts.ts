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
  readonly memory?: AlertMemory
}

/** What was found at the last look and holds until there is news of the account. */
export interface AlertMemory {
  readonly cases: Map<number, readonly AccountCase[]>
  /** By the case it was made of. */
  readonly alerts: WeakMap<AccountCase, Alert>
}

interface Blamed {
  readonly incident: IncidentCase
  /** Null: the site as a whole. */
  readonly account: number | null
  readonly own: AccountCase | undefined
  readonly flags: readonly Flag[]
}

function byAccount(flags: readonly Flag[]): Map<number, Flag[]> {
  const accounts = new Map<number, Flag[]>()
  for (const flag of flags) {
    const list = accounts.get(flag.call.account)
    if (list) list.push(flag)
    else accounts.set(flag.call.account, [flag])
  }
  return accounts
}

/** The second look at this moment: everything that is going on, worst first. */
export function alertsNow(
  situation: Situation,
  idOf: (subject: string, kind: Kind) => { id: string; incident: string },
): Alert[] {
  const { context, state, log, now, memory } = situation
  const judgement = judge({ context, state, log, now, ...(memory ? { memory: memory.cases } : {}) })
  const cases = new Map(judgement.accounts.map((one) => [one.account, one]))
  return judgement.incidents
    .filter((incident) => incident.ongoing)
    .flatMap((incident) => {
      if (incident.accounts.length === 0)
        return [alertOf({ incident, account: null, own: undefined, flags: incident.flags }, situation, idOf)]
      const flags = byAccount(incident.flags)
      return incident.accounts.map((account) =>
        rememberedAlert(
          { incident, account, own: cases.get(account), flags: flags.get(account) ?? [] },
          situation,
          idOf,
        ),
      )
    })
    .sort((a, b) => b.score - a.score)
}

type IdOf = Parameters<typeof alertsNow>[1]

/** The very same alert as long as there is no news of its account: whoever looks at it again sees at once that it is no news. */
function rememberedAlert(blamed: Blamed, situation: Situation, idOf: IdOf): Alert {
  const { own, incident } = blamed
  const { memory } = situation
  const isSettled = own !== undefined && memory?.cases.get(own.account)?.[0] === own
  const before = isSettled ? memory.alerts.get(own) : undefined
  if (before?.kind === incident.kind) {
    const ids = idOf(before.account, before.kind)
    if (ids.id === before.id && ids.incident === before.incident) return before
  }
  const alert = alertOf(blamed, situation, idOf)
  if (isSettled) memory.alerts.set(own, alert)
  return alert
}

function alertOf(
  { incident, account, own, flags }: Blamed,
  situation: Situation,
  idOf: (subject: string, kind: Kind) => { id: string; incident: string },
): Alert {
  const { context, running, log, now } = situation
  const { rater, names } = context
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
    // Written when somebody reads them: alerts are looked at far more often.
    get reasons() {
      return suspect
        ? reasonsOf((own ?? incident).signals.filter(isAgainst), context, rater.currency).slice(0, 5)
        : ['It called numbers that an attack called at the same time; nothing else speaks against it']
    },
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
  const groupOf = (id: string): string => groupsOf(context).get(id) ?? id
  return suspect ? scoreSince(suspect, groupOf, now - FRESH_MS) : 0
}

const groups = new WeakMap<Context['rules'], ReadonlyMap<string, string>>()
function groupsOf({ rules }: Context): ReadonlyMap<string, string> {
  const known = groups.get(rules) ?? new Map(rules.map((rule) => [rule.id, rule.group]))
  groups.set(rules, known)
  return known
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
