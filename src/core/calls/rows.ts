/** One row of separated values, as positions in the text that holds it; only valid during the call that hands it over. */
export interface Row {
  text: string
  /** Line the row begins on, from 1. */
  line: number
  count: number
  readonly start: Int32Array
  readonly end: Int32Array
  /** 1 where the field holds doubled or escaped quotes. */
  readonly escaped: Uint8Array
}

export interface RowSink {
  /** `whole` is false for a last line without line end, which may have been cut. */
  row(row: Row, whole: boolean): void
  reject(line: number, reason: string): void
}

export interface RowScanner {
  push(text: string): void
  end(): void
  /** Whether the text so far ends within a row. */
  readonly isWithin: boolean
  /** Somebody else has read the line that comes next. */
  passLine(): void
}

const MAX_LINE = 1 << 20
const MAX_COLUMNS = 256
/** A caller's name may hold line ends; a quote that is never closed must not swallow the file. */
const MAX_QUOTED_LINES = 8

export function fieldOf(row: Row, i: number): string {
  if (i < 0 || i >= row.count || i >= MAX_COLUMNS) return ''
  const text = row.text.slice(row.start[i], row.end[i])
  return row.escaped[i] === 1 ? text.replace(/""|\\"/g, '"') : text
}

/** The field, or `previous` itself when it reads the same: no new string, and what compares strings is done at once. */
export function fieldLike(row: Row, i: number, previous: string): string {
  if (i < 0 || i >= row.count) return ''
  const start = row.start[i] as number
  const same = (row.end[i] as number) - start === previous.length && row.text.startsWith(previous, start)
  return same ? previous : fieldOf(row, i)
}

const KNOWN_NUMBERS = 1 << 14
/** V8 copies a slice this short; a longer one would keep the whole text alive for as long as it is remembered. */
const LONGEST_KNOWN = 12

/**
 * Reads a field of digits as the same string each time it says the same, as far as remembered: numbers come again and
 * again, and of a string it has met before V8 knows the hash that every Map asks for.
 */
export function createNumberMemo(): (row: Row, i: number) => string {
  const known = new Array<string>(KNOWN_NUMBERS).fill('')
  // The first six digits and the rest: with the length they are the number, so no text need be compared.
  const firsts = new Int32Array(KNOWN_NUMBERS)
  const rests = new Int32Array(KNOWN_NUMBERS)
  return (row, i) => {
    const { text } = row
    const start = row.start[i] as number
    const length = (row.end[i] as number) - start
    // Absent columns are fieldOf's to tell, and so is what is no number.
    if (!(i < row.count && length <= LONGEST_KNOWN)) return fieldOf(row, i)
    let first = 0
    let rest = 0
    for (let k = 0; k < length; k++) {
      const digit = text.charCodeAt(start + k) - 48
      if (digit < 0 || digit > 9) return fieldOf(row, i)
      if (k < 6) first = first * 10 + digit
      else rest = rest * 10 + digit
    }
    const slot = ((Math.imul(first, 0x9e3779b1) ^ Math.imul(rest, 0x85ebca6b)) >>> 18) & (KNOWN_NUMBERS - 1)
    const found = known[slot] as string
    if (found.length === length && firsts[slot] === first && rests[slot] === rest) return found
    const field = text.slice(start, start + length)
    known[slot] = field
    firsts[slot] = first
    rests[slot] = rest
    return field
  }
}

interface Taker {
  /** Number of the line that comes next. */
  line: number
  /** Hands on every finished row of `text` from `begin`; returns where the unfinished one begins. */
  take(text: string, begin: number, whole: boolean): number
}

function createTaker(separator: number, sink: RowSink): Taker {
  const row = emptyRow()
  const handOver = (from: number, until: number, hasNul: boolean, whole: boolean): void => {
    const bad = hasNul || until - from > MAX_LINE ? unusable(row.text, from, until) : ''
    if (bad !== '') sink.reject(row.line, bad)
    else if (row.count > 1 || row.end[0] !== row.start[0]) sink.row(row, whole)
  }
  const taker: Taker = {
    line: 1,
    take(text, begin, whole) {
      const hasNul = text.includes('\0')
      let from = begin
      for (;;) {
        const next = scan(text, from, separator, row)
        if (next === UNFINISHED) return from
        row.line = taker.line
        if (next === UNCLOSED) {
          taker.line++
          sink.reject(row.line, UNCLOSED_QUOTE)
          from = text.indexOf('\n', from) + 1
          continue
        }
        row.text = text
        taker.line += lines
        handOver(from, next, hasNul, whole)
        from = next
      }
    },
  }
  return taker
}

function unusable(text: string, from: number, until: number): string {
  if (until - from > MAX_LINE) return TOO_LONG
  return text.slice(from, until).includes('\0') ? 'the line holds NUL bytes' : ''
}

/** Finds rows in text cut anywhere: quotes, doubled or backslashed quotes, line ends inside quotes, CRLF, NULs, endless lines. */
export function createRowScanner(delimiter: string, sink: RowSink): RowScanner {
  const taker = createTaker(delimiter.charCodeAt(0), sink)
  let rest = ''
  let skipping = false

  /**
   * What is left of `rest` and `text` when all finished rows are taken. The row that the cut went through is completed on
   * its own, because scanning two strings joined is half as fast as scanning one that was always one.
   */
  const afterRows = (text: string, lineEnd: number): string => {
    if (rest === '') return text.slice(taker.take(text, 0, true))
    const row = rest + text.slice(0, lineEnd)
    const left = row.slice(taker.take(row, 0, true))
    if (left === '') return text.slice(taker.take(text, lineEnd, true))
    const all = left + text.slice(lineEnd)
    return all.slice(taker.take(all, 0, true))
  }

  const afterSkipped = (text: string): string => {
    const lineEnd = text.indexOf('\n')
    skipping = lineEnd < 0
    if (!skipping) taker.line++
    return skipping ? '' : text.slice(lineEnd + 1)
  }

  return {
    get isWithin() {
      return skipping || rest !== ''
    },
    passLine() {
      taker.line++
    },
    push(chunk) {
      const text = skipping ? afterSkipped(chunk) : chunk
      const lineEnd = text.indexOf('\n') + 1
      // Without a line end there is nothing to finish: scanning again and again would be quadratic.
      if (lineEnd === 0) rest += text
      else rest = afterRows(text, lineEnd)
      if (rest.length <= MAX_LINE) return
      sink.reject(taker.line, TOO_LONG)
      rest = afterSkipped(rest)
    },
    end() {
      let last = rest === '' ? '' : `${rest}\n`
      while (last !== '') {
        last = last.slice(taker.take(last, 0, false))
        if (last === '') break
        sink.reject(taker.line++, 'the last line was cut inside quotation marks')
        last = last.slice(last.indexOf('\n') + 1)
      }
      rest = ''
    },
  }
}

const emptyRow = (): Row => ({
  text: '',
  line: 1,
  count: 0,
  start: new Int32Array(MAX_COLUMNS),
  end: new Int32Array(MAX_COLUMNS),
  escaped: new Uint8Array(MAX_COLUMNS),
})

const TOO_LONG = `the line is longer than ${MAX_LINE} characters`
const UNCLOSED_QUOTE = 'a quotation mark is opened and not closed'
const UNFINISHED = -1
const UNCLOSED = -2
/** What `scan` found beside the position: a second return value would cost an allocation a row or field. */
let lines = 1
let lineEnd = 0
let escaped = 0

/** Reads one row's fields from `from`; returns the position after its line end, or UNFINISHED or UNCLOSED. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the innermost loop, 0.6 s of 1M rows (295 MB); calls cost a tenth.
function scan(text: string, from: number, separator: number, row: Row): number {
  lineEnd = text.indexOf('\n', from)
  if (lineEnd < 0) return UNFINISHED
  lines = 1
  let at = from
  let count = 0
  for (;;) {
    let start = at
    let end: number
    escaped = 0
    if (text.charCodeAt(at) === 34) {
      end = closingQuote(text, ++start, separator)
      if (end < 0) return end
      at = end + 1
      if (text.charCodeAt(at) === 13) at++
    } else {
      at = fieldEnd(text, at, separator)
      end = at === lineEnd && at > start && text.charCodeAt(at - 1) === 13 ? at - 1 : at
    }
    if (count < MAX_COLUMNS) {
      row.start[count] = start
      row.end[count] = end
      row.escaped[count++] = escaped
    }
    if (at++ === lineEnd) {
      row.count = count
      return at
    }
  }
}

function fieldEnd(text: string, from: number, separator: number): number {
  let at = from
  let c = text.charCodeAt(at)
  while (c !== separator && c !== 10) c = text.charCodeAt(++at)
  return at
}

/** Position of the quote that closes the field; `indexOf` is native and 1.5 times as fast here as a loop (1M rows). */
function closingQuote(text: string, from: number, separator: number): number {
  let at = from
  for (;;) {
    const quote = text.indexOf('"', at)
    const bad = passLines(text, quote)
    if (bad < 0) return bad
    const next = text.charCodeAt(quote + 1)
    if (next === separator || next === 10 || (next === 13 && text.charCodeAt(quote + 2) === 10)) return quote
    escaped = 1
    const doubled =
      next === 34 && !(text.charCodeAt(quote - 1) === 92 && endsField(text, quote + 2, separator))
    at = quote + (doubled ? 2 : 1)
  }
}

/** Counts the line ends before the quote; UNCLOSED when they are too many, UNFINISHED when the row has no end yet. */
function passLines(text: string, quote: number): number {
  while (lineEnd >= 0 && (quote < 0 || lineEnd < quote)) {
    if (++lines > MAX_QUOTED_LINES) return UNCLOSED
    lineEnd = text.indexOf('\n', lineEnd + 1)
  }
  return lineEnd < 0 ? UNFINISHED : 0
}

function endsField(text: string, at: number, separator: number): boolean {
  const c = text.charCodeAt(at)
  return c === separator || c === 10 || c === 13
}
