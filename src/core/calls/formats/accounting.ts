import type { DialPlan } from '#core/numbering'
import type { CallRecord, Disposition } from '../model.ts'
import type { RecordSink } from '../ports.ts'
import { emptyRecord } from '../record.ts'
import { userOf } from './address.ts'
import type { ReaderContext } from './format.ts'
import { createTimes, type Times } from './times.ts'

/** A row by column name without underscores; the first of the names that has a value, else ''. */
export type Fields = (...names: string[]) => string

/** Kamailio's rows as they come: whole calls (acc_cdrs), or a row at the INVITE's answer and one at the BYE. */
export interface Accounting {
  take(fields: Fields, line: number, cut?: boolean): void
  end(): void
}

/** A call that shows no BYE for so long is not up: its BYE went unaccounted. */
const LONGEST_OPEN = 12 * 3_600_000
const MAX_OPEN = 500_000

export function createAccounting({ sink, zone, plan }: ReaderContext): Accounting {
  const times = createTimes(zone)
  const dialogs = createDialogs(plan, (record) => hand(record, sink))
  const single = (fields: Fields, line: number): string => {
    const at = times.instant(fields('timeutc', 'time', 'timestamp'))
    if (Number.isNaN(at)) return `"${fields('timeutc', 'time').slice(0, 40)}" is no usable time`
    dialogs.take(fields, at, line)
    return ''
  }
  return {
    take(fields, line, cut = false) {
      sink.row()
      const whole = fields('starttime') !== ''
      const reason = cut
        ? 'the row has fewer columns than the header'
        : whole
          ? takeWhole(fields, line, times, { sink, plan })
          : single(fields, line)
      if (reason !== '') sink.reject(line, reason)
    },
    end: () => dialogs.end(),
  }
}

/** A row of acc_cdrs. */
function takeWhole(
  fields: Fields,
  line: number,
  times: Times,
  { sink, plan }: Pick<ReaderContext, 'sink' | 'plan'>,
): string {
  const record = identified(fields, line, plan)
  const bad = times.fill(record, {
    start: fields('starttime'),
    answer: fields('answertime', 'connecttime') || fields('starttime'),
    end: fields('endtime'),
    duration: fields('duration'),
    billable: fields('duration'),
  })
  if (bad !== '') return bad
  record.disposition = 'answered'
  hand(record, sink)
  return ''
}

function hand(record: CallRecord, sink: RecordSink): void {
  if (record.id === '') record.id = `${record.startedAt / 1000}-${record.from}-${record.dialled}`
  record.linkedId = record.id
  sink.record(record)
}

interface Dialogs {
  take(fields: Fields, at: number, line: number): void
  end(): void
}

/** Rows of acc and missed_calls: a dialog is answered by its INVITE's row and over with its BYE's. */
function createDialogs(plan: DialPlan, give: (record: CallRecord) => void): Dialogs {
  /** Answered calls without BYE by Call-ID and tags, oldest first. */
  const open = new Map<string, CallRecord>()
  let newest = Number.NEGATIVE_INFINITY
  const close = (key: string, record: CallRecord, at: number): void => {
    open.delete(key)
    closeAt(record, at)
    give(record)
  }
  const answered = (fields: Fields, record: CallRecord): void => {
    record.answeredAt = record.startedAt
    record.disposition = 'running'
    const key = keyOf(fields)
    // A later answer of the same dialog is a re-INVITE.
    if (!open.has(key)) open.set(key, record)
    const oldest = open.size > MAX_OPEN ? open.entries().next().value : undefined
    if (oldest) close(oldest[0], oldest[1], oldest[1].startedAt)
  }
  const invite = (fields: Fields, at: number, line: number): void => {
    const record = identified(fields, line, plan)
    record.startedAt = at
    const code = Number(fields('sipcode'))
    if (code >= 200 && code < 300) {
      answered(fields, record)
      return
    }
    closeAt(record, at)
    record.disposition = refusal(code)
    give(record)
  }
  return {
    take(fields, at, line) {
      if (at > newest) newest = at
      const method = fields('method').toUpperCase()
      const key = keyOf(fields)
      const record = open.get(key)
      if (method === 'INVITE') invite(fields, at, line)
      else if (method === 'BYE' && record !== undefined) close(key, record, at)
    },
    end() {
      for (const [key, record] of open) {
        if (newest - record.startedAt > LONGEST_OPEN) close(key, record, record.startedAt)
        else {
          record.billableSeconds = Math.floor((newest - record.startedAt) / 1000)
          give(record)
        }
      }
      open.clear()
    },
  }
}

function closeAt(record: CallRecord, at: number): void {
  record.endedAt = Math.max(at, record.startedAt)
  record.durationSeconds = Math.floor((record.endedAt - record.startedAt) / 1000)
  record.billableSeconds = record.durationSeconds
  record.disposition = 'answered'
}

/** RFC 3261 §12: a dialog is Call-ID and both tags; the BYE of the callee has them the other way round. */
function keyOf(fields: Fields): string {
  const callId = fields('callid')
  if (callId === '') return `${fields('srcuser', 'fromuser')} ${fields('srcip')}`
  const tags = [fields('fromtag'), fields('totag')].sort()
  return `${callId} ${tags.join(' ')}`
}

function identified(fields: Fields, line: number, plan: DialPlan): CallRecord {
  const record = emptyRecord()
  record.id = fields('callid')
  record.from = userOf(fields('srcuser', 'fromuser', 'caller', 'fromuri'))
  const asked = userOf(fields('dstouser', 'ouser', 'ruri'))
  numbers(record, asked, userOf(fields('dstuser', 'touser', 'callee', 'touri')), plan)
  record.accountCode = userOf(fields('accountcode', 'account', 'authuser'))
  record.sourceIp = fields('srcip', 'sourceip', 'ip')
  record.userAgent = fields('useragent', 'ua')
  record.line = line
  return record
}

/** The number that was asked for and the one the proxy sent the call to: two different numbers are a diversion. */
function numbers(record: CallRecord, asked: string, sent: string, plan: DialPlan): void {
  record.dialled = sent || asked
  if (asked === '' || sent === '' || asked === sent) return
  const to = plan.resolve(sent)
  if (plan.isInternal(asked)) {
    if (to.kind === 'external') record.forwardedBy = asked
    return
  }
  const wanted = plan.resolve(asked)
  if (wanted.kind !== 'external') return
  // A carrier's own prefix before the number makes nonsense of it; what was asked for still makes sense.
  const spoilt = to.kind !== 'external' || to.invalid
  if (spoilt && !wanted.invalid && !plan.isInternal(sent)) record.dialled = asked
  else if (to.international && to.e164 !== wanted.e164 && !wanted.international) record.forwardedBy = asked
}

function refusal(code: number): Disposition {
  if (code === 486 || code === 600) return 'busy'
  return code === 408 || code === 480 || code === 487 || code === 603 ? 'no-answer' : 'failed'
}
