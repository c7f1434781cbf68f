import type { CallRecord } from '../model.ts'
import type { Reader } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import { saidByCause } from './causes.ts'
import type { Format, ReaderContext } from './format.ts'
import { columnOf, headOf } from './head.ts'
import { createTableReader } from './table.ts'
import { createTimes, dispose } from './times.ts'

export const cucm: Format = {
  name: 'cucm',
  recognise: ({ header }) => header.includes('globalcallidcallid') && header.includes('callingpartynumber'),
  open: openCucm,
}

/** Names of telephones begin so; anything else is a trunk or gateway. */
const PHONE = /^(?:SEP|ATA|CSF|BOT|TCT|TAB|AN[0-9A-F]|CTI|VGC|IPC|UP)/i

/** Cisco CUCM: by header names only, because columns were added from version to version. */
function openCucm({ sink, zone, plan, head: text }: ReaderContext): Reader {
  const head = headOf(text)
  const at = (...names: string[]): number => columnOf(head.header, ...names)
  const column = {
    manager: at('globalcallidcallmanagerid'),
    call: at('globalcallidcallid'),
    cluster: at('globalcallidclusterid'),
    leg: at('origlegcallidentifier'),
    pkid: at('pkid'),
    start: at('datetimeorigination'),
    connect: at('datetimeconnect'),
    end: at('datetimedisconnect'),
    duration: at('duration'),
    caller: at('callingpartynumber'),
    original: at('originalcalledpartynumber'),
    final: at('finalcalledpartynumber'),
    redirect: at('lastredirectdn'),
    origDevice: at('origdevicename'),
    destDevice: at('destdevicename'),
    ip: at('origipaddr'),
    origCause: at('origcausevalue'),
    destCause: at('destcausevalue'),
    user: at('callingpartyunicodeloginuserid'),
  }
  const times = createTimes(zone)
  const record = emptyRecord()
  const numberOf = createNumbers(plan.isInternal)
  return createTableReader({
    sink,
    delimiter: head.delimiter,
    header: true,
    least: Math.max(column.call, column.start, column.caller, column.duration) + 1,
    // The second line of real files holds the columns' SQL types.
    skip: (cells) => /^(?:INTEGER|VARCHAR|UNIQUEIDENTIFIER)/i.test(cells(0)),
    take(cells, line) {
      const epoch = (c: number): string => (cells(c) === '0' ? '' : cells(c))
      const bad = times.fill(record, {
        start: epoch(column.start) || epoch(column.connect),
        answer: epoch(column.connect),
        end: epoch(column.end),
        billable: cells(column.duration),
      })
      if (bad !== '') return bad
      const call = `${cells(column.cluster) || '-'}/${cells(column.manager)}/${cells(column.call)}`
      record.linkedId = call
      const leg = column.leg >= 0 ? `${call}/${cells(column.leg)}` : call
      record.id = (column.pkid >= 0 ? cells(column.pkid) : '') || leg
      record.from = cells(column.caller)
      sides(record, numberOf(cells(column.origDevice), record.from), cells(column.destDevice))
      numbers(record, cells(column.original), cells(column.final), cells(column.redirect), plan)
      record.sourceIp = littleEndian(cells(column.ip))
      record.line = line
      const causes = [cells(column.destCause), cells(column.origCause)].filter((c) => c !== '' && c !== '0')
      dispose(record, saidByCause(causes[0] ?? '', record))
      sink.record(record)
      return ''
    },
  })
}

const MAX_DEVICES = 100_000

/**
 * A telephone's account is its number; a device name like SEP0011… means nothing to the site. Where a telephone shows a
 * number that is none of the site's, it is known by the one it showed first.
 */
function createNumbers(isInternal: (name: string) => boolean): (device: string, shown: string) => string {
  const known = new Map<string, string>()
  return (device, shown) => {
    if (!PHONE.test(device)) return device === '' ? '' : `trunk/${device}`
    const before = known.get(device)
    if (before !== undefined && !isInternal(shown)) return `phone/${before}`
    if (shown !== '' && (known.size < MAX_DEVICES || before !== undefined)) known.set(device, shown)
    return `phone/${shown || device}`
  }
}

function sides(record: CallRecord, channel: string, destination: string): void {
  record.channel = channel
  record.toChannel = destination === '' ? '' : PHONE.test(destination) ? 'phone' : `trunk/${destination}`
}

/**
 * What was called first, where the call ended and who sent it there last: a forward, a transfer from voicemail and
 * mobile voice access leave one record in which the first two differ.
 */
function numbers(
  record: CallRecord,
  original: string,
  final: string,
  redirect: string,
  plan: ReaderContext['plan'],
): void {
  const fromLine = record.channel.startsWith('trunk/')
  // Refused before a line was taken: the number says where it was to go.
  if (record.toChannel === '' && fromLine && original !== final && plan.resolve(final).international)
    record.toChannel = 'trunk/none'
  const out = record.toChannel.startsWith('trunk/')
  const through = out && fromLine
  const diverted = final !== '' && original !== final && (through || plan.isInternal(original))
  record.dialled = diverted ? final : original || final
  const by = [redirect, original].find(plan.isInternal) ?? (through ? original : '')
  record.forwardedBy = diverted && out ? by : ''
  if (record.toChannel === 'phone') record.toChannel = `phone/${final || original}`
}

/** CUCM writes IPv4 addresses as signed little-endian integers: -1139627840 is 192.168.18.188. */
function littleEndian(text: string): string {
  if (!/^-?\d+$/.test(text) || text === '0') return /^\d+(?:\.\d+){3}$/.test(text) ? text : ''
  const n = Number(text) | 0
  return [n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >>> 24) & 255].join('.')
}
