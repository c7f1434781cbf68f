import type { Destination, Numbering } from '#core/numbering'
import { parseExact, zero } from './decimal.ts'
import type { Exact, Rate, Rater } from './model.ts'
import { createPricing } from './pricing.ts'
import type { Band, Tariff } from './tariff.ts'

/** The built-in estimate as a rater. Every number has a price, so that exposure is never empty. */
export interface Estimate extends Rater {
  /** Index of what a call to the site's own toll-free number costs the site. */
  readonly tollFreeInbound: number
}

/**
 * Prices by country, number type and risk class instead of by prefix. Amounts are in the site's currency where the
 * tariff knows a conversion, in the tariff's otherwise; numbers of the site's country are domestic.
 */
export function createEstimate(
  tariff: Tariff,
  numbering: Pick<Numbering, 'lookupNumber' | 'destination'>,
  site: { country: string; currency?: string | undefined },
): Estimate {
  const factor = site.currency === tariff.currency ? '1' : tariff.perUnit[site.currency ?? '']
  const currency = factor === undefined ? tariff.currency : (site.currency ?? tariff.currency)
  const bands = [...bandsOf(tariff)]
  const indexOf = new Map(bands.map(({ band }, index) => [band, index]))
  const rates = ([0, 1, 2] as const).map((level) =>
    bands.map(({ name, band }) => estimatedRate(name, scaled(band[level], factor ?? '1'), currency)),
  )
  const [low, likely, high] = rates.map(createPricing)
  if (!low || !likely || !high) throw new RangeError('a tariff has three levels')
  // Filled as destinations are met: the numbering table does not say how long it is.
  const indexOfRow: number[] = []
  return {
    currency,
    estimated: true,
    tollFreeInbound: indexOf.get(tariff.tollFreeInbound) ?? 0,
    find(e164) {
      const row = numbering.lookupNumber(e164)
      const seen = indexOfRow[row]
      if (seen !== undefined) return seen
      const index = indexOf.get(bandOf(tariff, numbering.destination(row), site.country)) ?? 0
      indexOfRow[row] = index
      return index
    },
    rate(index) {
      const rate = rates[1]?.[index]
      if (!rate) throw new RangeError(`no rate ${index}`)
      return rate
    },
    billedSeconds: likely.billedSeconds,
    cost: likely.cost,
    lowest: low.cost,
    highest: high.cost,
  }
}

/** Every band of the tariff by the name a reader finds it under; the one for unknown numbers first. */
function* bandsOf(tariff: Tariff): Generator<{ name: string; band: Band }> {
  yield { name: 'unknown number', band: tariff.unknown }
  yield { name: 'calls to the own toll-free number', band: tariff.tollFreeInbound }
  for (const places of [tariff.countries, tariff.zones]) {
    for (const [name, { fixed, mobile }] of Object.entries(places)) {
      yield { name: `${name}, fixed`, band: fixed }
      yield { name: `${name}, mobile`, band: mobile }
    }
  }
  for (const [kind, table] of Object.entries({
    class: tariff.classes,
    type: tariff.types,
    domestic: tariff.domestic,
  })) {
    for (const [name, band] of Object.entries(table)) if (band) yield { name: `${kind}: ${name}`, band }
  }
}

/** At home by class or type; abroad the dearest that applies of the place, the number type and the risk class. */
function bandOf(tariff: Tariff, destination: Destination, home: string): Band {
  const { country, type, riskClass } = destination
  if (country === home && country !== '') {
    const special = riskClass === 'ordinary' ? undefined : tariff.domestic[riskClass]
    return special ?? tariff.domestic[type] ?? tariff.domestic.unknown ?? tariff.unknown
  }
  if (type === 'toll-free') return tariff.types['toll-free'] ?? tariff.unknown
  const place = placeOf(tariff, destination)
  const byPlace = type === 'mobile' || type === 'fixed-or-mobile' ? place?.mobile : place?.fixed
  const candidates = [byPlace, tariff.types[type], tariff.classes[riskClass]].filter(
    (band) => band !== undefined,
  )
  return candidates.reduce((a, b) => (Number(b[1]) > Number(a[1]) ? b : a), candidates[0] ?? tariff.unknown)
}

function placeOf(tariff: Tariff, { country, risk }: Destination): { fixed: Band; mobile: Band } | undefined {
  if (country === '' || country === '001') return undefined
  const listed = Object.values(tariff.zones).find(({ members }) => members.includes(country))
  return tariff.countries[country] ?? listed ?? tariff.zones[tariff.others[risk]]
}

function estimatedRate(name: string, perMinute: Exact, currency: string): Rate {
  return {
    prefix: '',
    description: `Estimate: ${name}`,
    perMinute,
    connectionFee: zero,
    initialIncrement: 1,
    recurringIncrement: 1,
    currency,
    effectiveFrom: Number.NEGATIVE_INFINITY,
    minimumCharge: zero,
  }
}

function scaled(price: string, factor: string): Exact {
  const [a, b] = [parseExact(price, 'point'), parseExact(factor, 'point')]
  if (typeof a === 'string' || typeof b === 'string') throw new RangeError(`${price} × ${factor} is no price`)
  // Both are in micro-units of one: their product is in micro-units of micro-units.
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator * 1_000_000n }
}
