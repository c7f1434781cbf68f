/** A component of iCalendar with its properties by name, texts as they were meant. */
export interface Component {
  readonly name: string
  readonly properties: Map<string, string>
  readonly inside: Component[]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may stand in a calendar
const contentLine = /^([A-Z-]+)((?:;[A-Z-]+=[^;:,"]+)*):([^\u0000-\u0008\u000a-\u001f\u007f]*)$/
const texts = new Set(['SUMMARY', 'DESCRIPTION'])

/** The one calendar of a file; throws for whatever RFC 5545 does not allow: bare marks, wrong ends of lines, properties twice. */
export function readCalendar(file: string): Component {
  if (!file.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(file)) throw new Error('lines must end in CRLF')
  const open: Component[] = []
  let whole: Component | null = null
  for (const line of file.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')) {
    const [, name = '', , value = ''] = contentLine.exec(line) ?? []
    const here = open.at(-1)
    if (name === '') throw new Error(`no content line: ${line}`)
    if (whole) throw new Error('something follows the calendar')
    if (name === 'BEGIN') {
      const component = { name: value, properties: new Map<string, string>(), inside: [] }
      here?.inside.push(component)
      open.push(component)
    } else if (name === 'END') {
      if (here?.name !== value) throw new Error(`${value} ends and was not begun`)
      open.pop()
      if (open.length === 0) whole = here
    } else {
      if (!here || here.properties.has(name)) throw new Error(`${name} twice, or outside`)
      here.properties.set(name, texts.has(name) ? meant(value) : value)
    }
  }
  if (!whole) throw new Error('the calendar does not end')
  return whole
}

function meant(text: string): string {
  if (/(?:^|[^\\])(?:\\\\)*[;,]/.test(text) || /\\(?![\\;,nN])/.test(text.replaceAll('\\\\', '')))
    throw new Error(`a text with bare marks: ${text}`)
  return text.replace(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark))
}
