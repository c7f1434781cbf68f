import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' }
import { beforeAll, describe, expect, it } from 'vitest'
import { readNumberingData } from '../../adapters/content/numbering.ts'
import type { Numbering, NumberingData, NumberType } from './model.ts'
import { createNumbering } from './numbering.ts'

let data: NumberingData
let numbering: Numbering
beforeAll(async () => {
  data = await readNumberingData()
  numbering = createNumbering(data)
})
const of = (e164: string) => numbering.destination(numbering.lookup(e164))

const TYPES: Record<string, NumberType> = {
  FIXED_LINE: 'fixed',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
  TOLL_FREE: 'toll-free',
  VOIP: 'voip',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'uan',
  VOICEMAIL: 'voicemail',
} // prettier-ignore

/** What libphonenumber says of digits that it leaves as they are; undefined when it rewrites them or cannot parse them. */
function oracle(e164: string): { country: string; type: NumberType | undefined } | undefined {
  const parsed = parsePhoneNumberFromString(`+${e164}`)
  if (parsed === undefined || parsed.number !== `+${e164}` || e164.length > 15) return undefined
  const type = parsed.isValid() ? TYPES[parsed.getType() ?? ''] : undefined
  return { country: parsed.country ?? '001', type }
}

/** Places where content/numbering/risk.yaml knows a type that libphonenumber does not. */
const retyped = (e164: string): boolean =>
  data.risk.ranges.some(
    ({ type, prefixes }) =>
      type &&
      prefixes.some((prefix) =>
        new RegExp(`^${prefix.replaceAll('N', '[2-9]').replaceAll('X', '\\d')}`).test(e164),
      ),
  )

/** Numbers drawn from each type's pattern of each country: `each` of every type. */
function* drawnNumbers(each: number): Iterable<string> {
  const plans = [
    ...Object.values(metadata.countries),
    ...Object.values(metadata.nonGeographic),
  ] as unknown[][]
  for (const plan of plans) {
    for (const type of (plan[11] ?? []) as ([string, number[]?] | 0)[]) {
      if (!type || type[0] === '') continue
      const drawn = fc.sample(fc.stringMatching(new RegExp(`^(?:${type[0]})$`)), {
        numRuns: each,
        seed: 4711,
      })
      for (const national of drawn) yield `${plan[0]}${national}`
    }
  }
}

describe('the compiled plan', () => {
  it('agrees with libphonenumber on country and type of valid numbers of every country', () => {
    let compared = 0
    const wrong: string[] = []
    const countries = new Set<string>()
    for (const e164 of drawnNumbers(25)) {
      const expected = oracle(e164)
      if (expected?.type === undefined || retyped(e164)) continue
      compared += 1
      countries.add(expected.country)
      const found = of(e164)
      if (!numbering.isValid(e164) || found.country !== expected.country || found.type !== expected.type)
        wrong.push(e164)
    }
    expect(compared).toBeGreaterThan(15_000)
    expect(countries.size).toBeGreaterThanOrEqual(Object.keys(metadata.countries).length)
    expect(wrong.slice(0, 10)).toEqual([])
  })

  it('agrees with libphonenumber on what is no valid number', () => {
    const codes = [...Object.keys(metadata.country_calling_codes), ...Object.keys(metadata.nonGeographic)]
    const digits = fc
      .tuple(fc.constantFrom(...codes), fc.stringMatching(/^\d{4,12}$/))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(digits, (e164) => {
        const expected = oracle(e164)
        if (expected !== undefined) expect(numbering.isValid(e164)).toBe(expected.type !== undefined)
      }),
      { numRuns: 20_000, seed: 11 },
    )
  })

  it('finds the same row for digits held as a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{0,14}$/), (e164) => {
        expect(numbering.lookupNumber(Number(e164))).toBe(numbering.lookup(e164))
      }),
      { numRuns: 5_000 },
    )
    expect([0, -4, 1.5, Number.NaN, 1e15].map((value) => numbering.lookupNumber(value))).toEqual([
      0, 0, 0, 0, 0,
    ])
  })

  it('gives every string of digits a row of its own meaning, and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,20}$/), (e164) => {
        expect(numbering.lookup(e164)).toBeGreaterThan(0)
      }),
      { numRuns: 5_000 },
    )
    expect(['', 'x', '+4930', '49 30'].map((text) => numbering.lookup(text))).toEqual([0, 0, 0, 0])
    expect(numbering.destination(0)).toEqual({
      country: '',
      type: 'unknown',
      riskClass: 'ordinary',
      risk: 'low',
    })
  })

  it('tells countries apart that share a calling code', () => {
    const country = {
      '12025550123': 'US',
      '14165550123': 'CA',
      '18765230123': 'JM',
      '18095550123': 'DO',
      '442079460123': 'GB',
      '441534456789': 'JE',
      '441481256789': 'GG',
      '441624756789': 'IM',
      '74951234567': 'RU',
      '77172123456': 'KZ',
      '390669812345': 'VA',
      '390612345678': 'IT',
      '262269601234': 'YT',
      '262262161234': 'RE',
      '590590201234': 'GP',
      '590590271234': 'BL',
      '59994351234': 'CW',
      '5997151234': 'BQ',
      '35818123456': 'AX',
      '4779123456': 'SJ',
    } // prettier-ignore
    const found = Object.keys(country).map((e164) => [e164, of(e164).country])
    expect(Object.fromEntries(found)).toEqual(country)
  })

  it('keeps the country of a number that is not valid', () => {
    for (const [e164, country] of [
      ['18760001234', 'JM'],
      ['25200', 'SO'],
      ['19991234567', 'US'],
      ['44', 'GB'],
      ['8829', '001'],
    ] as const) {
      expect(numbering.isValid(e164)).toBe(false)
      expect(of(e164).country).toBe(country)
    }
  })
})

