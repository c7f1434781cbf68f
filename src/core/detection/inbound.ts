import { type CallLog, directionOf, isNameless, unpackNumber } from '#core/calls'
import type { Kind } from '#core/kernel'
import type { Baseline } from './baseline.ts'
import { type CaseCall, eachCase, isIn, isOut } from './cases.ts'
import type { Context } from './context.ts'
import type { Signal, Suspect } from './model.ts'
import { tailOf } from './tail.ts'

/** An attack on the site rather than through one account: its calls and how sure we are. */
export interface SiteCase {
  readonly kind: Kind
  /** 0-1; not given: certain by what it is. */
  readonly score?: number
  readonly signals: readonly Signal[]
  readonly calls: readonly CaseCall[]
  /** Accounts that took part, as victims. */
  readonly accounts: readonly number[]
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Span {
  readonly from: number
  readonly to: number
}

const spanOf = (signal: Signal, margin: number): Span => ({
  from: signal.since - margin,
  to: signal.lastAt + margin,
})

/** Wangiri: the short rings of the wave, and whoever called such a number back within a day. */
export function wangiri(suspect: Suspect, log: CallLog, context: Context): SiteCase | null {
  const signal = suspect.signals.get('short-rings-from-abroad')
  if (!signal) return null
  const span = spanOf(signal, 3 * HOUR)
  const pings: CaseCall[] = []
  const outs: CaseCall[] = []
  let shortRings = 0
  eachCase(
    log,
    context,
    (b, i) => (b.startedAt[i] as number) >= span.from && (b.startedAt[i] as number) <= span.to + DAY,
    (c) => {
      const isPing = isIn(c.direction) && c.at <= span.to && c.seconds <= 1 && c.ring <= 4
      if (isPing) shortRings++
      if (!c.toll || c.peer === 0) return
      if (isPing) pings.push(c)
      else if (isOut(c.direction)) outs.push(c)
    },
  )
  const cells = count(pings, (c) => c.cell)
  const wave = pings.filter((c) => (cells.get(c.cell) ?? 0) >= 15)
  const rang = new Map<number, number>()
  for (const c of wave) if (!rang.has(c.peer)) rang.set(c.peer, c.at)
  const backs = outs.filter((c) => {
    const at = rang.get(c.peer)
    return at !== undefined && c.at > at && c.at - at <= DAY
  })
  // A flood from random numbers has foreign ones among them; a wave has little else.
  if (wave.length === 0 || wave.length < shortRings / 2) return null
  const calls = [...wave, ...backs].sort((a, b) => a.at - b.at)
  return {
    kind: 'wangiri',
    signals: pick(suspect, 'wangiri'),
    calls,
    accounts: [...new Set(backs.map((c) => c.account))],
  }
}

/** Call-backs alone, where the records leave out what nobody answered: several people in one block of dear numbers. */
export function calledBack(
  suspect: Suspect,
  log: CallLog,
  baseline: Baseline,
  context: Context,
): SiteCase | null {
  const signal = suspect.signals.get('one-block-by-many')
  if (!signal) return null
  const span = spanOf(signal, 6 * HOUR)
  const day = context.zone.dayOf(span.from)
  const calls: CaseCall[] = []
  eachCase(
    log,
    context,
    (b, i) => (b.startedAt[i] as number) >= span.from && (b.startedAt[i] as number) <= span.to,
    (c) => {
      const habit = baseline.siteNumbers.get(c.peer)
      const isUsual = habit !== undefined && habit.days >= 2 && habit.firstDay < day - 3
      if (isOut(c.direction) && c.toll && c.risk === 2 && !isUsual) calls.push(c)
    },
  )
  const blocks = new Map<number, CaseCall[]>()
  for (const c of calls) blocks.set(c.block, [...(blocks.get(c.block) ?? []), c])
  const by = (least: number): CaseCall[][] =>
    [...blocks.values()].filter((list) => new Set(list.map((c) => c.account)).size >= least)
  const cells = new Set(
    by(3)
      .filter(isSideBySide)
      .flatMap((list) => list.map((c) => c.cell)),
  )
  const several = new Set(by(2).flat())
  const flagged = cells.size === 0 ? [] : calls.filter((c) => cells.has(c.cell) || several.has(c))
  const accounts = [...new Set(flagged.map((c) => c.account))]
  return flagged.length < 4
    ? null
    : { kind: 'wangiri', score: suspect.score, signals: [signal], calls: flagged, accounts }
}

/** Numbers that were rented together crowd into a few hundreds; those of scattered people do not. */
function isSideBySide(calls: readonly CaseCall[]): boolean {
  const numbers = new Set(calls.map((c) => c.peer)).size
  const hundreds = new Set(calls.map((c) => Math.floor(c.peer / 100))).size
  return hundreds <= 12 && hundreds <= Math.max(1, numbers * (numbers >= 9 ? 0.67 : 0.5))
}

/**
 * Who rang in at all, by the number shown: most accounts under suspicion were not reached that way, and need no look
 * through the whole log. Whoever hides the number is not one caller.
 */
export function callersIn(log: CallLog, { names }: Context): ReadonlySet<number> {
  const callers = new Set<number>()
  for (let b = 0; b < log.batches; b++) {
    const batch = log.batch(b)
    for (let i = 0; i < batch.length; i++) {
      const from = batch.from[i] as number
      if (from !== 0 && isIn(directionOf(batch, i))) callers.add(from)
    }
  }
  for (const from of callers) if (isNameless(unpackNumber(from, names))) callers.delete(from)
  return callers
}

/** War-dialling and PIN tries before and between the calls dialled through: short calls in the night from the same callers. */
export function warDial(
  through: readonly CaseCall[],
  log: CallLog,
  context: Context,
  rang: ReadonlySet<number>,
): CaseCall[] {
  const first = through[0]
  const callers = new Set(through.map((c) => c.from).filter((from) => rang.has(from)))
  if (!first || callers.size === 0) return []
  const until = through.reduce((end, c) => Math.max(end, c.at), 0)
  const calls: CaseCall[] = []
  eachCase(
    log,
    context,
    (b, i) => (b.startedAt[i] as number) >= first.at - 3 * DAY && (b.startedAt[i] as number) <= until,
    (c) => {
      if (isIn(c.direction) && rang.has(c.from) && c.answered && c.seconds <= 120) calls.push(c)
    },
  )
  // Records that do not say how a call was dialled out still show the same caller ringing in before.
  if (calls.filter((c) => callers.has(c.from)).length < 3) return []
  const tries = count(
    calls.filter((c) => c.seconds <= 60 && !context.isOpen(c.at)),
    (c) => c.from,
  )
  return calls.filter((c) => callers.has(c.from) || (tries.get(c.from) ?? 0) >= 6)
}

/** Toll-free pumping: calls to the toll-free number from blocks of neighbouring callers. */
export function tollFreePumping(suspect: Suspect, log: CallLog, context: Context): SiteCase | null {
  const signal = suspect.signals.get('toll-free-pumping')
  if (!signal) return null
  const span = spanOf(signal, 6 * HOUR)
  const calls: CaseCall[] = []
  eachCase(
    log,
    context,
    (b, i) => (b.startedAt[i] as number) >= span.from && (b.startedAt[i] as number) <= span.to,
    (c) => {
      if (isIn(c.direction) && c.tollFreeCalled) calls.push(c)
    },
  )
  const blocks = count(calls, (c) => c.block)
  const flagged = calls.filter((c) => (blocks.get(c.block) ?? 0) >= 5)
  return flagged.length < 10
    ? null
    : { kind: 'toll-free-pumping', signals: pick(suspect, 'toll-free-pumping'), calls: flagged, accounts: [] }
}

/** The calls of a prefix scan: one number behind five or more prefixes within five minutes. */
export function prefixScan(signals: readonly Signal[], log: CallLog, context: Context): SiteCase | null {
  if (signals.length === 0) return null
  const from = Math.min(...signals.map((s) => s.since)) - 5 * 60_000
  const to = Math.max(...signals.map((s) => s.lastAt)) + 5 * 60_000
  const byTail = new Map<number, CaseCall[]>()
  eachCase(
    log,
    context,
    (b, i) => (b.startedAt[i] as number) >= from && (b.startedAt[i] as number) <= to,
    (c) => {
      const tail = tailOf(c.dialled, context.names)
      if (tail === 0) return
      const list = byTail.get(tail) ?? []
      byTail.set(tail, list)
      list.push(c)
    },
  )
  const calls: CaseCall[] = []
  for (const list of byTail.values()) {
    const forms = new Set(list.map((c) => c.dialled))
    if (forms.size >= 5) calls.push(...list)
  }
  calls.sort((a, b) => a.at - b.at)
  const accounts = new Set(calls.filter((c) => isOut(c.direction)).map((c) => c.account))
  return calls.length === 0 ? null : { kind: 'prefix-scan', signals, calls, accounts: [...accounts] }
}

const pick = (suspect: Suspect, kind: Kind): Signal[] =>
  [...suspect.signals.values()].filter((s) =>
    kind === 'wangiri'
      ? s.rule === 'short-rings-from-abroad' || s.rule === 'callback-abroad'
      : s.rule === kind,
  )

function count(calls: readonly CaseCall[], key: (c: CaseCall) => number): Map<number, number> {
  const counts = new Map<number, number>()
  for (const c of calls) counts.set(key(c), (counts.get(key(c)) ?? 0) + 1)
  return counts
}
