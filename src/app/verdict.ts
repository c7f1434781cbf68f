import type { FlaggedCall, MoneyJson, Verdict } from '#contract'
import { directionOf, directions, idOf, unpackNumber } from '#core/calls'
import {
  type AccountCase,
  amount,
  costOf,
  countryName,
  explainCall,
  type Flag,
  type IncidentCase,
  lossRate,
  reasonsOf,
} from '#core/detection' // prettier-ignore
import type { SiteSettings } from '#core/kernel'
import type { Rater } from '#core/rating'
import type { Investigated } from './flows/investigate.ts'
import { headlineOf, titleOf } from './words.ts'

export interface VerdictInput {
  readonly found: Investigated
  readonly site: SiteSettings
  readonly rater: Rater
  readonly ratesName: string
}

interface Priced extends Flag {
  readonly low: number
  readonly likely: number
  readonly high: number
  readonly rated: boolean
}

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')
const CURVE_POINTS = 200
const NO_LOSS = { micros: 0, basis: 'nothing' } as const

/** The judgement as the public JSON: instants as ISO 8601, money as micro-units, names instead of numbers. */
export function toVerdict({ found, site, rater, ratesName }: VerdictInput): Verdict {
  const { judgement, context, counts } = found
  const money = (micros: number): MoneyJson => ({ micros, currency: rater.currency })
  const price = (flag: Flag): Priced => ({ ...flag, ...costOf(flag.call, context, found.now) })
  const flags = judgement.flags.map(price)
  const likely = sum(flags, (f) => f.likely)
  const ended = judgement.ended
  const losing = judgement.ongoing ? lossRate(flags, context, found.now) : NO_LOSS
  const verdict: Verdict = {
    verdict: judgement.verdict,
    ongoing: judgement.ongoing,
    began: judgement.began === null ? null : iso(judgement.began),
    ended: ended === null || !Number.isFinite(ended) ? null : iso(ended),
    headline: '',
    input: {
      files: counts.files,
      rows: counts.rows,
      calls: counts.calls,
      duplicates: counts.duplicates,
      rejected: counts.rejected,
      securityEvents: counts.securityEvents,
      from: Number.isNaN(found.from) ? null : iso(found.from),
      to: Number.isNaN(found.to) ? null : iso(found.to),
      formats: [...found.formats],
      rejects: [...found.rejects],
    },
    site: { name: site.name, country: site.country, timezone: site.timezone },
    rates: { source: rater.estimated ? 'estimate' : 'deck', name: ratesName },
    accounts: judgement.accounts.map((a) => accountJson(a, found, rater, price)),
    destinations: destinationsJson(flags, found, rater),
    sources: sourcesJson(found, rater),
    exposure: {
      low: money(sum(flags, (f) => (f.sure ? f.low : 0))),
      likely: money(likely),
      high: money(sum(flags, (f) => f.high)),
      perMinuteNow: money(losing.micros),
      perMinuteBasis: losing.basis,
      unratedCalls: flags.filter((f) => !f.rated).length,
    },
    flaggedCalls: flaggedJson(flags, found, rater),
    incidents: judgement.incidents.map((i) => incidentJson(i, found, rater, price)),
    curve: curveJson(flags, rater),
  }
  return { ...verdict, headline: headlineOf(verdict) }
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  let total = 0
  for (const item of list) total += of(item)
  return total
}

function accountJson(
  a: AccountCase,
  found: Investigated,
  rater: Rater,
  price: (f: Flag) => Priced,
): Verdict['accounts'][number] {
  const { context } = found
  const flags = a.flags.map(price)
  const reasons = reasonsOf(a.signals, context, rater.currency)
  return {
    account: context.names.name(a.account),
    kind: a.kind,
    score: Math.round(a.score * 100),
    began: iso(a.began),
    ended: Number.isFinite(a.ended) ? iso(a.ended) : null,
    calls: flags.length,
    billableSeconds: sum(flags, (f) => f.call.seconds),
    exposure: { micros: sum(flags, (f) => f.likely), currency: rater.currency },
    signals: [...new Set([...a.signals.map((s) => s.rule), ...commonTags(flags)])],
    reason: reasons.slice(0, 3).join('. '),
  }
}

/** Tags that at least a third of the flagged calls share. */
function commonTags(flags: readonly Flag[]): string[] {
  const counts = new Map<string, number>()
  for (const { tags } of flags) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].filter(([, n]) => n * 3 >= flags.length).map(([tag]) => tag)
}

