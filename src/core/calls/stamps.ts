import type { Zone } from '#core/kernel'

/** Reads the ways PBXs, databases and spreadsheet programs write an instant. */
export interface Stamps {
  /**
   * Milliseconds: UTC when `absolute` is true afterwards (the text said its offset or is a count since an epoch), else
   * the wall clock. NaN when it is no date between 1990 and 2059.
   */
  parse(text: string, from: number, end: number): number
  absolute: boolean
  /** For dates with slashes: 3/6 is 3 June. Found out from days above 12 (`learn`), else month first. */
  dayFirst: boolean
  learn(text: string): void
}

const DAY = 86_400_000
const MIN = Date.UTC(1990, 0, 1)
const MAX = Date.UTC(2060, 0, 1)
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const OFFSET = '(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?'
const CLOCK = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([AaPp][Mm])?'
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ]\\s*${CLOCK})?\\s*${OFFSET}$`)
const YEAR_LAST = new RegExp(
  `^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:,?[T ]\\s*${CLOCK})?\\s*${OFFSET}$`,
)
const MONTH_NAME = new RegExp(
  `^(?:[A-Za-z]{3,9},?\\s+)?(\\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ,]+(\\d{4})(?:\\s+${CLOCK})?\\s*${OFFSET}$`,
)

export function createStamps(dayFirst = false): Stamps {
  const stamps: Stamps = {
    absolute: false,
    dayFirst,
    parse(text, from, end) {
      const usual = end - from === 19 ? plain(text, from) : Number.NaN
      stamps.absolute = false
      if (!Number.isNaN(usual)) return usual >= MIN && usual < MAX ? usual : Number.NaN
      const other = end === from ? Number.NaN : unusual(text.slice(from, end).trim(), stamps)
      return other >= MIN && other < MAX ? other : Number.NaN
    },
    learn(text) {
      const m = YEAR_LAST.exec(text.trim())
      if (m?.[2] === '/' && Number(m[1]) > 12) stamps.dayFirst = true
    },
  }
  return stamps
}

/** "2026-11-22 11:01:51", or with T or slashes, without a regular expression: this runs three times a row. */
function plain(text: string, at: number): number {
  const c4 = text.charCodeAt(at + 4)
  if ((c4 !== 45 && c4 !== 47) || text.charCodeAt(at + 7) !== c4 || text.charCodeAt(at + 13) !== 58)
    return Number.NaN
  const year = two(text, at) * 100 + two(text, at + 2)
  const month = two(text, at + 5)
  const day = two(text, at + 8)
  const hour = two(text, at + 11)
  const minute = two(text, at + 14)
  const second = two(text, at + 17)
  if (!(year >= 1000 && second <= 60 && minute <= 59 && hour <= 23)) return Number.NaN
  return daysOf(year, month, day) * DAY + (hour * 3600 + minute * 60 + second) * 1000
}

/** Two decimal digits; NaN spoils the sum when they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

let lastDate = 0
let lastDays = Number.NaN

/** Days since 1970-01-01; rows come in order of time, so the date is mostly that of the stamp before. */
function daysOf(year: number, month: number, day: number): number {
  const date = (year * 100 + month) * 100 + day
  if (date === lastDate) return lastDays
  lastDate = date
  lastDays = civilDays(year, month, day)
  return lastDays
}

/** Days since 1970-01-01 in the Gregorian calendar; NaN for a day that does not exist. */
function civilDays(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN
  if (day > 28 && day > lengthOf(year, month)) return Number.NaN
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function unusual(text: string, stamps: Stamps): number {
  if (/^\d+(\.\d+)?$/.test(text)) return count(text, stamps)
  let m = YEAR_FIRST.exec(text)
  if (m) return assemble(Number(m[1]), Number(m[2]), Number(m[3]), m.slice(4), stamps)
  m = YEAR_LAST.exec(text)
  if (m) {
    const year = Number(m[4]) + ((m[4] as string).length === 2 ? 2000 : 0)
    const first = Number(m[1])
    const second = Number(m[3])
    // Only a slash is ambiguous: with dots or dashes the day comes first everywhere.
    const dayFirst = m[2] !== '/' || first > 12 || (stamps.dayFirst && second <= 12)
    return assemble(year, dayFirst ? second : first, dayFirst ? first : second, m.slice(5), stamps)
  }
  m = MONTH_NAME.exec(text)
  if (!m) return Number.NaN
  return assemble(
    Number(m[3]),
    MONTHS.indexOf((m[2] as string).toLowerCase()) + 1,
    Number(m[1]),
    m.slice(4),
    stamps,
  )
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, or a Julian day as SQLite keeps it. */
function count(text: string, stamps: Stamps): number {
  const n = Number(text)
  stamps.absolute = true
  if (n > 2_447_000 && n < 2_475_000) return Math.round((n - 2_440_587.5) * DAY)
  if (n < 1e11) return Math.round(n * 1000)
  if (n < 1e14) return n
  return n < 1e17 ? Math.floor(n / 1000) : Math.floor(n / 1_000_000)
}

function assemble(
  year: number,
  month: number,
  day: number,
  clock: readonly (string | undefined)[],
  stamps: Stamps,
): number {
  const [hours, minutes, seconds, fraction, half, offset] = clock
  let hour = Number(hours ?? 0)
  if (half) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  const minute = Number(minutes ?? 0)
  const second = Number(seconds ?? 0)
  if (hour > 23 || minute > 59 || second > 60) return Number.NaN
  const millis = fraction ? Number(fraction.padEnd(3, '0').slice(0, 3)) : 0
  const wall = daysOf(year, month, day) * DAY + (hour * 3600 + minute * 60 + second) * 1000 + millis
  if (!offset) return wall
  stamps.absolute = true
  return wall - minutesOf(offset) * 60_000
}

function minutesOf(offset: string): number {
  const m = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset)
  if (!m) return 0
  return (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3] ?? 0))
}

/** Wall clock to UTC in one zone, with the hours around an offset change told apart by what else is known. */
export interface Clock {
  /** `near` is an instant known to be close (a uniqueid's epoch), NaN when there is none. */
  toUtc(wall: number, near: number): number
}

const HOUR = 3_600_000

export function createClock(zone: Zone): Clock {
  let hour = Number.NaN
  let offset = 0
  let plainHour = false
  return {
    toUtc(wall, near) {
      const thisHour = Math.floor(wall / HOUR)
      if (thisHour !== hour) {
        hour = thisHour
        const utc = zone.toUtc(thisHour * HOUR)
        offset = zone.offsetAt(utc)
        plainHour = offset === zone.offsetAt(utc - 3 * HOUR) && offset === zone.offsetAt(utc + 3 * HOUR)
      }
      return plainHour ? wall - offset : choose(zone, wall, near)
    },
  }
}

function choose(zone: Zone, wall: number, near: number): number {
  const first = zone.toUtc(wall)
  if (Number.isNaN(near)) return first
  const other = wall - zone.offsetAt(first + 3 * HOUR)
  const real = other + zone.offsetAt(other) === wall
  return real && Math.abs(other - near) < Math.abs(first - near) ? other : first
}
