import { accountCase, accountCases } from './account-cases.ts'
import { withoutTeams } from './as-ever.ts'
import { type CaseCall, isOut, place } from './cases.ts'
import type { Context } from './context.ts'
import type { EngineState } from './engine.ts'
import { episodesOf } from './evidence.ts'
import { flood } from './flood.ts'
import { calledBack, prefixScan, type SiteCase, tollFreePumping, wangiri } from './inbound.ts'
import { campaignsOf } from './incidents.ts'
import type { AccountCase, JudgeInput, Judgement, SourceCase } from './judgement.ts'
import { BREACH, type Suspect, WORTH_A_LOOK } from './model.ts'
import { passedThrough } from './through.ts'

/** The second look over everything the engine suspects: attribution, kinds, incidents and the verdict. */
export function judge(input: JudgeInput): Judgement {
  const { state, log } = input
  const suspects = new Map(
    [...state.books.account]
      .map(([a, s]) => [a, episodesOf(s)] as const)
      .filter(([, list]) => list.length > 0),
  )
  const sites = siteCases(input)
  const claimed = new Set(sites.flatMap((s) => s.calls.map(place)))
  const found = accountCases(input, suspects, claimed, callsBack(sites))
  const compromised = withoutTeams(found, state.baseline.firstDay, input.now, input.context)
  sites.push(...leftOver(input, compromised, claimed))
  const accounts = [...compromised, ...takingPart(sites, compromised, input.context)]
  const sources = sourceCases(input)
  const incidents = campaignsOf(input, compromised, sites, sources)
  const worst = Math.max(0, ...incidents.map((i) => i.score))
  const verdict = worst >= BREACH ? 'breach' : worst >= WORTH_A_LOOK ? 'suspicious' : 'clear'
  const telling = incidents.filter((i) => (verdict === 'breach' ? i.score >= BREACH : true))
  const ongoing = telling.some((i) => i.ongoing)
  const flags = incidents.flatMap((i) => i.flags).sort((a, b) => a.call.at - b.call.at)
  return {
    verdict,
    ongoing: verdict === 'breach' && ongoing,
    began: verdict === 'clear' ? null : Math.min(...telling.map((i) => i.began)),
    ended: verdict === 'clear' || ongoing ? null : Math.max(...telling.map((i) => i.ended)),
    accounts: onePerAccount(accounts).filter((a) => a.score >= WORTH_A_LOOK),
    incidents,
    sources,
    flags,
    log,
  }
}

function siteCases({ context, state, log }: JudgeInput): SiteCase[] {
  const scans = [...state.books.account.values()].flatMap((s) =>
    [...s.past, s].flatMap(({ signals }) => [...signals.values()].filter((g) => g.rule === 'prefix-scan')),
  )
  const found: (SiteCase | null)[] = [prefixScan(scans, log, context)]
  for (const site of siteEpisodes(state)) {
    const wave = wangiri(site, log, context) ?? calledBack(site, log, state.baseline, context)
    found.push(wave, tollFreePumping(site, log, context), flood(site, log, context, wave?.calls ?? []))
  }
  return found.filter((c) => c !== null)
}

/** All of them, also what is not worth a look by its score: the calls tell. */
function siteEpisodes({ books }: EngineState): Suspect[] {
  const site = books.site.get(0)
  return site ? [...site.past, site].map((episode) => ({ ...site, ...episode })) : []
}

/** How often each account called a wave of rings back: that made it look bad, and few calls besides need no other reason. */
function callsBack(sites: readonly SiteCase[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { calls } of sites.filter((s) => s.kind === 'wangiri'))
    for (const c of calls) if (isOut(c.direction)) counts.set(c.account, (counts.get(c.account) ?? 0) + 1)
  return counts
}

/** Calls in from outside and out abroad that no account answers for. */
function leftOver(
  { state, log, context }: JudgeInput,
  compromised: readonly AccountCase[],
  claimed: ReadonlySet<number>,
): SiteCase[] {
  const taken = new Set(compromised.flatMap((a) => a.flags.map((f) => place(f.call))))
  const isTaken = (c: CaseCall): boolean => claimed.has(place(c)) || taken.has(place(c))
  return siteEpisodes(state).flatMap((site) => {
    const found = passedThrough(site, log, state.baseline, context, isTaken)
    if (!found || (found.score ?? 1) < WORTH_A_LOOK) return []
    for (const c of found.calls) taken.add(place(c))
    return [found]
  })
}

/** An account that was attacked more than once is listed once; its attacks stay apart as incidents. */
function onePerAccount(cases: readonly AccountCase[]): AccountCase[] {
  const one = new Map<number, AccountCase>()
  for (const c of cases) {
    const before = one.get(c.account)
    one.set(c.account, before ? together(before, c) : c)
  }
  return [...one.values()]
}

const together = (a: AccountCase, b: AccountCase): AccountCase => ({
  account: a.account,
  kind: b.flags.length > a.flags.length ? b.kind : a.kind,
  score: Math.max(a.score, b.score),
  began: Math.min(a.began, b.began),
  ended: Math.max(a.ended, b.ended),
  signals: [...a.signals, ...b.signals],
  flags: [...a.flags, ...b.flags].sort((x, y) => x.call.at - y.call.at),
})

/** Accounts that placed calls of an attack on the site: who called a wangiri number back, whose name a scanner used. */
function takingPart(
  sites: readonly SiteCase[],
  compromised: readonly AccountCase[],
  context: Context,
): AccountCase[] {
  const known = new Set(compromised.map((a) => a.account))
  return sites.flatMap((site) => {
    const placed = new Map<number, CaseCall[]>()
    for (const c of site.calls)
      if (isOut(c.direction)) {
        const calls = placed.get(c.account)
        if (calls) calls.push(c)
        else placed.set(c.account, [c])
      }
    return site.accounts.flatMap((account) => {
      const calls = placed.get(account) ?? []
      return known.has(account) || calls.length === 0
        ? []
        : [accountCase(account, site.score ?? 0.95, site.kind, site.signals, calls, context)]
    })
  })
}

function sourceCases({ state }: JudgeInput): SourceCase[] {
  const cases: SourceCase[] = []
  for (const suspect of state.books.source.values()) {
    const source = state.sources.sources.get(suspect.name)
    if (source && suspect.score >= WORTH_A_LOOK)
      cases.push({ source, score: suspect.score, signals: [...suspect.signals.values()] })
  }
  const listed = new Set(cases.map((c) => c.source.ip))
  for (const source of state.sources.sources.values())
    if (!Number.isNaN(source.brokeInAt) && !listed.has(source.ip))
      cases.push({ source, score: 0.9, signals: [] })
  return cases.sort((a, b) => a.source.firstSeen - b.source.firstSeen)
}
