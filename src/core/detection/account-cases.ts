import { type CallBatch, type CallLog, directions, unpackNumber } from '#core/calls'
import { attribute } from './attribute.ts'
import { missedShare } from './baseline.ts'
import { type CaseCall, eachCase, isOut, place } from './cases.ts'
import type { Context } from './context.ts'
import { everHeld, isWayIn, scoreAgain } from './evidence.ts'
import { callersIn, warDial } from './inbound.ts'
import type { AccountCase, Flag, JudgeInput } from './judgement.ts'
import { kindOfAccount } from './kind.ts'
import { lengthsOf } from './lengths.ts'
import { BREACH, type Signal, type Suspect, WORTH_A_LOOK } from './model.ts'
import { isPrivate } from './sources.ts'
import { tagsOf } from './tags.ts'

const THROUGH = directions.indexOf('through')

export function accountCases(
  input: JudgeInput,
  suspects: Suspects,
  claimed: ReadonlySet<number>,
  answeredWave: ReadonlyMap<number, number>,
): AccountCase[] {
  // What belongs to an attack on the site may change with every call of it.
  const memory = claimed.size === 0 ? input.memory : undefined
  const anew = new Map([...suspects].filter(([account]) => !memory?.has(account)))
  const calls = collect(input.log, input.context, anew, claimed)
  const rang = anew.size === 0 ? new Set<number>() : callersIn(input.log, input.context)
  const cases: AccountCase[] = []
  for (const [account, episodes] of suspects) {
    const known = memory?.get(account)
    if (known) {
      cases.push(...known)
      continue
    }
    const own = calls.get(account) ?? []
    const around = { claimed, calledBack: answeredWave.get(account) ?? 0, rang }
    const found = casesOf({ account, episodes, calls: own }, input, around)
    // What is still up looks otherwise with every second.
    if (!own.some((c) => c.end === Number.POSITIVE_INFINITY)) memory?.set(account, found)
    cases.push(...found)
  }
  return [...cases, ...accomplices(input, cases, claimed)]
}

/** What else it takes to judge an account by its calls. */
interface Around {
  readonly claimed: ReadonlySet<number>
  readonly calledBack: number
  /** Who rang in at all. */
  readonly rang: ReadonlySet<number>
}

interface Suspected {
  readonly account: number
  readonly episodes: readonly Suspect[]
  readonly calls: readonly CaseCall[]
}

function casesOf({ account, episodes, calls }: Suspected, input: JudgeInput, around: Around): AccountCase[] {
  const cases: AccountCase[] = []
  let rest = calls
  for (const [i, episode] of episodes.entries()) {
    const until = endOf(episodes, i)
    const own = rest.filter((c) => c.at < until)
    const found = caseOf(account, episode, own, input, around)
    if (!found) continue
    cases.push(found)
    // What an intruder did before is no habit of the owner.
    const taken = new Set(found.flags.map((f) => f.call))
    rest = rest.filter((c) => !taken.has(c))
  }
  return cases
}

/** The attacks on each account that are worth a look, oldest first. */
export type Suspects = ReadonlyMap<number, readonly Suspect[]>

/** Test calls come before the evidence of the next attack. */
const LEAD = 3 * 86_400_000

/** Where an attack's calls end at the latest: before the next one's begin. */
function endOf(episodes: readonly Suspect[], i: number): number {
  const next = episodes[i + 1]
  if (!next) return Number.POSITIVE_INFINITY
  const fresh = [...next.signals.values()].filter((s) => !isWayIn(s.rule)).map((s) => s.since)
  const last = [...(episodes[i] as Suspect).signals.values()].map((s) => s.lastAt)
  return Math.max(Math.min(...fresh) - LEAD, ...last)
}

function caseOf(
  account: number,
  suspect: Suspect,
  calls: readonly CaseCall[],
  input: JudgeInput,
  { claimed, calledBack, rang }: Around,
): AccountCase | null {
  const { context, state, log } = input
  const signals = [...suspect.signals.values()].filter((s) => s.rule !== 'prefix-scan')
  if (signals.length === 0) return null
  const { flagged: outgoing, concurrent } = attribute(
    { ...suspect, signals: new Map(signals.map((s) => [s.rule, s])) },
    calls,
    state.baseline,
    context,
  )
  if (outgoing.length > 0 && outgoing.every((c) => isOwnCaller(c, input))) return null
  const told = kindOfAccount({
    suspect,
    flagged: outgoing,
    concurrent,
    baseline: state.baseline,
    account,
    context,
    state,
  })
  const tries = warDial(outgoing, log, context, rang).filter((c) => !claimed.has(place(c)))
  const kind = tries.length >= 6 ? 'voicemail-or-disa' : told
  const flagged = [...tries, ...outgoing].sort((a, b) => a.at - b.at)
  if (!isCase(suspect, flagged, calledBack)) return null
  const score = scoreOf(suspect, outgoing, input)
  if (score < WORTH_A_LOOK) return null
  return withFirstSignIn(accountCase(account, score, kind, signals, flagged, context), input)
}

/** Nothing left after the second look: its calls belong to an attack on the site, or were the owner's all along. */
function isCase(suspect: Suspect, flagged: readonly CaseCall[], calledBack: number): boolean {
  if (flagged.length > 0) return flagged.length >= 3 * calledBack
  return suspect.signals.has('guessed-password') || suspect.signals.has('guessed-admin-password')
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
  everHeld(state.books.site.get(0), 'through-abroad') &&
  unpackNumber(c.from, names) === names.name(c.account)

export function accountCase(
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
  suspects: Suspects,
  claimed: ReadonlySet<number>,
): Map<number, CaseCall[]> {
  const calls = new Map<number, CaseCall[]>([...suspects.keys()].map((a) => [a, []]))
  if (suspects.size === 0) return calls
  const pumped = new Set(
    [...suspects].filter(([, list]) => list.some((s) => s.signals.has('exchange-pumping'))).map(([a]) => a),
  )
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
