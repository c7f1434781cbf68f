import type { SiteSettings } from '#core/kernel'
import type { Numbering } from '#core/numbering'
import { diallingOf } from './dialling.ts'

/** ITU-T E.161.1 recommends these two everywhere; a mobile phone on the desk dials them by itself. */
const EVERYWHERE = ['112', '911']

/** Every way the country's own and the site's emergency numbers are dialled here: plain, behind an outside line, after '+'. */
export function emergencyForms(site: SiteSettings, numbering: Numbering): readonly string[] {
  const { code, outside } = diallingOf(site, numbering)
  // Somebody presses 9 or 0 out of habit also where the PBX wants something else.
  const lines = new Set([...outside, '9', '0'])
  const forms = new Set<string>()
  for (const number of [...EVERYWHERE, ...site.emergency, ...numbering.emergencyNumbers(site.country)])
    for (const line of lines) for (const front of ['', '+', `+${code}`]) forms.add(`${line}${front}${number}`)
  return [...forms]
}