function destinationsJson(
  flags: readonly Priced[],
  { context }: Investigated,
  rater: Rater,
): Verdict['destinations'] {
  const groups = new Map<string, { row: number; calls: number; seconds: number; micros: number }>()
  for (const { call, likely } of flags) {
    if (call.peer === 0) continue
    const prefix = prefixOf(
      call.peer,
      context.numbering.callingCode(context.numbering.destination(call.destination).country),
    )
    const group = groups.get(prefix) ?? { row: call.destination, calls: 0, seconds: 0, micros: 0 }
    groups.set(prefix, group)
    group.calls++
    group.seconds += call.seconds
    group.micros += likely
  }
  return [...groups]
    .sort((a, b) => b[1].micros - a[1].micros || b[1].calls - a[1].calls)
    .map(([prefix, g]) => {
      const { country, risk, riskClass } = context.numbering.destination(g.row)
      const exposure = { micros: g.micros, currency: rater.currency }
      return { prefix, country, risk, riskClass, calls: g.calls, billableSeconds: g.seconds, exposure }
    })
}

/** Country code and two digits; in the North American plan the area code. */
function prefixOf(peer: number, callingCode: string): string {
  const digits = String(peer)
  return `+${digits.slice(0, digits.startsWith('1') ? 4 : (callingCode.length || 3) + 2)}`
}

function sourcesJson({ judgement, context }: Investigated, rater: Rater): Verdict['sources'] {
  return judgement.sources.map(({ source, signals }) => {
    const broke = source.brokeInto.size > 0
    const reasons = reasonsOf(signals, context, rater.currency)
    return {
      ip: source.ip,
      firstSeen: iso(source.firstSeen),
      lastSeen: iso(source.lastSeen),
      failed: source.failed,
      succeeded: source.succeeded,
      accounts: [...new Set([...source.brokeInto, ...source.tried])].slice(0, 50),
      signals: [...new Set([...signals.map((s) => s.rule), ...(broke ? ['guessed-password'] : [])])],
      reason: [
        ...(broke ? [`Got into ${[...source.brokeInto].join(', ')} after guessing`] : []),
        ...reasons,
      ].join('. '),
    }
  })
}

function flaggedJson(
  flags: readonly Priced[],
  { calls, context, judgement }: Investigated,
  rater: Rater,
): FlaggedCall[] {
  const account = new Map(judgement.accounts.map((a) => [a.account, a.signals]))
  const json = new Map<Priced, FlaggedCall>()
  const byBatch = new Map<number, Priced[]>()
  for (const flag of flags) {
    const list = byBatch.get(flag.call.batch)
    if (list) list.push(flag)
    else byBatch.set(flag.call.batch, [flag])
  }
  for (const [b, list] of [...byBatch].sort((x, y) => x[0] - y[0])) {
    const batch = calls.batch(b)
    for (const flag of list) {
      const { row } = flag.call
      const dialled = unpackNumber(batch.dialled[row] as number, context.names)
      const inbound = flag.tags.includes('inbound')
      json.set(flag, {
        id: idOf(batch, row),
        startedAt: iso(flag.call.at),
        account: context.names.name(flag.call.account),
        from: unpackNumber(batch.from[row] as number, context.names),
        to: inbound || flag.call.peer === 0 ? dialled : `+${flag.call.peer}`,
        dialled,
        direction: directions[directionOf(batch, row)] as FlaggedCall['direction'],
        billableSeconds: flag.call.seconds,
        cost: flag.rated ? { micros: flag.likely, currency: rater.currency } : null,
        kind: flag.kind,
        signals: [...new Set([...flag.tags, ...(account.get(flag.call.account) ?? []).map((s) => s.rule)])],
        reason: explainCall(flag, context),
      })
    }
  }
  return flags.map((flag) => json.get(flag) as FlaggedCall)
}

function incidentJson(
  i: IncidentCase,
  found: Investigated,
  rater: Rater,
  price: (f: Flag) => Priced,
): Verdict['incidents'][number] {
  const { context } = found
  const accounts = i.accounts.map((a) => context.names.name(a))
  const micros = sum(i.flags.map(price), (f) => f.likely)
  const paid = i.flags.some((f) => f.call.seconds > 0 && !f.tags.includes('inbound'))
  const countries = [
    ...new Set(i.flags.map((f) => countryName(context.numbering.destination(f.call.destination).country))),
  ]
  return {
    title: titleOf(i.kind, accounts, countries, i.flags.length, amount(micros, rater.currency), paid),
    kind: i.kind,
    began: iso(i.began),
    ended: i.ongoing || !Number.isFinite(i.ended) ? null : iso(i.ended),
    accounts,
    score: Math.round(i.score * 100),
    exposure: { micros, currency: rater.currency },
    reasons: reasonsOf(i.signals, context, rater.currency).slice(0, 8),
  }
}

function curveJson(flags: readonly Priced[], rater: Rater): Verdict['curve'] {
  const points: Verdict['curve'] = []
  const step = Math.max(1, Math.ceil(flags.length / CURVE_POINTS))
  let micros = 0
  flags.forEach((flag, n) => {
    micros += flag.likely
    if (n % step === 0 || n === flags.length - 1)
      points.push({ at: iso(flag.call.at), likely: { micros, currency: rater.currency }, calls: n + 1 })
  })
  return points
}
