import type { IncidentFacts } from './facts.ts'
import type { Condition } from './model.ts'
import { affectedIn, operatesIn } from './places.ts'

/** True, false or open; why, when false; and what would settle it, when open. */
export interface Weighed {
  readonly holds: boolean | null
  readonly reason: string
  /** Ids of questions, the first first. */
  readonly asks: readonly string[]
}

const yes: Weighed = { holds: true, reason: '', asks: [] }
const no = (reason: string): Weighed => ({ holds: false, reason, asks: [] })
const open = (...asks: string[]): Weighed => ({ holds: null, reason: '', asks })
const settled = (holds: boolean | null | undefined, ask: string, reason: string): Weighed =>
  holds === undefined || holds === null ? open(ask) : holds ? yes : no(reason)

/** Weighs a condition on the facts. Nothing unknown is guessed. */
export function weigh(condition: Condition, facts: IncidentFacts): Weighed {
  if ('all' in condition) return allOf(condition.all.map((each) => weigh(each, facts)))
  if ('any' in condition) return anyOf(condition.any.map((each) => weigh(each, facts)))
  if ('not' in condition) return opposite(weigh(condition.not, facts))
  return (
    weighOrganisation(condition, facts) ?? weighExposure(condition, facts) ?? weighEvent(condition, facts)
  )
}

function allOf(parts: readonly Weighed[]): Weighed {
  const failed = parts.find((part) => part.holds === false)
  if (failed) return failed
  const asks = parts.flatMap((part) => part.asks)
  return asks.length === 0 ? yes : open(...new Set(asks))
}

function anyOf(parts: readonly Weighed[]): Weighed {
  if (parts.some((part) => part.holds === true)) return yes
  const asks = parts.flatMap((part) => part.asks)
  if (asks.length > 0) return open(...new Set(asks))
  return parts[0] ?? yes
}

function opposite(part: Weighed): Weighed {
  if (part.holds === null) return part
  return part.holds ? no('another rule takes its place, or an exception is claimed') : yes
}

function weighOrganisation(condition: Condition, facts: IncidentFacts): Weighed | null {
  const { organisation } = facts
  if ('role' in condition) {
    const has = organisation.roles?.some((role) => condition.role.includes(role))
    return settled(has, 'roles', `the organisation is no ${condition.role.join(' or ')}`)
  }
  if ('onlyRole' in condition) {
    const has = organisation.roles?.every((role) => role === condition.onlyRole)
    return settled(has, 'roles', `the organisation is more than a ${condition.onlyRole}`)
  }
  if ('sector' in condition) {
    const has = organisation.sectors?.some((sector) => condition.sector.includes(sector))
    return settled(has, 'sectors', `the organisation is not in ${condition.sector.join(' or ')}`)
  }
  if ('publicCompany' in condition)
    return settled(organisation.publicCompany, 'publicCompany', 'the organisation is not listed in the US')
  if (!('operatesIn' in condition)) return null
  const places = condition.operatesIn.map((place) =>
    settled(
      operatesIn(place, facts),
      place.includes('-') ? 'states' : 'countries',
      `the organisation does not work in ${place}`,
    ),
  )
  return anyOf(places)
}

function weighExposure(condition: Condition, facts: IncidentFacts): Weighed | null {
  if ('affected' in condition) return weighPeople(condition, facts)
  if ('anyState' in condition) {
    if (facts.affected === undefined) return open('affected')
    const states = new Set(
      facts.affected.map(({ country, state }) => `${country}-${state?.split('-').at(-1) ?? ''}`),
    )
    const counts = [...states].map((state) => affectedIn(state, facts)?.most ?? 0)
    return settled(
      Math.max(0, ...counts) >= condition.anyState,
      'affected',
      `no state has ${condition.anyState} people affected`,
    )
  }
  if ('data' in condition) {
    const data = facts.data ?? (facts.tollFraudOnly ? [] : undefined)
    const has = data?.some((kind) => condition.data.includes(kind))
    const none =
      data?.length === 0 ? 'no data were exposed' : `no ${condition.data.join(', ')} among the data exposed`
    return settled(has, 'data', none)
  }
  if ('encrypted' in condition)
    return settled(
      facts.encrypted === undefined ? undefined : !facts.encrypted,
      'encrypted',
      'the data were encrypted and the key was not taken',
    )
  return null
}

function weighPeople(
  {
    affected: place,
    atLeast = 1,
    atMost,
  }: { affected: string; atLeast?: number | undefined; atMost?: number | undefined },
  facts: IncidentFacts,
): Weighed {
  const people = affectedIn(place, facts)
  if (people === null) return open('affected')
  const { least, most } = people
  if (most < atLeast)
    return no(
      atLeast === 1
        ? `nobody in ${place} is affected`
        : `fewer than ${atLeast} people in ${place} are affected`,
    )
  if (atMost !== undefined && least > atMost) return no(`more than ${atMost} people in ${place} are affected`)
  return least >= atLeast && (atMost === undefined || most <= atMost) ? yes : open('affected')
}

function weighEvent(condition: Condition, facts: IncidentFacts): Weighed {
  if ('intentional' in condition)
    return settled(facts.intentional, 'intentional', 'it was not done on purpose')
  if ('emergencyCallsAffected' in condition)
    return settled(
      facts.emergencyCallsAffected,
      'emergencyCallsAffected',
      'emergency calls were not affected',
    )
  if ('tollFraud' in condition) {
    if (facts.tollFraudOnly) return yes
    return settled(hasLoss(facts), 'tollFraudOnly', 'no calls were placed at the expense of the organisation')
  }
  if ('loss' in condition) return settled(hasLoss(facts), 'loss', 'no money was lost')
  if ('outage' in condition) return weighOutage(condition, facts)
  if ('ask' in condition)
    return settled(facts.answers[condition.ask], condition.ask, `answered no: ${condition.ask}`)
  // An exception holds only for whoever claims it.
  if ('claimed' in condition) return facts.answers[condition.claimed] ? yes : no('')
  return yes
}

function weighOutage(
  { outage, userMinutes = 0 }: { outage: number; userMinutes?: number | undefined },
  facts: IncidentFacts,
): Weighed {
  const was = facts.outage
  if (was === undefined) return open('outage')
  if (was.minutes < outage) return no(`telephony was down for less than ${outage} minutes`)
  if (userMinutes === 0) return yes
  return settled(
    was.userMinutes === undefined ? undefined : was.userMinutes >= userMinutes,
    'outage',
    `fewer than ${userMinutes} user-minutes were lost`,
  )
}

function hasLoss({ loss }: IncidentFacts): boolean | undefined {
  if (loss === undefined || typeof loss === 'boolean') return loss
  if (typeof loss === 'object') return loss.micros > 0
  return typeof loss === 'number' ? loss > 0 : /[1-9]/.test(loss)
}
