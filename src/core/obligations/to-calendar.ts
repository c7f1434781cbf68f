/** One entry of a calendar file. Instants are UTC milliseconds. */
export interface CalendarEntry {
  readonly id: string
  readonly at: number
  readonly title: string
  readonly text: string
}

/** Deadlines as an iCalendar file (RFC 5545), each with a reminder a day before. `madeAt` is when it was made. */
export function toCalendar(entries: readonly CalendarEntry[], madeAt: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ringfence//Obligations//EN',
    'CALSCALE:GREGORIAN',
  ]
  for (const { id, at, title, text } of entries) {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${id}@ringfence`,
      `DTSTAMP:${stamp(madeAt)}`,
      `DTSTART:${stamp(at)}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(text)}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-P1D',
      `DESCRIPTION:${escaped(title)}`,
      'END:VALARM',
      'END:VEVENT',
    )
  }
  lines.push('END:VCALENDAR')
  return lines.flatMap(folded).join('\r\n').concat('\r\n')
}

const stamp = (at: number): string => `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`

// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may stand in a calendar
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f]/g
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r?\n/g, '\\n')
    .replace(CONTROLS, ' ')

/** Lines of at most 75 octets; those that follow begin with a blank. */
function folded(line: string): string[] {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (octets + size > 74) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part]
}
