import type Holidays from 'date-holidays'
import { DomainError, nearest, type SiteSettings } from '#core/kernel'

/**
 * The public holidays a site keeps, as ISO dates in order: of a region ("US", "US-NV", "DE-BY", "GB-ENG") for the
 * years asked for, or the site's own list as it stands. The calendar is loaded only when a region is named: it costs
 * 120 ms and 10 MB.
 */
export async function resolveHolidays(
  setting: SiteSettings['holidays'],
  years: Iterable<number>,
): Promise<string[]> {
  if (setting === undefined) return []
  if (typeof setting !== 'string') return [...setting].sort()
  const { default: Calendar } = await import('date-holidays')
  const calendar = new Calendar()
  calendar.init(...regionOf(calendar, setting))
  const dates = new Set<string>()
  for (const year of years) {
    for (const day of calendar.getHolidays(year)) {
      if (day.type === 'public') addDays(dates, day.date, day.start, day.end)
    }
  }
  return [...dates].sort()
}

type Region = [country: string, state: string, region: string]

/** Country, state and region of "DE-BY-A"; each must be one that the calendar knows. */
function regionOf(calendar: Holidays, setting: string): Region {
  const [country = '', state = '', region = ''] = setting.split('-').map((part) => part.trim().toUpperCase())
  const steps: [part: string, above: string, known: Readonly<Record<string, string>>][] = [
    [country, '', calendar.getCountries()],
    [state, `${country}-`, calendar.getStates(country) ?? {}],
    [region, `${country}-${state}-`, calendar.getRegions(country, state) ?? {}],
  ]
  for (const [part, above, known] of steps) {
    if (part === '' && above !== '') break
    const names = Object.keys(known)
    if (!names.includes(part))
      throw unknownRegion(
        setting,
        names.map((name) => above + name),
      )
  }
  return [country, state, region]
}

/** A holiday of several days counts for each; one that begins at sunset the day before, for its own date alone. */
function addDays(dates: Set<string>, date: string, start: Date, end: Date): void {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`)
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
  for (let i = 0; i < days; i++) dates.add(new Date(first + i * 86_400_000).toISOString().slice(0, 10))
}

function unknownRegion(setting: string, known: readonly string[]): DomainError {
  const near = nearest(setting.toUpperCase(), known)
  const examples = known.slice(0, 12).join(', ')
  return new DomainError(
    'holidays-region-unknown',
    `holidays: no calendar for "${setting}"`,
    near
      ? `Did you mean "${near}"? A list of dates is understood too: ["2026-07-03"].`
      : `Known are ${examples || 'no parts of this country'}${known.length > 12 ? ' …' : ''}; or write a list of dates: ["2026-07-03"].`,
  )
}
