import type { CallRecord } from '../model.ts'
import type { Reader } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import type { Format, Head, ReaderContext } from './format.ts'
import { columnOf, headOf } from './head.ts'
import { type Cells, createTableReader } from './table.ts'
import { createTimes, dispose } from './times.ts'

/** Order of the fields when the administrator did not change it; the file has no header. */
const ORDER = [
  'historyid',
  'callid',
  'duration',
  'timestart',
  'timeanswered',
  'timeend',
  'reasonterminated',
  'fromno',
  'tono',
  'fromdn',
  'todn',
  'dialno',
  'reasonchanged',
  'finalnumber',
  'finaldn',
  'billcode',
  'billrate',
  'billcost',
  'billname',
  'chain',
  'fromtype',
  'totype',
  'finaltype',
  'fromdispname',
  'todispname',
  'finaldispname',
  'missedqueuecalls',
] // prettier-ignore

const hasHeader = ({ header }: Head): boolean =>
  header.includes('fromno') && header.includes('tono') && header.includes('timestart')

const looksDefault = (row: readonly string[]): boolean =>
  row.length >= 14 &&
  /^(?:\d{1,3}:\d\d:\d\d)?$/.test(row[2] ?? 'x') &&
  /^\d{4}[/-]\d\d[/-]\d\d \d/.test(row[3] ?? '') &&
  /^(?:\d{4}[/-]\d\d[/-]\d\d \d.*)?$/.test(row[5] ?? 'x') &&
  /terminated|failed|cancel|busy|answer|reject|redirect|replaced|^$/i.test(row[6] ?? 'x')

export const threeCx: Format = {
  name: '3cx',
  recognise: (head) => hasHeader(head) || head.rows.some(looksDefault),
  open: openThreeCx,
}

const LINE = /line|provider|external|gateway|bridge|trunk/i

const columnsOf = (names: readonly string[]) => {
  const at = (name: string): number => columnOf(names, name)
  return {
    history: at('historyid'),
    call: at('callid'),
    duration: at('duration'),
    start: at('timestart'),
    answer: at('timeanswered'),
    end: at('timeend'),
    reason: at('reasonterminated'),
    from: at('fromno'),
    to: at('tono'),
    fromDn: at('fromdn'),
    toDn: at('todn'),
    dialled: at('dialno'),
    final: at('finalnumber'),
    finalDn: at('finaldn'),
    fromType: at('fromtype'),
    toType: at('totype'),
    finalType: at('finaltype'),
    chain: at('chain'),
  } // prettier-ignore
}

function openThreeCx({ sink, zone, plan, head: text }: ReaderContext): Reader {
  const head = headOf(text)
  const header = hasHeader(head)
  const names = header ? head.header : ORDER
  const column = columnsOf(names)
  const times = createTimes(zone)
  const record = emptyRecord()
  const side = (no: string, dn: string, type: string): string => {
    const extension = /^Ext\.?\s*/i.test(no) || /^ext/i.test(type) || plan.isInternal(bare(no))
    if (extension && !LINE.test(type)) return `phone/${bare(no)}`
    return no === '' ? '' : `trunk/${bare(dn) || 'line'}`
  }
  /** An extension may show any number; its own stands in from-dn. */
  const caller = (no: string, dn: string, type: string): string =>
    !LINE.test(type) && !plan.isInternal(bare(no)) && plan.isInternal(bare(dn))
      ? `phone/${bare(dn)}`
      : side(no, dn, type)
  const take = (cells: Cells, line: number): string => {
    const bad = times.fill(record, {
      start: cells(column.start),
      answer: cells(column.answer),
      end: cells(column.end),
    })
    if (bad !== '') return bad
    record.id = cells(column.history) || cells(column.call)
    if (record.id === '') record.id = `${record.startedAt / 1000}-${cells(column.from)}-${cells(column.to)}`
    record.linkedId = cells(column.call) || record.id
    record.from = bare(cells(column.from))
    record.channel = caller(cells(column.from), cells(column.fromDn), cells(column.fromType))
    record.line = line
    destination(record, cells)
    dispose(record, said(record, cells(column.reason)))
    sink.record(record)
    return ''
  }
  const destination = (called: CallRecord, cells: Cells): void => {
    const to = bare(cells(column.to))
    const final = bare(cells(column.final))
    const finalSide = side(cells(column.final), cells(column.finalDn), cells(column.finalType))
    const toSide = side(cells(column.to), cells(column.toDn), cells(column.toType))
    const diverted = toSide.startsWith('phone/') && finalSide.startsWith('trunk/')
    called.forwardedBy = diverted ? to : ''
    called.toChannel = diverted ? finalSide : toSide || finalSide
    called.dialled = diverted ? final : bare(cells(column.dialled)) || to || final
  }
  return createTableReader({
    sink,
    delimiter: head.delimiter,
    header,
    least: Math.max(column.start, column.to) + 1,
    take,
  })
}

/** "Ext.100" → 100, "Line.10000" → 10000 */
const bare = (no: string): string => no.replace(/^[A-Za-z]+\.\s*/, '')

function said(record: CallRecord, reason: string): 'answered' | 'busy' | 'failed' | 'no-answer' {
  if (!Number.isNaN(record.answeredAt)) return 'answered'
  if (/busy/i.test(reason)) return 'busy'
  return /fail|reject|not_?found|no_?route/i.test(reason) ? 'failed' : 'no-answer'
}
