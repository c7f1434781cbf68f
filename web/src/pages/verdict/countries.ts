import type { MoneyJson, Verdict } from '#contract'

export interface CountrySum {
  readonly country: string
  readonly risk: 'low' | 'medium' | 'high'
  readonly calls: number
  readonly exposure: MoneyJson
  /** What its size is drawn by: money, or calls where nothing has a price. */
  readonly weight: number
}

const rank = { low: 0, medium: 1, high: 2 }

/** Destinations added up by country. */
export function byCountry(destinations: Verdict['destinations']): readonly CountrySum[] {
  const priced = destinations.some(({ exposure }) => exposure.micros > 0)
  const sums = new Map<string, CountrySum>()
  for (const { country, risk, calls, exposure } of destinations) {
    const before = sums.get(country)
    const all = {
      country,
      risk: before && rank[before.risk] > rank[risk] ? before.risk : risk,
      calls: calls + (before?.calls ?? 0),
      exposure: { ...exposure, micros: exposure.micros + (before?.exposure.micros ?? 0) },
    }
    sums.set(country, { ...all, weight: priced ? all.exposure.micros : all.calls })
  }
  // The largest first: small ones are drawn on top of it and can be reached.
  return [...sums.values()].sort((a, b) => b.weight - a.weight)
}
