import type { CallRecord, Disposition } from '../model.ts'
import type { Reader } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import type { Format, Head, ReaderContext } from './format.ts'
import { columnOf, headOf, plainName } from './head.ts'
import { createJsonReader } from './json-documents.ts'
import { createTableReader } from './table.ts'
import { createTimes, dispose, type Times } from './times.ts'

/** A member by its name without underscores, '' when absent. */
type Fields = (...names: string[]) => string

const SID = /"sid"\s*:\s*"(?:CA|[A-Za-z0-9_-])/
const CALLS = /"calls"\s*:\s*\[/

const hasHeader = ({ header }: Head): boolean =>
  (header.includes('sid') || header.includes('callsid')) &&
  header.includes('from') &&
  header.includes('to') &&
  columnOf(header, 'starttime', 'startdate', 'datecreated') >= 0

export const twilio: Format = {
  name: 'twilio',
  recognise: (head) =>
    hasHeader(head) ||
    (/^\s*[[{]/.test(head.text) &&
      SID.test(head.text) &&
      /"(?:start_time|date_created|startTime)"\s*:/.test(head.text)),
  open: openTwilio,
}

function openTwilio({ sink, zone, head: text }: ReaderContext): Reader {
  const times = createTimes(zone)
  const head = headOf(text)
  const record = emptyRecord()
  const give = createGiver(sink)
  if (/^\s*[[{]/.test(text)) {
    const reader = createJsonReader(
      {
        document(document, line) {
          sink.row()
          const members = new Map(Object.entries(document).map(([name, value]) => [plainName(name), value]))
          const fields = fieldsOf((name) => members.get(name))
          const reason = take(record, fields, line, times)
          if (reason === '') give.record(record, times.instant(fields('dateupdated')))
          else sink.reject(line, reason)
        },
        reject(line, reason) {
          sink.row()
          sink.reject(line, reason)
        },
      },
      /^\s*\{/.test(text) && CALLS.test(text) ? CALLS : null,
    )
    return give.after(reader)
  }
  const table = createTableReader({
    sink,
    delimiter: head.delimiter,
    header: true,
    least: Math.max(columnOf(head.header, 'from'), columnOf(head.header, 'to')) + 1,
    take(cells, line) {
      const fields = fieldsOf((name) => cells(head.header.indexOf(name)))
      const reason = take(record, fields, line, times)
      if (reason === '') give.record(record, times.instant(fields('dateupdated')))
      return reason
    },
  })
  return give.after(table)
}

const MAX_RUNNING = 100_000

/** A call in progress has no duration yet: it waits until the newest instant of the file is known. */
function createGiver(sink: ReaderContext['sink']) {
  const running: CallRecord[] = []
  let newest = Number.NEGATIVE_INFINITY
  const see = (at: number): void => {
    if (at > newest) newest = at
  }
  return {
    record(record: CallRecord, updated: number): void {
      see(record.startedAt)
      see(record.endedAt)
      see(updated)
      if (record.disposition === 'running' && running.length < MAX_RUNNING) running.push({ ...record })
      else sink.record(record)
    },
    after: (reader: Reader): Reader => ({
      push: reader.push,
      end() {
        reader.end()
        for (const record of running) {
          record.durationSeconds = Math.max(0, Math.floor((newest - record.startedAt) / 1000))
          record.billableSeconds = Number.isNaN(record.answeredAt) ? 0 : record.durationSeconds
          sink.record(record)
        }
      },
    }),
  }
}

const fieldsOf =
  (value: (name: string) => unknown): Fields =>
  (...names) => {
    for (const name of names) {
      const found = value(name)
      if (typeof found === 'number') return String(found)
      if (typeof found === 'string' && found !== '' && found !== 'null') return found
    }
    return ''
  }

function take(record: CallRecord, fields: Fields, line: number, times: Times): string {
  record.id = fields('sid', 'callsid')
  if (record.id === '') return 'the call has no sid'
  const status = fields('status').toLowerCase()
  const start = fields('starttime', 'startdate', 'datecreated')
  const duration = fields('duration', 'durationsec', 'durationseconds')
  // Twilio's duration is the connected time; a call that was never connected has none.
  const bad = times.fill(record, { start, end: fields('endtime', 'enddate'), duration, billable: duration })
  if (bad !== '') return bad
  record.linkedId = fields('parentcallsid') || record.id
  record.from = bare(fields('from'))
  record.dialled = bare(fields('to'))
  record.forwardedBy = bare(fields('forwardedfrom'))
  record.line = line
  record.direction = ''
  sides(record, fields)
  dispose(record, dispositionOf(status))
  const up = record.disposition === 'answered' || status === 'in-progress'
  if (up && Number.isNaN(record.answeredAt)) record.answeredAt = record.startedAt
  if (record.disposition === 'running') record.endedAt = Number.NaN
  return ''
}

/** Which side is the public network: by the shape of the address, then by what Twilio calls the direction. */
function sides(record: CallRecord, fields: Fields): void {
  const direction = fields('direction').toLowerCase()
  const from = fields('from')
  const to = fields('to')
  const line = `trunk/${fields('trunksid') || 'twilio'}`
  const child = fields('parentcallsid') !== ''
  record.accountCode = ''
  record.channel = isDevice(from) ? `phone/${bare(from)}` : line
  record.toChannel = isDevice(to) ? `phone/${bare(to)}` : line
  if (direction === 'inbound' && !isDevice(to)) {
    // A call that reaches Twilio ends at one of the site's numbers; a device's call leaves by a leg of its own.
    record.toChannel = ''
  } else if (direction === 'trunking-originating' && !isDevice(to))
    record.toChannel = `phone/${record.dialled}`
  else if (direction !== 'inbound' && direction !== 'trunking-originating' && !isDevice(from))
    record.channel = child ? `Local/dial@twilio-${record.id};1` : `phone/${record.from}`
}

const isDevice = (address: string): boolean => /^(?:sips?|client):/i.test(address)

/** sip:alice@example.sip.twilio.com → alice; client:bob → bob */
const bare = (address: string): string =>
  isDevice(address) ? address.replace(/^[a-z]+:/i, '').replace(/[@;].*$/, '') : address.trim()

function dispositionOf(status: string): Disposition {
  switch (status) {
    case 'completed':
      return 'answered'
    case 'in-progress':
    case 'ringing':
      return 'running'
    case 'busy':
      return 'busy'
    case 'no-answer':
    case 'canceled':
      return 'no-answer'
    default:
      return 'failed'
  }
}
