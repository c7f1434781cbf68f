import type { Json, JsonObject } from '../json.ts'
import { type Cursor, createCursor, Strange } from './cursor.ts'
import { elements, rightSide, type Variables } from './expression.ts'
import type { NftObject } from './ruleset.ts'
import { readStatements } from './text-rule.ts'
import { type Token, tokensOf } from './tokens.ts'

const FAMILIES = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'])

interface Reading {
  readonly source: string
  readonly cursor: Cursor
  readonly objects: NftObject[]
  readonly variables: Map<string, Json>
}

type Table = {
  readonly family: string
  readonly table: string
}

/** Objects of `nft list ruleset` (or of a file for nft -f that is written in the same form). */
export function objectsOf(source: string): NftObject[] {
  const reading: Reading = {
    source,
    cursor: createCursor(tokensOf(source)),
    objects: [],
    variables: new Map(),
  }
  const { cursor } = reading
  while (!cursor.done()) {
    if (cursor.skip('table')) readTable(reading)
    else if (cursor.skip('define')) define(reading)
    else cursor.take()
  }
  return reading.objects
}

function define({ cursor, variables }: Reading): void {
  const name = cursor.take()
  if (!cursor.skip('=')) return
  try {
    variables.set(name, rightSide(cursor, variables))
  } catch (error) {
    if (!(error instanceof Strange)) throw error
  }
}

function readTable(reading: Reading): void {
  const { cursor, objects } = reading
  const line = cursor.peekToken()?.line ?? 1
  const family = FAMILIES.has(cursor.peek()) ? cursor.take() : 'ip'
  const table = cursor.take()
  objects.push({ line, text: `table ${family} ${table}`, object: { table: { family, name: table } } })
  if (!cursor.skip('{')) return
  const place = { family, table }
  while (!cursor.done() && !cursor.skip('}')) {
    const word = cursor.peek()
    if (word === 'chain') readChain(reading, place)
    else if (word === 'set' || word === 'map') readSet(reading, place)
    else if (word === '{') skipBlock(cursor)
    else cursor.take()
  }
}

/** Past a block and everything in it. */
function skipBlock(cursor: Cursor): void {
  let depth = 0
  do {
    const text = cursor.take()
    if (text === '{') depth += 1
    if (text === '}') depth -= 1
  } while (depth > 0 && !cursor.done())
}

function readSet({ cursor, objects, variables }: Reading, { family, table }: Table): void {
  const line = cursor.peekToken()?.line ?? 1
  const kind = cursor.take()
  const name = cursor.take()
  if (!cursor.skip('{')) return
  let elem: Json[] = []
  while (!cursor.done() && !cursor.skip('}')) {
    if (!cursor.skip('elements')) {
      if (cursor.peek() === '{') skipBlock(cursor)
      else cursor.take()
      continue
    }
    cursor.skip('=')
    try {
      elem = elements(cursor, variables)
    } catch (error) {
      if (!(error instanceof Strange)) throw error
      return
    }
  }
  objects.push({ line, text: `${kind} ${name}`, object: { [kind]: { family, table, name, elem } } })
}

function readChain(reading: Reading, place: Table): void {
  const { cursor, objects } = reading
  const line = cursor.peekToken()?.line ?? 1
  cursor.take()
  const name = cursor.take()
  if (!cursor.skip('{')) return
  const rules: NftObject[] = []
  const found: { chain: JsonObject; line: number } = { chain: { ...place, name }, line }
  for (let tokens = nextLine(cursor); tokens.length > 0; tokens = nextLine(cursor)) {
    const [first] = tokens as [Token]
    if (first.text === 'type')
      Object.assign(found, { chain: { ...found.chain, ...head(tokens) }, line: first.line })
    else if (first.text === 'policy') found.chain = { ...found.chain, policy: tokens[1]?.text ?? 'accept' }
    else if (first.kind !== 'end' && first.text !== 'comment') rules.push(rule(reading, place, name, tokens))
  }
  const policy = String(found.chain['policy'] ?? 'accept')
  const text = `chain ${name} policy ${policy} (${place.family} ${place.table})`
  objects.push({ line: found.line, text, object: { chain: found.chain } }, ...rules)
}

const isSign = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'sign' && token.text === text

/** Tokens up to the end of the rule; empty at the end of the chain. Braces hold line ends inside. */
function nextLine(cursor: Cursor): Token[] {
  const tokens: Token[] = []
  for (let depth = 0; !cursor.done(); ) {
    const token = cursor.peekToken() as Token
    if (depth === 0 && (token.kind === 'end' || isSign(token, '}'))) return endOfLine(cursor, tokens)
    depth += Number(isSign(token, '{')) - Number(isSign(token, '}'))
    cursor.take()
    if (token.kind !== 'end') tokens.push(token)
  }
  return tokens
}

/** The brace behind a last rule without line end is left for the next time. */
function endOfLine(cursor: Cursor, tokens: Token[]): Token[] {
  const token = cursor.peekToken() as Token
  const closes = isSign(token, '}')
  if (!closes || tokens.length === 0) cursor.take()
  return closes || tokens.length > 0 ? tokens : [token]
}

/** type filter hook input device "eth0" priority filter - 10 */
function head(tokens: readonly Token[]): JsonObject {
  const texts = tokens.map(({ text }) => text)
  const after = (name: string): string | undefined =>
    texts.includes(name) ? texts[texts.indexOf(name) + 1] : undefined
  const priority = texts.includes('priority') ? texts.slice(texts.indexOf('priority') + 1).join(' ') : '0'
  return { type: texts[1] ?? 'filter', hook: after('hook') ?? '', prio: priority }
}

function rule(
  { source, variables }: Reading,
  { family, table }: Table,
  chain: string,
  tokens: readonly Token[],
): NftObject {
  const [first, last] = [tokens[0] as Token, tokens.at(-1) as Token]
  const expr = readStatements(tokens, source, variables as Variables)
  const text = source.slice(first.from, last.to).replace(/\s+/g, ' ')
  return { line: first.line, text, object: { rule: { family, table, chain, expr } } }
}
