import { describe, expect, it } from 'vitest'
import type { DomainError } from '#core/kernel'
import { DeckMap } from './deck-map.ts'
import { parseDeck } from './parse-deck.ts'

const header =
  'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from'
const deck = (text: string) => parseDeck(text, { file: 'deck.csv' })
const reasons = (...rows: string[]) =>
  deck([header, '1,US,0.01,0,1,1,USD,', ...rows].join('\n')).rejects.map((r) => `${r.line}: ${r.reason}`)
const refusal = (attempt: () => unknown): DomainError => {
  try {
    attempt()
  } catch (error) {
    return error as DomainError
  }
  throw new Error('nothing was refused')
}

describe('a rate deck', () => {
  it('is read by its header, in any order of columns', () => {
    const { rates, rejects } = deck('currency,rate_per_minute,prefix\nEUR,0.0184,4930\n')
    expect(rejects).toEqual([])
    expect(rates).toEqual([
      {
        prefix: '4930',
        description: '',
        perMinute: { numerator: 18_400n, denominator: 1n },
        connectionFee: { numerator: 0n, denominator: 1n },
        initialIncrement: 1,
        recurringIncrement: 1,
        currency: 'EUR',
        effectiveFrom: Number.NEGATIVE_INFINITY,
        minimumCharge: { numerator: 0n, denominator: 1n },
      },
    ])
  })

  it.each([
    [
      'semicolons',
      `${header}\n252,"Somalia; mobile",0.85,0,60,1,USD,`
        .replaceAll(',', ';')
        .replace('"Somalia; mobile"', '"Somalia; mobile"'),
    ],
    ['tabs', `${header}\n252,Somalia; mobile,0.85,0,60,1,USD,`.replaceAll(',', '\t')],
    [
      'CRLF, a byte order mark and quotes',
      `\uFEFF${header}\r\n"252","Somalia; mobile","0.85",0,60,1,"usd",\r\n\r\n`,
    ],
    ['+ before the prefix and blank lines', `\n${header}\n\n+252,Somalia; mobile,0.85,0,60,1,USD,\n`],
  ])('may be written with %s', (_, text) => {
    const { rates, rejects } = deck(text)
    expect(rejects).toEqual([])
    expect(rates).toHaveLength(1)
    expect(rates[0]).toMatchObject({
      prefix: '252',
      description: 'Somalia; mobile',
      initialIncrement: 60,
      currency: 'USD',
    })
  })

  it('keeps doubled quotes and line breaks inside quotes, and counts lines by the file', () => {
    const { rates, rejects } = deck(`${header}\n252,"the ""big""\none",0.85,0,60,1,USD,\nx,,1,0,1,1,USD,`)
    expect(rates[0]?.description).toBe('the "big"\none')
    expect(rejects).toEqual([{ line: 4, reason: 'prefix "x" is not digits' }])
  })

  it('takes effect at an instant with offset, and in UTC without one', () => {
    const from = (text: string) => deck(`${header}\n1,US,0.01,0,1,1,USD,${text}`).rates[0]?.effectiveFrom
    expect(from('2026-03-01')).toBe(Date.UTC(2026, 2, 1))
    expect(from('2026-03-01T06:30:00')).toBe(Date.UTC(2026, 2, 1, 6, 30))
    expect(from('2026-03-01 06:30:00+02:00')).toBe(Date.UTC(2026, 2, 1, 4, 30))
    expect(from('2026-03-01T06:30:00.250-0730')).toBe(Date.UTC(2026, 2, 1, 14, 0, 0, 250))
  })

  it('tells of each row that cannot be used, with its line and why', () => {
    expect(
      reasons(
        '44,UK,"0,02",0,1,1,USD,',
        '44,UK,abc,0,1,1,USD,',
        '44,UK,-0.02,0,1,1,USD,',
        '44,UK,,0,1,1,USD,',
        '44,UK,0.02,0,1.5,1,USD,',
        '0044,UK,0.02,0,1,1,USD,',
        ',UK,0.02,0,1,1,USD,',
        '44,UK,0.02,0,1,1,Dollar,',
        '44,UK,0.02,0,1,1,USD,01/02/2026',
        '44,UK,0.02,0,1,1,USD,2026-02-30',
        '44,"UK,0.02,0,1,1,USD,',
      ),
    ).toEqual([
      '3: rate_per_minute "0,02" has a decimal comma: write a point, or give a map file with "decimal: comma"',
      '4: rate_per_minute "abc" is not a decimal number',
      '5: rate_per_minute "-0.02" is negative',
      '6: rate_per_minute is empty',
      '7: initial_increment "1.5" is not a whole number of seconds',
      '8: prefix "0044" begins with 0: write it in E.164, from the country code on',
      '9: prefix is empty',
      '10: currency "Dollar" is not an ISO 4217 code such as USD',
      '11: effective_from "01/02/2026" is not a date such as 2026-01-01 or 2026-01-01T00:00:00Z',
      '12: effective_from "2026-02-30" is not a date such as 2026-01-01 or 2026-01-01T00:00:00Z',
      '13: a quote is opened and never closed',
    ])
  })

  it.each([
    ['csv-empty', '', 'deck.csv: the file is empty'],
    ['csv-column-unknown', 'prefx,rate_per_minute,currency\n', 'deck.csv:1: unknown column "prefx"'],
    [
      'csv-column-unknown',
      '4930,0.0184,EUR\n',
      'deck.csv:1: "4930" is not a column: the header line is missing',
    ],
    ['csv-column-missing', 'prefix,description\n', 'deck.csv:1: no column "rate_per_minute", "currency"'],
    [
      'csv-column-twice',
      'prefix,prefix,rate_per_minute,currency\n',
      'deck.csv:1: column "prefix" stands twice in the header',
    ],
    ['deck-empty', `${header}\n`, 'deck.csv: there is no row below the header'],
    [
      'deck-empty',
      `${header}\nx,,1,0,1,1,USD,`,
      'deck.csv:2: no row can be used, the first because prefix "x" is not digits',
    ],
    [
      'deck-mixed-currencies',
      `${header}\n1,,1,0,1,1,USD,\n44,,1,0,1,1,GBP,`,
      'deck.csv:3: this row is in GBP, the rows before it in USD',
    ],
  ])('is refused as a whole: %s', (code, text, message) => {
    expect(refusal(() => deck(text))).toMatchObject({ code, message })
  })

  it('names the nearest column in the remedy', () => {
    expect(refusal(() => deck('prefix,rate_per_minut,currency\n')).remedy).toContain(
      'Did you mean "rate_per_minute"?',
    )
  })
})

