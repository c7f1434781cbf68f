import { DomainError, zoneOf } from '#core/kernel'
import type { CsvMap } from '../map.ts'
import type { CallRecord, Direction, Disposition } from '../model.ts'
import type { Reader } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import { userOf } from './address.ts'
import type { Format, ReaderContext } from './format.ts'
import { headOf, plainName } from './head.ts'
import { stampReader } from './stamp-pattern.ts'
import { type Cells, createTableReader } from './table.ts'
import { createTimes, dispose } from './times.ts'

/** A layout of its own, described by mapping.yaml. Never recognised: it has to be asked for. */
export const csv: Format = { name: 'csv', recognise: () => false, open: openCsv }

type Columns = Readonly<Record<keyof CsvMap['columns'], number>>
const NAMES = [
  'id',
  'start',
  'answer',
  'end',
  'duration',
  'billable',
  'from',
  'to',
  'account',
  'disposition',
  'direction',
  'trunk',
  'ip',
  'userAgent',
  'linkedId',
] as const // prettier-ignore
const ANSWERED = ['answered', 'answer', 'completed', 'success', 'ok', '200', '16', 'yes', 'connected']
const DIRECTIONS: readonly [RegExp, Direction][] = [
  [/^(?:in|inbound|incoming|terminating)$/i, 'inbound'],
  [/^(?:out|outbound|outgoing|originating)$/i, 'outbound'],
  [/^(?:internal|local)$/i, 'internal'],
]

function openCsv({ sink, zone, map, head: text }: ReaderContext): Reader {
  if (map === undefined)
    throw new DomainError('map-missing', 'format csv needs to know its columns', 'Give --map mapping.yaml')
  const head = headOf(text)
  const named = NAMES.some((name) => typeof map.columns[name] === 'string')
  const delimiter = map.delimiter ?? head.delimiter
  const header = map.header ?? named
  const first =
    delimiter === head.delimiter ? head.header : (head.lines[0] ?? '').split(delimiter).map(plainName)
  const columns = Object.fromEntries(
    NAMES.map((name) => [name, columnAt(map.columns[name], first, name)]),
  ) as Columns
  const fileZone = map.timezone === undefined ? zone : zoneOf(map.timezone)
  if (fileZone === null)
    throw new DomainError(
      'map-timezone-unknown',
      `there is no time zone "${map.timezone}"`,
      'Give an IANA name such as Europe/Berlin',
    )
  const times = createTimes(fileZone)
  for (const row of head.rows) times.stamps.learn(row[columns.start] ?? '')
  const stamp = stampReader(map.timeFormat)
  const answered = new Set((map.answered ?? ANSWERED).map((value) => String(value).toLowerCase()))
  const record = emptyRecord()
  const repeats = createRepeats()
  return createTableReader({
    sink,
    delimiter,
    header,
    least: Math.max(columns.start, columns.to, columns.billable) + 1,
    take(cells, line) {
      const bad = times.fill(record, {
        start: stamp(cells(columns.start)),
        answer: stamp(cells(columns.answer)),
        end: stamp(cells(columns.end)),
        duration: cells(columns.duration),
        // A provider that gives one number of seconds gives the ones it bills.
        billable: cells(columns.billable) || (columns.answer < 0 ? cells(columns.duration) : ''),
      })
      if (bad !== '') return bad
      texts(record, cells, columns, line)
      if (record.id === '')
        record.id = repeats(
          `${record.startedAt / 1000}-${record.from}-${record.dialled}-${record.billableSeconds}`,
        )
      record.linkedId = cells(columns.linkedId) || record.id
      dispose(record, dispositionOf(cells(columns.disposition), record, columns, answered))
      if (record.disposition === 'answered' && Number.isNaN(record.answeredAt))
        record.answeredAt = record.startedAt
      sink.record(record)
      return ''
    },
  })
}

function columnAt(column: string | number | undefined, header: readonly string[], name: string): number {
  if (column === undefined) return -1
  if (typeof column === 'number') return column - 1
  const at = header.indexOf(plainName(column))
  if (at < 0)
    throw new DomainError(
      'map-column-unknown',
      `the file has no column "${column}" (for ${name}); it has: ${header.slice(0, 40).join(', ')}`,
      'Correct the column in the mapping, or give its number from 1',
    )
  return at
}

function texts(record: CallRecord, cells: Cells, columns: Columns, line: number): void {
  record.id = cells(columns.id)
  record.from = userOf(cells(columns.from))
  record.dialled = userOf(cells(columns.to))
  record.accountCode = userOf(cells(columns.account))
  const trunk = cells(columns.trunk)
  record.toChannel = trunk === '' ? '' : `trunk/${trunk}`
  record.direction = DIRECTIONS.find(([word]) => word.test(cells(columns.direction)))?.[1] ?? ''
  if (record.direction === 'inbound' && trunk !== '') {
    record.channel = record.toChannel
    record.toChannel = ''
  } else record.channel = ''
  record.sourceIp = cells(columns.ip)
  record.userAgent = cells(columns.userAgent)
  record.line = line
}

function dispositionOf(
  value: string,
  record: CallRecord,
  columns: Columns,
  answered: ReadonlySet<string>,
): Disposition {
  if (value === '') {
    const talked = record.billableSeconds > 0 || !Number.isNaN(record.answeredAt)
    return talked || (columns.disposition < 0 && columns.billable < 0 && columns.duration < 0)
      ? 'answered'
      : 'no-answer'
  }
  if (answered.has(value.toLowerCase())) return 'answered'
  if (/busy|486|^17$/i.test(value)) return 'busy'
  return /fail|congest|error|reject|^[456]\d\d$/i.test(value) && !/^4(?:08|80|87)$/.test(value)
    ? 'failed'
    : 'no-answer'
}

const MAX_REPEATS = 1_000_000

/**
 * Ids for rows that have none: what the row says, and its number among equal rows of this file. Two calls alike in the
 * same second stay two, while the same file given twice adds nothing.
 */
function createRepeats(): (content: string) => string {
  let counts = new Map<string, number>()
  return (content) => {
    const n = (counts.get(content) ?? 0) + 1
    if (counts.size > MAX_REPEATS) counts = new Map()
    counts.set(content, n)
    return n === 1 ? content : `${content}-${n}`
  }
}
