import type { Reader, RecordSink } from '../ports.ts'
import { createRowScanner, fieldOf, type Row } from '../rows.ts'

/** A row's cells by position, trimmed; '' where there is none. */
export type Cells = (column: number) => string

export interface TableOptions {
  readonly sink: RecordSink
  readonly delimiter: string
  readonly header: boolean
  /** A row with fewer columns was cut or is something else. */
  readonly least: number
  /** Rows that are no data, such as a row of types. */
  skip?(cells: Cells): boolean
  /** Returns why the row cannot be used, '' when it could. */
  take(cells: Cells, line: number): string
}

/** Reads separated values row by row; what cannot be used is rejected with its line. */
export function createTableReader({ sink, delimiter, header, least, skip, take }: TableOptions): Reader {
  let first = header
  let current: Row | null = null
  const cells: Cells = (column) => (current === null ? '' : fieldOf(current, column).trim())
  return createRowScanner(delimiter, {
    row(row, whole) {
      current = row
      if (first) {
        first = false
        return
      }
      if (skip?.(cells)) return
      sink.row()
      const tooShort = whole
        ? `${row.count} columns where at least ${least} are expected`
        : 'the last line was cut'
      const reason = row.count < least ? tooShort : take(cells, row.line)
      if (reason !== '') sink.reject(row.line, reason)
    },
    reject(line, reason) {
      sink.row()
      sink.reject(line, reason)
    },
  })
}
