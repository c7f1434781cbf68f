import { DomainError } from './errors.ts'
import type { SiteSettings } from './site.ts'
import type { Zone } from './zone.ts'

export interface BusinessHours {
  /** Whether the site is at work at this instant (UTC milliseconds). No allocation. */
  isOpen(utc: number): boolean
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const dayMinutes = 1440
const weekMinutes = 7 * dayMinutes
const DAY = 86_400_000

/**
 * Working hours by the site's wall clock, to the minute. A holiday ("2026-07-03") is closed from midnight to midnight,
 * also for a shift that began the evening before.
 */
export function createBusinessHours(
  site: Pick<SiteSettings, 'businessHours'>,
  zone: Zone,
  holidayDates: readonly string[],
): BusinessHours {
  const week = parseBusinessHours(site.businessHours ?? { 'mon-fri': '08:00-18:00' })
  const holidays = new Set(holidayDates.map(dayNumber))
  return {
    isOpen(utc) {
      const wall = utc + zone.offsetAt(utc)
      const day = Math.floor(wall / DAY)
      if (holidays.has(day)) return false
      const weekday = (((day + 3) % 7) + 7) % 7 // 1970-01-01 was a Thursday
      return week[weekday * dayMinutes + Math.floor((wall - day * DAY) / 60_000)] === 1
    },
  }
}

/**
 * The week as 10,080 minutes from Monday 00:00, 1 where open. Keys are days, ranges and lists ("mon-fri", "sat",
 * "mon,wed"), values "08:00-18:00", several ranges with commas, overnight "22:00-06:00", "closed". A later key
 * replaces what an earlier one said of the same day.
 */
function parseBusinessHours(hours: Readonly<Record<string, string>>): Uint8Array {
  const ofDay = new Map<number, [number, number][]>()
  for (const [key, value] of Object.entries(hours)) {
    const ranges = rangesOf(key, value)
    for (const day of daysOf(key)) ofDay.set(day, ranges)
  }
  const week = new Uint8Array(weekMinutes)
  for (const [day, ranges] of ofDay) {
    for (const [from, to] of ranges) {
      for (let minute = from; minute < to; minute++) week[(day * dayMinutes + minute) % weekMinutes] = 1
    }
  }
  return week
}

function daysOf(key: string): number[] {
  const found: number[] = []
  for (const part of key.toLowerCase().split(',')) {
    const [first, last, more] = part.split('-').map((name) => days.indexOf(name.trim().slice(0, 3)))
    if (first === undefined || first < 0 || (last ?? first) < 0 || more !== undefined) {
      throw new DomainError(
        'business-hours-invalid',
        `"${key}" in businessHours names no days`,
        'Write days as "mon", "mon-fri" or "mon,wed,fri".',
      )
    }
    const span = ((((last ?? first) - first) % 7) + 7) % 7
    for (let i = 0; i <= span; i++) found.push((first + i) % 7)
  }
  return found
}

/** Minutes from the midnight that begins the day; the end of an overnight range lies beyond 1440. */
function rangesOf(key: string, value: string): [number, number][] {
  const written = value.trim().toLowerCase()
  if (written === 'closed') return []
  return written.split(',').map((range) => {
    const m = /^(\d{1,2}):([0-5]\d)\s*-\s*(\d{1,2}):([0-5]\d)$/.exec(range.trim())
    const from = Number(m?.[1]) * 60 + Number(m?.[2])
    const to = Number(m?.[3]) * 60 + Number(m?.[4])
    if (!m || from >= dayMinutes || to > dayMinutes || from === to) {
      throw new DomainError(
        'business-hours-invalid',
        `"${value}" for "${key}" in businessHours is not a time range`,
        'Write "08:00-18:00", "08:00-12:00,13:00-17:00", "22:00-06:00" over midnight, "00:00-24:00" or "closed".',
      )
    }
    return [from, to > from ? to : to + dayMinutes]
  })
}

function dayNumber(date: string): number {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  const midnight = m ? Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])) : Number.NaN
  if (Number.isNaN(midnight)) {
    throw new DomainError('holiday-invalid', `"${date}" is not a date`, 'Write holidays as "2026-07-03".')
  }
  return midnight / DAY
}
