import type { Json, JsonObject } from '../json.ts'
import { type Cursor, createCursor, Strange } from './cursor.ts'
import { beginsExpression, elements, leftSide, rightSide, type Variables, word } from './expression.ts'
import type { Token } from './tokens.ts'

/** The statements of one rule of the text form, as `nft -j` would print them. What cannot be read stays as `unread`, with the verdict behind it. */
export function readStatements(tokens: readonly Token[], source: string, variables: Variables): JsonObject[] {
  const cursor = createCursor(tokens)
  const statements: JsonObject[] = []
  try {
    while (!cursor.done()) statements.push(...statement(cursor, variables))
    return statements
  } catch (error) {
    if (!(error instanceof Strange)) throw error
    const first = tokens[0]
    const last = tokens.at(-1)
    const text = first && last ? source.slice(first.from, last.to) : ''
    return [{ unread: { text } }, ...verdictAtEnd(tokens)]
  }
}

function verdictAtEnd(tokens: readonly Token[]): JsonObject[] {
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const { text, kind } = tokens[at] as Token
    if (kind !== 'word') continue
    if (SIMPLE.has(text)) return [{ [text]: null }]
    if (text === 'jump' || text === 'goto') return [{ [text]: { target: tokens[at + 1]?.text ?? '' } }]
  }
  return []
}

const SIMPLE = new Set([
  'accept',
  'drop',
  'return',
  'continue',
  'reject',
  'notrack',
  'masquerade',
  'redirect',
])

type Reader = (cursor: Cursor, variables: Variables) => JsonObject[]

const amounts = (cursor: Cursor): void => {
  for (const name of ['packets', 'bytes']) if (cursor.skip(name)) cursor.take()
}

const readers: Readonly<Record<string, Reader>> = {
  counter: (cursor) => {
    if (cursor.skip('name')) cursor.take()
    amounts(cursor)
    return []
  },
  log: (cursor) => {
    while (['prefix', 'level', 'group', 'snaplen', 'queue-threshold', 'flags'].includes(cursor.peek())) {
      const name = cursor.take()
      cursor.take()
      if (name === 'flags' && ['sequence', 'options', 'uid', 'ether'].includes(cursor.peek())) cursor.take()
      while (cursor.skip(',')) cursor.take()
    }
    return []
  },
  limit: (cursor) => {
    const words: string[] = []
    while (
      ['rate', 'over', 'burst', 'packets', 'bytes', 'kbytes', 'mbytes', 'name'].includes(cursor.peek()) ||
      /^\d+(\/\w+)?$/.test(cursor.peek()) ||
      /^\w+\/(second|minute|hour|day|week)$/.test(cursor.peek())
    )
      words.push(cursor.take())
    return [{ limit: words.join(' ') }]
  },
  quota: (cursor) => {
    const words: string[] = []
    while (
      ['over', 'until', 'used', 'bytes', 'kbytes', 'mbytes', 'gbytes', 'name'].includes(cursor.peek()) ||
      /^\d+$/.test(cursor.peek())
    )
      words.push(cursor.take())
    return [{ quota: words.join(' ') }]
  },
  comment: (cursor) => {
    cursor.take()
    return []
  },
  jump: (cursor) => [{ jump: { target: cursor.take() } }],
  goto: (cursor) => [{ goto: { target: cursor.take() } }],
  reject: (cursor) => {
    if (cursor.skip('with')) while (!cursor.done() && cursor.peek() !== 'comment') cursor.take()
    return [{ reject: null }]
  },
  dnat: (cursor, variables) => translation('dnat', cursor, variables),
  snat: (cursor, variables) => translation('snat', cursor, variables),
  masquerade: (cursor, variables) => translation('masquerade', cursor, variables),
  redirect: (cursor, variables) => translation('redirect', cursor, variables),
  add: dynamicSet,
  update: dynamicSet,
  delete: dynamicSet,
  flow: (cursor) => {
    while (!cursor.done()) cursor.take()
    return []
  },
  queue: (cursor) => {
    while (!cursor.done()) cursor.take()
    return [{ queue: null }]
  },
  xt: (cursor) => [{ xt: { type: cursor.take(), name: cursor.take() } }],
}

