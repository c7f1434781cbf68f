import type { Reader } from '../ports.ts'
import { createRowScanner, fieldOf, type Row } from '../rows.ts'
import { createAccounting, type Fields } from './accounting.ts'
import type { Format, Head, ReaderContext } from './format.ts'
import { headOf, plainName } from './head.ts'
import { createJsonReader, textOf } from './json-documents.ts'

const RECORD = /^-\[ RECORD \d+ \]/
/** A line that names columns: acc and missed_calls have a SIP code, acc_cdrs both times. */
const isHeader = (names: readonly string[]): boolean =>
  (names.includes('sipcode') && names.includes('method')) ||
  (names.includes('starttime') && names.includes('endtime') && names.includes('duration') && hasCaller(names))
const hasCaller = (names: readonly string[]): boolean =>
  ['srcuser', 'callid', 'fromuser', 'caller', 'srcip'].some((name) => names.includes(name)) &&
  !names.includes('globalcallidcallid')

const isJson = ({ text }: Head): boolean =>
  /^\s*[[{]/.test(text) &&
  /"(?:callid|call_id)"\s*:/.test(text) &&
  /"(?:sip_code|method|start_time|sip_reason)"\s*:/.test(text) &&
  !text.includes('"callflow"')

export const kamailioAcc: Format = {
  name: 'kamailio-acc',
  recognise: (head) =>
    isJson(head) ||
    head.lines.some((line) => RECORD.test(line)) ||
    head.rows.slice(0, 5).some((row) => isHeader(row.map(plainName))),
  open: (context) => (isJson(headOf(context.head)) ? openJson(context) : openTables(context)),
}

function openJson(context: ReaderContext): Reader {
  const { sink } = context
  const accounting = createAccounting(context)
  const reader = createJsonReader({
    document: (document, line) =>
      accounting.take((...names) => textOf(document, ...names.flatMap((n) => [n, spelled(n)])), line),
    reject(line, reason) {
      sink.row()
      sink.reject(line, reason)
    },
  })
  return {
    push: reader.push,
    end() {
      reader.end()
      accounting.end()
    },
  }
}

/** Names are compared without underscores; JSON has them as the database does. */
const SPELLED: Readonly<Record<string, string>> = {
  fromtag: 'from_tag',
  totag: 'to_tag',
  sipcode: 'sip_code',
  starttime: 'start_time',
  endtime: 'end_time',
  srcuser: 'src_user',
  dstuser: 'dst_user',
  dstouser: 'dst_ouser',
  srcip: 'src_ip',
  useragent: 'user_agent',
  timeutc: 'time_utc',
  fromuser: 'from_user',
  touser: 'to_user',
  callid: 'call_id',
  sipreason: 'sip_reason',
} // prettier-ignore
const spelled = (name: string): string => SPELLED[name] ?? name

/** psql's aligned, unaligned and expanded output and CSV; one dump may hold several tables one after the other. */
function openTables(context: ReaderContext): Reader {
  const { sink, head: text } = context
  const accounting = createAccounting(context)
  let columns = new Map<string, number>()
  let expanded: Map<string, string> | null = null
  let expandedLine = 0
  const flush = (): void => {
    const fields = expanded
    expanded = null
    if (fields === null || fields.size === 0) return
    accounting.take(
      pick((name) => fields.get(name) ?? ''),
      expandedLine,
    )
  }
  const cell = (row: Row, at: number | undefined): string => (at === undefined ? '' : fieldOf(row, at).trim())
  const tabular = (row: Row): void => {
    const names = Array.from({ length: row.count }, (_, i) => plainName(fieldOf(row, i)))
    if (isHeader(names)) columns = new Map(names.map((name, i) => [name, i]))
    else if (columns.size > 0)
      accounting.take(
        pick((name) => cell(row, columns.get(name))),
        row.line,
        row.count < columns.size,
      )
  }
  const take = (row: Row): void => {
    const first = fieldOf(row, 0).trim()
    if (RECORD.test(first)) {
      flush()
      expanded = new Map()
      expandedLine = row.line
    } else if (row.count < 2 || /^[-+]+$/.test(first)) return
    else if (expanded === null) tabular(row)
    else {
      const rest = Array.from({ length: row.count - 1 }, (_, i) => fieldOf(row, i + 1))
      expanded.set(plainName(first), rest.join('|').trim())
    }
  }
  const head = headOf(text)
  const piped = head.lines.some((line) => RECORD.test(line))
  const scanner = createRowScanner(piped ? '|' : head.delimiter, {
    row: take,
    reject(line, reason) {
      sink.row()
      sink.reject(line, reason)
    },
  })
  return {
    push: scanner.push,
    end() {
      scanner.end()
      flush()
      accounting.end()
    },
  }
}

/** First of several names that has a value. */
const pick =
  (value: (name: string) => string): Fields =>
  (...names) => {
    for (const name of names) {
      const found = value(name)
      if (found !== '') return found
    }
    return ''
  }
