// The usual rows of an Asterisk's call records as numbers, for src/core/calls/formats/plain-rows.ts. AssemblyScript, built to
// dist/plain-rows.wasm: every byte of a row is looked at two or three times, which JavaScript does more slowly, and only once it
// has been compiled in each run anew.
//
// What it takes as plain must read as the reader of records (asterisk-csv.ts) would read it; test/formats/bytes.test.ts
// compares the two. Whatever is odd is left to that reader.

import {
  alike,
  hash,
  isLocal,
  mixBytes,
  mixNumber,
  pack,
  printA,
  printB,
  restart,
  seconds,
  settle,
  stamp,
  target,
} from './bytes'
import { count, escaped, fieldEnd, fields, fieldStart, lineEnd } from './fields'
import { endpoint, NO_ROOM, textLike } from './texts'

export { separator } from './fields'
export { makeRoom, places, count as texts } from './texts'

/** A record of 40 words for each line. Words 24 and following are doubles. */
const RECORD: usize = 160
const MOST_RECORDS: i32 = 256
/** Start of the line, and of the next; 1 where the row is plain. Then the rest is filled in, else the number of columns. */
const LINE: usize = 0
const NEXT: usize = 4
const PLAIN: usize = 8
const COLUMNS: usize = 12
const DURATION: usize = 12
const BILLABLE: usize = 16
/** Key of the id; print of id, caller, dialled and channels: see fingerprint.ts. */
const KEY_A: usize = 20
const KEY_B: usize = 24
const PRINT_A: usize = 28
const PRINT_B: usize = 32
const CHANNEL_HASH: usize = 36
const SEQUENCE_HASH: usize = 40
/** Numbers of texts. */
const CALLER: usize = 44
const CALLEE: usize = 48
const ACCOUNT: usize = 52
const CONTEXT: usize = 56
const LAST_APP: usize = 60
const USER_FIELD: usize = 64
/** Positions in the input. */
const ID_START: usize = 68
const ID_END: usize = 72
/** First two characters, in lower case. */
const DISPOSITION: usize = 76
const CHANNEL_START: usize = 80
const CHANNEL_END: usize = 84
const TO_CHANNEL_START: usize = 88
const TO_CHANNEL_END: usize = 92
/** Milliseconds: the wall clock, from start to answer or NaN, the epoch in the id or NaN. */
const STARTED: usize = 96
const SINCE: usize = 104
const EPOCH: usize = 112
/** Packed as packNumber does; NaN where a target does not pack. */
const FROM: usize = 120
const DIALLED: usize = 128
const TARGET: usize = 136

// Memory: fields of one row (fields.ts), layouts, records, texts (texts.ts), input.
/**
 * What a row of so many columns looks like, 24 words each: 1 where it is known, its last column that counts, a bit for each
 * that does, and from the fourth the column of each fact or -1.
 */
export const layouts: usize = 8192
const LAYOUT: usize = 96
export const mostColumns: i32 = 80
export const records: usize = 16_384
export const input: usize = 786_432
export const inputSize: usize = 1_048_576

const LONGEST_ID: usize = 44
let layout: usize = 0

/** Records of the lines between two positions of the input, both beginnings of lines; returns how many. */
export function rows(from: i32, until: i32): i32 {
  const last = input + <usize>until
  let at = input + <usize>from
  let record = records
  let n = 0
  for (; at < last && n < MOST_RECORDS; n++) {
    const next = fields(at)
    store<i32>(record, <i32>(at - input), LINE)
    const isPlain = next !== 0 && plain(record)
    store<i32>(record, isPlain ? 1 : 0, PLAIN)
    if (!isPlain) store<i32>(record, next === 0 ? 0 : count(), COLUMNS)
    at = next === 0 ? lineEnd(at) : next
    store<i32>(record, <i32>(at - input), NEXT)
    record += RECORD
  }
  return n
}

/** Where a fact stands by the layout. */
function start(fact: usize): usize {
  const column = load<i32>(layout + fact, 12)
  return column < 0 ? 0 : fieldStart(column)
}
function end(fact: usize): usize {
  const column = load<i32>(layout + fact, 12)
  return column < 0 ? 0 : fieldEnd(column)
}

// In the order in which plain-rows.ts writes them.
const AT_ACCOUNT: usize = 0
const AT_FROM: usize = 4
const AT_DIALLED: usize = 8
const AT_CONTEXT: usize = 12
const AT_CHANNEL: usize = 16
const AT_TO_CHANNEL: usize = 20
const AT_LAST_APP: usize = 24
const AT_LAST_DATA: usize = 28
const AT_START: usize = 32
const AT_ANSWER: usize = 36
const AT_DURATION: usize = 40
const AT_BILLABLE: usize = 44
const AT_DISPOSITION: usize = 48
const AT_ID: usize = 52
const AT_USER_FIELD: usize = 56
const AT_LINKED_ID: usize = 60
const AT_SEQUENCE: usize = 64
const AT_FORWARDED_BY: usize = 68

/** Fills a record from the fields; false where it wants a second look. */
function plain(record: usize): bool {
  const columns = count()
  if (columns >= mostColumns) return false
  layout = layouts + <usize>columns * LAYOUT
  if (load<i32>(layout) === 0 || columns <= load<i32>(layout, 4)) return false
  if ((escaped() & load<u32>(layout, 8)) !== 0) return false
  return (
    start(AT_FORWARDED_BY) === end(AT_FORWARDED_BY) && times(record) && identity(record) && parties(record)
  )
}

