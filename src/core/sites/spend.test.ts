import { describe, expect, it } from 'vitest'
import { zoneOf } from '#core/kernel'
import { beginOf, budgetState, dateOf, monthAt, spendOf } from './spend.ts'

const DAY = 86_400_000
const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY
const zone = (name: string) => {
  const found = zoneOf(name)
  if (!found) throw new Error(`no ${name}`)
  return found
}
/** Euro a day over some days. */
const each = (from: string, to: string, euro: (weekday: number) => number) => {
  const days = new Map<number, number>()
  for (let at = day(from); at <= day(to); at++) days.set(at, euro(new Date(at * DAY).getUTCDay()) * 1_000_000)
  return days
}
const at = (date: string) => monthAt(Date.parse(`${date}T12:00:00Z`), zone('UTC'))
const euros = (micros: number | null) => (micros === null ? null : micros / 1_000_000)

describe('the month', () => {
  it('is the one of the wall clock of the site, not of UTC', () => {
    const now = Date.parse('2026-03-01T03:00:00Z')
    expect(dateOf(monthAt(now, zone('UTC')).first)).toBe('2026-03-01')
    const there = monthAt(now, zone('America/Los_Angeles'))
    expect([there.first, there.today, there.last].map(dateOf)).toEqual([
      '2026-02-01',
      '2026-02-28',
      '2026-02-28',
    ])
    expect(new Date(beginOf(there.first, zone('America/Los_Angeles'))).toISOString()).toBe(
      '2026-02-01T08:00:00.000Z',
    )
  })
})

describe('the forecast', () => {
  const office = (weekday: number) => (weekday === 0 || weekday === 6 ? 1 : 10)

  it('is what each day to come usually costs, by its weekday', () => {
    const days = each('2026-02-01', '2026-03-15', office)
    const { spent, forecast } = spendOf(days, at('2026-03-15'))
    // March 2026 has 22 working days and 9 of weekends; the 15th is a Sunday.
    expect(euros(spent)).toBe(10 * 10 + 5 * 1)
    expect(euros(forecast)).toBe(22 * 10 + 9)
  })
  it('expects no second night of fraud after one', () => {
    const days = each('2026-02-01', '2026-03-15', office)
    days.set(day('2026-03-11'), 5_000_000_000)
    expect(euros(spendOf(days, at('2026-03-15')).forecast)).toBe(22 * 10 + 9 - 10 + 5000)
  })
  it('counts what is left of today, and not less than was spent already', () => {
    const days = each('2026-02-01', '2026-03-30', office)
    const usual = new Map(days).set(day('2026-03-31'), 4_000_000)
    expect(euros(spendOf(usual, at('2026-03-31')).forecast)).toBe(22 * 10 + 9)
    const dear = new Map(days).set(day('2026-03-31'), 40_000_000)
    expect(euros(spendOf(dear, at('2026-03-31')).forecast)).toBe(21 * 10 + 9 + 40)
  })
  it('knows nothing of a site without a whole day of calls', () => {
    expect(spendOf(new Map(), at('2026-03-15')).forecast).toBeNull()
    expect(spendOf(new Map([[day('2026-03-15'), 7]]), at('2026-03-15'))).toEqual({
      spent: 7,
      today: 7,
      forecast: null,
    })
  })
  it('learns from all days while a weekday was seen less than three times', () => {
    const days = each('2026-03-02', '2026-03-03', () => 10)
    // A Wednesday: two days known, 10 each; today and 28 days to come.
    expect(euros(spendOf(days, at('2026-03-04')).forecast)).toBe(20 + 10 * 28)
    days.set(day('2026-03-04'), 5_000_000_000)
    expect(euros(spendOf(days, at('2026-03-05')).forecast)).toBe(5020 + 10 * 27)
  })
})

it('a budget is passed when more is spent than it, and threatened when more is expected', () => {
  const spend = { spent: 50, today: 0, forecast: 120 }
  expect(budgetState(spend, null)).toBe('none')
  expect(budgetState(spend, 120)).toBe('within')
  expect(budgetState(spend, 119)).toBe('heading-over')
  expect(budgetState(spend, 50)).toBe('heading-over')
  expect(budgetState(spend, 49)).toBe('over')
  expect(budgetState({ ...spend, forecast: null }, 60)).toBe('within')
})
