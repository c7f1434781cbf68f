import { expect, test } from 'vitest'
import { countries, guessed, ownPlace, timeZones, toUtc } from './places.ts'

test.each([
  ['2026-03-06T21:04', 'America/Los_Angeles', '2026-03-07T05:04:00.000Z'],
  ['2026-07-06T21:04', 'America/Los_Angeles', '2026-07-07T04:04:00.000Z'],
  ['2026-03-08T03:30', 'America/Los_Angeles', '2026-03-08T10:30:00.000Z'],
  ['2026-11-01T01:30', 'America/Los_Angeles', '2026-11-01T08:30:00.000Z'],
  ['2026-03-06T21:04', 'Asia/Kolkata', '2026-03-06T15:34:00.000Z'],
  ['2026-03-06T21:04', 'UTC', '2026-03-06T21:04:00.000Z'],
  ['', 'UTC', ''],
])('%s in %s is %s', (wall, zone, expected) => {
  expect(toUtc(wall, zone)).toBe(expected)
})

test('the country comes from the first language that names one', () => {
  expect(guessed(['en', 'de-AT']).country).toBe('AT')
  expect(guessed(['de']).country).toBe('DE')
})

test('what the site says of itself goes before where the browser is', () => {
  const browser = { country: 'US', timezone: 'America/New_York' }
  expect(ownPlace({ country: 'DE', timezone: 'Europe/Berlin', currency: 'EUR' }, browser)).toEqual({
    country: 'DE',
    timezone: 'Europe/Berlin',
    currency: 'EUR',
  })
  expect(ownPlace({ country: 'de' }, browser)).toEqual({
    country: 'DE',
    timezone: 'America/New_York',
    currency: '',
  })
  expect(ownPlace({}, browser)).toEqual({ ...browser, currency: '' })
})

test('lists are whole and sorted by what people read', () => {
  expect(countries().find(({ value }) => value === 'SO')?.label).toBe('Somalia')
  expect(timeZones('Europe/Vienna').filter(({ value }) => value === 'Europe/Vienna')).toHaveLength(1)
})
