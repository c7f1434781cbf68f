import { type Names, unpackNumber } from '#core/calls'
import type { Context } from './context.ts'
import type { AccountCase } from './judgement.ts'

const LEAST_PEOPLE = 3
const LEAST_DAYS = 14
const LEAST_SHARE = 0.5
/** An extension; a longer number may be any that a caller was made to show. */
const TELEPHONE = /^\d{2,6}$/
const BY_SIGN_IN = /^(?:guess|break-in)|admin/

/**
 * Without the cases of a team that calls strangers all over the world: it does so from the first day of the records to
 * the last, several people alike, and not mostly where fraud pays; an intruder arrives. The records must be two weeks
 * long to show it.
 */
export function withoutTeams(
  cases: readonly AccountCase[],
  firstDay: number,
  now: number,
  context: Context,
): readonly AccountCase[] {
  const lastDay = context.zone.dayOf(now)
  if (lastDay - firstDay < LEAST_DAYS) return cases
  const alike = new Set(cases.filter((c) => isAsEver(c, firstDay, lastDay, context)))
  return peopleOf([...alike], context.names) < LEAST_PEOPLE ? cases : cases.filter((c) => !alike.has(c))
}

/** A department calls by one account code, each of its people by a telephone. */
function peopleOf(cases: readonly AccountCase[], names: Names): number {
  const people = cases.flatMap(({ account, flags }) =>
    flags.map(({ call }) => {
      const shown = unpackNumber(call.from, names)
      return TELEPHONE.test(shown) ? shown : names.name(account)
    }),
  )
  return new Set(people).size
}

function isAsEver(
  { flags, signals }: AccountCase,
  firstDay: number,
  lastDay: number,
  context: Context,
): boolean {
  if (signals.some((s) => BY_SIGN_IN.test(s.rule)) || flags.some((f) => f.call.marked)) return false
  const dayOf = (f: AccountCase['flags'][number]): number => context.zone.dayOf(f.call.at)
  const days = new Set(flags.map(dayOf))
  const early = flags.filter((f) => dayOf(f) <= (firstDay + lastDay) / 2).length
  const risky = flags.filter((f) => f.call.risk === 2).length
  return (
    Math.min(...days) <= firstDay + 2 &&
    days.size >= (lastDay - firstDay + 1) * LEAST_SHARE &&
    early >= flags.length / 3 &&
    early <= (flags.length * 2) / 3 &&
    risky <= flags.length / 2
  )
}
