import { z } from 'zod'

/** What kind of number a destination is, after libphonenumber's types plus the global country codes. */
export const numberTypes = [
  'unknown',
  'fixed',
  'mobile',
  'fixed-or-mobile',
  'toll-free',
  'premium',
  'shared-cost',
  'voip',
  'personal',
  'pager',
  'uan',
  'voicemail',
  'satellite',
  'international-network',
  'universal',
] as const // prettier-ignore
export type NumberType = (typeof numberTypes)[number]

/** Why a destination is dangerous for money, most specific first. `ordinary` is the rest. */
export const riskClasses = [
  'ordinary',
  'premium',
  'shared-cost',
  'personal',
  'satellite',
  'international-network',
  'nanp-look-alike',
  'high-cost-domestic',
  'high-risk-country',
  'high-risk-range',
  'unallocated',
] as const // prettier-ignore
export type RiskClass = (typeof riskClasses)[number]

export type Risk = 'low' | 'medium' | 'high'

/** All that is known of numbers that share a prefix. One row of the compiled table; look-ups return its index. */
export interface Destination {
  /** ISO 3166-1 alpha-2, or '001' for global services, or '' when the country code is not assigned. */
  readonly country: string
  readonly type: NumberType
  readonly riskClass: RiskClass
  readonly risk: Risk
}

/** What was dialled, as the site's dial plan understands it. */
export type DialKind = 'external' | 'internal' | 'emergency' | 'feature' | 'short' | 'unknown'

export interface Resolved {
  readonly kind: DialKind
  /** E.164 digits without '+', '' unless kind is `external`. */
  readonly e164: string
  /** The same as a number, 0 for ''. */
  readonly number: number
  /** Number of the destination's row; 0 (unknown) unless kind is `external`. */
  readonly destination: number
  /** Outside the site's own country (a NANP look-alike is). */
  readonly international: boolean
  /** The number parses as impossible or unassigned for its plan: rated all the same, and a signal. */
  readonly invalid: boolean
}

/** Longest-prefix match over decimal digits; values are non-negative integers, -1 is "none". */
export interface PrefixTrie {
  find(digits: string): number
  /** The same for digits held as a number without leading zeros (at most 15 digits). */
  findNumber(digits: number): number
  /** Length of the prefix that `find` would match, 0 when none. */
  matchedLength(digits: string): number
}

/** The world's numbering plan, compiled. */
export interface Numbering {
  /** How many destination rows there are, row 0 ("unknown") included. */
  readonly rows: number
  /** Row of a destination by E.164 digits without '+'. Row 0 is "unknown". No allocation. */
  lookup(e164: string): number
  lookupNumber(e164: number): number
  destination(row: number): Destination
  /** Whether the digits are a possible and assigned number of their plan. */
  isValid(e164: string): boolean
  /** Emergency numbers of a country (ISO), without the site's own. */
  emergencyNumbers(country: string): readonly string[]
  /** Country calling code of an ISO country, '' when unknown. */
  callingCode(country: string): string
  /** ISO 4217 of the country, 'USD' when unknown. */
  currencyOf(country: string): string
  /** How the country dials; undefined when it is not in the metadata. */
  dialling(country: string): CountryDialling | undefined
  /** Service numbers of a country, in the patterns of site.yaml (X a digit, N 2-9, Z 1-9). */
  shortCodes(country: string): readonly string[]
}

/** How a country dials, after libphonenumber. Patterns are regular expressions without anchors. */
export const CountryDialling = z.strictObject({
  /** Country calling code. */
  code: z.string().regex(/^\d{1,3}$/),
  /** What is dialled before a country code, the usual one first. */
  international: z.array(z.string().regex(/^\d+$/)),
  /** Trunk prefix, '' when the country has none. */
  trunk: z.string().regex(/^\d*$/),
  /** What to take off the front of a national number: trunk prefix, carrier selection, or nothing (''). */
  parsing: z.string(),
  /** Replaces what `parsing` matched when its last group took part; '' when there is no such rule. */
  transform: z.string(),
  /** Possible numbers of digits of a national number. */
  lengths: z.array(z.number().int().positive()),
})
export type CountryDialling = z.output<typeof CountryDialling>

const Prefixes = z.array(z.string().regex(/^[\dXNZ]+$/))
const Country = z.string().regex(/^([A-Z]{2}|001)$/)
/** Numbers separated by spaces, as emergency.yaml has them. */
const Numbers = z.string().regex(/^\d+( \d+)*$/)
const RiskRule = z.strictObject({ class: z.enum(riskClasses), risk: z.enum(['low', 'medium', 'high']) })
const RiskRange = z.strictObject({
  note: z.string(),
  prefixes: Prefixes,
  class: z.enum(riskClasses).default('high-risk-range'),
  type: z.enum(numberTypes).optional(),
  risk: z.enum(['low', 'medium', 'high']),
})
export type RiskRange = z.output<typeof RiskRange>

/** content/numbering as read: one field a file, plain values. */
export const NumberingData = z.strictObject({
  /** plan.json, generated. A state is "whole guess digits>next …": see docs/rooms/numbering.md. */
  plan: z.strictObject({
    source: z.string(),
    generator: z.string(),
    start: z.number().int().nonnegative(),
    countries: z.record(Country, CountryDialling),
    rows: z.array(z.string()),
    states: z.array(z.string()),
  }),
  risk: z.strictObject({
    types: z.partialRecord(z.enum(numberTypes), RiskRule),
    countries: z.strictObject({ high: z.array(Country), medium: z.array(Country) }),
    nanpLookAlikes: z.strictObject({
      high: z.array(Country),
      medium: z.array(Country),
      low: z.array(Country),
    }),
    ranges: z.array(RiskRange),
  }),
  emergency: z.strictObject({ everywhere: Numbers, countries: z.record(Country, Numbers) }),
  shortCodes: z.strictObject({
    callingCodes: z.record(z.string().regex(/^\d+$/), Prefixes),
    countries: z.record(Country, Prefixes),
  }),
  currencies: z.record(z.string().regex(/^[A-Z]{3}$/), z.array(Country)),
})
export type NumberingData = z.output<typeof NumberingData>

/** The site's dial plan: what was dialled → what it means. Pure and memoised by the implementation, bounded. */
export interface DialPlan {
  resolve(dialled: string): Resolved
  /** A caller's number as the trunk shows it, which carries no outside-line prefix. */
  resolveCaller(shown: string): Resolved
  /** Whether a name or number is an extension of this site by pattern (or, without patterns, 2-6 digits). */
  isInternal(name: string): boolean
  isEmergency(dialled: string): boolean
}
