import { type CallBatch, type CallLog, directions, unpackNumber } from '#core/calls'
import { withoutTeams } from './as-ever.ts'
import { attribute } from './attribute.ts'
import { missedShare } from './baseline.ts'
import { type CaseCall, eachCase, isOut } from './cases.ts'
import type { Context } from './context.ts'
import { scoreAgain } from './evidence.ts'
import { calledBack, flood, prefixScan, type SiteCase, tollFreePumping, wangiri, warDial } from './inbound.ts'
import { campaignsOf } from './incidents.ts'
import {
  type AccountCase,
  BREACH,
  type Flag,
  type JudgeInput,
  type Judgement,
  type SourceCase,
  WORTH_A_LOOK,
} from './judgement.ts'
import { kindOfAccount } from './kind.ts'
import { lengthsOf } from './lengths.ts'
import type { Signal, Suspect } from './model.ts'
import { isPrivate } from './sources.ts'
import { tagsOf } from './tags.ts'
import { passedThrough } from './through.ts'

/** The second look over everything the engine suspects: attribution, kinds, incidents and the verdict. */
export function judge(input: JudgeInput): Judgement {
  const { state, log } = input
  const suspects = new Map([...state.books.account].filter(([, s]) => s.score >= WORTH_A_LOOK))
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
    accounts: accounts.filter((a) => a.score >= WORTH_A_LOOK),
    incidents,
    sources,
    flags,
    log,
  }
}

const THROUGH = directions.indexOf('through')
const place = (c: CaseCall): number => c.batch * 65_536 + c.row

function siteCases({ context, state, log }: JudgeInput): SiteCase[] {
  const site = state.books.site.get(0)
  const scans = [...state.books.account.values()].flatMap((s) =>
    [...s.signals.values()].filter((g) => g.rule === 'prefix-scan'),
  )
  const found: (SiteCase | null)[] = [prefixScan(scans, log, context)]
  if (site) {
    const wave = wangiri(site, log, context) ?? calledBack(site, log, state.baseline, context)
    found.push(wave, tollFreePumping(site, log, context), flood(site, log, context, wave?.calls ?? []))
  }
  return found.filter((c) => c !== null)
}

/** Nothing left after the second look: its calls belong to an attack on the site, or were the owner's all along. */
function isCase(suspect: Suspect, flagged: readonly CaseCall[], calledBack: number): boolean {
  if (flagged.length > 0) return flagged.length >= 3 * calledBack
  return suspect.signals.has('guessed-password') || suspect.signals.has('guessed-admin-password')
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
  const site = state.books.site.get(0)
  if (!site) return []
  const taken = new Set(compromised.flatMap((a) => a.flags.map((f) => place(f.call))))
  const isTaken = (c: CaseCall): boolean => claimed.has(place(c)) || taken.has(place(c))
  const found = passedThrough(site, log, state.baseline, context, isTaken)
  return found && (found.score ?? 1) >= WORTH_A_LOOK ? [found] : []
}

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

function accountCases(
  input: JudgeInput,
  suspects: ReadonlyMap<number, Suspect>,
  claimed: ReadonlySet<number>,
  answeredWave: ReadonlyMap<number, number>,
): AccountCase[] {
  const { context, state, log } = input
  const calls = collect(log, context, suspects, claimed)
  const cases: AccountCase[] = []
  for (const [account, suspect] of suspects) {
    const signals = [...suspect.signals.values()].filter((s) => s.rule !== 'prefix-scan')
    if (signals.length === 0) continue
    const { flagged: outgoing, concurrent } = attribute(
      { ...suspect, signals: new Map(signals.map((s) => [s.rule, s])) },
      calls.get(account) ?? [],
      state.baseline,
      context,
    )
    if (outgoing.length > 0 && outgoing.every((c) => isOwnCaller(c, input))) continue
    const told = kindOfAccount({
      suspect,
      flagged: outgoing,
      concurrent,
      baseline: state.baseline,
      account,
      context,
      state,
    })
    const tries = warDial(outgoing, log, context).filter((c) => !claimed.has(place(c)))
    const kind = tries.length >= 6 ? 'voicemail-or-disa' : told
    const flagged = [...tries, ...outgoing].sort((a, b) => a.at - b.at)
    if (!isCase(suspect, flagged, answeredWave.get(account) ?? 0)) continue
    const score = scoreOf(suspect, outgoing, input)
    if (score < WORTH_A_LOOK) continue
    cases.push(withFirstSignIn(accountCase(account, score, kind, signals, flagged, context), input))
  }
  return [...cases, ...accomplices(input, cases, claimed)]
}

/** Once all calls of a case are together, how they went may speak for the owner. */
const MANY = 12

function scoreOf(suspect: Suspect, calls: readonly CaseCall[], { state, context }: JudgeInput): number {
  // While calls of it are up, those that were cut are short, and those that are up are not long yet: that speaks for nobody.
  if (calls.length < MANY || calls.some((c) => c.end === Number.POSITIVE_INFINITY)) return suspect.score
  const groups = new Map(context.rules.map((rule) => [rule.id, rule.group]))
  return scoreAgain(suspect, (id) => groups.get(id) ?? id, lengthsOf(calls, missedShare(state.baseline)))
}

