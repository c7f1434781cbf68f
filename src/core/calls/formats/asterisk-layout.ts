import { columnOf } from './head.ts'

/** Where each fact stands; -1 where the layout has none. */
export interface Layout {
  readonly account: number
  readonly from: number
  readonly dialled: number
  readonly context: number
  readonly channel: number
  readonly toChannel: number
  readonly lastApp: number
  readonly lastData: number
  readonly start: number
  readonly answer: number
  readonly end: number
  readonly duration: number
  readonly billable: number
  readonly disposition: number
  readonly id: number
  readonly userField: number
  readonly linkedId: number
  readonly sequence: number
  readonly forwardedBy: number
  /** A row with fewer columns was cut or is something else. */
  readonly least: number
}

export const CDR_CSV = {
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
  disposition: 14,
  id: -1,
  userField: -1,
  linkedId: -1,
  sequence: -1,
  forwardedBy: -1,
  least: 16,
} as const // prettier-ignore
export const CDR_CUSTOM: Layout = {
  account: 15,
  from: 1,
  dialled: 2,
  context: 3,
  channel: 4,
  toChannel: 5,
  lastApp: 6,
  lastData: 7,
  start: 8,
  answer: 9,
  end: 10,
  duration: 11,
  billable: 12,
  disposition: 13,
  id: 16,
  userField: 17,
  linkedId: -1,
  sequence: 18,
  forwardedBy: -1,
  least: 17,
} // prettier-ignore

/** cdr_csv writes 16 columns and, as configured, uniqueid, userfield, and peeraccount, linkedid, sequence. */
export function cdrCsv(columns: number, seventeenthIsId: boolean): Layout {
  const extra = columns >= 19 ? columns - 3 : columns
  return {
    ...CDR_CSV,
    id: extra >= 18 || (extra === 17 && seventeenthIsId) ? 16 : -1,
    userField: extra >= 18 ? 17 : extra === 17 && !seventeenthIsId ? 16 : -1,
    linkedId: columns >= 19 ? columns - 2 : -1,
    sequence: columns >= 19 ? columns - 1 : -1,
  }
}

/** Any order, by the names that tables and exports give the columns. */
export function byHeader(header: readonly string[]): Layout {
  const at = (...names: string[]): number => columnOf(header, ...names)
  const layout = {
    account: at('accountcode', 'account'),
    from: at('src', 'source', 'cnum', 'callerid'),
    dialled: at('dst', 'destination'),
    context: at('dcontext', 'dstcontext', 'context', 'destinationcontext'),
    channel: at('channel', 'srcchannel', 'sourcechannel'),
    toChannel: at('dstchannel', 'destinationchannel'),
    lastApp: at('lastapp', 'lastapplication'),
    lastData: at('lastdata'),
    start: at('start', 'calldate', 'starttime', 'startdate', 'date', 'datetime'),
    answer: at('answer', 'answertime', 'answered', 'answerdate'),
    end: at('end', 'endtime', 'hangup', 'enddate'),
    duration: at('duration'),
    billable: at('billsec', 'billableseconds', 'billseconds', 'talktime'),
    disposition: at('disposition', 'status'),
    id: at('uniqueid', 'uid'),
    userField: at('userfield'),
    linkedId: at('linkedid'),
    sequence: at('sequence'),
    forwardedBy: at('rdnis', 'redirecting'),
    least: 0,
  }
  return { ...layout, least: Math.max(layout.start, layout.dialled, layout.billable, layout.disposition) + 1 }
}