describe('a deck in another layout', () => {
  const map = DeckMap.parse({
    delimiter: ';',
    decimal: 'comma',
    dates: 'dmy',
    timezone: 'Europe/Berlin',
    ratePer: 'second',
    columns: {
      prefix: ['Country', 'Area'],
      description: 'Name',
      rate_per_minute: 'Price/s',
      effective_from: 'Valid',
    },
    defaults: { currency: 'EUR', initial_increment: 60, recurring_increment: 60 },
  })

  it('is read through its map; columns the map does not name are left alone', () => {
    const { rates, rejects } = parseDeck(
      'Country;Area;Name;Price/s;Valid;Notes\n49;30;Berlin;0,00031;01.04.2026;x\n',
      { file: 'd.csv', map },
    )
    expect(rejects).toEqual([])
    expect(rates).toMatchObject([
      {
        prefix: '4930',
        description: 'Berlin',
        perMinute: { numerator: 18_600n, denominator: 1n },
        initialIncrement: 60,
        recurringIncrement: 60,
        currency: 'EUR',
        effectiveFrom: Date.UTC(2026, 2, 31, 22),
      },
    ])
  })

  it('needs the columns its map names', () => {
    const error = refusal(() => parseDeck('Country;Area;Nme;Price/s;Valid\n', { file: 'd.csv', map }))
    expect(error).toMatchObject({ code: 'csv-column-missing', remedy: 'Did you mean "Nme"?' })
  })

  it('may have no header at all', () => {
    const numbered = DeckMap.parse({ header: false, columns: { prefix: 1, rate_per_minute: 3, currency: 2 } })
    expect(parseDeck('44,GBP,0.02', { file: 'd.csv', map: numbered }).rates).toMatchObject([
      { prefix: '44', currency: 'GBP' },
    ])
  })
})
