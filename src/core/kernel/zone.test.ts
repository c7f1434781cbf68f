import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Zone, zoneOf } from '#core/kernel'

const zone = (name: string): Zone => zoneOf(name) as Zone
const wall = (text: string): number => Date.parse(`${text}Z`)

test('agrees with Intl on any instant of any odd zone', () => {
  const zones = [
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Africa/Casablanca',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2040, 0) }),
      (name, at) => {
        const hour = Number(
          new Intl.DateTimeFormat('en-US', { timeZone: name, hour: 'numeric', hourCycle: 'h23' }).format(at),
        )
        expect(new Date(at + zone(name).offsetAt(at)).getUTCHours()).toBe(hour)
      },
    ),
  )
})

test("a wall clock and its instant are each other's inverse outside the changes", () => {
  const ny = zone('America/New_York')
  for (const text of [
    '2026-01-15T12:00:00',
    '2026-07-15T12:00:00',
    '2026-03-08T03:30:00',
    '2026-11-01T03:00:00',
  ]) {
    const utc = ny.toUtc(wall(text))
    expect(utc + ny.offsetAt(utc)).toBe(wall(text))
  }
})

test('in the repeated hour the first passage is taken, in the skipped hour the clock moves on', () => {
  const ny = zone('America/New_York')
  expect(new Date(ny.toUtc(wall('2026-11-01T01:30:00'))).toISOString()).toBe('2026-11-01T05:30:00.000Z')
  expect(new Date(ny.toUtc(wall('2026-03-08T02:30:00'))).toISOString()).toBe('2026-03-08T07:30:00.000Z')
})

test('the week begins on Monday by the wall clock', () => {
  expect(zone('UTC').hourOfWeek(Date.parse('2026-03-02T00:00:00Z'))).toBe(0)
  expect(zone('UTC').hourOfWeek(Date.parse('2026-03-08T23:59:59Z'))).toBe(167)
  expect(zone('Asia/Tokyo').hourOfWeek(Date.parse('2026-03-01T15:00:00Z'))).toBe(0)
})

test('an unknown name is no zone', () => {
  expect(zoneOf('Mars/Olympus')).toBeNull()
})
