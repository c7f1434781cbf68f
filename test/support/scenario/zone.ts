/** Wall clock of a site. Offsets come from the time-zone data of Node; everything else is arithmetic. */
export interface Zone {
  readonly name: string
  /** Milliseconds to add to UTC. */
  offset(at: number): number
  /** UTC milliseconds of local midnight of the day that holds `at`, plus `hours` on the wall clock. */
  at(day: number, hours: number): number
  /** 0 Sunday … 6 Saturday. */
  weekday(at: number): number
  /** Hours since local midnight. */
  hour(at: number): number
  /** "2026-03-06 21:04:11". */
  stamp(at: number): string
  /** "2026-03-06". */
  date(at: number): string
  /** Local midnights from `from` on, one a day. */
  days(from: number, count: number): number[]
}

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000
const SLOT = 900_000

export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const slots = new Map<number, number>()
  const offset = (at: number): number => {
    const slot = Math.floor(at / SLOT)
    const known = slots.get(slot)
    if (known !== undefined) return known
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(slot * SLOT)) part[type] = Number(value)
    const wall = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'],
      part['hour'],
      part['minute'],
      part['second'],
    )
    slots.set(slot, wall - slot * SLOT)
    return wall - slot * SLOT
  }
  const toUtc = (wall: number): number => {
    const guess = wall - offset(wall)
    return wall - offset(guess)
  }
  const wallDay = (at: number): number => Math.floor((at + offset(at)) / DAY) * DAY
  return {
    name,
    offset,
    at: (day, hours) => toUtc(wallDay(day) + Math.round(hours * HOUR)),
    weekday: (at) => new Date(at + offset(at)).getUTCDay(),
    hour: (at) => ((at + offset(at)) % DAY) / HOUR,
    stamp: (at) =>
      new Date(Math.floor(at / 1000) * 1000 + offset(at)).toISOString().slice(0, 19).replace('T', ' '),
    date: (at) => new Date(at + offset(at)).toISOString().slice(0, 10),
    days: (from, count) => Array.from({ length: count }, (_, i) => toUtc(wallDay(from) + i * DAY)),
  }
}