describe('what is dangerous for money', () => {
  it.each([
    ['12025550123', 'ordinary', 'low'],
    ['18005550123', 'ordinary', 'low'],
    ['442079460123', 'ordinary', 'low'],
    ['19005550123', 'premium', 'high'],
    ['12129760123', 'premium', 'high'],
    ['390899123456', 'premium', 'high'],
    ['447012345678', 'personal', 'high'],
    ['4918012345', 'shared-cost', 'medium'],
    ['881612345678', 'satellite', 'high'],
    ['870773123456', 'satellite', 'high'],
    ['8821612345678', 'satellite', 'high'],
    ['883510000000094', 'international-network', 'high'],
    ['878101234567890', 'international-network', 'high'],
    ['979123456789', 'premium', 'high'],
    ['991001234', 'international-network', 'high'],
    ['18095550123', 'nanp-look-alike', 'high'],
    ['12684641234', 'nanp-look-alike', 'high'],
    ['17872341234', 'nanp-look-alike', 'low'],
    ['17124321234', 'high-cost-domestic', 'medium'],
    ['16054751234', 'high-cost-domestic', 'medium'],
    ['252612345678', 'high-risk-country', 'high'],
    ['5351234567', 'high-risk-country', 'high'],
    ['5399123', 'high-risk-range', 'high'],
    ['37121234567', 'high-risk-range', 'high'],
    ['672112345', 'high-risk-range', 'high'],
    ['2471234', 'high-risk-country', 'high'],
    ['2101234567', 'unallocated', 'high'],
    ['999123456789', 'unallocated', 'high'],
    ['0123456', 'unallocated', 'high'],
  ])('%s is %s, %s', (e164, riskClass, risk) => {
    expect(of(e164)).toMatchObject({ riskClass, risk })
  })

  it('calls every country on +1 but the USA and Canada a look-alike', () => {
    const named = Object.values(data.risk.nanpLookAlikes).flat().sort()
    const shared = (metadata.country_calling_codes['1'] ?? [])
      .filter((country) => !['US', 'CA'].includes(country))
      .sort()
    expect(named).toEqual(shared)
  })
})

describe('countries', () => {
  const countries = Object.keys(metadata.countries)

  it('have emergency numbers, always 112 and 911 among them, a calling code and a currency', () => {
    for (const country of countries) {
      expect(numbering.emergencyNumbers(country)).toEqual(expect.arrayContaining(['112', '911']))
      expect(numbering.callingCode(country)).toMatch(/^\d{1,3}$/)
      expect(Object.values(data.currencies).flat()).toContain(country)
      expect(Object.keys(data.emergency.countries)).toContain(country)
    }
    expect(numbering.emergencyNumbers('GB')).toContain('999')
    expect(numbering.emergencyNumbers('AU')).toContain('000')
    expect([numbering.currencyOf('CH'), numbering.currencyOf('GU'), numbering.currencyOf('AQ')]).toEqual([
      'CHF',
      'USD',
      'USD',
    ])
  })

  it('that nobody has heard of still have the numbers of everywhere', () => {
    expect(numbering.emergencyNumbers('AQ')).toEqual(['112', '911'])
    expect(numbering.callingCode('AQ')).toBe('')
    expect(numbering.dialling('AQ')).toBeUndefined()
  })
})
