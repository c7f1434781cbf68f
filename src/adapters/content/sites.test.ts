import { describe, expect, it } from 'vitest'
import { DomainError } from '#core/kernel'
import { resolveHolidays } from './holidays.ts'
import { parseSite } from './sites.ts'

const problems = (text: string): string[] => {
  try {
    parseSite(text, 'site.yaml')
  } catch (error) {
    if (error instanceof DomainError && error.code === 'file-invalid') return error.message.split('\n')
    throw error
  }
  return []
}

describe('site.yaml', () => {
  it('may be empty: everything has a default', () => {
    expect(parseSite('', 'site.yaml')).toMatchObject({
      country: 'US',
      timezone: 'UTC',
      internal: [],
      known: [],
    })
    expect(parseSite('# nothing yet\n', 'site.yaml').name).toBe('This site')
  })

  it('takes every key of the contract', () => {
    const text = `
name: Head office
country: US
timezone: America/Los_Angeles
currency: USD
prefixes: { outsideLine: ["9"], international: ["011", "00"], national: ["1"], areaCode: "702" }
internal: ["1XXX", "2XX"]
businessHours: { mon-fri: "08:00-18:00", sat: closed }
holidays: US-NV
emergency: ["911", "933"]
known: ["+4930", "+44"]
limits: { spendPerDay: "200 USD", concurrentPerAccount: 4 }
`
    expect(problems(text)).toEqual([])
    expect(parseSite(text, 'site.yaml')).toMatchObject({
      prefixes: { areaCode: '702' },
      businessHours: { 'mon-fri': '08:00-18:00', sat: 'closed' },
      limits: { spendPerDay: '200 USD', concurrentPerAccount: 4 },
    })
  })

  it('names the nearest known key for an unknown one, wherever it stands', () => {
    expect(problems('name: x\ntimezon: UTC\n')).toEqual([
      'site.yaml:2: unknown key "timezon"; did you mean "timezone"?',
    ])
    expect(problems('prefixes:\n  outsideline: ["9"]\n')).toEqual([
      'site.yaml:2: unknown key "outsideline" in prefixes; did you mean "outsideLine"?',
    ])
    expect(problems('limits:\n  colour: 4\n')).toEqual([
      'site.yaml:2: unknown key "colour" in limits; the keys are spendPerDay, spendPerMonth, concurrentPerAccount',
    ])
  })

  it('tells all problems at once, in the order of the lines', () => {
    const found = problems('contry: DE\nknown: ["4930"]\nlimits:\n  concurrentPerAccount: 0\n')
    expect(found).toHaveLength(3)
    expect(found[0]).toBe('site.yaml:1: unknown key "contry"; did you mean "country"?')
    expect(found[1]).toMatch(/^site\.yaml:2: known\.0: "4930" does not have the form/)
    expect(found[2]).toMatch(/^site\.yaml:4: limits\.concurrentPerAccount: /)
  })

  it('asks for quotes where bare digits would lose a sign or a zero', () => {
    expect(problems('emergency:\n  - "911"\n  - 000\n')).toEqual([
      'site.yaml:3: emergency.1: write it in quotes: "000"',
    ])
    expect(problems('known: [+4930]\n')).toEqual(['site.yaml:1: known.0: write it in quotes: "+4930"'])
    expect(problems('prefixes:\n  areaCode: 0702\n')).toEqual([
      'site.yaml:2: prefixes.areaCode: write it in quotes: "0702"',
    ])
  })

  it.each([
    [
      'timezone: America/Los_Angles',
      'site.yaml:1: timezone: "America/Los_Angles" is not an IANA time zone; did you mean "America/Los_Angeles"?',
    ],
    ['country: UK', 'site.yaml:1: country: the ISO code of the United Kingdom is "GB"'],
    ['country: QQ', 'site.yaml:1: country: "QQ" is not an ISO 3166-1 country code such as US, DE or GB'],
  ])('checks what the schema cannot: %s', (text, message) => expect(problems(text)).toEqual([message]))

  it('gives the line of a wrong business hour or holiday', () => {
    expect(problems('businessHours:\n  mon-fri: "08:00-18:00"\n  sta: "9-12"\n')[0]).toMatch(
      /^site\.yaml:3: "9-12" for "sta"/,
    )
    expect(problems('holidays:\n  - "2026-07-03"\n  - "3 July"\n')[0]).toMatch(
      /^site\.yaml:3: "3 July" is not a date/,
    )
  })

  it('gives the line of broken YAML, doubled keys and alias bombs', () => {
    expect(problems('name: "x\n')[0]).toMatch(/^site\.yaml:\d: Missing closing "quote/)
    expect(problems('name: x\nname: y\n')[0]).toMatch(/^site\.yaml:2: Map keys must be unique/)
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1},`.repeat(9)}]`,
    )
    expect(problems(levels.join('\n'))[0]).toMatch(/Excessive alias count/)
  })

  it('is refused when it is no map at all', () => {
    expect(problems('- a\n')[0]).toMatch(/^site\.yaml:1: expected object/)
  })
})

describe('holidays', () => {
  it('of a region are its public days for the years asked for', async () => {
    const nevada = await resolveHolidays('US-NV', [2026, 2027])
    expect(nevada).toEqual(
      expect.arrayContaining(['2026-01-01', '2026-07-03', '2026-10-30', '2026-12-25', '2027-01-01']),
    )
    expect(await resolveHolidays('DE-BY', [2026])).toEqual(
      expect.arrayContaining(['2026-01-06', '2026-06-04', '2026-10-03']),
    )
    const england = await resolveHolidays('GB-ENG', [2026])
    expect(england).toContain('2026-12-28')
    expect(england).not.toContain('2026-01-02') // a holiday in Scotland only
  })

  it('written as dates are taken as they are', async () => {
    expect(await resolveHolidays(['2026-07-06', '2026-07-03'], [2026])).toEqual(['2026-07-03', '2026-07-06'])
    expect(await resolveHolidays(undefined, [2026])).toEqual([])
  })

  it('of an unknown region are refused with the nearest known one', async () => {
    await expect(resolveHolidays('US-NX', [2026])).rejects.toMatchObject({ code: 'holidays-region-unknown' })
    await expect(resolveHolidays('QQ', [2026])).rejects.toThrow('no calendar for "QQ"')
  })
})
