import { parseMicros, type Zone, zoneOf } from '#core/kernel'
import type { CsvRow } from '../csv.ts'
import { toPoint } from '../decimal.ts'
import { parseInstant } from '../instant.ts'
import type { RowReject } from '../model.ts'
import { openTable, type Table } from '../table.ts'
import type { InvoiceLine, InvoiceMap } from './model.ts'

const known = [
  'line_id',
  'start_time',
  'from',
  'to',
  'duration_seconds',
  'billed_seconds',
  'amount',
  'currency',
  'description',
]

export interface ParsedInvoice {
  readonly lines: InvoiceLine[]
  readonly rejects: RowReject[]
}

/**
 * Reads a carrier's invoice: `line_id,start_time,from,to,duration_seconds,billed_seconds,amount,currency,description`
 * in any order, or another layout through a map. Times without offset are UTC unless the map gives a zone.
 */
export function parseInvoice(
  text: string,
  options: { file: string; map?: InvoiceMap | undefined },
): ParsedInvoice {
  const { file, map } = options
  const table = openTable(text, {
    file,
    known,
    required: ['start_time', 'to', 'billed_seconds', 'amount', 'currency'],
    delimiter: map?.delimiter,
    header: map?.header ?? true,
    ...(map ? { columns: map.columns, defaults: map.defaults } : {}),
  })
  const zone = map?.timezone ? zoneOf(map.timezone) : null
  const lines: InvoiceLine[] = []
  const rejects: RowReject[] = []
  for (const row of table.rows) {
    const line = row.unclosed ? 'a quote is opened and never closed' : readLine(row, table, map, zone)
    if (typeof line === 'string') rejects.push({ line: row.line, reason: line })
    else lines.push(line)
  }
  return { lines, rejects }
}

function readLine(
  row: CsvRow,
  table: Table,
  map: InvoiceMap | undefined,
  zone: Zone | null,
): InvoiceLine | string {
  const cell = (name: string) => table.cell(row, name)
  const plain = toPoint(cell('amount'), map?.decimal ?? 'point')
  const amount = plain === null ? null : parseMicros(plain)
  if (amount === null) return `amount "${cell('amount')}" is not a decimal number`
  const micros = map?.amounts === 'negated' ? -amount : amount
  const currency = (cell('currency') || (map?.defaults.currency ?? '')).toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) return `currency "${currency}" is not an ISO 4217 code such as USD`
  const startedAt = parseInstant(cell('start_time'), map?.dates ?? 'ymd', zone) ?? Number.NaN
  // A credit is for a call or for none: it needs no time and no number.
  if (micros >= 0 && Number.isNaN(startedAt))
    return `start_time "${cell('start_time')}" is not a date and time`
  const billedSeconds = seconds(cell('billed_seconds'))
  if (billedSeconds === null) return `billed_seconds "${cell('billed_seconds')}" is not a number of seconds`
  const durationSeconds = seconds(cell('duration_seconds'))
  return {
    id: cell('line_id') || String(row.line),
    line: row.line,
    startedAt,
    from: digitsOf(cell('from')),
    to: digitsOf(cell('to')),
    durationSeconds: durationSeconds ?? -1,
    billedSeconds: Math.max(0, billedSeconds),
    micros: micros === 0 ? 0 : micros,
    currency,
    description: cell('description'),
  }
}

/** Whole seconds, or [hh:]mm:ss whatever the map says: the colon tells. -1 when empty, null when neither. */
function seconds(written: string): number | null {
  if (written === '') return -1
  if (/^\d{1,9}(\.\d+)?$/.test(written)) return Math.ceil(Number(written))
  const m = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{2})$/.exec(written)
  return m ? Number(m[1] ?? 0) * 3600 + Number(m[2]) * 60 + Number(m[3]) : null
}

const digitsOf = (written: string): string =>
  written.replace(/^(\+|00(?=[1-9]))/, '').replace(/[\s().-]/g, '')
