import type { Json, JsonObject } from '../json.ts'
import { type Cursor, Strange } from './cursor.ts'

// Expressions of the text form, in the shape that `nft -j` prints them.

const HEADERS = new Set([
  'ip',
  'ip6',
  'tcp',
  'udp',
  'sctp',
  'dccp',
  'udplite',
  'th',
  'icmp',
  'icmpv6',
  'ether',
  'vlan',
  'arp',
  'esp',
  'ah',
  'comp',
  'igmp',
  'gre',
])
const BARE_META = new Set([
  'iif',
  'oif',
  'iifname',
  'oifname',
  'iiftype',
  'oiftype',
  'iifgroup',
  'oifgroup',
  'mark',
  'skuid',
  'skgid',
  'cgroup',
  'pkttype',
  'cpu',
  'nfproto',
  'l4proto',
  'protocol',
  'priority',
  'length',
  'time',
  'hour',
  'day',
  'nftrace',
  'rtclassid',
  'ibrname',
  'obrname',
])

export type Variables = ReadonlyMap<string, Json>

/** Whether an expression can begin with this word. */
export const beginsExpression = (word: string): boolean =>
  HEADERS.has(word) ||
  BARE_META.has(word) ||
  word === 'meta' ||
  word === 'ct' ||
  word === 'fib' ||
  word === '('

/** ip saddr . tcp dport & 0xff */
export function leftSide(cursor: Cursor): Json {
  const parts = [masked(cursor)]
  while (cursor.skip('.')) parts.push(masked(cursor))
  return parts.length === 1 ? (parts[0] as Json) : { concat: parts }
}

function masked(cursor: Cursor): Json {
  let left = primary(cursor)
  for (;;) {
    const sign = cursor.peek()
    if (sign !== '&' && sign !== '|' && sign !== '^') return left
    cursor.take()
    left = { [sign]: [left, operand(cursor)] }
  }
}

function operand(cursor: Cursor): Json {
  if (cursor.skip('(')) {
    const parts: Json[] = [cursor.take()]
    while (cursor.skip('|') || cursor.skip(',')) parts.push(cursor.take())
    if (!cursor.skip(')')) throw new Strange('a bracket is not closed')
    return parts.length === 1 ? (parts[0] as Json) : { '|': parts }
  }
  if (beginsExpression(cursor.peek())) return primary(cursor)
  return word(cursor.take())
}

function primary(cursor: Cursor): Json {
  if (cursor.skip('(')) {
    const inner = masked(cursor)
    if (!cursor.skip(')')) throw new Strange('a bracket is not closed')
    return inner
  }
  const first = cursor.take()
  if (first === 'meta') return { meta: { key: cursor.take() } }
  if (first === 'ct') return connection(cursor)
  if (first === 'fib') return route(cursor)
  if (HEADERS.has(first)) {
    const name = cursor.take()
    if (name === 'option') throw new Strange('an option')
    return { payload: { protocol: first, field: name } }
  }
  if (BARE_META.has(first)) return { meta: { key: first } }
  throw new Strange(first)
}

function connection(cursor: Cursor): JsonObject {
  const dir = cursor.peek() === 'original' || cursor.peek() === 'reply' ? cursor.take() : undefined
  const key = cursor.take()
  const family = key === 'ip' || key === 'ip6' ? key : undefined
  return {
    ct: {
      key: family ? cursor.take() : key,
      ...(dir ? { dir } : {}),
      ...(family ? { family } : {}),
    },
  }
}

function route(cursor: Cursor): JsonObject {
  const flags = [cursor.take()]
  while (cursor.skip('.')) flags.push(cursor.take())
  return { fib: { result: cursor.take(), flags } }
}

/** A number range is one value; addresses keep their spelling. */
export function word(text: string): Json {
  const range = /^(\d+)-(\d+)$/.exec(text)
  if (range) return { range: [Number(range[1]), Number(range[2])] }
  return /^\d+$/.test(text) ? Number(text) : text
}

/** What stands right of an operator, or is an element of a set. */
export function rightSide(cursor: Cursor, variables: Variables): Json {
  if (cursor.peek() === '{') return { set: elements(cursor, variables) }
  const values = [concatenated(cursor, variables)]
  const sign = cursor.peek()
  while (cursor.peek() === ',' || cursor.peek() === '|') {
    cursor.take()
    values.push(concatenated(cursor, variables))
  }
  if (values.length === 1) return values[0] as Json
  return sign === '|' ? { '|': values } : values
}

function concatenated(cursor: Cursor, variables: Variables): Json {
  const parts = [scalar(cursor, variables)]
  while (cursor.skip('.')) parts.push(scalar(cursor, variables))
  return parts.length === 1 ? (parts[0] as Json) : { concat: parts }
}

function scalar(cursor: Cursor, variables: Variables): Json {
  if (cursor.skip('(')) {
    const inner = rightSide(cursor, variables)
    if (!cursor.skip(')')) throw new Strange('a bracket is not closed')
    return inner
  }
  const token = cursor.takeToken()
  if (token.kind === 'sign' || token.kind === 'end') throw new Strange(token.text)
  if (token.kind === 'quoted') return token.text
  if (token.text.startsWith('$')) {
    const value = variables.get(token.text.slice(1))
    if (value === undefined) throw new Strange(`variable ${token.text}`)
    return value
  }
  if (cursor.peek() === '-' && cursor.peek(1) !== '') {
    cursor.take()
    return { range: [word(token.text), word(cursor.take())] }
  }
  return word(token.text)
}

const SKIPPED = new Set(['timeout', 'expires', 'comment'])

/** { a, b : verdict, c timeout 1h } */
export function elements(cursor: Cursor, variables: Variables): Json[] {
  if (!cursor.skip('{')) throw new Strange('a set is missing')
  const list: Json[] = []
  const ends = (): void => {
    while (cursor.peekToken()?.kind === 'end') cursor.take()
  }
  ends()
  while (!cursor.skip('}')) {
    if (cursor.done()) throw new Strange('a set is not closed')
    const key = concatenated(cursor, variables)
    details(cursor)
    if (cursor.skip(':')) list.push([key, mapped(cursor, variables)])
    else if (typeof key === 'object' && key !== null && 'set' in key) list.push(...(key['set'] as Json[]))
    else list.push(key)
    details(cursor)
    ends()
    cursor.skip(',')
    ends()
  }
  return list
}

/** Time-outs, counters and comments of an element. */
function details(cursor: Cursor): void {
  for (;;) {
    if (SKIPPED.has(cursor.peek())) {
      cursor.take()
      cursor.take()
    } else if (cursor.peek() === 'counter') {
      cursor.take()
      for (const name of ['packets', 'bytes']) if (cursor.skip(name)) cursor.take()
    } else return
  }
}

const VERDICTS = new Set(['accept', 'drop', 'return', 'continue', 'reject'])

function mapped(cursor: Cursor, variables: Variables): Json {
  const first = cursor.peek()
  if (VERDICTS.has(first)) {
    cursor.take()
    return { [first]: null }
  }
  if (first === 'jump' || first === 'goto') {
    cursor.take()
    return { [first]: { target: cursor.take() } }
  }
  return concatenated(cursor, variables)
}
