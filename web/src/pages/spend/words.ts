import type { SpendView } from '#contract'
import { locale } from '../../format.ts'
import type { Tone } from '../../words.ts'

export const standing: Readonly<Record<SpendView['state'], readonly [Tone, string]>> = {
  none: ['unknown', 'No budget set'],
  within: ['safe', 'Within the budget'],
  'heading-over': ['watch', 'Will go over the budget'],
  over: ['loss', 'Over the budget'],
}

const inUtc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
const months = inUtc({ month: 'long', year: 'numeric' })
const days = inUtc({ day: 'numeric', month: 'long' })

/** "March 2026". */
export const monthName = (month: string): string => months.format(new Date(`${month}-01T00:00:00Z`))

/** "7 March". */
export const dayName = (date: string): string => days.format(new Date(`${date}T00:00:00Z`))

/** "31 March". */
export function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return days.format(new Date(Date.UTC(year, number, 0)))
}
