import type { CallRecord, Disposition } from '../model.ts'
import type { PlainRow } from '../plain-row.ts'
import type { Reader } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import { createNumberMemo, createRowScanner, fieldLike, fieldOf, type Row } from '../rows.ts'
import { type Clock, createClock, createStamps, type Stamps } from '../stamps.ts'
import { byHeader, CDR_CSV, CDR_CUSTOM, cdrCsv, type Layout } from './asterisk-layout.ts'
import type { Format, Head, ReaderContext } from './format.ts'
import { columnOf, headOf } from './head.ts'
import { createPlainRows, type PlainOptions } from './plain-rows.ts'

const UNIQUE_ID = /(?:^|[-_])(\d{9,10})\.\d+$/
const DISPOSITION = /^(answered|no ?answer|busy|failed|congestion|cancel)/i
const ADDRESS = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/
const STAMP = /^(\d{4}-\d\d-\d\d[ T]\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4} \d|$)/

const hasHeader = (head: Head): boolean =>
  columnOf(head.header, 'billsec') >= 0 &&
  columnOf(head.header, 'src', 'source', 'cnum', 'dst') >= 0 &&
  columnOf(head.header, 'dst', 'destination') >= 0 &&
  columnOf(head.header, 'start', 'calldate', 'starttime', 'startdate', 'date', 'datetime') >= 0

/** Rows whose stamps, seconds and disposition stand where this layout has them. */
const agreeing = (head: Head, layout: Layout): number =>
  head.rows.filter(
    (row) =>
      row.length >= layout.least &&
      DISPOSITION.test(row[layout.disposition] ?? '') &&
      STAMP.test(row[layout.start] ?? '') &&
      /^-?\d+$/.test(row[layout.duration] ?? ''),
  ).length

export const asteriskCsv: Format = {
  name: 'asterisk-csv',
  recognise: (head) => hasHeader(head) || agreeing(head, CDR_CSV) > 0 || agreeing(head, CDR_CUSTOM) > 0,
  open: openAsteriskCsv,
}

function openAsteriskCsv(context: ReaderContext): Reader {
  const head = headOf(context.head)
  const named = hasHeader(head) ? byHeader(head.header) : null
  const custom = named === null && agreeing(head, CDR_CUSTOM) > agreeing(head, CDR_CSV)
  const seventeenthIsId = head.rows.some((row) => row.length === 17 && UNIQUE_ID.test(row[16] ?? ''))
  const layouts: Layout[] = []
  const layoutFor = (count: number): Layout => {
    const known = layouts[count]
    if (known) return known
    const layout =
      named ?? (custom ? { ...CDR_CUSTOM, sequence: count >= 19 ? 18 : -1 } : cdrCsv(count, seventeenthIsId))
    layouts[count] = layout
    return layout
  }
  const { read, plainly } = createRowRead(context, head, layoutFor)
  let first = named !== null
  const scanner = createRowScanner(head.delimiter, {
    row(row, whole) {
      if (first) {
        first = false
        return
      }
      context.sink.row()
      const layout = layoutFor(row.count)
      if (row.count < layout.least) context.sink.reject(row.line, reasonFor(row, layout, whole))
      else read(row, layout)
    },
    reject(line, reason) {
      context.sink.row()
      context.sink.reject(line, reason)
    },
  })
  const { kernel, onShapes } = context
  if (plainly === null || !kernel) return scanner
  const pushBytes = createPlainRows({
    ...plainly,
    kernel,
    onShapes,
    scanner,
    delimiter: head.delimiter,
    layoutFor,
  })
  return { ...scanner, pushBytes }
}

const reasonFor = (row: Row, layout: Layout, whole: boolean): string =>
  whole ? `${row.count} columns where at least ${layout.least} are expected` : 'the last line was cut'

function createRowRead(
  { sink, zone }: ReaderContext,
  head: Head,
  layoutFor: (count: number) => Layout,
): {
  read: (row: Row, layout: Layout) => void
  plainly: Pick<PlainOptions, 'clock' | 'addressIn' | 'hand'> | null
} {
  const record = emptyRecord()
  const stamps = createStamps()
  const remembered = createNumberMemo()
  const clock = createClock(zone)
  for (const row of head.rows) stamps.learn(row[layoutFor(row.length).start] ?? '')
  const utc = writtenInUtc(head, layoutFor, stamps, clock)
  const { plain } = sink
  const hand = (row: PlainRow): boolean => {
    if (!plain?.(row)) return false
    sink.row()
    return true
  }
  const addressIn = (field: string): string => ADDRESS.exec(field)?.[1] ?? ''
  const plainly = plain ? { clock: utc ? null : clock, addressIn, hand } : null
  const read = (row: Row, layout: Layout): void => {
    const bad = times(record, row, layout, stamps, utc ? null : clock)
    if (bad !== '') {
      sink.reject(row.line, bad)
      return
    }
    texts(record, row, layout, remembered)
    record.disposition = dispositionOf(record, row, layout.disposition)
    if (record.disposition !== 'answered') record.billableSeconds = 0
    else if (Number.isNaN(record.answeredAt))
      record.answeredAt = record.endedAt - record.billableSeconds * 1000
    sink.record(record)
  }
  return { read, plainly }
}

