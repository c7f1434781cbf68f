import type { SiteSettings } from '#core/kernel'
import { type Dialled, LONGEST, readDialled } from './dialled.ts'
import { createMemo } from './memo.ts'
import type { DialKind, DialPlan, Numbering, Resolved } from './model.ts'
import { createOutsideLine, type OutsideLine } from './outside-line.ts'
import { createNumberReader, type NumberReader } from './reading.ts'
import { createShownReader } from './shown.ts'

/** Remembered results a direction and generation. A busy site dials a few thousand different numbers a month. */
const REMEMBERED = 32_768
const E164_DIGITS = 15
/** Extensions of a site that names no patterns. */
const ANY_EXTENSION = /^\d{2,6}$/
/** What is longer is no extension and no service number. */
const LONGEST_SHORT = 6
/** Fewer digits after "+" are no number of any country. */
const SHORTEST_E164 = 5
/** Fewest digits of a caller for E.164 without "+"; a dialled number must be longer. */
const BARE_SHOWN = 8

const fixed = (kind: DialKind): Resolved =>
  Object.freeze({ kind, e164: '', number: 0, destination: 0, international: false, invalid: false })
const UNKNOWN = fixed('unknown')
const INTERNAL = fixed('internal')
const EMERGENCY = fixed('emergency')
const FEATURE = fixed('feature')
const SHORT = fixed('short')

/** The site's dial plan over the world's. Results are frozen, and the same object for the same text while remembered. */
export function createDialPlan(site: SiteSettings, numbering: Numbering): DialPlan {
  const words = createVocabulary(site, numbering)
  const reader = createNumberReader(site, numbering)
  const external = createExternal(site, numbering)
  const resolveDialled = createDialledResolver(
    words,
    reader,
    createOutsideLine(site, numbering, reader),
    external,
  )
  const shownReader = createShownReader(site, numbering, reader)
  const resolveShown = createShownResolver(words, shownReader, external)

  const remember = createMemo<Resolved>(REMEMBERED, LONGEST)
  const resolve = remember((dialled) => resolveDialled(readDialled(dialled)))
  const resolveCaller = (): ((shown: string) => Resolved) =>
    remember((shown) => resolveShown(readDialled(shown)))
  const [atFirst, whole] = [resolveCaller(), resolveCaller()]
  return {
    resolve,
    resolveCaller: (shown) => (shownReader.isWhole ? whole : atFirst)(shown),
    isInternal: (name) =>
      words.hasPatterns ? words.isExtension(name) : ANY_EXTENSION.test(name) && !words.isEmergency(name),
    isEmergency: (dialled) => resolve(dialled).kind === 'emergency',
  }
}

type External = (digits: string) => Resolved

const externalOr = (otherwise: Resolved, digits: string | undefined, external: External): Resolved =>
  digits === undefined ? otherwise : external(digits)

/** What the site and its country call by few digits. */
interface Vocabulary {
  readonly hasPatterns: boolean
  isExtension(digits: string): boolean
  isEmergency(digits: string): boolean
  /** The same after a country's own calling code: "+1911", as some trunks write it. */
  isGlobalEmergency(digits: string): boolean
  /** A service number, or the operator. */
  isShort(digits: string): boolean
}

function createVocabulary(site: SiteSettings, numbering: Numbering): Vocabulary {
  const emergency = new Set([...site.emergency, ...numbering.emergencyNumbers(site.country)])
  const code = numbering.callingCode(site.country)
  const isShortCode = matcher(numbering.shortCodes(site.country))
  return {
    hasPatterns: site.internal.length > 0,
    isExtension: matcher(site.internal),
    isEmergency: (digits) => emergency.has(digits),
    isGlobalEmergency: (digits) =>
      emergency.has(digits) || (digits.startsWith(code) && emergency.has(digits.slice(code.length))),
    isShort: (digits) => isShortCode(digits) || /^(?:\d|0+)$/.test(digits),
  }
}

function createDialledResolver(
  words: Vocabulary,
  reader: NumberReader,
  outside: OutsideLine,
  external: External,
): (dialled: Dialled) => Resolved {
  /** Plain, or behind an outside line; a guessed outside line gives way to an extension that is called so. */
  function dialsEmergency(digits: string): boolean {
    if (words.isEmergency(digits)) return true
    if (!outside.given && words.isExtension(digits)) return false
    return outside.behind(digits).some((rest) => words.isEmergency(rest))
  }

  function few(digits: string): Resolved {
    if (words.isShort(digits)) return SHORT
    if (outside.given && outside.behind(digits).some((rest) => rest !== '' && words.isShort(rest)))
      return SHORT
    if (!words.hasPatterns) return INTERNAL
    const reading = outside.read(digits)
    return reading?.grade === 4 ? external(reading.e164) : SHORT
  }

  function plus(digits: string): Resolved {
    if (words.isGlobalEmergency(digits)) return EMERGENCY
    return digits.length < SHORTEST_E164 ? UNKNOWN : external(reader.global(digits))
  }

  function digits(text: string): Resolved {
    if (dialsEmergency(text)) return EMERGENCY
    if (words.isExtension(text)) return INTERNAL
    if (text.length <= LONGEST_SHORT) return few(text)
    return externalOr(UNKNOWN, outside.read(text)?.e164, external)
  }

  const forms = { plus, digits, code: () => FEATURE, name: () => UNKNOWN }
  return ({ form, text }) => forms[form](text)
}

function createShownResolver(
  words: Vocabulary,
  reader: NumberReader,
  external: External,
): (shown: Dialled) => Resolved {
  function plus(digits: string): Resolved {
    if (words.isEmergency(digits)) return EMERGENCY
    return digits.length < SHORTEST_E164 ? UNKNOWN : external(reader.global(digits))
  }

  function digits(text: string): Resolved {
    if (words.isExtension(text)) return INTERNAL
    if (words.isEmergency(text)) return EMERGENCY
    if (text.length > LONGEST_SHORT) return externalOr(UNKNOWN, reader.read(text, BARE_SHOWN)?.e164, external)
    return words.hasPatterns || words.isShort(text) ? SHORT : INTERNAL
  }

  const forms = { plus, digits, code: () => UNKNOWN, name: () => UNKNOWN }
  return ({ form, text }) => forms[form](text)
}

/** E.164 digits → what is to be told of them, seen from the site's country. */
function createExternal(site: SiteSettings, numbering: Numbering): External {
  const callingCode = numbering.callingCode(site.country)
  return (digits) => {
    const e164 = digits.slice(0, E164_DIGITS)
    const destination = numbering.lookup(e164)
    const { country, type } = numbering.destination(destination)
    // Free numbers belong to all countries of a calling code; the metadata files them under the largest.
    const shared = type === 'toll-free' && numbering.callingCode(country) === callingCode
    return Object.freeze({
      kind: 'external',
      e164,
      number: Number(e164),
      destination,
      international: country !== site.country && !shared,
      invalid: digits.length > E164_DIGITS || !numbering.isValid(e164),
    })
  }
}

/** Whether digits match one of the patterns of site.yaml: X a digit, N 2-9, Z 1-9. */
function matcher(patterns: readonly string[]): (digits: string) => boolean {
  if (patterns.length === 0) return () => false
  const source = patterns.join('|').replace(/X/gi, '\\d').replace(/N/gi, '[2-9]').replace(/Z/gi, '[1-9]')
  const all = new RegExp(`^(?:${source})$`)
  return (digits) => all.test(digits)
}
