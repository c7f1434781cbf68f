import { createTextMemo } from '../bytes.ts'
import { dispositions } from '../model.ts'
import { emptyPlainRow, LONGEST_ID, type PlainRow } from '../plain-row.ts'
import { type Clock, plainStamp } from '../stamps.ts'
import type { Layout } from './asterisk-layout.ts'
import type { ByteRow } from './byte-rows.ts'

const MAX_SECONDS = 30 * 86_400
const [ANSWERED, NO_ANSWER, BUSY, FAILED] = dispositions.map((_, n) => n) as [number, number, number, number]

export interface PlainOptions {
  readonly layoutFor: (count: number) => Layout
  /** Null where stamps are UTC. */
  readonly clock: Clock | null
  /** The caller's address in a user field, '' when it is none. */
  readonly addressIn: (userField: string) => string
  readonly hand: (row: PlainRow) => boolean
}

/**
 * Reads rows as Asterisk writes them and hands them on; false for whatever needs a second look, which the reader of
 * records then takes. Both must read a row that both can read alike: test/formats/plain.test.ts compares them.
 */
export function createPlainRead({
  layoutFor,
  clock,
  addressIn,
  hand,
}: PlainOptions): (row: ByteRow) => boolean {
  const plain = emptyPlainRow()
  const texts = createTextMemo()
  let lastField = ''
  let lastAddress = ''
  const text = (row: ByteRow, column: number): string =>
    column < 0 ? '' : texts(row.bytes, row.start[column] as number, row.end[column] as number)
  const address = (row: ByteRow, column: number): string => {
    const field = text(row, column)
    if (field === lastField) return lastAddress
    lastField = field
    lastAddress = addressIn(field)
    return lastAddress
  }
  return (row) => {
    const layout = layoutFor(row.count)
    const facts = factsOf(layout)
    if (row.count <= facts.last || (row.escaped & facts.columns) !== 0) return false
    if (!identity(plain, row, layout) || !times(plain, row, layout, clock)) return false
    plain.bytes = row.bytes
    plain.channelStart = startOf(row, layout.channel)
    plain.channelEnd = endOf(row, layout.channel)
    plain.toChannelStart = startOf(row, layout.toChannel)
    plain.toChannelEnd = endOf(row, layout.toChannel)
    // Whose numbers they are is learned from records without a channel, and Local channels tie rows together.
    if (plain.channelStart === plain.channelEnd) return false
    if (isLocal(row.bytes, plain.channelStart) || isLocal(row.bytes, plain.toChannelStart)) return false
    plain.fromStart = startOf(row, layout.from)
    plain.fromEnd = endOf(row, layout.from)
    plain.dialledStart = startOf(row, layout.dialled)
    plain.dialledEnd = endOf(row, layout.dialled)
    plain.lastDataStart = startOf(row, layout.lastData)
    plain.lastDataEnd = endOf(row, layout.lastData)
    plain.sequenceStart = startOf(row, layout.sequence)
    plain.sequenceEnd = endOf(row, layout.sequence)
    plain.accountCode = text(row, layout.account)
    plain.context = text(row, layout.context)
    plain.lastApp = text(row, layout.lastApp)
    plain.sourceIp = address(row, layout.userField)
    settle(plain, row, layout.disposition)
    return hand(plain)
  }
}

/** Of a layout: its last column, and a bit for each it reads. */
function factsOf(layout: Layout): { last: number; columns: number } {
  const known = facts.get(layout)
  if (known) return known
  const { least: _, ...columns } = layout
  const read = Object.values(columns).filter((column) => column >= 0)
  const last = Math.max(...read)
  const found = { last, columns: last >= 32 ? -1 : read.reduce((bits, column) => bits | (1 << column), 0) }
  facts.set(layout, found)
  return found
}
const facts = new WeakMap<Layout, { last: number; columns: number }>()

const startOf = (row: ByteRow, column: number): number => (column < 0 ? 0 : (row.start[column] as number))
const endOf = (row: ByteRow, column: number): number => (column < 0 ? 0 : (row.end[column] as number))

