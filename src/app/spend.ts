import type { SpendView } from '#contract'
import type { Place } from '#core/incidents'
import { DomainError, type Money, parseMicros, type SiteSettings, type Zone, zoneOf } from '#core/kernel'
import { beginOf, budgetState, type DaySpend, dateOf, monthAt, type SpendStore, spendOf } from '#core/sites'

export interface SpendPorts {
  readonly store: SpendStore
  /** Throws for a place that is not there. */
  settings(place: Place): Promise<SiteSettings>
  /** What money a country counts in. */
  currencyOf(country: string): Promise<string>
  now(): number
}

/** What the calls of a site cost this month. */
export interface SpendDesk {
  view(place: Place): Promise<SpendView>
}

export const createSpend = ({ store, settings, currencyOf, now }: SpendPorts): SpendDesk => ({
  async view(place) {
    const site = await settings(place)
    const zone = zoneIn(site)
    const budget = budgetOf(site)
    const month = monthAt(now(), zone)
    const { first, today, learnFrom } = month
    const begins = Array.from({ length: today - learnFrom + 2 }, (_, n) => beginOf(learnFrom + n, zone))
    const rows = await store.byDay(place, begins)
    const priced = rows.find((row) => row.currency !== null)?.currency
    const currency = budget?.currency ?? site.currency ?? priced ?? (await currencyOf(site.country))
    const byDay = new Map(
      rows.flatMap((row) =>
        row.currency === currency ? [[learnFrom + row.place, row.micros] as const] : [],
      ),
    )
    const spend = spendOf(byDay, month)
    const money = (micros: number): Money => ({ micros, currency })
    const thisMonth = rows.filter((row) => learnFrom + row.place >= first)
    return {
      month: dateOf(first).slice(0, 7),
      timezone: site.timezone,
      spent: money(spend.spent),
      today: money(spend.today),
      forecast: spend.forecast === null ? null : money(spend.forecast),
      budget,
      state: budgetState(spend, budget?.micros ?? null),
      days: Array.from({ length: today - first + 1 }, (_, n) => ({
        date: dateOf(first + n),
        spent: money(byDay.get(first + n) ?? 0),
      })),
      others: othersIn(thisMonth, currency),
      unpriced: thisMonth.reduce((sum, { unpriced }) => sum + unpriced, 0),
    }
  },
})

function zoneIn({ timezone }: SiteSettings): Zone {
  const zone = zoneOf(timezone)
  if (zone) return zone
  throw new DomainError(
    'timezone-unknown',
    `"${timezone}" is not an IANA time zone`,
    'Write it like "Europe/Berlin".',
  )
}

function budgetOf({ limits }: SiteSettings): Money | null {
  const [amount = '', currency = ''] = limits.spendPerMonth?.split(' ') ?? []
  const micros = parseMicros(amount)
  return micros === null || currency === '' ? null : { micros, currency }
}

/** What else was spent, a sum a currency. */
function othersIn(rows: readonly DaySpend[], own: string): Money[] {
  const sums = new Map<string, number>()
  for (const { currency, micros } of rows)
    if (currency !== null && currency !== own && micros > 0)
      sums.set(currency, (sums.get(currency) ?? 0) + micros)
  return [...sums].sort().map(([currency, micros]) => ({ currency, micros }))
}
