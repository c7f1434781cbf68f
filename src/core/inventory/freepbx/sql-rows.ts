/** A row of the database: columns by name, and where it stands in the dump or the backup. */
export interface SqlRow {
  readonly file: string
  readonly table: string
  readonly values: ReadonlyMap<string, string>
  /** From 1. */
  readonly line: number
}

const CREATE = /^CREATE TABLE (?:IF NOT EXISTS )?`?(\w+)`?\s*\(/i
const COLUMN = /^\s*`(\w+)`\s/
const INSERT = /^INSERT (?:IGNORE )?INTO `?(\w+)`?\s*(?:\(([^)]*)\)\s*)?VALUES\s*/i

/** Rows of the named tables in a dump of mysqldump. Columns come from the INSERT, or from the CREATE TABLE before it. */
export function* sqlRows(file: string, text: string, tables: ReadonlySet<string>): Generator<SqlRow> {
  const columns = new Map<string, string[]>()
  let creating: string[] | undefined
  let number = 0
  for (const line of text.split('\n')) {
    number++
    creating = nextTable(line, columns, creating)
    yield* rowsOf(line, { file, line: number }, tables, columns)
  }
}

/** The columns of the table whose CREATE this line begins or goes on with. */
function nextTable(
  line: string,
  columns: Map<string, string[]>,
  creating: string[] | undefined,
): string[] | undefined {
  const table = CREATE.exec(line)?.[1]
  if (table !== undefined) {
    const fresh: string[] = []
    columns.set(table, fresh)
    return fresh
  }
  if (line.startsWith(')')) return undefined
  const column = COLUMN.exec(line)?.[1]
  if (column !== undefined) creating?.push(column)
  return creating
}

function* rowsOf(
  line: string,
  at: Pick<SqlRow, 'file' | 'line'>,
  tables: ReadonlySet<string>,
  columns: ReadonlyMap<string, string[]>,
): Generator<SqlRow> {
  const [whole = '', table = '', list] = INSERT.exec(line) ?? []
  if (!tables.has(table)) return
  const named = list?.split(',').map((each) => each.trim().replaceAll('`', '')) ?? columns.get(table) ?? []
  for (const row of tuples(line.slice(whole.length)))
    yield { table, ...at, values: new Map(row.map((value, n) => [named[n] ?? String(n), value])) }
}

/** `(1,'a\'b',NULL),(…)`; NULL is ''. */
function* tuples(text: string): Generator<string[]> {
  let at = 0
  while (at < text.length) {
    at = text.indexOf('(', at)
    if (at < 0) return
    const row: string[] = []
    at++
    for (;;) {
      const [value, end] = text[at] === "'" ? quoted(text, at) : bare(text, at)
      row.push(value)
      at = end
      if (text[at] !== ',') break
      at++
    }
    yield row
    at++
  }
}

function bare(text: string, from: number): [string, number] {
  let end = from
  while (end < text.length && text[end] !== ',' && text[end] !== ')') end++
  const value = text.slice(from, end).trim()
  return [value.toUpperCase() === 'NULL' ? '' : value, end]
}

function quoted(text: string, from: number): [string, number] {
  let out = ''
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i] as string
    if (c === '\\') out += text[++i] ?? ''
    else if (c !== "'") out += c
    else if (text[i + 1] === "'") {
      out += "'"
      i++
    } else return [out, i + 1]
  }
  return [out, text.length]
}
