import { expect, test } from 'vitest'
import {
  bytes,
  clock,
  counted,
  countryName,
  duration,
  exactMoney,
  instant,
  money,
  remaining,
  span,
  utc,
} from './format.ts'

const usd = (amount: number) => ({ micros: Math.round(amount * 1_000_000), currency: 'USD' })
/** Symbols differ between the Englishes ("US$", "$"); figures do not. */
const figures = (text: string) => text.replace(/US\$/g, '$')

test.each([
  [0, '$0.00'],
  [12.34, '$12.34'],
  [999.99, '$999.99'],
  [11_969.4, '$11,969'],
  [0.004, '< $0.01'],
  [-31.2, '-$31.20'],
])('%d reads %s', (amount, text) => {
  expect(figures(money(usd(amount)))).toBe(text)
})

test('columns keep their cents', () => {
  expect(figures(exactMoney(usd(11_969.4)))).toBe('$11,969.40')
  expect(figures(exactMoney(usd(0.001)))).toBe('< $0.01')
})

test('a currency code nobody knows does not break the page', () => {
  expect(money({ micros: 5_000_000, currency: '?' })).toContain('5.00')
})

test.each([
  [42, '42 s'],
  [60, '1 min'],
  [3600, '1 h'],
  [12_000, '3 h 20 min'],
  [381_220, '106 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text)
})

test('the length of one call is a clock', () => {
  expect([5, 1800, 3723].map(clock)).toEqual(['0:05', '30:00', '1:02:03'])
})

test('a span longer than two days is said in days', () => {
  expect(span('2026-03-01T00:00:00Z', '2026-03-03T04:10:00Z')).toBe('2 days 4 h')
  expect(span('2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z')).toBe('0 s')
})

test('times stand on the clock of the site, UTC beside them', () => {
  expect(instant('2026-03-06T21:04:11Z', 'America/Los_Angeles')).toContain('13:04')
  expect(instant('2026-03-06T21:04:11Z', 'Nowhere/Land')).toContain('21:04')
  expect(utc('2026-03-06T21:04:11Z')).toBe('2026-03-06 21:04:11 UTC')
})

test('countries have names, and what belongs to none says so', () => {
  expect(countryName('SO')).toBe('Somalia')
  expect(countryName('001')).toBe('International network')
  expect(countryName('')).toBe('Unknown')
})

test('small things', () => {
  expect(counted(1, 'call')).toBe('1 call')
  expect(counted(1200, 'sign-in address', 'sign-in addresses')).toBe('1,200 sign-in addresses')
  expect([bytes(999), bytes(8_100_000), bytes(21_331_004)]).toEqual(['999 bytes', '8.1 MB', '21 MB'])
  expect([remaining(null), remaining(1), remaining(40)]).toEqual([null, 'almost done', 'about 40 s left'])
})
