import type { Baseline } from './baseline.ts'
import { type CaseCall, isOut } from './cases.ts'
import type { Context } from './context.ts'
import type { Suspect } from './model.ts'

/**
 * The second look at one account: which of its calls are the intruder's and which its owner's, back to the first test
 * call. What the owner did before the evidence begins is the owner's; what is strange and belongs together is not.
 */
export interface Attribution {
  readonly flagged: readonly CaseCall[]
  /** Most calls of the campaign up at once. */
  readonly concurrent: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Test calls come up to two days before the pump; a day's margin for slow intruders. */
const LOOK_BACK = 3 * DAY
/** A pause this long ends a campaign. */
const PAUSE = 5 * DAY
/** A test call is this short. */
const TEST_SECONDS = 60

export function attribute(
  suspect: Suspect,
  calls: readonly CaseCall[],
  baseline: Baseline,
  context: Context,
): Attribution {
  let found = attributeSince(evidenceSince(suspect), suspect, calls, baseline, context)
  for (let again = 0; again < 3; again++) {
    const first = stragglersEnd(found.flagged)
    if (first === null) break
    found = attributeSince(first, suspect, calls, baseline, context)
  }
  // What somebody who knows says is not theirs belongs to it, whatever it looks like.
  const marked = calls.filter((c) => c.marked && !found.flagged.includes(c))
  if (marked.length === 0) return found
  return { ...found, flagged: [...found.flagged, ...marked].sort((a, b) => a.at - b.at) }
}

function attributeSince(
  since: number,
  suspect: Suspect,
  calls: readonly CaseCall[],
  baseline: Baseline,
  context: Context,
): Attribution {
  const owner = ownerHabits(calls, since, baseline, context)
  const isCandidate = candidateTest(suspect, owner, context)
  const after = calls.filter((c) => c.at >= since && isCandidate(c))
  const campaign = summarise(after)
  const young = context.zone.dayOf(since) - baseline.firstDay < 3
  const belongs = (c: CaseCall): boolean =>
    (!owner.cell(c.cell) && (!young || isCampaignLike(c, campaign))) ||
    (campaign.blocks.get(c.block) ?? 0) >= 3 ||
    (campaign.overlap.get(c) ?? 0) >= 2
  const core = keepTogether(withoutVainStart(after.filter(belongs)), since)
  const first = core[0]?.at ?? since
  const cells = countBy(core, (c) => c.cell)
  const blocks = countBy(core, (c) => c.block)
  const earlier = calls.filter(
    (c) =>
      c.at < first &&
      c.at >= first - LOOK_BACK &&
      isCandidate(c) &&
      !owner.cell(c.cell) &&
      ((cells.get(c.cell) ?? 0) >= 2 || blocks.has(c.block) || (c.seconds <= TEST_SECONDS && c.risk > 0)),
  )
  return {
    flagged: [...earlier, ...core],
    concurrent: Math.max(0, ...campaign.overlap.values()) + (after.length > 0 ? 1 : 0),
  }
}

/** The oldest event that any rule about this account's calls counted. */
function evidenceSince(suspect: Suspect): number {
  let since = Number.POSITIVE_INFINITY
  for (const signal of suspect.signals.values())
    if (signal.weight > 0 && !signal.rule.startsWith('guess')) since = Math.min(since, signal.since)
  return since
}

interface Owner {
  number(peer: number): boolean
  cell(cell: number): boolean
}

function ownerHabits(calls: readonly CaseCall[], since: number, baseline: Baseline, context: Context): Owner {
  const numbers = new Map<number, number>()
  const cellDays = new Map<number, Set<number>>()
  for (const c of calls) {
    if (c.at >= since) break
    if (!numbers.has(c.peer)) numbers.set(c.peer, c.at)
    if (!c.answered) continue
    const days = cellDays.get(c.cell) ?? new Set()
    cellDays.set(c.cell, days)
    days.add(context.zone.dayOf(c.at))
  }
  const day = context.zone.dayOf(since)
  return {
    number(peer) {
      const first = numbers.get(peer)
      if (first !== undefined && first < since - LOOK_BACK) return true
      const habit = baseline.siteNumbers.get(peer)
      return habit !== undefined && habit.days >= 2 && habit.firstDay < day - 3
    },
    cell: (cell) => (cellDays.get(cell)?.size ?? 0) >= 2,
  }
}

function candidateTest(suspect: Suspect, owner: Owner, context: Context): (c: CaseCall) => boolean {
  const domestic = suspect.signals.has('exchange-pumping')
  const known = context.known
  return (c) => {
    if (!isOut(c.direction) || c.peer === 0) return false
    if (!c.toll && !(domestic && c.seconds >= 60)) return false
    if (known.length > 0 && known.some((prefix) => String(c.peer).startsWith(prefix))) return false
    return !owner.number(c.peer)
  }
}

interface Campaign {
  readonly cells: Map<number, number>
  readonly blocks: Map<number, number>
  /** How many other candidates were up when a call began or during it. */
  readonly overlap: Map<CaseCall, number>
}

function summarise(calls: readonly CaseCall[]): Campaign {
  const overlap = new Map<CaseCall, number>()
  let active: CaseCall[] = []
  for (const c of calls) {
    active = active.filter((other) => other.end > c.at)
    for (const other of active) overlap.set(other, (overlap.get(other) ?? 0) + 1)
    overlap.set(c, active.length)
    if (active.length < 1000) active.push(c)
  }
  return { cells: countBy(calls, (c) => c.cell), blocks: countBy(calls, (c) => c.block), overlap }
}

/** With no history to compare with, a call must look like the campaign itself. */
function isCampaignLike(c: CaseCall, campaign: Campaign): boolean {
  return (
    c.risk === 2 ||
    (campaign.overlap.get(c) ?? 0) >= 1 ||
    (campaign.blocks.get(c.block) ?? 0) >= 3 ||
    (campaign.cells.get(c.cell) ?? 0) >= 8
  )
}

/** A campaign does not begin with tries in a place where nobody ever answered: somebody of the site called in vain. */
function withoutVainStart(calls: readonly CaseCall[]): readonly CaseCall[] {
  const cells = new Set(calls.filter((c) => c.answered).map((c) => c.cell))
  const first = calls.findIndex((c) => cells.has(c.cell))
  return first > 0 ? calls.slice(first) : calls
}

/** Stragglers after a long pause are the owner's, unless they are many. */
function keepTogether(calls: readonly CaseCall[], since: number): CaseCall[] {
  const groups: CaseCall[][] = []
  let last = Number.NEGATIVE_INFINITY
  for (const c of calls) {
    if (c.at - last > PAUSE) groups.push([])
    groups.at(-1)?.push(c)
    last = Math.max(c.at, Number.isFinite(c.end) ? c.end : c.at)
  }
  return groups.filter((g, i) => (i === 0 && (g[0] as CaseCall).at - since < PAUSE) || g.length >= 8).flat()
}

/**
 * A rule with a long window may begin with a call the owner made days before: one or two conversations, then nothing for
 * a day. Then the evidence begins with the calls after the gap; null when there is no such beginning.
 */
function stragglersEnd(calls: readonly CaseCall[]): number | null {
  const gap = calls.findIndex((c, i) => i > 0 && c.at - (calls[i - 1] as CaseCall).at > 18 * HOUR)
  if (gap < 1 || gap > 2 || calls.length < 8) return null
  const isTest = (c: CaseCall): boolean => c.answered && c.seconds <= TEST_SECONDS
  return calls.slice(0, gap).some(isTest) ? null : (calls[gap] as CaseCall).at
}

function countBy(calls: readonly CaseCall[], key: (c: CaseCall) => number): Map<number, number> {
  const counts = new Map<number, number>()
  for (const c of calls) counts.set(key(c), (counts.get(key(c)) ?? 0) + 1)
  return counts
}
