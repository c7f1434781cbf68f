import { DomainError, parseMicros, type Zone, zoneOf } from '#core/kernel'
import type { CsvRow } from '../csv.ts'
import { toPoint } from '../decimal.ts'
import { parseInstant } from '../instant.ts'
import type { RowReject } from '../model.ts'
import { openTable } from '../table.ts'
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
] as const
type Cell = (name: (typeof known)[number]) => string

export interface ParsedInvoice {
  readonly lines: InvoiceLine[]
  /** Charges that are for no call: rent, fees, taxes. */
  readonly others: InvoiceLine[]
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
  const zone = zoneNamed(map?.timezone, file)
  const columns = Object.fromEntries(known.map((name) => [name, table.column(name)])) as Record<
    (typeof known)[number],
    (row: CsvRow) => string
  >
  const same = onceEach()
  const lines: InvoiceLine[] = []
  const others: InvoiceLine[] = []
  const rejects: RowReject[] = []
  for (const row of table.rows) {
    const line = row.unclosed
      ? 'a quote is opened and never closed'
      : readLine(row.line, (name) => columns[name](row), { map, zone, same })
    if (typeof line === 'string') rejects.push({ line: row.line, reason: line })
    else if (isForCall(line)) lines.push(line)
    else others.push(line)
  }
  if (lines.length === 0 && others.length === 0) throw noLines(file, rejects[0])
  return { lines, others, rejects }
}

const isForCall = (line: InvoiceLine): boolean =>
  line.micros < 0 || line.to !== '' || line.billedSeconds > 0 || line.durationSeconds > 0

function noLines(file: string, reject: RowReject | undefined): DomainError {
  return new DomainError(
    'invoice-empty',
    `${file}${reject ? `:${reject.line}: no line can be used, the first because ${reject.reason}` : ': there is no line below the header'}`,
    'A line looks like this: 17,2026-03-06T21:04:11Z,+17025550100,+252611112223,130,180,2.55,USD,Somalia',
  )
}

function zoneNamed(name: string | undefined, file: string): Zone | null {
  if (name === undefined) return null
  const zone = zoneOf(name)
  if (zone) return zone
  throw new DomainError(
    'map-timezone-unknown',
    `${file}: the map says the times are in "${name}", which is not an IANA time zone`,
    'Write it like "Europe/Berlin".',
  )
}

function readLine(
  at: number,
  cell: Cell,
  { map, zone, same }: { map: InvoiceMap | undefined; zone: Zone | null; same: (text: string) => string },
): InvoiceLine | string {
  const charge = chargeOf(cell, map)
  if (typeof charge === 'string') return charge
  const { micros } = charge
  const startedAt = parseInstant(cell('start_time'), map?.dates ?? 'ymd', zone) ?? Number.NaN
  const billedSeconds = seconds(cell('billed_seconds'))
  if (billedSeconds === null) return `billed_seconds "${cell('billed_seconds')}" is not a number of seconds`
  const durationSeconds = seconds(cell('duration_seconds'))
  // A credit is for a call or for none, and rent is for none: they need no time and no number.
  const isCall = micros >= 0 && (cell('to') !== '' || billedSeconds > 0)
  if (isCall && Number.isNaN(startedAt)) return `start_time "${cell('start_time')}" is not a date and time`
  return {
    id: cell('line_id') || String(at),
    line: at,
    startedAt,
    from: same(digitsOf(cell('from'))),
    to: same(digitsOf(cell('to'))),
    durationSeconds: durationSeconds ?? -1,
    billedSeconds: Math.max(0, billedSeconds),
    micros,
    currency: same(charge.currency),
    description: same(cell('description')),
  }
}

/** Equal texts as one: an invoice says few things a million times, and each that is kept again is copied by the collector. */
function onceEach(): (text: string) => string {
  const most = 200_000
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before === undefined && known.size < most) known.set(text, text)
    return before ?? text
  }
}

function chargeOf(cell: Cell, map: InvoiceMap | undefined): { micros: number; currency: string } | string {
  const plain = toPoint(cell('amount'), map?.decimal ?? 'point')
  const amount = plain === null ? null : parseMicros(plain)
  if (amount === null) return `amount "${cell('amount')}" is not a decimal number`
  const currency = (cell('currency') || (map?.defaults.currency ?? '')).toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) return `currency "${currency}" is not an ISO 4217 code such as USD`
  // 0, not -0: it is printed.
  return { micros: amount === 0 ? 0 : map?.amounts === 'negated' ? -amount : amount, currency }
}

/** Whole seconds (a credit may write them negative), or [hh:]mm:ss whatever the map says: the colon tells. -1 when empty, null when neither. */
function seconds(signed: string): number | null {
  if (signed === '') return -1
  const written = signed.replace(/^-/, '')
  if (/^\d{1,9}(\.\d+)?$/.test(written)) return Math.ceil(Number(written))
  const m = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{2})$/.exec(written)
  return m ? Number(m[1] ?? 0) * 3600 + Number(m[2]) * 60 + Number(m[3]) : null
}

const digitsOf = (written: string): string =>
  /^[1-9]\d*$/.test(written) ? written : written.replace(/^(\+|00(?=[1-9]))/, '').replace(/[\s().-]/g, '')
