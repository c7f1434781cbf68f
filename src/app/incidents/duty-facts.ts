import type { Found, Standing } from '#core/handling'
import type { Incident } from '#core/incidents'
import { DomainError, moneyText } from '#core/kernel'
import { IncidentFacts } from '#core/obligations'

export interface Assumed {
  readonly fact: string
  readonly because: string
}

interface Known {
  readonly incident: Incident
  readonly standing: Standing
  readonly found: readonly Found[]
  /** Country of the site, ISO 3166-1. */
  readonly country: string
  /** Data that people noted as exposed, when they told anybody of it. */
  readonly exposed: readonly string[]
}

/**
 * What is known of an incident for the duties: what people said goes before what Ringfence knows by itself, and only what it
 * truly knows is put in. Roles, people and when a breach was determined are never assumed.
 */
export function dutyFactsOf({ incident, standing, found, country, exposed }: Known): {
  facts: IncidentFacts
  assumed: readonly Assumed[]
} {
  const said = standing.dutyFacts?.facts ?? {}
  const organisation = (said['organisation'] ?? {}) as Record<string, unknown>
  const assumed: Assumed[] = []
  const assume = (fact: string, because: string): void => {
    assumed.push({ fact, because })
  }
  const facts: Record<string, unknown> = { ...said }
  if (organisation['countries'] === undefined) {
    facts['organisation'] = { ...organisation, countries: [country] }
    assume('countries', 'the country of this site')
  }
  if (said['discoveredAt'] === undefined) {
    const { opened, firstAlertAt } = standing
    facts['discoveredAt'] = new Date(Math.min(opened.at, firstAlertAt ?? opened.at)).toISOString()
    assume('discoveredAt', firstAlertAt === null ? 'when this incident was opened' : 'the first alert')
  }
  const lost = found.toSorted((a, b) => b.likely.micros - a.likely.micros)[0]?.likely ?? incident.exposure
  if (said['loss'] === undefined && lost.micros > 0) {
    facts['loss'] = lost
    assume('loss', `${moneyText(lost)} lost by what was found`)
  }
  if (said['data'] === undefined && exposed.length > 0) {
    facts['data'] = exposed
    assume('data', 'what was noted as exposed in step 3')
  }
  return { facts: parseFacts(facts), assumed }
}

export function parseFacts(given: unknown): IncidentFacts {
  const parsed = IncidentFacts.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new DomainError(
    'duty-facts-invalid',
    `What is known of the incident cannot be used: ${problems.join('; ')}`,
    'Correct what is named.',
  )
}
