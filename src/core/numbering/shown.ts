import type { SiteSettings } from '#core/kernel'
import type { Numbering } from './model.ts'
import type { NumberReader } from './reading.ts'

/** So many callers of the own country in E.164 without "+" make it this line's way, unless one in ten is written otherwise. */
const HABIT = 20
/** Fewer digits are a number of the own country, whatever the habit. */
const SHORTEST = 10

export interface ShownReader extends NumberReader {
  /** Whether the line is known to write E.164 without "+": what it showed before that may be read otherwise now. */
  readonly isWhole: boolean
}

/**
 * Reads numbers as a line shows them, and learns how it writes them. A number abroad that is not valid, as made-up
 * callers have, may be a valid one at home (2637 is Zimbabwe's 263 and a German area), and so may a number at home with
 * its country (318004602 is the Dutch 800 4602, or 0318 004602): where every caller at home comes as 49…, both are
 * written whole. Not where numbers at home need no prefix, as in North America.
 */
export function createShownReader(
  site: SiteSettings,
  numbering: Numbering,
  reader: NumberReader,
): ShownReader {
  const { code, trunk } = numbering.dialling(site.country) ?? { code: '', trunk: '' }
  let whole = 0
  let otherwise = 0
  const isHabit = (): boolean => whole >= HABIT && whole >= 10 * otherwise
  const mayBeWhole = (digits: string): boolean =>
    digits.startsWith(code)
      ? numbering.isValid(digits)
      : digits.length >= SHORTEST &&
        !digits.startsWith('0') &&
        numbering.destination(numbering.lookup(digits)).country !== ''
  if (trunk === '' || trunk === code) return { ...reader, isWhole: false }
  return {
    global: reader.global,
    get isWhole() {
      return isHabit()
    },
    read(digits, bare) {
      const reading = reader.read(digits, bare)
      if (reading === undefined || !reading.e164.startsWith(code)) return reading
      if (reading.e164 === digits) {
        whole++
        return reading
      }
      if (isHabit() && mayBeWhole(digits)) return { e164: digits, grade: 1, formal: false }
      otherwise++
      return reading
    },
  }
}
