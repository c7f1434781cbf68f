import { z } from 'zod'
import { DomainError, nearest } from '#core/kernel'
import { type CsvRow, delimiterOf, readCsv } from './csv.ts'

/** A column of the user's file: the words of its header, or its number from 1. */
export const ColumnRef = z
  .union([z.string().min(1), z.number().int().positive()])
  .describe('Header of the column in the file, or its number counted from 1')

/** What deck-map.yaml and invoice-map.yaml share: how the table is written. */
export const tableLayout = {
  delimiter: z.enum([',', ';', 'tab']).optional().describe('Found out when not given'),
  header: z.boolean().default(true).describe('false: the file has no header line; give columns by number'),
  decimal: z.enum(['point', 'comma']).default('point').describe('What stands before the decimals'),
  dates: z.enum(['ymd', 'dmy', 'mdy']).default('ymd').describe('Order of day, month and year'),
  timezone: z.string().optional().describe('IANA zone of times without offset; UTC when not given'),
}

export interface Table {
  readonly rows: Iterable<CsvRow>
  /** The trimmed cell of a column we know; '' when the file has no such column or the row is short. */
  cell(row: CsvRow, name: string): string
  /** The same of one column for many rows: it is looked up once. */
  column(name: string): (row: CsvRow) => string
}

export interface TableShape {
  readonly file: string
  readonly known: readonly string[]
  readonly required: readonly string[]
  readonly delimiter?: string | undefined
  readonly header?: boolean
  /** Our names to the user's columns; several are joined. Without it the header must be ours. */
  readonly columns?: Readonly<Record<string, string | number | readonly (string | number)[] | undefined>>
  /** Our names that have a value for all rows, so that their column may be missing. */
  readonly defaults?: Readonly<Record<string, unknown>>
}

/** Opens CSV text by its header (or by a map) and refuses what it does not understand, naming the remedy. */
export function openTable(text: string, shape: TableShape): Table {
  const delimiter = shape.delimiter === 'tab' ? '\t' : (shape.delimiter ?? delimiterOf(text))
  const rows = readCsv(text, delimiter)
  let header: CsvRow | null = null
  if (shape.header !== false) {
    const first = rows.next()
    if (first.done) throw emptyTable(shape)
    header = first.value
  }
  const columns = shape.columns ? mappedColumns(header, shape) : ownColumns(header, shape)
  const missing = shape.required.filter((name) => !columns.has(name) && shape.defaults?.[name] === undefined)
  if (missing.length > 0) {
    throw new DomainError(
      'csv-column-missing',
      `${shape.file}:${header?.line ?? 1}: no column ${missing.map((name) => `"${name}"`).join(', ')}`,
      `Start the file with a header that has at least ${shape.required.join(', ')}, or describe its layout in a map file.`,
    )
  }
  const column = (name: string): ((row: CsvRow) => string) => {
    const at = columns.get(name)
    if (at === undefined) return () => ''
    if (typeof at === 'number') return (row) => row.cells[at]?.trim() ?? ''
    return (row) => at.map((i) => row.cells[i]?.trim() ?? '').join('')
  }
  const readers = new Map([...columns.keys()].map((name) => [name, column(name)]))
  return { rows, column, cell: (row, name) => readers.get(name)?.(row) ?? '' }
}

function emptyTable(shape: TableShape): DomainError {
  return new DomainError(
    'csv-empty',
    `${shape.file}: the file is empty`,
    `It needs a header line (${shape.known.join(',')}) and a row below it.`,
  )
}

type Columns = Map<string, number | number[]>

function ownColumns(header: CsvRow | null, shape: TableShape): Columns {
  const columns: Columns = new Map()
  for (const [i, cell] of (header?.cells ?? []).entries()) {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
    if (name === '') continue
    if (!shape.known.includes(name)) throw unknownColumn(cell.trim(), header?.line ?? 1, shape)
    if (columns.has(name)) {
      throw new DomainError(
        'csv-column-twice',
        `${shape.file}:${header?.line ?? 1}: column "${name}" stands twice in the header`,
        'Remove or rename one of them.',
      )
    }
    columns.set(name, i)
  }
  return columns
}

function unknownColumn(name: string, line: number, shape: TableShape): DomainError {
  const near = nearest(name, shape.known)
  const looksLikeData = /^[+\d.,\s]+$/.test(name)
  return new DomainError(
    'csv-column-unknown',
    `${shape.file}:${line}: ${looksLikeData ? `"${name}" is not a column: the header line is missing` : `unknown column "${name}"`}`,
    near
      ? `Did you mean "${near}"? Rename the column, or describe the layout in a map file.`
      : `The columns are ${shape.known.join(', ')}. Rename or remove it, or describe the layout in a map file.`,
  )
}

function mappedColumns(header: CsvRow | null, shape: TableShape): Columns {
  const names = (header?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  const position = (ref: string | number): number => {
    if (typeof ref === 'number') return ref - 1
    const at = names.indexOf(ref.trim().toLowerCase())
    if (at >= 0) return at
    const near = nearest(ref, header?.cells.map((cell) => cell.trim()) ?? [])
    throw new DomainError(
      'csv-column-missing',
      `${shape.file}:${header?.line ?? 1}: the map names a column "${ref}" that the file does not have`,
      near
        ? `Did you mean "${near}"?`
        : `Its columns are: ${names.join(', ') || 'without names, so give their numbers'}.`,
    )
  }
  const columns: Columns = new Map()
  for (const [name, ref] of Object.entries(shape.columns ?? {})) {
    if (ref === undefined) continue
    columns.set(name, Array.isArray(ref) ? ref.map(position) : position(ref as string | number))
  }
  return columns
}
