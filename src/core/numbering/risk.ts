import type { Destination, NumberingData, NumberType, Risk, RiskClass, RiskRange } from './model.ts'

const weight: Record<Risk, number> = { low: 0, medium: 1, high: 2 }

/**
 * Judges a country and number type, and the hand-written range the number lies in, if any. Precedence: a free number keeps
 * its country's judgement; a range; the kind of number; a NANP look-alike; the country. The risk is the highest that applies.
 */
export function createRiskJudge(
  risk: NumberingData['risk'],
): (country: string, type: NumberType, range?: RiskRange) => Destination {
  const levels = new Map<string, Risk>()
  for (const level of ['medium', 'high'] as const) {
    for (const country of risk.countries[level]) levels.set(country, level)
  }
  const lookAlikes = new Map<string, Risk>()
  for (const level of ['low', 'medium', 'high'] as const) {
    for (const country of risk.nanpLookAlikes[level]) lookAlikes.set(country, level)
  }

  function ofCountry(country: string): { class: RiskClass; risk: Risk } {
    const lookAlike = lookAlikes.get(country)
    if (lookAlike !== undefined) return { class: 'nanp-look-alike', risk: lookAlike }
    const level = levels.get(country)
    return level === undefined
      ? { class: 'ordinary', risk: 'low' }
      : { class: 'high-risk-country', risk: level }
  }

  return (country, planType, range) => {
    const place = ofCountry(country)
    const inRange = planType === 'toll-free' ? undefined : range
    const type = inRange?.type ?? planType
    const kind = risk.types[type]
    const level = [place.risk, kind?.risk ?? 'low', inRange?.risk ?? 'low'].reduce((a, b) =>
      weight[b] > weight[a] ? b : a,
    )
    const riskClass =
      inRange !== undefined && inRange.class !== 'high-risk-range'
        ? inRange.class
        : (kind?.class ?? inRange?.class ?? place.class)
    return Object.freeze({ country, type, riskClass, risk: level })
  }
}
