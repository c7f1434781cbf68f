const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'

interface Choice {
  readonly value: string
  readonly label: string
}

const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label)

export function countries(): Choice[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  return codes
    .split(' ')
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort(byLabel)
}

export function timeZones(guess: string): Choice[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', guess])
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

export function currencies(): Choice[] {
  const names = new Intl.DisplayNames(['en'], { type: 'currency' })
  const all = Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }))
  return [{ value: '', label: 'The currency of the country' }, ...all.sort(byLabel)]
}

/** Where the browser seems to be. A guess to be corrected, so it is shown, never hidden. */
export function guessed(languages: readonly string[] = navigator.languages): {
  country: string
  timezone: string
} {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  for (const language of languages) {
    const region = new Intl.Locale(language).region
    if (region && /^[A-Z]{2}$/.test(region)) return { country: region, timezone }
  }
  return { country: new Intl.Locale(languages[0] ?? 'en').maximize().region ?? 'US', timezone }
}

/** Where the phone system is: as the site's own settings say, else where the browser seems to be. */
export function ownPlace(
  settings: Readonly<Record<string, unknown>>,
  guess: { readonly country: string; readonly timezone: string } = guessed(),
): { readonly country: string; readonly timezone: string; readonly currency: string } {
  const own = (key: string): string => (typeof settings[key] === 'string' ? settings[key] : '')
  return {
    country: own('country').toUpperCase() || guess.country,
    timezone: own('timezone') || guess.timezone,
    currency: own('currency').toUpperCase(),
  }
}

/** "2026-03-06T21:04" on the wall clock of a zone to UTC ISO 8601; '' stays ''. In a repeated hour the first is meant. */
export function toUtc(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return ''
  const first = asUtc - offset(asUtc - 86_400_000, zone)
  return new Date(first + offset(first, zone) === asUtc ? first : asUtc - offset(first, zone)).toISOString()
}

/** The other way round: UTC ISO 8601 to "2026-03-06T21:04" on the wall clock of the zone; '' stays ''. */
export function toWall(iso: string, zone: string): string {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? '' : new Date(at + offset(at, zone)).toISOString().slice(0, 16)
}

/** Milliseconds the wall clock of the zone is ahead of UTC at an instant. */
function offset(at: number, zone: string): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '')
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}
