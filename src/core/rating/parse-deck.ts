import { DomainError, zoneOf } from '#core/kernel'
import type { CsvRow } from './csv.ts'
import { type DecimalMark, parseExact } from './decimal.ts'
import type { DeckMap } from './deck-map.ts'
import { type DateOrder, parseInstant } from './instant.ts'
import type { Exact, Rate, RowReject } from './model.ts'
import { openTable, type Table } from './table.ts'

const known = [
  'prefix',
  'description',
  'rate_per_minute',
  'connection_fee',
  'initial_increment',
  'recurring_increment',
  'currency',
  'effective_from',
  'minimum_charge',
]

export interface ParsedDeck {
  readonly rates: Rate[]
  /** Rows left out, in the order of the file. */
  readonly rejects: RowReject[]
}

/**
 * Reads a rate deck: `prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,
 * currency,effective_from[,minimum_charge]`, in any order of columns, or any other layout through a map. A row that
 * cannot be understood is left out and told of; what puts the whole deck in doubt throws a DomainError.
 *
 * Empty cells: fee and minimum 0, increments 1 second, effective_from always. A recurring increment of 0 counts as 1
 * second; an initial increment of 0 means that the recurring ones begin at once.
 */
export function parseDeck(text: string, options: { file: string; map?: DeckMap | undefined }): ParsedDeck {
  const { file, map } = options
  const table = openTable(text, {
    file,
    known,
    required: ['prefix', 'rate_per_minute', 'currency'],
    delimiter: map?.delimiter,
    header: map?.header ?? true,
    ...(map ? { columns: map.columns, defaults: map.defaults } : {}),
  })
  const read = rowReader(table, map)
  const rates: Rate[] = []
  const rejects: RowReject[] = []
  for (const row of table.rows) {
    const rate = row.unclosed ? 'a quote is opened and never closed' : read(row)
    if (typeof rate === 'string') {
      rejects.push({ line: row.line, reason: rate })
      continue
    }
    const first = rates[0]
    if (first && first.currency !== rate.currency)
      throw mixedCurrencies(file, row.line, rate.currency, first.currency)
    rates.push(rate)
  }
  if (rates.length === 0) throw noRates(file, rejects[0])
  return { rates, rejects }
}

function mixedCurrencies(file: string, line: number, found: string, first: string): DomainError {
  return new DomainError(
    'deck-mixed-currencies',
    `${file}:${line}: this row is in ${found}, the rows before it in ${first}`,
    'A deck has one currency. Split it into one file a currency.',
  )
}

function noRates(file: string, reject: RowReject | undefined): DomainError {
  return new DomainError(
    'deck-empty',
    `${file}${reject ? `:${reject.line}: no row can be used, the first because ${reject.reason}` : ': there is no row below the header'}`,
    'A row looks like this: 4930,Germany Berlin,0.0184,0,60,1,EUR,2026-01-01',
  )
}

/** A row as a rate, or why it is none. */
function rowReader(table: Table, map: DeckMap | undefined): (row: CsvRow) => Rate | string {
  const mark: DecimalMark = map?.decimal ?? 'point'
  const order: DateOrder = map?.dates ?? 'ymd'
  const zone = map?.timezone ? zoneOf(map.timezone) : null
  const defaults: Record<string, string | undefined> = map?.defaults ?? {}
  const perSecond = map?.ratePer === 'second'
  const cell = (row: CsvRow, name: string): string => table.cell(row, name) || (defaults[name] ?? '')
  const price = (row: CsvRow, name: string): Exact => {
    const written = table.cell(row, name)
    // A default stands in our own map, so it has a point.
    const value = written === '' ? parseExact(defaults[name] || '0', 'point') : parseExact(written, mark)
    if (typeof value === 'string') throw new Unreadable(`${name} ${value}${markHint(value, map)}`)
    return value
  }
  return (row) => {
    try {
      if (table.cell(row, 'rate_per_minute') === '') return 'rate_per_minute is empty'
      const rate = price(row, 'rate_per_minute')
      return {
        prefix: prefixOf(table.cell(row, 'prefix')),
        description: table.cell(row, 'description'),
        perMinute: perSecond ? { ...rate, numerator: rate.numerator * 60n } : rate,
        connectionFee: price(row, 'connection_fee'),
        initialIncrement: increment(cell(row, 'initial_increment'), 'initial_increment'),
        recurringIncrement: increment(cell(row, 'recurring_increment'), 'recurring_increment') || 1,
        currency: currencyOf(cell(row, 'currency')),
        effectiveFrom: effectiveFrom(cell(row, 'effective_from'), order, zone),
        minimumCharge: price(row, 'minimum_charge'),
      }
    } catch (error) {
      if (error instanceof Unreadable) return error.message
      throw error
    }
  }
}

/** Why one row cannot be used; never leaves this file. */
class Unreadable extends Error {}

function markHint(reason: string, map: DeckMap | undefined): string {
  if (!reason.includes('decimal comma') || map) return ''
  return ': write a point, or give a map file with "decimal: comma"'
}

function prefixOf(written: string): string {
  const digits = written.replace(/^\+/, '').replace(/[\s().-]/g, '')
  if (digits === '') throw new Unreadable('prefix is empty')
  if (!/^\d+$/.test(digits)) throw new Unreadable(`prefix "${written}" is not digits`)
  if (digits.startsWith('0')) {
    throw new Unreadable(`prefix "${written}" begins with 0: write it in E.164, from the country code on`)
  }
  if (digits.length > 15) throw new Unreadable(`prefix "${written}" has more than 15 digits`)
  return digits
}

function increment(written: string, name: string): number {
  if (written === '') return 1
  if (!/^\d{1,6}$/.test(written))
    throw new Unreadable(`${name} "${written}" is not a whole number of seconds`)
  return Number(written)
}

function currencyOf(written: string): string {
  const code = written.toUpperCase()
  if (!/^[A-Z]{3}$/.test(code))
    throw new Unreadable(`currency "${written}" is not an ISO 4217 code such as USD`)
  return code
}

function effectiveFrom(written: string, order: DateOrder, zone: ReturnType<typeof zoneOf>): number {
  if (written === '') return Number.NEGATIVE_INFINITY
  const at = parseInstant(written, order, zone)
  if (at === null)
    throw new Unreadable(
      `effective_from "${written}" is not a date such as 2026-01-01 or 2026-01-01T00:00:00Z`,
    )
  return at
}
