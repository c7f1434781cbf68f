import type { MoneyJson } from '#contract'

// The console speaks English, so numbers and dates follow the reader's own English or the British one.
export const locale =
  globalThis.navigator?.languages?.find((language) => language.startsWith('en')) ?? 'en-GB'

const cached = <T>(build: (key: string) => T) => {
  const known = new Map<string, T>()
  return (key: string): T => {
    const found = known.get(key) ?? build(key)
    known.set(key, found)
    return found
  }
}

const moneyFormat = cached((key) => {
  const [currency = 'USD', digits = '2'] = key.split(' ')
  const options = {
    style: 'currency',
    minimumFractionDigits: Number(digits),
    maximumFractionDigits: Number(digits),
  } as const
  try {
    return new Intl.NumberFormat(locale, { ...options, currency })
  } catch {
    return new Intl.NumberFormat(locale, { ...options, currency: 'XXX' })
  }
})

/** Micro-units to what a person reads: "$12.34"; thousands without cents; a trace never reads as nothing. */
export function money({ micros, currency }: MoneyJson): string {
  const amount = micros / 1_000_000
  if (micros !== 0 && Math.abs(amount) < 0.005) return `< ${moneyFormat(`${currency} 2`).format(0.01)}`
  return moneyFormat(`${currency} ${Math.abs(amount) >= 1000 ? '0' : '2'}`).format(amount)
}

/** For columns that line up: always two decimals. */
export function exactMoney({ micros, currency }: MoneyJson): string {
  if (micros !== 0 && Math.abs(micros) < 5_000) return money({ micros, currency })
  return moneyFormat(`${currency} 2`).format(micros / 1_000_000)
}

/** For an axis, whole units of the currency in: cents on every mark or on none. */
export function axisMoney(amounts: readonly number[], currency: string): string[] {
  const digits = amounts.every((amount) => Number.isInteger(amount)) ? 0 : 2
  return amounts.map((amount) => moneyFormat(`${currency} ${digits}`).format(amount))
}

const whole = new Intl.NumberFormat(locale)
export const count = (n: number): string => whole.format(n)

/** "1 call", "12 calls". */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`

/** Seconds as a person says them: "42 s", "12 min", "3 h 20 min", "106 h". */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${count(Math.round(minutes / 60))} h`
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** One call's length as a clock: "0:05", "30:00", "1:02:03". */
export function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  const rest = two(Math.floor(seconds % 60))
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`
}

/** A span between two instants: "2 days 4 h". */
export function span(fromIso: string, toIso: string): string {
  const seconds = Math.max(0, (Date.parse(toIso) - Date.parse(fromIso)) / 1000)
  const days = Math.floor(seconds / 86_400)
  if (days < 2) return duration(seconds)
  const hours = Math.floor((seconds % 86_400) / 3600)
  return hours === 0 ? `${days} days` : `${days} days ${hours} h`
}

export function bytes(n: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  let value = n
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return unit === 0 ? `${n} bytes` : `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

const formatter = (zone: string, options: Intl.DateTimeFormatOptions) => {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  }
}
const dayAndTime = cached((zone) =>
  formatter(zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
)
const timeOfDay = cached((zone) =>
  formatter(zone, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }),
)

/** "Fri, 6 Mar 2026, 21:04" on the wall clock of the zone. */
export const instant = (iso: string, zone: string): string => dayAndTime(zone).format(new Date(iso))

/** "6 Mar, 21:04:11": for long lists, where the year stands above. */
export const shortInstant = (iso: string, zone: string): string => timeOfDay(zone).format(new Date(iso))

/** "2026-03-06 21:04:11 UTC": what is shown on hover. */
export const utc = (iso: string): string =>
  `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`

const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })

/** ISO 3166-1 alpha-2 to a name; "001" and the like are number ranges that belong to no country. */
export function countryName(code: string): string {
  if (code === '001') return 'International network'
  if (!/^[A-Za-z]{2}$/.test(code)) return code === '' ? 'Unknown' : code
  return regions.of(code.toUpperCase()) ?? code
}

/** "about 40 s left"; null when nobody can say. */
export function remaining(seconds: number | null): string | null {
  if (seconds === null) return null
  return seconds < 2 ? 'almost done' : `about ${duration(seconds)} left`
}