/** With `usegmtime` the stamps are UTC whatever the site's zone: the epoch in the uniqueids tells. */
function writtenInUtc(
  head: Head,
  layoutFor: (count: number) => Layout,
  stamps: Stamps,
  clock: Clock,
): boolean {
  let utc = 0
  let local = 0
  for (const row of head.rows) {
    const layout = layoutFor(row.length)
    const epoch = Number(UNIQUE_ID.exec(row[layout.id] ?? '')?.[1] ?? Number.NaN) * 1000
    const start = row[layout.start] ?? ''
    const wall = stamps.parse(start, 0, start.length)
    if (stamps.absolute || !(Math.abs(wall - epoch) < 50 * 3_600_000)) continue
    // Minutes without seconds come from spreadsheet programs.
    if (Math.abs(wall - epoch) <= 60_000) utc++
    if (Math.abs(clock.toUtc(wall, epoch) - epoch) <= 60_000) local++
  }
  return utc > local
}

const MAX_SECONDS = 30 * 86_400

/** Fills the times; returns why the row cannot be used, '' when it can. */
function times(record: CallRecord, row: Row, layout: Layout, stamps: Stamps, clock: Clock | null): string {
  const duration = wholeNumber(row, layout.duration)
  const billable = wholeNumber(row, layout.billable)
  if (duration < 0 || billable < 0) return 'seconds are negative'
  if (billable > MAX_SECONDS || duration > MAX_SECONDS) return 'seconds are more than 30 days'
  if (Number.isNaN(duration) || Number.isNaN(billable)) return 'seconds are not a number'
  const started = stampAt(row, layout.start, stamps)
  if (Number.isNaN(started)) return `"${fieldOf(row, layout.start).slice(0, 40)}" is no usable start`
  const start = stamps.absolute || clock === null ? started : clock.toUtc(started, epochOf(row, layout.id))
  record.startedAt = start
  record.endedAt = start + duration * 1000
  record.durationSeconds = duration
  record.billableSeconds = billable
  const answered = layout.answer < 0 ? Number.NaN : stampAt(row, layout.answer, stamps)
  record.answeredAt = Number.isNaN(answered)
    ? Number.NaN
    : within(start, record.endedAt, answered - started, billable)
  return ''
}

/** The answer lies between start and end; an offset change between the two stamps must not move it out. */
function within(start: number, end: number, since: number, billable: number): number {
  const at = start + since
  return at >= start && at <= end ? at : Math.max(start, end - billable * 1000)
}

function stampAt(row: Row, column: number, stamps: Stamps): number {
  return stamps.parse(row.text, row.start[column] as number, row.end[column] as number)
}

/** NaN when it is no whole number; 0 when the column is absent or empty. */
function wholeNumber(row: Row, column: number): number {
  if (column < 0) return 0
  let at = row.start[column] as number
  const end = row.end[column] as number
  let sign = 1
  if (row.text.charCodeAt(at) === 45 && end > at) {
    sign = -1
    at++
  }
  let n = 0
  for (; at < end; at++) {
    const digit = row.text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) {
      // cdr_custom may be configured for fractions of a second.
      if (digit === -2 && sign === 1) return n
      return Number.NaN
    }
    n = n * 10 + digit
  }
  return sign * n
}

/** The epoch in a uniqueid ("pbx1-1795345311.0"), in milliseconds; NaN when there is none. */
function epochOf(row: Row, column: number): number {
  if (column < 0) return Number.NaN
  const text = row.text
  let at = row.end[column] as number
  const from = row.start[column] as number
  while (at > from && text.charCodeAt(at - 1) !== 46) at--
  if (at - 11 < from) return Number.NaN
  let n = 0
  for (let i = at - 11; i < at - 1; i++) n = n * 10 + text.charCodeAt(i) - 48
  return n * 1000
}

function texts(
  record: CallRecord,
  row: Row,
  layout: Layout,
  remembered: (row: Row, i: number) => string,
): void {
  record.accountCode = fieldLike(row, layout.account, record.accountCode)
  record.from = remembered(row, layout.from)
  record.dialled = remembered(row, layout.dialled)
  record.context = fieldLike(row, layout.context, record.context)
  record.channel = fieldOf(row, layout.channel)
  record.toChannel = fieldOf(row, layout.toChannel)
  record.lastApp = fieldLike(row, layout.lastApp, record.lastApp)
  record.lastData = fieldOf(row, layout.lastData)
  record.sequence = fieldOf(row, layout.sequence)
  record.forwardedBy = fieldOf(row, layout.forwardedBy)
  record.sourceIp = addressOf(row, layout.userField)
  record.line = row.line
  record.id = fieldOf(row, layout.id)
  // Without uniqueid the channel's name is what one boot of the PBX does not give twice.
  if (record.id === '') record.id = `${record.channel || record.from}@${record.startedAt / 1000}`
  record.linkedId = layout.linkedId < 0 ? record.id : fieldLike(row, layout.linkedId, record.id) || record.id
}

/** Dial plans often keep the caller's address in the user field: "203.0.113.7:5062". */
function addressOf(row: Row, column: number): string {
  if (column < 0 || row.start[column] === row.end[column]) return ''
  return ADDRESS.exec(fieldOf(row, column))?.[1] ?? ''
}

/** Answered when it says so, or when seconds were counted that an answer stamp or the clock supports. */
function dispositionOf(record: CallRecord, row: Row, column: number): Disposition {
  const c =
    column < 0 || row.start[column] === row.end[column]
      ? 0
      : row.text.charCodeAt(row.start[column] as number) | 32
  if (c === 97) return 'answered'
  const { billableSeconds, durationSeconds } = record
  if (billableSeconds > 0 && (!Number.isNaN(record.answeredAt) || billableSeconds <= durationSeconds + 1))
    return 'answered'
  if (c === 98) return 'busy'
  return c === 102 || (c === 99 && (row.text.charCodeAt((row.start[column] as number) + 1) | 32) === 111)
    ? 'failed'
    : 'no-answer'
}
