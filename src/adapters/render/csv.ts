import Papa from 'papaparse'
import type { Sheet } from '#core/reports'

// What makes a spreadsheet run a cell as a formula (OWASP, CSV injection), full-width look-alikes and line feed included.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** RFC 4180 with CRLF. A text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers. */
export const renderCsv = (sheet: Sheet): string => [sheet.columns, ...sheet.rows].map(csvLine).join('')

/** One row of it, for what is too long to be gathered. */
export const csvLine = (row: readonly (string | number)[]): string =>
  `${Papa.unparse([row.map((cell) => (typeof cell === 'number' ? cell : safe(cell)))], { newline: '\r\n' })}\r\n`

const safe = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)
