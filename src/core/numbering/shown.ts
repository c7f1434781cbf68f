import type { SiteSettings } from '#core/kernel'
import type { Numbering } from './model.ts'
import type { NumberReader } from './reading.ts'

/** So many callers of the own country in E.164 without "+" make it this line's way, unless one in ten is written otherwise. */
const HABIT = 20
/** Fewer digits are a number of the own country, whatever the habit. */
const SHORTEST = 10

/**
 * Reads callers as a line shows them, and learns how it writes them. A number abroad that is not valid, as made-up
 * callers have, may be a valid one at home (2637 is Zimbabwe's 263 and a German area): where every caller at home comes
 * as 49…, it is from abroad. Not where numbers at home need no prefix, as in North America.
 */
export function createShownReader(
  site: SiteSettings,
  numbering: Numbering,
  reader: NumberReader,
): NumberReader {
  const { code, trunk } = numbering.dialling(site.country) ?? { code: '', trunk: '' }
  if (trunk === '' || trunk === code) return reader
  let whole = 0
  let otherwise = 0
  const isWhole = (digits: string): boolean =>
    whole >= HABIT &&
    whole >= 10 * otherwise &&
    digits.length >= SHORTEST &&
    !digits.startsWith('0') &&
    numbering.destination(numbering.lookup(digits)).country !== ''
  return {
    global: reader.global,
    read(digits, bare) {
      const reading = reader.read(digits, bare)
      if (reading === undefined || !reading.e164.startsWith(code)) return reading
      if (reading.e164 === digits) {
        whole++
        return reading
      }
      if (isWhole(digits)) return { e164: digits, grade: 1, formal: false }
      otherwise++
      return reading
    },
  }
}
