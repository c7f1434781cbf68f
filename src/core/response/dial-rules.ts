import { DomainError, type SiteSettings } from '#core/kernel'
import type { Destination, Numbering } from '#core/numbering'
import { type Dialling, diallingOf } from './dialling.ts'
import { ANY_LENGTH, type DialRule, type DialRules } from './model.ts'

const all = (prefix: string): DialRule => ({ prefix, min: 0, max: ANY_LENGTH })
/** Fewest digits of E.164 without "+" that a PBX takes for a number from abroad. */
const BARE = 11

/** What to refuse so that no number of an E.164 prefix ('+252') can be dialled, in all the ways people dial at this site. */
export function refusePrefix(prefix: string, site: SiteSettings, numbering: Numbering): DialRules {
  const dialling = diallingOf(site, numbering)
  const digits = /^\+(\d{1,15})$/.exec(prefix)?.[1]
  if (digits === undefined)
    throw new DomainError(
      'prefix-invalid',
      `"${prefix}" is no number or prefix in E.164`,
      'Write it with "+" and the country code, like +252 or +1876.',
    )
  if (dialling.code.startsWith(digits))
    throw new DomainError(
      'prefix-too-wide',
      `${prefix} is every number of the site's own country`,
      'Name a longer prefix; to stop all calls to the outside, shut the trunk.',
    )
  return { refuse: formsOf(digits, dialling), pass: [] }
}

/** What to refuse so that no number of another country can be dialled. On +1 also the islands that look like a call at home. */
export function refuseInternational(site: SiteSettings, numbering: Numbering): DialRules {
  const dialling = diallingOf(site, numbering)
  const { code, outside, fronts } = dialling
  const refuse: DialRule[] = []
  const pass: DialRule[] = []
  for (const line of outside)
    for (const front of fronts(line)) {
      refuse.push(all(line + front))
      if (code !== '') pass.push(all(line + front + code))
    }
  refuse.push(...bareAbroad(dialling))
  for (const area of lookAlikes(site, numbering)) refuse.push(...formsOf(`1${area}`, dialling))
  return { refuse, pass }
}

function formsOf(digits: string, dialling: Dialling): DialRule[] {
  const { code, outside, fronts } = dialling
  const rules: DialRule[] = []
  for (const line of outside) {
    for (const front of fronts(line)) rules.push(all(line + front + digits))
    if (code !== '' && digits.startsWith(code))
      rules.push(...domestic(digits.slice(code.length), line, dialling))
    else rules.push({ prefix: line + digits, min: BARE + line.length, max: ANY_LENGTH })
  }
  return rules
}

/** A number at home: with what is dialled before it, and without the area code where that is short dialling. */
function domestic(digits: string, line: string, dialling: Dialling): DialRule[] {
  const { national, areaCode, shortest, longest, guessed } = dialling
  const rules = national.map((front) => {
    // Digits with nothing before them are told from others by their number alone.
    const sure = front !== '' && !guessed.has(line)
    const before = line.length + front.length
    return sure
      ? all(line + front + digits)
      : { prefix: line + front + digits, min: before + shortest, max: before + longest }
  })
  const rest = digits.slice(areaCode.length)
  if (areaCode !== '' && digits.startsWith(areaCode) && rest !== '')
    rules.push({
      prefix: line + rest,
      min: line.length + Math.max(5, shortest - areaCode.length),
      max: line.length + longest - areaCode.length,
    })
  return rules
}

/** E.164 without "+": longer than any number at home, and not begun by the own code or an outside line. */
function bareAbroad({ code, outside, guessed, longest }: Dialling): DialRule[] {
  const rules: DialRule[] = []
  for (const line of outside.filter((each) => !guessed.has(each)))
    for (const digit of '123456789')
      if (!code.startsWith(digit) && (line !== '' || !outside.some((each) => each.startsWith(digit))))
        rules.push({
          prefix: line + digit,
          min: line.length + Math.max(BARE, longest + 1),
          max: ANY_LENGTH,
        })
  return rules
}

/** Area codes on +1 of other countries: of the islands, seen from the mainland; of everybody else, seen from an island. */
function lookAlikes(site: SiteSettings, numbering: Numbering): string[] {
  if (numbering.callingCode(site.country) !== '1') return []
  const areas: { area: string; to: Destination }[] = []
  for (let area = 200; area <= 999; area++)
    areas.push({ area: String(area), to: numbering.destination(numbering.lookup(`1${area}2345678`)) })
  const island = areas.some(({ to }) => to.country === site.country && to.riskClass === 'nanp-look-alike')
  return areas
    .filter(({ to }) => to.country !== site.country && to.country !== '' && to.type !== 'toll-free')
    .filter(({ to }) => island || to.riskClass === 'nanp-look-alike')
    .map(({ area }) => area)
}
