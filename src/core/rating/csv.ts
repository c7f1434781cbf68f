/** One row of a CSV text. `line` is where it starts, counted from 1; `unclosed` when a quote runs to the end of the text. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly unclosed: boolean
}

/** Comma, semicolon or tab: whichever stands most often outside quotes in the first line. */
export function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const first = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '')
  let best = ','
  let most = 0
  for (const candidate of [',', ';', '\t']) {
    const count = first.split(candidate).length
    if (count > most) {
      best = candidate
      most = count
    }
  }
  return best
}

/** Rows of RFC 4180 text; also bare LF, a byte order mark, and quotes inside unquoted cells. Blank lines are skipped. */
export function* readCsv(text: string, delimiter: string): Generator<CsvRow> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let line = 1
  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    const plain = text.slice(at, text.charCodeAt(end - 1) === 13 ? end - 1 : end)
    if (plain.includes('"')) {
      const row = quotedRow(text, at, delimiter)
      yield { line, cells: row.cells, unclosed: row.unclosed }
      line += row.lines
      at = row.next
      continue
    }
    if (plain.trim() !== '') yield { line, cells: plain.split(delimiter), unclosed: false }
    line++
    at = end + 1
  }
}

interface QuotedRow {
  readonly cells: string[]
  readonly next: number
  readonly lines: number
  readonly unclosed: boolean
}

function quotedRow(text: string, from: number, delimiter: string): QuotedRow {
  const cells: string[] = []
  let at = from
  let lines = 1
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at, delimiter)
    if (cell === null) return { cells, next: text.length, lines, unclosed: true }
    // Text after a closing quote belongs to the cell, as spreadsheets read it.
    const rest = bareCell(text, cell.next, delimiter)
    cells.push(cell.value + rest.value)
    lines += cell.lines
    if (text[rest.next] !== delimiter) {
      return { cells, next: rest.next < text.length ? rest.next + 1 : text.length, lines, unclosed: false }
    }
    at = rest.next + 1
  }
}

function bareCell(
  text: string,
  from: number,
  delimiter: string,
): { value: string; next: number; lines: number } {
  let to = from
  while (to < text.length && text[to] !== delimiter && text[to] !== '\n') to++
  return { value: text.slice(from, to).replace(/\r$/, ''), next: to, lines: 0 }
}

function quotedCell(text: string, from: number): { value: string; next: number; lines: number } | null {
  let value = ''
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { value, next: quote + 1, lines: value.split('\n').length - 1 }
    value += '"'
    at = quote + 2
  }
}
