import type { SiteSettings } from '#core/kernel'
import type { Numbering } from './model.ts'
import { better, type NumberReader, type Reading } from './reading.ts'

/** Fewest digits of a dialled number for E.164 without "+": what is shorter is a local number or a mistake. */
const BARE_DIALLED = 11
/** What most PBXs use; believed only when digits make no sense without it. */
const USUAL = ['9', '0']

export interface OutsideLine {
  /** Whether the owner said which there are; an empty list says none. */
  readonly given: boolean
  /** What is left of the digits behind each outside line they may begin with. */
  behind(digits: string): string[]
  /** The best reading of digits with or without an outside line. */
  read(digits: string): Reading | undefined
}

export function createOutsideLine(
  site: SiteSettings,
  numbering: Numbering,
  reader: NumberReader,
): OutsideLine {
  const given = site.prefixes.outsideLine
  const lines = [...(given ?? USUAL)].sort((a, b) => b.length - a.length)
  const callingCode = numbering.callingCode(site.country)

  const behind = (digits: string): string[] =>
    lines.filter((line) => digits.startsWith(line)).map((line) => digits.slice(line.length))

  /** A guessed 9 may precede any number written out in full, a guessed 0 (also a trunk prefix) only one from abroad. */
  function isCredible(reading: Reading | undefined, digits: string): boolean {
    if (!reading?.formal || reading.grade === 1) return false
    const isDomestic = callingCode !== '' && reading.e164.startsWith(callingCode)
    return !isDomestic || (reading.grade === 4 && digits.startsWith('9'))
  }

  return {
    given: given !== undefined,
    behind,
    read(digits) {
      const whole = reader.read(digits, BARE_DIALLED)
      if (given === undefined && whole?.grade === 4) return whole
      const readings = behind(digits).map((rest) => reader.read(rest, BARE_DIALLED))
      // Where the owner says how a line is taken, digits that begin so are dialled behind it, even if a bare E.164 number
      // could begin so too: 9 1 268 407 4935 is no number of India.
      if (given !== undefined) {
        const isBehind = readings.some((reading) => reading?.formal) && whole?.formal === false
        return better(isBehind ? readings : [...readings, whole])
      }
      return better([whole, ...readings.filter((reading) => isCredible(reading, digits))])
    },
  }
}
