import type { Reader } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import { saidByCause } from './causes.ts'
import type { Format, Head, ReaderContext } from './format.ts'
import { columnOf, headOf } from './head.ts'
import { createTableReader } from './table.ts'
import { createTimes, dispose } from './times.ts'

type Layout = Record<
  | 'from'
  | 'dialled'
  | 'context'
  | 'start'
  | 'answer'
  | 'end'
  | 'duration'
  | 'billable'
  | 'cause'
  | 'id'
  | 'other'
  | 'account'
  | 'channel'
  | 'toChannel'
  | 'lastApp'
  | 'lastData'
  | 'ip'
  | 'agent'
  | 'direction'
  | 'gateway',
  number
> // prettier-ignore

const NONE: Layout = {
  from: -1,
  dialled: -1,
  context: -1,
  start: -1,
  answer: -1,
  end: -1,
  duration: -1,
  billable: -1,
  cause: -1,
  id: -1,
  other: -1,
  account: -1,
  channel: -1,
  toChannel: -1,
  lastApp: -1,
  lastData: -1,
  ip: -1,
  agent: -1,
  direction: -1,
  gateway: -1,
} // prettier-ignore
/** The templates `example` and `sql` of cdr_csv.conf.xml. */
const EXAMPLE: Layout = {
  ...NONE,
  from: 1,
  dialled: 2,
  context: 3,
  start: 4,
  answer: 5,
  end: 6,
  duration: 7,
  billable: 8,
  cause: 9,
  id: 10,
  other: 11,
  account: 12,
} // prettier-ignore
/** The template `asterisk`: Asterisk's columns with the hang-up cause where the disposition stands. */
const ASTERISK: Layout = {
  ...NONE,
  account: 0,
  from: 1,
  dialled: 2,
  context: 3,
  channel: 5,
  toChannel: 6,
  lastApp: 7,
  lastData: 8,
  start: 9,
  answer: 10,
  end: 11,
  duration: 12,
  billable: 13,
  cause: 14,
  id: 16,
} // prettier-ignore
/** Names such as NORMAL_CLEARING; "NO ANSWER" of Asterisk is none. */
const CAUSE = /^[A-Z]+(?:_[A-Z]+)+$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const hasHeader = ({ header }: Head): boolean =>
  columnOf(header, 'uuid') >= 0 &&
  columnOf(header, 'destinationnumber', 'destination') >= 0 &&
  columnOf(header, 'startstamp', 'startepoch', 'starttime', 'startuepoch') >= 0

function byHeader(header: readonly string[]): Layout {
  const at = (...names: string[]): number => columnOf(header, ...names)
  return {
    from: at('calleridnumber', 'ani', 'callernumber'),
    dialled: at('destinationnumber', 'destination'),
    context: at('context'),
    start: at('startstamp', 'startepoch', 'startuepoch', 'starttime'),
    answer: at('answerstamp', 'answerepoch', 'answeruepoch', 'answertime'),
    end: at('endstamp', 'endepoch', 'enduepoch', 'endtime'),
    duration: at('duration'),
    billable: at('billsec'),
    cause: at('hangupcause'),
    id: at('uuid'),
    other: at('bleguuid', 'originator', 'callleguuid', 'signalbond', 'bridgeuuid'),
    account: at('accountcode'),
    channel: at('channelname'),
    toChannel: at('bridgechannel'),
    lastApp: at('lastapp'),
    lastData: at('lastarg'),
    ip: at('networkaddr', 'sipreceivedip', 'sipnetworkip'),
    agent: at('sipuseragent', 'useragent'),
    direction: at('direction'),
    gateway: at('sipgatewayname'),
  }
}

/** Rows that read in a layout: a uuid, or FreeSWITCH's name of a hang-up cause, where it belongs, and a time at the start. */
const readable = (head: Head, layout: Layout): number =>
  head.rows.filter(
    (row) =>
      (UUID.test(row[layout.id] ?? '') || CAUSE.test(row[layout.cause] ?? '')) &&
      /\d[-/.:]\d/.test(row[layout.start] ?? ''),
  ).length

export const freeswitchCsv: Format = {
  name: 'freeswitch-csv',
  recognise: (head) => hasHeader(head) || readable(head, EXAMPLE) > 0 || readable(head, ASTERISK) > 0,
  open: openFreeswitchCsv,
}

function openFreeswitchCsv({ sink, zone, head: text }: ReaderContext): Reader {
  const head = headOf(text)
  const header = hasHeader(head)
  const positional = readable(head, ASTERISK) > readable(head, EXAMPLE) ? ASTERISK : EXAMPLE
  const at = header ? byHeader(head.header) : positional
  const times = createTimes(zone)
  for (const row of head.rows) times.stamps.learn(row[at.start] ?? '')
  const record = emptyRecord()
  return createTableReader({
    sink,
    delimiter: head.delimiter,
    header,
    least: Math.max(at.start, at.dialled, at.id, at.billable) + 1,
    take(cells, line) {
      const bad = times.fill(record, {
        start: cells(at.start),
        answer: cells(at.answer),
        end: cells(at.end),
        duration: cells(at.duration),
        billable: cells(at.billable),
      })
      if (bad !== '') return bad
      record.id = cells(at.id) || `${cells(at.from)}@${record.startedAt / 1000}`
      record.linkedId = cells(at.other) || record.id
      record.accountCode = cells(at.account)
      record.from = cells(at.from)
      record.dialled = cells(at.dialled)
      record.context = cells(at.context)
      record.channel = cells(at.channel)
      const gateway = cells(at.gateway)
      record.toChannel = gateway ? `sofia/gateway/${gateway}` : cells(at.toChannel)
      record.lastApp = cells(at.lastApp)
      record.lastData = cells(at.lastData)
      record.sourceIp = cells(at.ip)
      record.userAgent = cells(at.agent)
      record.line = line
      dispose(record, saidByCause(cells(at.cause), record))
      sink.record(record)
      return ''
    },
  })
}
