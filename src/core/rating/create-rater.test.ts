import { describe, expect, it } from 'vitest'
import { createRater } from './create-rater.ts'
import { parseDeck } from './parse-deck.ts'

const header =
  'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from,minimum_charge'
const rater = (...rows: string[]) =>
  createRater(parseDeck([header, ...rows].join('\n'), { file: 'deck.csv' }).rates)
const at = Date.parse('2026-03-06T21:04:11Z')

describe('which rate applies', () => {
  const deck = rater(
    '252,Somalia,0.80,0,1,1,USD,',
    '25261,Somalia mobile,0.85,0,1,1,USD,2026-02-01',
    '25261,Somalia mobile,0.95,0,1,1,USD,2026-03-06T21:04:11Z',
    '252615,Somalia special,3.00,0,1,1,USD,2026-04-01',
  )
  const found = (number: number, when: number) => {
    const index = deck.find(number, when)
    return index < 0 ? null : deck.rate(index).perMinute.numerator
  }

  it('is that of the longest prefix', () => expect(found(252201112223, at)).toBe(800_000n))
  it('is the latest of its rows, from the very instant it takes effect', () => {
    expect(found(252611112223, at)).toBe(950_000n)
    expect(found(252611112223, at - 1)).toBe(850_000n)
  })
  it('ignores rows not yet in force, so that a shorter prefix applies', () => {
    expect(found(252615112223, at)).toBe(950_000n)
    expect(found(252615112223, Date.parse('2026-01-15T00:00:00Z'))).toBe(800_000n)
    expect(found(252615112223, Date.parse('2026-05-01T00:00:00Z'))).toBe(3_000_000n)
  })
  it('is none for other numbers and for calls without an instant', () => {
    expect(found(4930123456, at)).toBeNull()
    expect(deck.find(252201112223, Number.NaN)).toBe(-1)
  })
  it('is the row further down the deck when two take effect at once', () => {
    const twice = rater('44,UK,0.02,0,1,1,USD,2026-01-01', '44,UK,0.03,0,1,1,USD,2026-01-01')
    expect(twice.rate(twice.find(442071234567, at)).perMinute.numerator).toBe(30_000n)
  })
})

describe('what a call costs', () => {
  const costs = (row: string, ...seconds: number[]) => seconds.map((s) => rater(row).cost(0, s))

  it('is the fee and the billed seconds at the rate', () => {
    expect(costs('252,Somalia,0.85,0.10,60,6,USD,', 1, 60, 61, 66, 67)).toEqual([
      950_000, 950_000, 1_035_000, 1_035_000, 1_120_000,
    ])
  })
  it('is nothing for 0 billable seconds, connection fee and minimum included', () => {
    expect(costs('252,Somalia,0.85,0.10,60,6,USD,,1.00', 0, -5)).toEqual([0, 0])
  })
  it('is at least the minimum charge', () => {
    expect(costs('252,Somalia,0.60,0,1,1,USD,,0.25', 1, 25, 26)).toEqual([250_000, 250_000, 260_000])
  })
  it('is rounded once, half up, to the micro-unit', () => {
    // 1 s at 0.00003 a minute is exactly half a micro-unit; 0.0000299 is just below.
    expect(costs('1,US,0.00003,0,1,1,USD,', 1, 2, 3)).toEqual([1, 1, 2])
    expect(costs('1,US,0.0000299,0,1,1,USD,', 1)).toEqual([0])
    // Fee and rate are rounded together, not each by itself: 0.4 + 0.4 micro-units are one.
    expect(costs('1,US,0.000024,0.0000004,1,1,USD,', 1)).toEqual([1])
  })
  it('keeps every decimal of a rate', () => {
    expect(costs('1,US,0.01234567890123,0,1,1,USD,', 86_400)).toEqual([17_777_778])
  })
  it('counts an initial increment of 0 as none and a recurring one of 0 as a second', () => {
    expect(costs('1,US,0.60,0,0,60,USD,', 1, 60, 61)).toEqual([600_000, 600_000, 1_200_000])
    expect(costs('1,US,0.60,0,30,0,USD,', 1, 31)).toEqual([300_000, 310_000])
  })
  it('rounds a part of a second up to what is billed', () => {
    expect(rater('1,US,0.60,0,1,1,USD,').billedSeconds(0, 12.2)).toBe(13)
  })
})

it('a deck without rates is refused', () => {
  expect(() => createRater([])).toThrow(/no rates/)
})