function dynamicSet(cursor: Cursor): JsonObject[] {
  const set = cursor.take()
  if (!set.startsWith('@')) throw new Strange(set)
  let depth = 0
  let stmt: JsonObject | null = null
  do {
    const text = cursor.take()
    if (text === '{') depth += 1
    if (text === '}') depth -= 1
    if (text === 'limit' || text === 'ct') stmt = { limit: text }
  } while (depth > 0 && !cursor.done())
  return [{ set: stmt ? { set, stmt } : { set } }]
}

const FLAGS = new Set(['random', 'fully-random', 'persistent'])

/** dnat [ip] to 10.0.0.5:5060 | 10.0.0.5 . 5060 | :5060 | tcp dport map { … } */
function translation(name: string, cursor: Cursor, variables: Variables): JsonObject[] {
  const value: Record<string, Json> = {}
  if (cursor.peek() === 'ip' || cursor.peek() === 'ip6') value['family'] = cursor.take()
  if (cursor.skip('addr') || cursor.skip('prefix')) throw new Strange('a prefix translation')
  if (cursor.skip('to')) Object.assign(value, destination(cursor, variables))
  while (FLAGS.has(cursor.peek()) || cursor.peek() === ',') cursor.take()
  return [{ [name]: value }]
}

function destination(cursor: Cursor, variables: Variables): Record<string, Json> {
  if (beginsExpression(cursor.peek())) {
    const key = leftSide(cursor)
    if (!cursor.skip('map')) throw new Strange('a map is missing')
    const data: Json = cursor.peek() === '{' ? { set: elements(cursor, variables) } : cursor.take()
    return { addr: { map: { key, data } } }
  }
  const text = cursor.take()
  const brackets = /^\[([^\]]*)\](?::(.+))?$/.exec(text)
  if (brackets) return { addr: brackets[1] ?? '', ...(brackets[2] ? { port: word(brackets[2]) } : {}) }
  if (text === ':') return { port: word(cursor.take()) }
  if (text.startsWith(':') && !text.startsWith('::')) return { port: word(text.slice(1)) }
  const [addr = '', port, more] = text.split(':')
  if (more !== undefined) return { addr: text }
  if (cursor.skip(':')) return { addr, port: word(cursor.take()) }
  return { addr, ...(port === undefined ? {} : { port: word(port) }) }
}

const OPERATORS = new Set(['==', '!=', '<', '>', '<=', '>='])

function statement(cursor: Cursor, variables: Variables): JsonObject[] {
  const first = cursor.peek()
  if (readers[first] && !(first === 'limit' && cursor.peek(1) === '')) {
    cursor.take()
    return readers[first](cursor, variables)
  }
  if (SIMPLE.has(first)) {
    cursor.take()
    return [{ [first]: null }]
  }
  if (first === 'ct' && cursor.peek(1) === 'count') return connectionCount(cursor)
  if (!beginsExpression(first)) throw new Strange(first)
  return comparison(cursor, variables)
}

function connectionCount(cursor: Cursor): JsonObject[] {
  cursor.take()
  cursor.take()
  const words = [cursor.skip('over') ? 'over' : '', cursor.take()]
  return [{ 'ct count': words.join(' ') }]
}

function comparison(cursor: Cursor, variables: Variables): JsonObject[] {
  const left = leftSide(cursor)
  if (cursor.skip('vmap')) {
    const data: Json = cursor.peek() === '{' ? { set: elements(cursor, variables) } : cursor.take()
    return [{ vmap: { key: left, data } }]
  }
  if (cursor.skip('set')) return [{ mangle: { key: left, value: assigned(cursor) } }]
  const op = OPERATORS.has(cursor.peek()) ? cursor.take() : 'in'
  const right = rightSide(cursor, variables)
  // tcp flags syn / fin,syn,rst,ack
  if (cursor.skip('/'))
    return [
      { match: { left: { '&': [left, rightSide(cursor, variables)] }, op: op === 'in' ? '==' : op, right } },
    ]
  return [{ match: { left, op, right } }]
}

function assigned(cursor: Cursor): Json {
  if (beginsExpression(cursor.peek())) return leftSide(cursor)
  const text = cursor.take()
  return /^0x/.test(text) ? Number(text) : word(text)
}
