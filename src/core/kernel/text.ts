import { formatMicros, type Money } from './money.ts'
import type { Zone } from './zone.ts'

// How people read money, time and length: one wording for reports, screens and the terminal.

/** "$1,234.57": rounded to the currency's own decimals, half away from zero. */
export function moneyText(money: Money): string {
  // Intl takes a decimal as text and rounds it exactly; a float would lose the last cent of large sums.
  const exact = formatMicros(money.micros) as `${number}`
  const format = formatOf(money.currency)
  return format ? format.format(exact) : `${exact} ${money.currency}`
}

/** To make one takes a hundred times as long as to use it. */
const formats = new Map<string, Intl.NumberFormat | null>()

/** Null for what a deck may name and is no ISO 4217 code. */
function formatOf(currency: string): Intl.NumberFormat | null {
  let format = formats.get(currency)
  if (format === undefined) {
    try {
      format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
    } catch {
      format = null
    }
    formats.set(currency, format)
  }
  return format
}

/** "2026-03-06 22:04:11" on the wall clock of the zone. */
export const wallText = (utc: number, zone: Zone): string =>
  new Date(utc + zone.offsetAt(utc)).toISOString().slice(0, 19).replace('T', ' ')

/** "1 h 05 min", "4 min 10 s", "12 s". */
export function lengthText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`
  return `${Math.floor(seconds / 3600).toLocaleString('en-US')} h ${two(Math.floor(seconds / 60) % 60)} min`
}

const two = (n: number): string => String(n).padStart(2, '0')

// Control characters and the marks that turn the direction of text: a caller's name may carry them to hide what it says.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** A stranger's text as it may be shown on a page or a terminal: one line, every character visible, in the order it was written. */
export const plainText = (text: string): string => text.replace(/\s+/g, ' ').replace(UNSEEN, '\ufffd')
