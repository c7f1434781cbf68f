type Known = 'id' | 'name' | 'value' | 'cmd' | 'data' | 'cidr' | 'type' | 'default'
type Attributes = Readonly<Record<string, string>> & { readonly [name in Known]?: string }

/** An element with its attributes, where its tag begins, and what it holds. */
export interface Element {
  readonly name: string
  readonly attributes: Attributes
  /** From 1. */
  readonly line: number
  readonly file: string
  readonly children: Element[]
  text: string
}

const PIECE =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<[?!][^>]*>|<\/\s*([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+|</g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads XML as configuration files have it, with the line of each element; no library keeps those. Never throws: stray tags are
 * passed over, open ones end with the file. Entities of a document type are not expanded.
 */
export function scanXml(text: string, file: string): Element {
  const root: Element = { name: '', attributes: {}, line: 1, file, children: [], text: '' }
  const open = [root]
  let line = 1
  for (const match of text.matchAll(PIECE)) {
    const [piece, data, closes, opens, attributes = '', empty] = match
    const top = open.at(-1) as Element
    if (opens !== undefined) {
      const element: Element = {
        name: opens,
        attributes: attributesOf(attributes),
        line,
        file,
        children: [],
        text: '',
      }
      top.children.push(element)
      if (empty === '') open.push(element)
    } else if (closes !== undefined) {
      const at = open.findLastIndex(({ name }) => name === closes)
      if (at > 0) open.length = at
    } else if (data !== undefined) top.text += data
    else if (!piece.startsWith('<')) top.text += decoded(piece)
    line += count(piece)
  }
  return root
}

const count = (text: string): number => text.split('\n').length - 1

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    found[name] = decoded(double ?? single ?? '')
  return found
}

const decoded = (text: string): string =>
  text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)

/** Every element of this name below, at any depth, in order. */
export function* elements(from: Element, name: string): Generator<Element> {
  for (const child of from.children) {
    if (child.name === name) yield child
    yield* elements(child, name)
  }
}
