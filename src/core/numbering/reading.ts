import type { SiteSettings } from '#core/kernel'
import type { CountryDialling, Numbering } from './model.ts'

/**
 * One way to understand digits. `grade` says how sure: 4 a valid number in a form people dial, 3 a valid number in E.164
 * without "+", 2 an international prefix before something invalid, 1 a possible but invalid number. The highest wins, then the first.
 */
export interface Reading {
  readonly e164: string
  readonly grade: number
  /** Written with an international or trunk prefix, or in a plan that has no trunk prefix. */
  readonly formal: boolean
}

export interface NumberReader {
  /** The best reading of plain digits, undefined when there is none. `bare`: fewest digits of E.164 without "+". */
  read(digits: string, bare: number): Reading | undefined
  /** Digits after "+" or an international prefix; takes out a trunk prefix that should not be there (+44 0 20 …). */
  global(digits: string): string
}

const NOWHERE: CountryDialling = {
  code: '',
  international: ['00'],
  trunk: '',
  parsing: '',
  transform: '',
  lengths: [],
}
/** Shortest digits after an international prefix that are taken for a number although they are not valid. */
const SHORTEST_INVALID = 7

export function createNumberReader(site: SiteSettings, numbering: Numbering): NumberReader {
  const country = numbering.dialling(site.country) ?? NOWHERE
  const prefixes = internationalPrefixes(site, country)
  const national = createNationalReadings(site, country, numbering)

  function global(digits: string): string {
    if (numbering.isValid(digits)) return digits
    const place = numbering.dialling(numbering.destination(numbering.lookup(digits)).country)
    if (place === undefined || place.trunk === '' || !digits.startsWith(place.code + place.trunk))
      return digits
    const repaired = place.code + digits.slice(place.code.length + place.trunk.length)
    return numbering.isValid(repaired) ? repaired : digits
  }

  function* international(digits: string): Iterable<Reading> {
    for (const prefix of prefixes) {
      if (!digits.startsWith(prefix)) continue
      const e164 = global(digits.slice(prefix.length))
      if (e164 === '' || e164.startsWith('0')) continue
      const invalid = e164.length >= SHORTEST_INVALID ? 2 : 0
      yield { e164, grade: numbering.isValid(e164) ? 4 : invalid, formal: true }
    }
  }

  function* bareE164(digits: string, shortest: number): Iterable<Reading> {
    // Leading zeros in front of a whole foreign number are what prefix scanners and odd outside lines leave behind.
    const e164 = digits.replace(/^0+/, '')
    if (e164.length < shortest) return
    if (numbering.isValid(e164)) yield { e164, grade: 3, formal: false }
    const assigned = numbering.destination(numbering.lookup(e164)).country !== ''
    if (assigned && digits.length >= 11 && e164 === digits) yield { e164, grade: 1, formal: false }
  }

  function* readings(digits: string, bare: number): Iterable<Reading> {
    yield* international(digits)
    if (country.code !== '') yield* national(digits)
    yield* bareE164(digits, bare)
  }

  return { global, read: (digits, bare) => better(readings(digits, bare)) }
}

/** Readings of digits as a number of the site's own country. */
function createNationalReadings(
  site: SiteSettings,
  country: CountryDialling,
  numbering: Numbering,
): (digits: string) => Iterable<Reading> {
  const strip = createTrunkStripper(site, country)
  const areaCode = withoutTrunk(site.prefixes.areaCode ?? '', country.trunk)
  /** Where a trunk prefix is dialled before every long-distance number, unlike the optional 1 of the North American plan. */
  const trunked = country.trunk !== '' && country.trunk !== country.code

  const valid = (e164: string): number => (numbering.isValid(e164) ? 4 : 0)
  const isMobile = (e164: string): boolean =>
    numbering.isValid(e164) && numbering.destination(numbering.lookup(e164)).type === 'mobile'

  /**
   * Carriers show E.164 without "+". Where long-distance numbers begin with a trunk prefix, nobody leaves it out of so many
   * digits, unless they are a mobile number as in Brazil and China.
   */
  function isShownWithoutPlus(digits: string): boolean {
    if (!trunked || digits.length < 10) return false
    if (digits.length >= 12 || digits.startsWith(country.code)) return true
    return digits.length === 11 && !isMobile(country.code + digits)
  }

  /** A number without trunk prefix in a country that has one is believed only when it is valid. */
  function domestic(digits: string, formal: boolean): Reading {
    const e164 = country.code + digits
    const possible = formal && !digits.startsWith('0') && country.lengths.includes(digits.length)
    return { e164, grade: valid(e164) || (possible ? 1 : 0), formal }
  }

  return function* (digits) {
    for (const rest of strip(digits)) yield domestic(rest, true)
    if (isShownWithoutPlus(digits)) yield { e164: digits, grade: valid(digits), formal: false }
    if (areaCode !== '' && digits.length <= 8) {
      const local = country.code + areaCode + digits
      yield { e164: local, grade: valid(local), formal: true }
    }
    yield domestic(digits, !trunked)
  }
}

/** The reading of the highest grade, of equals the first; undefined when none has a grade. */
export function better(readings: Iterable<Reading | undefined>): Reading | undefined {
  let best: Reading | undefined
  for (const reading of readings) {
    if (reading?.grade === 4) return reading
    if (reading !== undefined && reading.grade > (best?.grade ?? 0)) best = reading
  }
  return best
}

function internationalPrefixes(site: SiteSettings, country: CountryDialling): string[] {
  const all = new Set([...(site.prefixes.international ?? []), ...country.international, '00'])
  return [...all].sort((a, b) => b.length - a.length)
}

function withoutTrunk(areaCode: string, trunk: string): string {
  return trunk !== '' && areaCode.startsWith(trunk) ? areaCode.slice(trunk.length) : areaCode
}

/** National numbers that digits may stand for once trunk prefix, carrier code or the site's own prefix are off. */
function createTrunkStripper(site: SiteSettings, country: CountryDialling): (digits: string) => string[] {
  const own = site.prefixes.national ?? []
  const parsing = country.parsing === '' ? undefined : new RegExp(`^(?:${country.parsing})`)
  return (digits) => {
    const found = own
      .filter((prefix) => digits.startsWith(prefix))
      .map((prefix) => digits.slice(prefix.length))
    const match = parsing?.exec(digits)
    if (match && match[0] !== '') {
      const captured = match.length > 1 && match[match.length - 1] !== undefined
      if (country.transform !== '' && captured && parsing)
        found.push(digits.replace(parsing, country.transform))
      else found.push(digits.slice(match[0].length))
    }
    if (country.trunk !== '' && digits.startsWith(country.trunk))
      found.push(digits.slice(country.trunk.length))
    return found
  }
}