/** An id that is also that of the conversation, and nobody who forwarded. */
function identity(plain: PlainRow, row: ByteRow, layout: Layout): boolean {
  const from = startOf(row, layout.id)
  const end = endOf(row, layout.id)
  if (end === from || end - from > LONGEST_ID) return false
  if (endOf(row, layout.forwardedBy) > startOf(row, layout.forwardedBy)) return false
  plain.idStart = from
  plain.idEnd = end
  const linked = startOf(row, layout.linkedId)
  const linkedEnd = endOf(row, layout.linkedId)
  if (linkedEnd === linked) return true
  if (linkedEnd - linked !== end - from) return false
  for (let k = from; k < end; k++) if (row.bytes[k] !== row.bytes[linked + k - from]) return false
  return true
}

function times(plain: PlainRow, row: ByteRow, layout: Layout, clock: Clock | null): boolean {
  const { bytes } = row
  const duration = wholeNumber(row, layout.duration)
  const billable = wholeNumber(row, layout.billable)
  if (duration < 0 || billable < 0) return false
  const started = plainStamp(bytes, startOf(row, layout.start), endOf(row, layout.start))
  if (Number.isNaN(started)) return false
  const start = clock === null ? started : clock.toUtc(started, epochOf(bytes, plain.idStart, plain.idEnd))
  plain.startedAt = start
  plain.durationSeconds = duration
  plain.billableSeconds = billable
  plain.answeredAt = Number.NaN
  const from = startOf(row, layout.answer)
  const end = endOf(row, layout.answer)
  if (from === end) return true
  const answered = plainStamp(bytes, from, end)
  if (Number.isNaN(answered)) return false
  const at = start + answered - started
  const until = start + duration * 1000
  plain.answeredAt = at >= start && at <= until ? at : Math.max(start, until - billable * 1000)
  return true
}

/** -1 for anything but digits, or for more than 30 days; 0 when absent or empty. */
function wholeNumber(row: ByteRow, column: number): number {
  let n = 0
  for (let at = startOf(row, column), end = endOf(row, column); at < end; at++) {
    const digit = (row.bytes[at] as number) - 48
    if (digit < 0 || digit > 9 || n > MAX_SECONDS) return -1
    n = n * 10 + digit
  }
  return n > MAX_SECONDS ? -1 : n
}

/** The epoch in a uniqueid ("pbx1-1795345311.0"), in milliseconds; NaN when there is none. */
function epochOf(bytes: Uint8Array, from: number, end: number): number {
  let at = end
  while (at > from && bytes[at - 1] !== 46) at--
  if (at - 11 < from) return Number.NaN
  let n = 0
  for (let i = at - 11; i < at - 1; i++) n = n * 10 + (bytes[i] as number) - 48
  return n * 1000
}

/** As `dispositionOf` a record, and what follows from it for the seconds. */
function settle(plain: PlainRow, row: ByteRow, column: number): void {
  const at = startOf(row, column)
  const c = column < 0 || at === endOf(row, column) ? 0 : (row.bytes[at] as number) | 32
  const { billableSeconds, durationSeconds, answeredAt } = plain
  const counted = billableSeconds > 0 && (!Number.isNaN(answeredAt) || billableSeconds <= durationSeconds + 1)
  if (c === 97 || counted) {
    plain.disposition = ANSWERED
    if (Number.isNaN(answeredAt))
      plain.answeredAt = plain.startedAt + durationSeconds * 1000 - billableSeconds * 1000
    return
  }
  plain.billableSeconds = 0
  const failed = c === 102 || (c === 99 && ((row.bytes[at + 1] as number) | 32) === 111)
  plain.disposition = c === 98 ? BUSY : failed ? FAILED : NO_ANSWER
}

function isLocal(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 76 &&
    bytes[at + 1] === 111 &&
    bytes[at + 2] === 99 &&
    bytes[at + 3] === 97 &&
    bytes[at + 4] === 108 &&
    bytes[at + 5] === 47
  )
}
