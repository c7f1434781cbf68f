import { directions, entries, isNameless } from '#core/calls'
import type { Kind } from '#core/kernel'
import type { Baseline } from './baseline.ts'
import type { CaseCall } from './cases.ts'
import type { Context } from './context.ts'
import type { EngineState } from './engine.ts'
import { everHeld } from './evidence.ts'
import type { Suspect } from './model.ts'
import { isSelling } from './selling.ts'

const FORWARD = entries.indexOf('forward')
const VOICEMAIL = entries.indexOf('voicemail')
const DISA = entries.indexOf('disa')
const THROUGH = directions.indexOf('through')
const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Facts {
  readonly suspect: Suspect
  readonly flagged: readonly CaseCall[]
  readonly concurrent: number
  readonly baseline: Baseline
  readonly account: number
  readonly context: Context
  readonly state: EngineState
}

/** The name of what was done with an account, from the way in to the way it was paid; first match wins. */
export function kindOfAccount(facts: Facts): Kind {
  const { suspect, flagged } = facts
  const has = (rule: string): boolean => suspect.signals.has(rule)
  const share = (test: (c: CaseCall) => boolean): number =>
    flagged.filter(test).length / Math.max(1, flagged.length)
  if (has('guessed-admin-password')) return 'admin-compromise'
  if (has('guessed-password') || has('break-in-then-abroad')) return 'brute-force'
  if (has('prefix-scan')) return 'prefix-scan'
  if (share((c) => c.entry === VOICEMAIL || c.entry === DISA) > 0.5) return 'voicemail-or-disa'
  // Callers of a reseller show numbers of their own, which looks like forwarding; a forward holds few numbers.
  if (isSelling(flagged)) return 'call-selling'
  if (share((c) => c.entry === FORWARD || c.direction === THROUGH) > 0.5) return 'call-forward'
  const newcomer = kindOfNewcomer(facts)
  if (newcomer) return newcomer
  if (share((c) => isDialledAtHome(c, facts.context)) > 0.5) return 'domestic-pumping'
  return isSlow(facts) ? 'low-and-slow' : 'irsf'
}

/** Dialled like a neighbour's number: within the country, or dear and under its calling code (the Caribbean from the States). */
const isDialledAtHome = (c: CaseCall, { callingCode }: Context): boolean =>
  !c.international || (c.special && callingCode !== '' && String(c.peer).startsWith(callingCode))

/** Not an account but whoever came without one, or an outside caller. */
const isNobody = (name: string): boolean => isNameless(name) || /^(?:\+?\d{7,})?$/.test(name)

/**
 * An account nobody knew a week ago: made by an intruder who was seen to sign in as administrator, or opened by a
 * fraudster who ramps up. Many calls at once are neither: an old telephone that never called may have lost its password.
 */
function kindOfNewcomer({ baseline, account, flagged, context, concurrent, state }: Facts): Kind | null {
  const own = baseline.accounts.get(account)
  const first = flagged[0]
  if (!own || !first || isNobody(context.names.name(account))) return null
  const day = context.zone.dayOf(first.at)
  if (own.firstDay <= baseline.firstDay + 6 || day - own.firstDay >= 7) return null
  const guessed = [...state.books.account.values()].some((s) => everHeld(s, 'guessed-admin-password'))
  const admin = guessed || everHeld(state.books.site.get(0), 'admin-from-outside')
  if (admin) return 'admin-compromise'
  return isRamp(flagged) || concurrent < 5 ? 'subscription' : null
}

/** Calls that double from hour to hour: before the first busy hour come three that grow towards it. */
function isRamp(flagged: readonly CaseCall[]): boolean {
  const hours = new Map<number, number>()
  for (const c of flagged) hours.set(Math.floor(c.at / HOUR), (hours.get(Math.floor(c.at / HOUR)) ?? 0) + 1)
  const peak = Math.max(...hours.values())
  const busy = [...hours].find(([, n]) => n >= peak * 0.5)?.[0] ?? 0
  const steps = [0, 1, 2, 3].map((back) => hours.get(busy - back) ?? 0)
  return steps.every((n, i) => n >= 1 && (i === 0 || n <= (steps[i - 1] as number) * 0.9))
}

function isSlow({ flagged, concurrent }: Facts): boolean {
  const first = flagged[0]
  const last = flagged.at(-1)
  if (!first || !last) return false
  const days = (last.at - first.at) / DAY
  return concurrent <= 4 && days >= 3 && flagged.length / Math.max(1, days) <= 40
}
