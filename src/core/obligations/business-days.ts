import type { Zone } from '#core/kernel'

const DAY = 86_400_000

/** The days on which authorities of a place work. Dates are ISO, in its zone. */
export interface Calendar {
  readonly zone: Zone
  isHoliday(date: string): boolean
}

/** ISO date of an instant, on the wall clock of the zone. */
export const dateOf = (at: number, zone: Zone): string =>
  new Date(at + zone.offsetAt(at)).toISOString().slice(0, 10)

/** The same time of day so many business days later; the day itself does not count. */
export function addBusinessDays(at: number, days: number, { zone, isHoliday }: Calendar): number {
  let left = days
  let then = at
  while (left > 0) {
    then += DAY
    if (isWorkday(dateOf(then, zone), isHoliday)) left--
  }
  return then
}

function isWorkday(date: string, isHoliday: (date: string) => boolean): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isHoliday(date)
}

/** The same day of a later month, or its last when there is no such day. */
export function addMonths(at: number, months: number): number {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}
