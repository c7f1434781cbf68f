/** What stands in a record's "called" or "calling" field, taken apart. */
export interface Dialled {
  /** `plus`: digits in E.164. `digits`: as dialled. `code`: begins with * or #. `name`: anything that is no number. */
  readonly form: 'plus' | 'digits' | 'code' | 'name'
  readonly text: string
}

/** Longer fields are no numbers; they are not worth cleaning or remembering. */
export const LONGEST = 128
const NAME: Dialled = { form: 'name', text: '' }
/** Calling-line restriction before the number proper: *67 and *82 in North America, #31# and *31# elsewhere. */
const RESTRICTION = /^(?:\*67|\*82|#31#|\*31#)(?=[+\d])/

/**
 * Strips what people and PBXs put around a number: visual separators (RFC 3966), sip: and tel: URIs with host and
 * parameters (RFC 3261), display names, `;ext=`, a "(0)" after the country code, a trailing #, caller-ID restriction codes.
 */
export function readDialled(field: string): Dialled {
  if (field.length > LONGEST) return NAME
  const bare = unwrap(field)
    .replace(/^\+(\d{1,3})\s*\(0\)/, '+$1')
    .replace(/[\s\-().\u00a0\u2010-\u2015/]/g, '')
    .replace(RESTRICTION, '')
  if (/^\d+#?$/.test(bare)) return { form: 'digits', text: bare.replace('#', '') }
  // "9+44…": an outside line before a plus. "+011…", "+00…": a plus before what was dialled; no country code begins with 0.
  const plus = /^\d{0,2}\+(\d+)#?$/.exec(bare)?.[1]
  if (plus !== undefined) return { form: plus.startsWith('0') ? 'digits' : 'plus', text: plus }
  if (/^[*#][\d*#+]*$/.test(bare)) return { form: 'code', text: bare }
  return NAME
}

function unwrap(field: string): string {
  const inner = /<([^<>]*)>/.exec(field)?.[1] ?? field
  const user = inner.trim().replace(/^(?:sips?|tel):(?:\/\/)?/i, '')
  return user
    .replace(/[;@?].*$/s, '')
    .replaceAll('%2B', '+')
    .replaceAll('%2b', '+')
    .replaceAll('%23', '#')
}