function times(record: usize): bool {
  const duration = seconds(start(AT_DURATION), end(AT_DURATION))
  const billable = seconds(start(AT_BILLABLE), end(AT_BILLABLE))
  const started = stamp(start(AT_START), end(AT_START))
  if (duration < 0 || billable < 0 || started < 0) return false
  let since: f64 = NaN
  const answer = start(AT_ANSWER)
  if (answer !== end(AT_ANSWER)) {
    const answered = stamp(answer, end(AT_ANSWER))
    if (answered < 0) return false
    since = <f64>(answered - started) * 1000
  }
  store<i32>(record, duration, DURATION)
  store<i32>(record, billable, BILLABLE)
  store<f64>(record, <f64>started * 1000, STARTED)
  store<f64>(record, since, SINCE)
  const disposition = start(AT_DISPOSITION)
  const two = disposition === end(AT_DISPOSITION) ? 0 : <i32>load<u16>(disposition) | 0x2020
  store<i32>(record, two, DISPOSITION)
  return true
}

/** An id that is also that of the conversation. */
function identity(record: usize): bool {
  const id = start(AT_ID)
  const idEnd = end(AT_ID)
  const length = idEnd - id
  if (length === 0 || length > LONGEST_ID) return false
  const linked = start(AT_LINKED_ID)
  const linkedLength = end(AT_LINKED_ID) - linked
  if (linkedLength !== 0 && (linkedLength !== length || !alike(id, linked, length))) return false
  restart()
  mixBytes(id, idEnd)
  settle()
  store<u32>(record, printA(), KEY_A)
  store<u32>(record, printB(), KEY_B)
  store<i32>(record, <i32>(id - input), ID_START)
  store<i32>(record, <i32>(idEnd - input), ID_END)
  store<f64>(record, epochOf(id, idEnd), EPOCH)
  store<u32>(record, hash(start(AT_SEQUENCE), end(AT_SEQUENCE)), SEQUENCE_HASH)
  return true
}

/** The epoch in a uniqueid ("pbx1-1795345311.0"), in milliseconds; NaN when there is none. */
function epochOf(from: usize, until: usize): f64 {
  let at = until
  while (at > from && load<u8>(at - 1) !== 46) at--
  if (at < from + 11) return NaN
  let n: i64 = 0
  for (let i = at - 11; i < at - 1; i++) n = n * 10 + <i64>load<u8>(i) - 48
  return <f64>n * 1000
}

/** After `identity`, whose print goes on. */
function parties(record: usize): bool {
  const channel = start(AT_CHANNEL)
  const channelEnd = end(AT_CHANNEL)
  const toChannel = start(AT_TO_CHANNEL)
  const toChannelEnd = end(AT_TO_CHANNEL)
  // Whose numbers they are is learned from records without a channel, and Local channels tie rows together.
  if (channel === channelEnd || isLocal(channel) || isLocal(toChannel)) return false
  const from = pack(start(AT_FROM), end(AT_FROM))
  const dialled = pack(start(AT_DIALLED), end(AT_DIALLED))
  if (!(from + dialled >= 0)) return false
  const caller = endpoint(channel, channelEnd)
  const callee = endpoint(toChannel, toChannelEnd)
  const account = textLike(0, start(AT_ACCOUNT), end(AT_ACCOUNT))
  const context = textLike(1, start(AT_CONTEXT), end(AT_CONTEXT))
  const lastApp = textLike(2, start(AT_LAST_APP), end(AT_LAST_APP))
  const userField = textLike(3, start(AT_USER_FIELD), end(AT_USER_FIELD))
  if (min(min(account, context), min(lastApp, userField)) < 0) return false
  if (caller === NO_ROOM || callee === NO_ROOM) return false
  const channelHash = hash(channel, channelEnd)
  mixBytes(start(AT_FROM), end(AT_FROM))
  mixBytes(start(AT_DIALLED), end(AT_DIALLED))
  mixNumber(<i32>channelHash)
  mixNumber(<i32>hash(toChannel, toChannelEnd))
  store<u32>(record, printA(), PRINT_A)
  store<u32>(record, printB(), PRINT_B)
  store<u32>(record, channelHash, CHANNEL_HASH)
  store<i32>(record, caller, CALLER)
  store<i32>(record, callee, CALLEE)
  store<i32>(record, account, ACCOUNT)
  store<i32>(record, context, CONTEXT)
  store<i32>(record, lastApp, LAST_APP)
  store<i32>(record, userField, USER_FIELD)
  store<i32>(record, <i32>(channel - input), CHANNEL_START)
  store<i32>(record, <i32>(channelEnd - input), CHANNEL_END)
  store<i32>(record, <i32>(toChannel - input), TO_CHANNEL_START)
  store<i32>(record, <i32>(toChannelEnd - input), TO_CHANNEL_END)
  store<f64>(record, from, FROM)
  store<f64>(record, dialled, DIALLED)
  store<f64>(record, target(start(AT_LAST_DATA), end(AT_LAST_DATA)), TARGET)
  return true
}