/** Put down to the outside caller, because the record names nobody of the site: the site's case, not an account's. */
const isOwnCaller = (c: CaseCall, { state, context: { names } }: JudgeInput): boolean =>
  c.direction === THROUGH &&
  (state.books.site.get(0)?.signals.has('through-abroad') ?? false) &&
  unpackNumber(c.from, names) === names.name(c.account)

function accountCase(
  account: number,
  score: number,
  kind: AccountCase['kind'],
  signals: readonly Signal[],
  flagged: readonly CaseCall[],
  context: Context,
): AccountCase {
  const since = Math.min(...signals.map((s) => s.since))
  const flags = flagged.map(
    (call): Flag => ({
      call,
      kind,
      tags: call.marked ? ['marked', ...tagsOf(call, context)] : tagsOf(call, context),
      sure: call.at >= since,
    }),
  )
  const began = Math.min(
    flagged[0]?.at ?? Number.POSITIVE_INFINITY,
    ...signals.filter((s) => s.rule.startsWith('guess')).map((s) => s.since),
  )
  const ended = flagged.reduce((end, c) => Math.max(end, c.end), Math.max(...signals.map((s) => s.lastAt)))
  return { account, kind, score, began: Number.isFinite(began) ? began : since, ended, signals, flags }
}

/** An intruder signs in before he calls: from an address the account never used, or as administrator from outside. */
const SIGN_IN_BEFORE = 3 * 86_400_000
const ADMIN_BEFORE = 10 * 86_400_000

function withFirstSignIn(found: AccountCase, { state, context }: JudgeInput): AccountCase {
  const first = found.flags[0]?.call.at
  if (first === undefined || found.score < BREACH) return found
  const places = [...(state.sources.places.get(context.names.name(found.account)) ?? [])]
  const isNewcomer = found.kind === 'admin-compromise' || found.kind === 'subscription'
  // A log that begins with the attack shows the intruder's address first and the owner's later.
  const hasHistory = context.zone.dayOf(first) > state.baseline.firstDay + 1
  const strange = places
    .slice(isNewcomer || !hasHistory ? 0 : 1)
    .filter(([ip, at]) => at <= first && at >= first - SIGN_IN_BEFORE && !isPrivate(ip))
  const admins = found.kind === 'admin-compromise' ? [...state.sources.sources.values()] : []
  const entered = admins.filter(
    (s) => s.adminAt <= first && s.adminAt >= first - ADMIN_BEFORE && !isPrivate(s.ip),
  )
  return {
    ...found,
    began: Math.min(found.began, ...strange.map(([, at]) => at), ...entered.map((s) => s.adminAt)),
  }
}

function collect(
  log: CallLog,
  context: Context,
  suspects: ReadonlyMap<number, Suspect>,
  claimed: ReadonlySet<number>,
): Map<number, CaseCall[]> {
  const calls = new Map<number, CaseCall[]>([...suspects.keys()].map((a) => [a, []]))
  if (suspects.size === 0) return calls
  const pumped = new Set([...suspects].filter(([, s]) => s.signals.has('exchange-pumping')).map(([a]) => a))
  eachCase(
    log,
    context,
    (b: CallBatch, i: number) => suspects.has(b.account[i] as number),
    (c) => {
      if (c.marked || (isOut(c.direction) && (c.toll || pumped.has(c.account)) && !claimed.has(place(c))))
        calls.get(c.account)?.push(c)
    },
  )
  // Calls in progress come after those that have ended.
  for (const list of calls.values()) list.sort((a, b) => a.at - b.at)
  return calls
}

/** Other accounts that called the very numbers of a campaign while it ran, and nobody called before: the breach was not isolated. */
function accomplices(
  { context, state, log }: JudgeInput,
  cases: readonly AccountCase[],
  claimed: ReadonlySet<number>,
): AccountCase[] {
  const sure = cases.filter((c) => c.score >= BREACH && c.flags.length >= 3)
  const spans = new Map<number, { from: number; to: number; by: AccountCase }>()
  for (const c of sure)
    for (const { call } of c.flags)
      if (call.toll && !spans.has(call.peer)) spans.set(call.peer, { from: c.began, to: c.ended, by: c })
  if (spans.size === 0) return []
  const own = new Set(cases.map((c) => c.account))
  const found = new Map<number, { by: AccountCase; calls: CaseCall[] }>()
  eachCase(
    log,
    context,
    (b, i) => spans.has(b.peer[i] as number) && !own.has(b.account[i] as number),
    (c) => {
      const span = spans.get(c.peer)
      if (!span || !isOut(c.direction) || c.at < span.from || c.at > span.to || claimed.has(place(c))) return
      const habit = state.baseline.siteNumbers.get(c.peer)
      if (habit && habit.firstDay < context.zone.dayOf(span.from) - 3) return
      const entry = found.get(c.account) ?? { by: span.by, calls: [] }
      found.set(c.account, entry)
      entry.calls.push(c)
    },
  )
  return [...found].map(([account, { by, calls }]) =>
    accountCase(account, by.score, by.kind, by.signals, calls, context),
  )
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
