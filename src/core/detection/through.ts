import { type CallLog, directions, entries } from '#core/calls'
import type { Baseline } from './baseline.ts'
import { type CaseCall, eachCase } from './cases.ts'
import type { Context } from './context.ts'
import { callersIn, type SiteCase, warDial } from './inbound.ts'
import type { Suspect } from './model.ts'
import { isSelling } from './selling.ts'

const THROUGH = directions.indexOf('through')
const VOICEMAIL = entries.indexOf('voicemail')
const DISA = entries.indexOf('disa')
const DAY = 86_400_000
/** More tries than a caller needs who knows the PIN. */
const TRIES = 6

/**
 * Outside callers connected abroad, where the records do not tell who or what connected them: all such calls to numbers
 * that are not usual here, and the attempts before. `isTaken`: calls that an account answers for.
 */
export function passedThrough(
  suspect: Suspect,
  log: CallLog,
  baseline: Baseline,
  context: Context,
  isTaken: (call: CaseCall) => boolean,
): SiteCase | null {
  const signal = suspect.signals.get('through-abroad')
  if (!signal) return null
  const from = signal.since - 2 * DAY
  const to = signal.lastAt + DAY
  const day = context.zone.dayOf(signal.since)
  const isUsual = (peer: number): boolean => {
    const habit = baseline.siteNumbers.get(peer)
    return habit !== undefined && habit.days >= 2 && habit.firstDay < day - 3
  }
  const calls: CaseCall[] = []
  eachCase(
    log,
    context,
    (b, i) => (b.startedAt[i] as number) >= from && (b.startedAt[i] as number) <= to,
    (c) => {
      if (c.direction === THROUGH && c.toll && c.peer !== 0 && !isUsual(c.peer) && !isTaken(c)) calls.push(c)
    },
  )
  if (calls.length < 3) return null
  const tries = warDial(calls, log, context, callersIn(log, context))
  const dialled = calls.filter((c) => c.entry === VOICEMAIL || c.entry === DISA).length
  const isDialled = dialled * 2 > calls.length || tries.length >= TRIES
  return {
    kind: isDialled ? 'voicemail-or-disa' : isSelling(calls) ? 'call-selling' : 'call-forward',
    score: suspect.score,
    signals: [signal],
    calls: [...(isDialled ? tries : []), ...calls].sort((a, b) => a.at - b.at),
    accounts: [...new Set(calls.map((c) => c.account))],
  }
}
