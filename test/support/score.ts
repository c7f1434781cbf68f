import type { SimCall } from './scenario/model.ts'
import type { Truth } from './scenario/truth.ts'
import type { Written } from './scenario/write/text.ts'

/** As much of `investigate --json` as is judged; only what CONTRACT.md promises. */
export interface JudgedVerdict {
  verdict: string
  ongoing: boolean
  began: string | null
  accounts: readonly { account: string }[]
  flaggedCalls: readonly { id: string }[]
  exposure: { likely: { micros: number } }
  incidents: readonly { kind: string }[]
}

/** How well one verdict fits the truth. null: the question does not arise. */
export interface Score {
  attack: string | null
  verdictRight: boolean
  /** A legitimate month called a breach. */
  falseBreach: boolean
  /** Nothing to report and nothing reported. */
  quiet: boolean
  kindRight: boolean | null
  accountsRight: boolean | null
  ongoingRight: boolean | null
  fraudCalls: number
  found: number
  callRecall: number | null
  legitimateCalls: number
  falsePositiveCalls: number
  onsetErrorMinutes: number | null
  /** Share of the true amount. */
  exposureError: number | null
  /** For whoever looks into a bad score. */
  missed: SimCall[]
  wronglyFlagged: (SimCall | string)[]
}

export interface Judging {
  /** Whether the security log was given beside the records. */
  security?: boolean
  /** What the site calls an extension where its records carry account codes. */
  codes?: ReadonlyMap<string, string>
}

/** Attacks on callers, lines and machines rather than on one account. */
const NO_ACCOUNT = new Set(['A5', 'A6', 'A8', 'A10', 'A12', 'A15', 'A16'])

export function score(verdict: JudgedVerdict, truth: Truth, written: Written, judging: Judging = {}): Score {
  const fraud = [...written.ids.keys()].filter((call) => call.fraud)
  const flagged = new Set(verdict.flaggedCalls.map((call) => written.rowIds.get(call.id) ?? call.id))
  const missed = fraud.filter((call) => !flagged.has(call))
  const wronglyFlagged = [...flagged].filter((call) => typeof call === 'string' || !call.fraud)
  const present = fraud.length > 0
  const harmless = !present || fraud.every((call) => call.seconds === 0) || truth.attack === 'A15'
  const isBreach = verdict.verdict === 'breach'
  const started = present ? beganOf(fraud, truth, judging.security ?? false) : null
  return {
    attack: truth.attack,
    verdictRight: present ? isBreach || (harmless && verdict.verdict === 'suspicious') : !isBreach,
    falseBreach: !present && isBreach,
    quiet: !present && verdict.verdict === 'clear' && flagged.size === 0,
    kindRight: present ? verdict.incidents.some(({ kind }) => truth.kinds.includes(kind)) : null,
    accountsRight:
      present && !NO_ACCOUNT.has(truth.attack ?? '') ? sameAccounts(verdict, fraud, judging) : null,
    ongoingRight: present ? verdict.ongoing === truth.ongoing : null,
    fraudCalls: fraud.length,
    found: fraud.length - missed.length,
    callRecall: present ? 1 - missed.length / fraud.length : null,
    legitimateCalls: written.ids.size - fraud.length,
    falsePositiveCalls: wronglyFlagged.length,
    onsetErrorMinutes:
      started === null || verdict.began === null
        ? null
        : Math.abs(Date.parse(verdict.began) - started) / 60_000,
    exposureError:
      written.exposureMicros > 0
        ? Math.abs(verdict.exposure.likely.micros - written.exposureMicros) / written.exposureMicros
        : null,
    missed,
    wronglyFlagged,
  }
}

/** The first act that the given files can show. */
function beganOf(fraud: readonly SimCall[], truth: Truth, security: boolean): number {
  const calls = fraud.reduce((min, call) => Math.min(min, call.start), Number.POSITIVE_INFINITY)
  return security && truth.began !== null ? Math.min(calls, truth.began) : calls
}

/** Records that do not tell who diverted a call may blame the number of the site that was called, or the one who called it. */
function sameAccounts(verdict: JudgedVerdict, fraud: readonly SimCall[], { codes }: Judging): boolean {
  const placed = fraud.filter((call) => call.direction !== 'inbound')
  const mayBe = (call: SimCall, account: string): boolean =>
    account === (codes?.get(call.ext) || call.ext) ||
    account === call.ext ||
    (call.direction === 'through' && [call.did, call.from].some((number) => isSame(number, account)))
  const named = verdict.accounts.map(({ account }) => account)
  return (
    placed.every((call) => named.some((account) => mayBe(call, account))) &&
    named.every((account) => placed.some((call) => mayBe(call, account)))
  )
}

/** One number in two notations. */
const isSame = (e164: string, shown: string): boolean =>
  e164 !== '' && shown.length >= 7 && e164.slice(-7) === shown.slice(-7)

export interface Summary {
  scenarios: number
  verdictsRight: number
  falseBreaches: number
  callRecall: number
  /** The worst single scenario, so that a big flood does not hide a missed trickle. */
  worstRecall: number
  falsePositiveRate: number
  medianOnsetMinutes: number
  medianExposureError: number
  worstExposureError: number
  kindsRight: number
  accountsRight: number
}

export function summarise(scores: readonly Score[]): Summary {
  const sum = (pick: (s: Score) => number): number => scores.reduce((total, s) => total + pick(s), 0)
  const known = <T>(pick: (s: Score) => T | null): T[] =>
    scores.map(pick).filter((value): value is T & {} => value !== null)
  const share = (pick: (s: Score) => boolean | null): number => {
    const values = known(pick)
    return values.length === 0 ? 1 : values.filter(Boolean).length / values.length
  }
  const exposure = known((s) => s.exposureError)
  const fraud = sum((s) => s.fraudCalls)
  return {
    scenarios: scores.length,
    verdictsRight: share((s) => s.verdictRight),
    falseBreaches: sum((s) => (s.falseBreach ? 1 : 0)),
    callRecall: fraud === 0 ? 1 : sum((s) => s.found) / fraud,
    worstRecall: Math.min(1, ...known((s) => s.callRecall)),
    falsePositiveRate:
      sum((s) => s.falsePositiveCalls) /
      Math.max(
        1,
        sum((s) => s.legitimateCalls),
      ),
    medianOnsetMinutes: median(known((s) => s.onsetErrorMinutes)),
    medianExposureError: median(exposure),
    worstExposureError: Math.max(0, ...exposure),
    kindsRight: share((s) => s.kindRight),
    accountsRight: share((s) => s.accountsRight),
  }
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
