import type { Reader } from '../ports.ts'
import { createRowScanner, fieldOf, type Row } from '../rows.ts'
import { type CelEvent, createChannelEvents } from './channel-events.ts'
import type { Format, Head, ReaderContext } from './format.ts'
import { columnOf, headOf } from './head.ts'
import { createTimes } from './times.ts'

const EVENT =
  /^(?:CHAN_START|CHAN_END|HANGUP|ANSWER|APP_START|APP_END|BRIDGE_\w+|PARK_\w+|BLINDTRANSFER|ATTENDEDTRANSFER|PICKUP|FORWARD|LINKEDID_END|USER_DEFINED|LOCAL_OPTIMIZE\w*|STREAM_\w+|DTMF|CONF_\w+|3WAY_\w+|TRANSFER|HOOKFLASH|BRIDGE_UPDATE)$/

/** Columns of the sample cel_custom.conf up to appdata; `linkedid` behind accountcode and uniqueid, or behind amaflags too. */
interface Layout {
  readonly type: number
  readonly time: number
  readonly number: number
  readonly rdnis: number
  readonly exten: number
  readonly context: number
  readonly channel: number
  readonly app: number
  readonly data: number
  readonly account: number
  readonly id: number
  readonly linkedId: number
  readonly extra: number
}

const hasHeader = ({ header }: Head): boolean =>
  header.includes('eventtype') && header.includes('linkedid') && columnOf(header, 'channame', 'channel') >= 0

const isEvent = (row: readonly string[]): boolean => row.length >= 9 && row.some((cell) => EVENT.test(cell))

export const asteriskCel: Format = {
  name: 'asterisk-cel',
  recognise: (head) => hasHeader(head) || head.rows.slice(0, 10).some(isEvent),
  open: openAsteriskCel,
}

function byHeader(header: readonly string[]): Layout {
  const at = (...names: string[]): number => columnOf(header, ...names)
  return {
    type: at('eventtype', 'eventname'),
    time: at('eventtime', 'eventtimestamp'),
    number: at('cidnum', 'callerid', 'calleridnum'),
    rdnis: at('cidrdnis', 'rdnis'),
    exten: at('exten', 'extension'),
    context: at('context'),
    channel: at('channame', 'channel'),
    app: at('appname', 'application'),
    data: at('appdata', 'applicationdata'),
    account: at('accountcode', 'account'),
    id: at('uniqueid'),
    linkedId: at('linkedid'),
    extra: at('eventextra', 'extra'),
  }
}

const UNIQUE_ID = /^(?:.*-)?\d{9,10}\.\d+$/

/** Without header: cel_custom columns can be chosen, so each is found by what stands in it. */
function byContent(rows: readonly (readonly string[])[]): Layout {
  const sample = rows.filter((row) => isEvent(row))
  const share = (at: number, test: RegExp): number => sample.filter((row) => test.test(row[at] ?? '')).length
  const find = (test: RegExp, from = 0): number => {
    const width = Math.max(0, ...sample.map((row) => row.length))
    for (let at = from; at < width; at++) if (share(at, test) * 2 > sample.length) return at
    return -1
  }
  const type = find(EVENT)
  const time = find(/^(?:\d{9,10}\.\d{6}|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d.*)$/)
  const channel = find(/^[A-Za-z0-9]+\/./)
  const id = find(UNIQUE_ID, channel + 1)
  // The complete layout has ani, rdnis, dnid between cidnum and exten; a shorter one goes from cidnum to accountcode or exten.
  const full = channel >= 9
  return {
    type,
    time,
    number: full ? channel - 6 : Math.max(0, time + 1),
    rdnis: full ? channel - 4 : -1,
    exten: channel - 2,
    context: channel - 1,
    channel,
    app: channel + 1,
    data: channel + 2,
    account: full ? id - 1 : time + 2,
    id,
    linkedId: id < 0 ? -1 : id + 1,
    extra: find(/^(?:\{.*\}|)$/, id + 2) < 0 ? -1 : Math.max(...sample.map((row) => row.length)) - 1,
  }
}

function openAsteriskCel({ sink, zone, head: text }: ReaderContext): Reader {
  const head = headOf(text)
  const header = hasHeader(head)
  const at = header ? byHeader(head.header) : byContent(head.rows)
  const times = createTimes(zone)
  const events = createChannelEvents(sink)
  let first = header
  const least = Math.max(at.type, at.time, at.channel, at.id, at.linkedId) + 1
  const read = (row: Row, whole: boolean): string => {
    if (row.count < least)
      return whole ? `${row.count} columns where at least ${least} are expected` : 'the last line was cut'
    const type = fieldOf(row, at.type)
    const time = fieldOf(row, at.time)
    const instant = times.instant(time)
    if (Number.isNaN(instant)) return `"${time.slice(0, 40)}" is no usable time`
    const linkedId = fieldOf(row, at.linkedId)
    if (linkedId === '') return 'the event has no linkedid'
    events.take(eventOf(row, at, type, instant, linkedId))
    return ''
  }
  const scanner = createRowScanner(head.delimiter, {
    row(row, whole) {
      if (first) {
        first = false
        return
      }
      sink.row()
      const reason = read(row, whole)
      if (reason !== '') sink.reject(row.line, reason)
    },
    reject(line, reason) {
      sink.row()
      sink.reject(line, reason)
    },
  })
  return {
    push: scanner.push,
    end() {
      scanner.end()
      events.end()
    },
  }
}

function eventOf(row: Row, at: Layout, type: string, instant: number, linkedId: string): CelEvent {
  return {
    type,
    at: instant,
    number: fieldOf(row, at.number),
    rdnis: fieldOf(row, at.rdnis),
    exten: fieldOf(row, at.exten),
    context: fieldOf(row, at.context),
    channel: fieldOf(row, at.channel),
    app: fieldOf(row, at.app),
    data: fieldOf(row, at.data),
    account: fieldOf(row, at.account),
    id: fieldOf(row, at.id),
    linkedId,
    extra: type === 'FORWARD' || type.endsWith('TRANSFER') || type === 'HANGUP' ? fieldOf(row, at.extra) : '',
    line: row.line,
  }
}
