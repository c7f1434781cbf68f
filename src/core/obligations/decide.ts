import { addBusinessDays, type Calendar, dateOf } from './business-days.ts'
import { dueOf, startOf } from './clock.ts'
import type { Decided } from './decided.ts'
import type { IncidentFacts } from './facts.ts'
import type { Obligation } from './model.ts'
import { inOrder } from './order.ts'
import { type Weighed, weigh } from './weigh.ts'

export interface Decision {
  /** In the order to tell. */
  readonly due: readonly Decided[]
  readonly mayBeDue: readonly Decided[]
  readonly notDue: readonly Decided[]
  /** Open questions, the role first, then by how many obligations each would settle. */
  readonly questions: readonly { readonly id: string; readonly settles: number }[]
  readonly holds: readonly { readonly by: Obligation; readonly until: number | null }[]
}

export interface DecideInput {
  readonly rules: readonly Obligation[]
  readonly facts: IncidentFacts
  /** The calendar of a jurisdiction. */
  readonly calendarOf: (jurisdiction: string) => Calendar
}

/** What must be told to whom by when, may have to be, and need not; each with its question or reason. */
export function decide({ rules, facts, calendarOf }: DecideInput): Decision {
  const due: Decided[] = []
  const mayBeDue: Decided[] = []
  const notDue: Decided[] = []
  for (const rule of rules) {
    const calendar = calendarOf(rule.jurisdiction)
    const clock = dueOf(rule.deadline, facts, calendar)
    const date = clock.at === null ? null : dateOf(clock.at, calendar.zone)
    const weighed = weighRule(rule, facts)
    const decided = { rule, due: clock, date, reason: weighed.reason, asks: weighed.asks, after: [] }
    if (weighed.holds === true) due.push(decided)
    else if (weighed.holds === null) mayBeDue.push(decided)
    else notDue.push(decided)
  }
  const holds = holdsOf(due, facts, calendarOf)
  return {
    due: inOrder(due.map((each) => held(each, holds, facts))),
    mayBeDue: mayBeDue.map((each) => held(each, holds, facts)),
    notDue,
    questions: ranked(mayBeDue),
    holds,
  }
}

const NOT_YET: Record<NonNullable<Obligation['status']>, string> = {
  'pending-not-in-force': 'not in force: adopted, but its date of effect has not been set',
  proposed: 'not in force: proposed only',
  'enacted-not-commenced': 'not in force: enacted, but not commenced',
}

function weighRule(rule: Obligation, facts: IncidentFacts): Weighed {
  if (rule.status && !facts.inForce.includes(rule.id))
    return { holds: false, reason: `${NOT_YET[rule.status]}, as of ${rule.asOf}`, asks: [] }
  const weighed = weigh(rule.when, facts)
  if (weighed.holds !== true || rule.force !== 'voluntary') return weighed
  // Nobody is obliged to: it is offered, and due only once somebody decided to.
  const wanted = facts.answers[rule.id]
  if (wanted === false) return { holds: false, reason: 'voluntary, and decided against', asks: [] }
  return wanted ? weighed : { holds: null, reason: '', asks: [rule.id] }
}

/** Law enforcement may forbid to tell others for a time. */
function holdsOf(
  due: readonly Decided[],
  facts: IncidentFacts,
  calendarOf: DecideInput['calendarOf'],
): Decision['holds'] {
  return due.flatMap(({ rule }) => {
    if (!rule.hold) return []
    const calendar = calendarOf(rule.jurisdiction)
    const start = startOf(rule.hold.from, facts, calendar)
    // Full business days: the day after the last of them is the first free one.
    const until = start === null ? null : addBusinessDays(start.at, rule.hold.businessDays + 1, calendar)
    return [{ by: rule, until }]
  })
}

const public_ = new Set<Obligation['category']>(['individual', 'media', 'consumer-reporting-agency'])

function held(decided: Decided, holds: Decision['holds'], facts: IncidentFacts): Decided {
  const { rule } = decided
  if (!public_.has(rule.category)) return decided
  const after = holds.map(({ by }) => by.id)
  const untils = holds.map(({ until }) => until)
  const delay = facts.lawEnforcementDelay
  if (delay) untils.push(delay.until === undefined ? null : Date.parse(delay.until))
  if (untils.length === 0) return decided
  const notBefore = untils.includes(null) ? null : Math.max(...untils.map((until) => until ?? 0))
  return { ...decided, after, notBefore }
}

function ranked(mayBeDue: readonly Decided[]): Decision['questions'] {
  const settles = new Map<string, number>()
  // A voluntary report is no open question: it is an offer.
  for (const { asks, rule } of mayBeDue)
    for (const id of asks) if (id !== rule.id) settles.set(id, (settles.get(id) ?? 0) + 1)
  return [...settles]
    .map(([id, count]) => ({ id, settles: count }))
    .sort((a, b) => Number(b.id === 'roles') - Number(a.id === 'roles') || b.settles - a.settles)
}
