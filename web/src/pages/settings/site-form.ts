import type { SiteView } from '#contract'

/** The settings as fields of text; '' where nothing is written. */
export interface SiteFields {
  readonly customerName: string
  readonly name: string
  readonly country: string
  readonly timezone: string
  readonly currency: string
  readonly outsideLine: string
  readonly international: string
  readonly national: string
  readonly areaCode: string
  readonly internal: string
  readonly businessHours: string
  readonly holidays: string
  readonly emergency: string
  readonly known: string
  readonly spendPerDay: string
  readonly spendPerMonth: string
  readonly concurrentPerAccount: string
}

type Loose = Readonly<Record<string, unknown>>
const inside = (value: unknown): Loose =>
  value !== null && typeof value === 'object' ? (value as Loose) : {}
const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : text(value))
const items = (written: string): string[] => written.split(/[\s,;]+/).filter(Boolean)

export function fieldsOf({ customerName, name, settings }: SiteView): SiteFields {
  const prefixes = inside(settings['prefixes'])
  const limits = inside(settings['limits'])
  return {
    customerName,
    name: text(settings['name']) || name,
    country: text(settings['country']),
    timezone: text(settings['timezone']),
    currency: text(settings['currency']),
    outsideLine: list(prefixes['outsideLine']),
    international: list(prefixes['international']),
    national: list(prefixes['national']),
    areaCode: text(prefixes['areaCode']),
    internal: list(settings['internal']),
    businessHours: Object.entries(inside(settings['businessHours']))
      .map(([days, hours]) => `${days}: ${text(hours)}`)
      .join('\n'),
    holidays: list(settings['holidays']),
    emergency: list(settings['emergency']),
    known: list(settings['known']),
    spendPerDay: text(limits['spendPerDay']),
    spendPerMonth: text(limits['spendPerMonth']),
    concurrentPerAccount: text(limits['concurrentPerAccount']),
  }
}

/** What the fields say, without what was left empty. */
export function settingsOf(fields: SiteFields): Record<string, unknown> {
  const some = (values: Record<string, unknown>) => {
    const given = Object.entries(values).filter(
      ([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0),
    )
    return given.length > 0 ? Object.fromEntries(given) : undefined
  }
  const most = fields.concurrentPerAccount.trim()
  return (
    some({
      name: fields.name.trim(),
      country: fields.country.trim(),
      timezone: fields.timezone.trim(),
      currency: fields.currency.trim(),
      prefixes: some({
        outsideLine: items(fields.outsideLine),
        international: items(fields.international),
        national: items(fields.national),
        areaCode: fields.areaCode.trim(),
      }),
      internal: items(fields.internal),
      businessHours: some(hoursOf(fields.businessHours)),
      holidays: holidaysOf(fields.holidays),
      emergency: items(fields.emergency),
      known: items(fields.known),
      limits: some({
        spendPerDay: fields.spendPerDay.trim(),
        spendPerMonth: fields.spendPerMonth.trim(),
        // What is no number goes as it is, so that the answer can say so.
        concurrentPerAccount: most === '' ? undefined : /^\d+$/.test(most) ? Number(most) : most,
      }),
    }) ?? {}
  )
}

const hoursOf = (written: string): Record<string, string> =>
  Object.fromEntries(
    written
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [days = '', ...hours] = line.split(/:(.*)/s)
        return [days.trim(), hours.join('').trim()]
      }),
  )

/** One region ("US-NV") or dates. */
function holidaysOf(written: string): string | string[] | undefined {
  const given = items(written)
  if (given.length === 0) return undefined
  return given.length === 1 && !/^\d/.test(given[0] ?? '') ? (given[0] as string) : given
}

/** One wrong line of a site.yaml, as the server tells it. */
export interface WrongLine {
  readonly line: number
  readonly message: string
}

/** "site.yaml:2: unknown key …", a line each. */
export const wrongLines = (detail: string): readonly WrongLine[] =>
  detail.split('\n').flatMap((row) => {
    const match = /^site\.yaml:(\d+): (.*)$/.exec(row)
    return match ? [{ line: Number(match[1]), message: match[2] ?? '' }] : []
  })
