import { createBusinessHours, DomainError, nearest, SiteSettings, zoneOf } from '#core/kernel'
import { readUserText } from './files.ts'
import { checkRules } from './rules.ts'
import { type Positions, type Problem, parseYaml } from './yaml.ts'

/** Reads site.yaml. Throws `file-invalid` with every problem, its line and its fix. */
export async function readSite(path: string): Promise<SiteSettings> {
  const site = parseSite(await readUserText(path), path)
  await checkRules(site.rules)
  return site
}

/** The same for text in hand; `file` is the name that errors give. */
export function parseSite(text: string, file: string): SiteSettings {
  return parseYaml(text, SiteSettings, file, checkSite)
}

function checkSite(site: SiteSettings, { lineOf }: Positions): Problem[] {
  const problems: Problem[] = []
  const country = countryProblem(site.country)
  if (country) problems.push({ line: lineOf(['country']), message: country })
  const zone = zoneOf(site.timezone)
  if (!zone) problems.push({ line: lineOf(['timezone']), message: unknownZone(site.timezone) })
  const anyZone = zone ?? zoneOf('UTC')
  for (const [key, value] of Object.entries(site.businessHours ?? {})) {
    const problem = problemOf(
      () => anyZone && createBusinessHours({ businessHours: { [key]: value } }, anyZone, []),
    )
    if (problem) problems.push({ line: lineOf(['businessHours', key]), message: problem })
  }
  if (Array.isArray(site.holidays)) {
    for (const [i, date] of site.holidays.entries()) {
      const problem = problemOf(() => anyZone && createBusinessHours({}, anyZone, [date]))
      if (problem) problems.push({ line: lineOf(['holidays', i]), message: problem })
    }
  }
  return problems
}

function countryProblem(country: string): string | null {
  if (country === 'UK') return 'country: the ISO code of the United Kingdom is "GB"'
  const known = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(country) !== undefined
  return known ? null : `country: "${country}" is not an ISO 3166-1 country code such as US, DE or GB`
}

function unknownZone(name: string): string {
  const near = nearest(name, Intl.supportedValuesOf('timeZone'))
  return `timezone: "${name}" is not an IANA time zone; ${near ? `did you mean "${near}"?` : 'write it like "Europe/Berlin"'}`
}

function problemOf(attempt: () => unknown): string | null {
  try {
    attempt()
    return null
  } catch (error) {
    if (error instanceof DomainError) return `${error.message}. ${error.remedy}`
    throw error
  }
}
