import { wallText, type Zone } from '#core/kernel'

const KINDS: Readonly<Record<string, string>> = {
  irsf: 'International revenue share fraud',
  'low-and-slow': 'Slow, small calls under the radar',
  'call-forward': 'Hijacked call forwarding',
  'voicemail-or-disa': 'Dialled through voicemail or DISA',
  wangiri: 'Missed-call bait (Wangiri)',
  'domestic-pumping': 'Domestic traffic pumping',
  'toll-free-pumping': 'Toll-free traffic pumping',
  'brute-force': 'Password guessing',
  'prefix-scan': 'Dial-prefix scan',
  'admin-compromise': 'Administrator access taken',
  'trunk-credentials': 'Stolen trunk credentials',
  subscription: 'Subscription fraud',
  'call-selling': 'Call selling',
  tdos: 'Telephony denial of service',
  misbilling: 'Billed wrongly',
  other: 'Unusual calling',
}

const CLASSES: Readonly<Record<string, string>> = {
  ordinary: 'ordinary',
  premium: 'premium rate',
  'shared-cost': 'shared cost',
  personal: 'personal number',
  satellite: 'satellite',
  'international-network': 'international network',
  'nanp-look-alike': 'looks domestic, is not',
  'high-cost-domestic': 'costly domestic',
  'high-risk-country': 'fraud hot spot',
  'high-risk-range': 'range abused before',
  unallocated: 'not allocated',
}

export const kindText = (kind: string): string => KINDS[kind] ?? kind
export const classText = (riskClass: string): string => CLASSES[riskClass] ?? riskClass
export const countText = (count: number): string => count.toLocaleString('en-US')
export const some = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** "Somalia" for SO; what is no ISO 3166-1 code stays as it is. */
export function countryText(code: string): string {
  if (code === '001') return 'International'
  if (code === '') return 'Unassigned'
  try {
    return countries.of(code) ?? code
  } catch {
    return code
  }
}

/** Reads ISO 8601 and writes the wall clock of the site. */
export const timeReader =
  (zone: Zone) =>
  (instant: string | null, otherwise = '–'): string => {
    const utc = instant === null ? Number.NaN : Date.parse(instant)
    return Number.isNaN(utc) ? otherwise : wallText(utc, zone)
  }
export type TimeReader = ReturnType<typeof timeReader>
