import { addBusinessDays, addMonths, type Calendar } from './business-days.ts'
import type { IncidentFacts } from './facts.ts'
import type { Deadline } from './model.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** Acts that a fact may stand for. It is said which fact that was; another act is never put in its place. */
const standsFor: Readonly<Record<'discoveredAt' | 'determinedAt', readonly string[]>> = {
  discoveredAt: [
    'discovery',
    'awareness',
    'detection',
    'identification',
    'suspicion',
    'incident',
    'declaration',
    'reasonable_grounds_to_suspect',
  ],
  determinedAt: [
    'determination',
    'confirmation',
    'reasonable_determination_of_breach',
    'reasonable_determination_of_cpni_breach',
    'reasonable_belief',
    'reasonable_grounds_to_believe',
  ],
}

/** When an obligation is due, and by which act. Times are UTC milliseconds. */
export interface Due {
  readonly at: number | null
  /** The act the rule counts from. */
  readonly from: string
  /** The key of the facts file that gave it, null when none does. */
  readonly via: string | null
}

/** When a deadline ends; `at` is null when its start is not known, or when it means "without delay". */
export function dueOf(deadline: Deadline, facts: IncidentFacts, calendar: Calendar): Due {
  const start = startOf(deadline.from, facts, calendar)
  const { from } = deadline
  if (start === null) return { at: null, from, via: null }
  return { at: after(deadline, start.at, calendar), from, via: start.via }
}

/** When an act happened that clocks count from, by what the facts say; null when they do not. */
export function startOf(
  act: string,
  facts: IncidentFacts,
  calendar: Calendar,
): { at: number; via: string } | null {
  const own = facts.clocks[act]
  if (own !== undefined) return { at: Date.parse(own), via: `clocks.${act}` }
  for (const key of ['discoveredAt', 'determinedAt'] as const) {
    const written = facts[key]
    if (written === undefined) continue
    const at = Date.parse(written)
    if (standsFor[key].includes(act)) return { at, via: key }
    if (key === 'discoveredAt' && act === 'calendar_year_end')
      return { at: Date.UTC(yearOf(at, calendar), 11, 31, 23, 59, 59), via: key }
    if (key === 'discoveredAt' && act === 'calendar_date_1_march')
      return { at: Date.UTC(yearOf(at, calendar) + 1, 2, 1, 23, 59, 59), via: key }
  }
  return null
}

const yearOf = (at: number, { zone }: Calendar): number => new Date(at + zone.offsetAt(at)).getUTCFullYear()

function after(deadline: Deadline, start: number, calendar: Calendar): number | null {
  const { minutes, hours, days, businessDays, months } = deadline
  if (minutes !== undefined) return start + minutes * 60_000
  if (hours !== undefined) return start + hours * HOUR
  if (days !== undefined) return start + days * DAY
  if (businessDays !== undefined) return addBusinessDays(start, businessDays, calendar)
  if (months !== undefined) return addMonths(start, months)
  // A fixed date is the deadline itself.
  return deadline.from === 'calendar_date_1_march' ? start : null
}
