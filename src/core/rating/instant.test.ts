import { describe, expect, it } from 'vitest'
import { zoneOf } from '#core/kernel'
import { parseInstant } from './instant.ts'

const at = (text: string) => Date.parse(text)

describe('a date and time of a deck or an invoice', () => {
  it('is the same instant however ISO 8601 is written', () => {
    for (const text of [
      '2026-03-06 21:04:11',
      '2026-03-06T21:04:11',
      '2026-03-06T21:04:11Z',
      ' 2026-03-06 21:04:11 ',
      '2026-3-6 21:04:11',
      '2026/03/06 21:04:11',
      '2026-03-06T22:04:11+01:00',
    ])
      expect(parseInstant(text), text).toBe(at('2026-03-06T21:04:11Z'))
  })
  it('is the wall clock of the zone unless an offset stands there', () => {
    const berlin = zoneOf('Europe/Berlin')
    expect(parseInstant('2026-03-06 21:04:11', 'ymd', berlin)).toBe(at('2026-03-06T20:04:11Z'))
    expect(parseInstant('2026-03-06T21:04:11Z', 'ymd', berlin)).toBe(at('2026-03-06T21:04:11Z'))
  })
  it('is none when there is no such day or time', () => {
    for (const text of [
      '2026-02-29 10:00:00',
      '2026-13-01 10:00:00',
      '2026-03-00 10:00:00',
      '2026-03-06 24:00:00',
      '2026-03-06 10:60:00',
      '2026-03-06 10:00:60',
      '2026-03-06 1a:00:00',
      '2026-03-06X10:00:00',
      '0026-03-06 10:00:00',
    ])
      expect(parseInstant(text), text).toBe(null)
  })
})
