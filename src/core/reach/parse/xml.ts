import { DomainError } from '#core/kernel'

/** An element with the line it begins on. */
export interface Element {
  readonly name: string
  readonly line: number
  readonly children: Element[]
  text: string
}

const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>]*>|<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|[^<]+|</g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const DEEPEST = 200

const plain = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name) return ENTITIES[name] ?? whole
      const code = Number.parseInt(hex ?? decimal ?? '0', hex ? 16 : 10)
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole
    },
  )

/** The elements of an XML file; attributes are left aside, as configurations of firewalls have none that matter. */
export function parseXml(text: string, file: string): Element {
  const root: Element = { name: '', line: 1, children: [], text: '' }
  const open = [root]
  let line = 1
  for (const found of text.matchAll(PIECE)) {
    const problem = take(open, found, line)
    if (problem !== null) throw broken(file, line, problem)
    line += found[0].split('\n').length - 1
  }
  if (open.length > 1) throw broken(file, line, `<${open.at(-1)?.name}> is not closed`)
  return root
}

const broken = (file: string, line: number, what: string): DomainError =>
  new DomainError(
    'rules-broken',
    `${file}:${line}: ${what}`,
    'Export the configuration again; it seems cut off or edited.',
  )

/** Takes one piece of the file; what is wrong with it, else null. */
function take(
  open: Element[],
  [whole, data, closing, name, , empty]: RegExpExecArray,
  line: number,
): string | null {
  const here = open.at(-1) as Element
  if (name === undefined) {
    here.text += data ?? (whole.startsWith('<') ? '' : plain(whole))
    return null
  }
  if (closing === '/') {
    if (here.name !== name || open.length === 1) return `</${name}> closes nothing`
    open.pop()
    return null
  }
  const element: Element = { name, line, children: [], text: '' }
  here.children.push(element)
  if (empty !== '/') open.push(element)
  return open.length > DEEPEST ? 'elements lie too deep in each other' : null
}

export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((each) => each.name === name)
export const children = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((each) => each.name === name) ?? []
/** Text of a child, null when there is none. */
export function valueAt(element: Element | undefined, name: string): string | null {
  const found = child(element, name)
  return found ? found.text.trim() : null
}
