import type { Reader } from '../ports.ts'

export type Json = Record<string, unknown>

export interface JsonSink {
  document(document: Json, line: number): void
  reject(line: number, reason: string): void
}

const MAX_DOCUMENT = 1 << 20
const BATCH = 8192

/**
 * Finds JSON objects in text cut anywhere: one a file, one a line, pretty-printed one after the other, or in an array.
 * `inside` names the member whose array holds the objects, when the file is one object around them.
 */
export function createJsonReader(sink: JsonSink, inside: RegExp | null = null): Reader {
  let rest = ''
  let at = 0
  let start = -1
  let depth = 0
  let quoted = false
  let line = 1
  let startLine = 1
  let begun = inside === null
  /** Shorter when little text came: joining a long document to every small piece would be quadratic. */
  let pending = ''

  const give = (text: string): void => {
    const document = parsed(text)
    if (document === null) sink.reject(startLine, 'this is not valid JSON')
    else sink.document(document, startLine)
  }
  const drop = (reason: string): void => {
    sink.reject(startLine, reason)
    start = -1
    depth = 0
    quoted = false
  }
  const open = (): void => {
    if (depth++ === 0) {
      start = at
      startLine = line
    }
  }
  const close = (): void => {
    if (depth === 0 || --depth > 0) return
    give(rest.slice(start, at + 1))
    start = -1
  }
  const lineEnd = (): void => {
    line++
    // An object that begins a line while another is open: the other was cut.
    if (depth > 0 && rest.charCodeAt(at + 1) === 123) drop(CUT)
  }
  const step = (c: number): void => {
    if (c === 10) lineEnd()
    else if (c === 34) quoted = depth > 0 && !quoted
    else if (quoted) at += c === 92 ? 1 : 0
    else if (c === 123) open()
    else if (c === 125) close()
  }
  const run = (end: number): void => {
    rest += pending
    pending = ''
    if (!begun) at = endOfMatch(inside as RegExp, rest)
    begun = true
    for (; at < rest.length + end; at++) step(rest.charCodeAt(at))
    if (start >= 0 && at - start > MAX_DOCUMENT) drop(TOO_LONG)
    const keep = start >= 0 ? start : Math.min(at, rest.length)
    rest = rest.slice(keep)
    at -= keep
    if (start >= 0) start = 0
  }
  return {
    push(text) {
      pending += text
      // One character is held back: a decision may need its neighbour.
      if (pending.length >= BATCH) run(-1)
    },
    end() {
      run(0)
      if (start >= 0) drop(CUT)
    },
  }
}

const CUT = 'the document is cut'
const TOO_LONG = `the document is longer than ${MAX_DOCUMENT} characters`

function parsed(text: string): Json | null {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

function endOfMatch(pattern: RegExp, text: string): number {
  const m = pattern.exec(text)
  return m ? m.index + m[0].length : 0
}

/** A member as text: strings as they are, numbers written out, anything else ''. */
export function textOf(json: Json | undefined, ...names: readonly string[]): string {
  for (const name of names) {
    const value = json?.[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return ''
}

/** A member that is an object, undefined otherwise. */
export function objectOf(json: Json | undefined, name: string): Json | undefined {
  const value = json?.[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}
