import type { Kind } from '#core/kernel'
import type { SiteCase } from './inbound.ts'
import type { AccountCase, Flag, IncidentCase, JudgeInput, SourceCase } from './judgement.ts'

import { tagsOf } from './tags.ts'

const HOUR = 3_600_000

/** Joins what belongs together: accounts attacked in one way, with the addresses that broke in; site attacks stand alone. */
export function campaignsOf(
  input: JudgeInput,
  accounts: readonly AccountCase[],
  sites: readonly SiteCase[],
  sources: readonly SourceCase[],
): IncidentCase[] {
  const incidents: IncidentCase[] = []
  const byKind = new Map<Kind, AccountCase[]>()
  for (const account of accounts) byKind.set(account.kind, [...(byKind.get(account.kind) ?? []), account])
  for (const [kind, list] of byKind) incidents.push(ofAccounts(kind, list, sources, input))
  for (const site of sites) {
    const same = incidents.findIndex((i) => i.kind === site.kind)
    if (same < 0) incidents.push(ofSite(site, input))
    else incidents[same] = merged(incidents[same] as IncidentCase, ofSite(site, input))
  }
  const explained = new Set(incidents.flatMap((i) => i.sources))
  const rest = sources.filter((s) => !explained.has(s.source.ip))
  if (rest.length > 0) incidents.push(ofSources(rest, input))
  return incidents.sort((a, b) => b.score - a.score || a.began - b.began)
}

function ofAccounts(
  kind: Kind,
  list: readonly AccountCase[],
  sources: readonly SourceCase[],
  input: JudgeInput,
): IncidentCase {
  const names = new Set(list.map((a) => input.context.names.name(a.account)))
  const behind = sources.filter((s) => [...s.source.brokeInto].some((account) => names.has(account)))
  const flags = list.flatMap((a) => a.flags).sort((a, b) => a.call.at - b.call.at)
  const ended = Math.max(...list.map((a) => a.ended))
  return {
    kind,
    score: Math.max(...list.map((a) => a.score)),
    began: Math.min(...list.map((a) => a.began), ...behind.map((s) => s.source.runSince)),
    ended,
    ongoing: isOngoing(flags, ended, input.now),
    accounts: [...new Set(list.map((a) => a.account))],
    signals: list.flatMap((a) => a.signals),
    sources: behind.map((s) => s.source.ip),
    flags,
  }
}

function ofSite(site: SiteCase, { context, now }: JudgeInput): IncidentCase {
  const flags = site.calls.map(
    (call): Flag => ({ call, kind: site.kind, tags: tagsOf(call, context), sure: true }),
  )
  const ended = site.calls.reduce((end, c) => Math.max(end, c.end), 0)
  // A wave of rings that nobody called back has cost nothing yet.
  const reached = site.kind !== 'wangiri' || site.accounts.length > 0
  return {
    kind: site.kind,
    score: site.score ?? (reached ? 0.95 : 0.7),
    began: (site.calls[0] as { at: number }).at,
    ended,
    ongoing: isOngoing(flags, ended, now),
    accounts: site.accounts,
    signals: site.signals,
    sources: [],
    flags,
  }
}

/** A scan and what came of it are one incident. */
const merged = (a: IncidentCase, b: IncidentCase): IncidentCase => ({
  kind: a.kind,
  score: Math.max(a.score, b.score),
  began: Math.min(a.began, b.began),
  ended: Math.max(a.ended, b.ended),
  ongoing: a.ongoing || b.ongoing,
  accounts: [...new Set([...a.accounts, ...b.accounts])],
  signals: [...a.signals, ...b.signals],
  sources: [...a.sources, ...b.sources],
  flags: [...a.flags, ...b.flags].sort((x, y) => x.call.at - y.call.at),
})

/** Guessing that has not been seen to succeed is not a breach, but somebody should look. */
function ofSources(sources: readonly SourceCase[], { now, context }: JudgeInput): IncidentCase {
  const brokeIn = sources.filter((s) => s.source.brokeInto.size > 0)
  const ended = Math.max(...sources.map((s) => s.source.lastSeen))
  return {
    kind: 'brute-force',
    score: brokeIn.length > 0 ? 0.9 : 0.7,
    began: Math.min(...sources.map((s) => s.source.firstSeen)),
    ended,
    ongoing: now - ended <= HOUR,
    accounts: [...new Set(brokeIn.flatMap((s) => [...s.source.brokeInto]))].map((name) =>
      context.names.of(name),
    ),
    signals: sources.flatMap((s) => s.signals),
    sources: sources.map((s) => s.source.ip),
    flags: [],
  }
}

/** Still going on: a call of it is up, or the next one is not overdue by the campaign's own rhythm (half an hour to three days). */
function isOngoing(flags: readonly Flag[], ended: number, now: number): boolean {
  if (ended === Number.POSITIVE_INFINITY) return true
  const gaps: number[] = []
  for (let i = 1; i < flags.length; i++)
    gaps.push((flags[i] as Flag).call.at - (flags[i - 1] as Flag).call.at)
  gaps.sort((a, b) => a - b)
  const usual = gaps.length < 5 ? HOUR / 2 : (gaps[Math.floor(gaps.length * 0.95)] as number)
  return now - ended <= Math.min(72 * HOUR, Math.max(HOUR / 2, usual * 1.5))
}
