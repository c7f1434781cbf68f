import { describe, expect, it } from 'vitest'
import { createBusinessHours } from './hours.ts'
import { zoneOf } from './zone.ts'

const vegas = zoneOf('America/Los_Angeles')
const berlin = zoneOf('Europe/Berlin')
if (!vegas || !berlin) throw new Error('time zones are missing')
const at = (iso: string) => Date.parse(iso)

describe('business hours', () => {
  it('are Monday to Friday 08:00 to 18:00 on the wall clock when nothing is said', () => {
    const hours = createBusinessHours({}, vegas, [])
    expect(hours.isOpen(at('2026-03-06T07:59:59-08:00'))).toBe(false)
    expect(hours.isOpen(at('2026-03-06T08:00:00-08:00'))).toBe(true)
    expect(hours.isOpen(at('2026-03-06T17:59:59.999-08:00'))).toBe(true)
    expect(hours.isOpen(at('2026-03-06T18:00:00-08:00'))).toBe(false)
    expect(hours.isOpen(at('2026-03-07T12:00:00-08:00'))).toBe(false)
  })

  it('follow the wall clock over the change to summer time', () => {
    const hours = createBusinessHours({}, berlin, [])
    expect(hours.isOpen(at('2026-03-27T06:59:00Z'))).toBe(false)
    expect(hours.isOpen(at('2026-03-27T07:00:00Z'))).toBe(true)
    expect(hours.isOpen(at('2026-03-30T06:00:00Z'))).toBe(true)
    expect(hours.isOpen(at('2026-03-30T16:00:00Z'))).toBe(false)
  })

  it('are closed all day on a holiday', () => {
    const hours = createBusinessHours({}, vegas, ['2026-07-03'])
    expect(hours.isOpen(at('2026-07-03T12:00:00-07:00'))).toBe(false)
    expect(hours.isOpen(at('2026-07-02T12:00:00-07:00'))).toBe(true)
    expect(hours.isOpen(at('2026-07-06T12:00:00-07:00'))).toBe(true)
  })

  it('take several ranges a day, lists of days, closed days and shifts over midnight', () => {
    const businessHours = {
      'mon,wed': '08:00-12:00,13:00-17:00',
      sat: 'closed',
      fri: '22:00-06:00',
      'sun-sun': '22:00-02:00',
    }
    const hours = createBusinessHours({ businessHours }, vegas, [])
    const open = (local: string) => hours.isOpen(at(`${local}:00-08:00`))
    expect([open('2026-03-02T11:59'), open('2026-03-02T12:30'), open('2026-03-02T13:00')]).toEqual([
      true,
      false,
      true,
    ])
    expect(open('2026-03-03T09:00')).toBe(false)
    expect([open('2026-03-06T21:59'), open('2026-03-06T22:00'), open('2026-03-07T05:59')]).toEqual([
      false,
      true,
      true,
    ])
    expect(open('2026-03-07T06:00')).toBe(false)
    // Sunday night runs into Monday, the first day of the week.
    expect([open('2026-03-02T01:59'), open('2026-03-02T02:00')]).toEqual([true, false])
  })

  it('let a later entry replace an earlier one for the same day', () => {
    const hours = createBusinessHours(
      { businessHours: { 'mon-fri': '08:00-18:00', fri: '08:00-15:00' } },
      vegas,
      [],
    )
    expect(hours.isOpen(at('2026-03-06T16:00:00-08:00'))).toBe(false)
    expect(hours.isOpen(at('2026-03-05T16:00:00-08:00'))).toBe(true)
  })

  it.each([
    [{ 'mon-fry-sat': '08:00-18:00' }, /names no days/],
    [{ holiday: '08:00-18:00' }, /names no days/],
    [{ mon: '8-18' }, /not a time range/],
    [{ mon: '08:00-25:00' }, /not a time range/],
    [{ mon: '08:00-08:00' }, /not a time range/],
  ])('refuse %j', (businessHours, reason) => {
    expect(() =>
      createBusinessHours({ businessHours: businessHours as Record<string, string> }, vegas, []),
    ).toThrow(reason)
  })

  it('refuse a holiday that is no date', () => {
    expect(() => createBusinessHours({}, vegas, ['3 July'])).toThrow(/not a date/)
  })
})
