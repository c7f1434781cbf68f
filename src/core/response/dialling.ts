import type { SiteSettings } from '#core/kernel'
import type { Numbering } from '#core/numbering'

/** What most PBXs use for an outside line where the owner does not say. */
const USUAL = ['9', '0']

/** How numbers are dialled at a site. */
export interface Dialling {
  /** Country calling code, '' when the country is not known. */
  readonly code: string
  /** '' first, for none. */
  readonly outside: readonly string[]
  /** Not written down by the owner: only believed of long numbers. */
  readonly guessed: ReadonlySet<string>
  /** What is dialled before a country code behind an outside line. */
  fronts(line: string): readonly string[]
  /** What is dialled before a national number; '' where that is nothing. */
  readonly national: readonly string[]
  readonly areaCode: string
  /** Fewest and most digits of a national number. */
  readonly shortest: number
  readonly longest: number
}

export function diallingOf(site: SiteSettings, numbering: Numbering): Dialling {
  const country = numbering.dialling(site.country)
  const given = site.prefixes.outsideLine
  const trunk = country?.trunk ?? ''
  const lengths = country?.lengths ?? []
  const national = [...(site.prefixes.national ?? []), trunk, ...(trunk === country?.code ? [''] : [])]
  const international = unique([
    '+',
    ...(site.prefixes.international ?? []),
    ...(country?.international ?? []),
    '00',
  ])
  // Where 0 is the outside line, 00 begins a national number: nobody reaches another country so.
  const taken = new Set((given ?? []).flatMap((line) => national.map((front) => line + front)))
  const areaCode = site.prefixes.areaCode ?? ''
  return {
    code: numbering.callingCode(site.country),
    outside: ['', ...(given ?? USUAL)],
    guessed: new Set(given === undefined ? USUAL : []),
    fronts: (line) => international.filter((front) => line !== '' || !taken.has(front)),
    national: unique(national),
    areaCode: trunk !== '' && areaCode.startsWith(trunk) ? areaCode.slice(trunk.length) : areaCode,
    shortest: Math.max(7, Math.min(...lengths, 15)),
    longest: Math.max(...lengths, 7),
  }
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]
