import type { IncidentFacts } from './facts.ts'

const EU = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE EU EEA IS LI NO'.split(
    ' ',
  ),
)

/** Countries as the rules name them: EU with the rest of the EEA, UK for GB. */
const countryOf = (code: string): string => (EU.has(code) ? 'EU' : code === 'GB' ? 'UK' : code)

const stateOf = (country: string, state: string): string =>
  state.includes('-') ? state : `${country}-${state}`

/** Whether a place of a rule (`EU`, `US`, `US-NV`) is among the places where the organisation works; null when it does not say. */
export function operatesIn(place: string, { organisation }: IncidentFacts): boolean | null {
  const { countries, states } = organisation
  if (!place.includes('-')) {
    const own = [...(countries ?? []), ...(states ?? []).flatMap((state) => state.split('-').slice(0, -1))]
    if (own.some((code) => countryOf(code) === place)) return true
    return countries === undefined ? null : false
  }
  const [country = ''] = place.split('-')
  if (countries && !countries.some((code) => countryOf(code) === country)) return false
  if (states === undefined) return null
  return states.some((state) => stateOf(country, state) === place)
}

/** Fewest and most people of a place that may be affected; null when the facts do not say who is. */
export function affectedIn(
  place: string,
  { affected }: IncidentFacts,
): { least: number; most: number } | null {
  if (affected === undefined) return null
  let [least, most] = [0, 0]
  const [country = ''] = place.split('-')
  for (const entry of affected) {
    if (countryOf(entry.country) !== country) continue
    const [low, high] = [entry.people ?? 1, entry.people ?? Number.POSITIVE_INFINITY]
    if (!place.includes('-')) {
      least += low
      most += high
    } else if (entry.state === undefined) most += high
    else if (stateOf(country, entry.state) === place) {
      least += low
      most += high
    }
  }
  return { least, most }
}
