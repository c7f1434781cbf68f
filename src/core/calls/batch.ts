import { destinationIn, flagsIn, kindIn, kinds } from './led.ts'
import type { LoneCall } from './lone-call.ts'
import { type Call, directions, dispositions, entries } from './model.ts'
import type { Names } from './names.ts'

/**
 * Calls as columns of numbers: ten million of them must fit where objects would need gigabytes (100 bytes a call, its id included), and the engine reads numbers only. One buffer a batch, so that a batch can be put aside whole.
 */
export const BATCH_CALLS = 32_768

const FLAG = { international: 1, invalid: 2, tollFreeCalled: 4 } as const
const LAYOUT = [
  ['startedAt', 8],
  ['peer', 8],
  ['from', 8],
  ['dialled', 8],
  ['ring', 4],
  ['billable', 4],
  ['duration', 4],
  ['account', 4],
  ['trunk', 4],
  ['source', 4],
  ['agent', 4],
  ['idEnd', 4],
  ['destination', 2],
  ['flags', 2],
  ['shape', 2],
  ['file', 2],
] as const // prettier-ignore

export interface CallBatch {
  length: number
  readonly buffer: ArrayBuffer
  /** UTC milliseconds. */
  readonly startedAt: Float64Array
  /** E.164 digits as a number, 0 when unresolved. */
  readonly peer: Float64Array
  /** Digits with a marker, or a negative name index: see packNumber. */
  readonly from: Float64Array
  readonly dialled: Float64Array
  /** Seconds from start to answer, -1 when never answered. */
  readonly ring: Int32Array
  readonly billable: Int32Array
  /** Seconds from start to end, -1 while up. */
  readonly duration: Int32Array
  readonly account: Int32Array
  readonly trunk: Int32Array
  readonly source: Int32Array
  readonly agent: Int32Array
  /** End of this call's id in `ids`; it begins where the one before ends. */
  readonly idEnd: Int32Array
  readonly destination: Uint16Array
  readonly flags: Uint16Array
  /** direction + 4·entry + 32·disposition + 256·kind. */
  readonly shape: Uint16Array
  readonly file: Uint16Array
  ids: Uint8Array<ArrayBuffer>
}

const ROW_BYTES = LAYOUT.reduce((sum, [, bytes]) => sum + bytes, 0)

export function createBatch(
  capacity = BATCH_CALLS,
  buffer = new ArrayBuffer(capacity * ROW_BYTES),
  ids = new Uint8Array(capacity * 24),
): CallBatch {
  let at = 0
  const part = (name: (typeof LAYOUT)[number][0]): number => {
    const row = LAYOUT.find((l) => l[0] === name)
    const start = at
    at += (row?.[1] ?? 0) * capacity
    return start
  }
  return {
    length: 0,
    buffer,
    startedAt: new Float64Array(buffer, part('startedAt'), capacity),
    peer: new Float64Array(buffer, part('peer'), capacity),
    from: new Float64Array(buffer, part('from'), capacity),
    dialled: new Float64Array(buffer, part('dialled'), capacity),
    ring: new Int32Array(buffer, part('ring'), capacity),
    billable: new Int32Array(buffer, part('billable'), capacity),
    duration: new Int32Array(buffer, part('duration'), capacity),
    account: new Int32Array(buffer, part('account'), capacity),
    trunk: new Int32Array(buffer, part('trunk'), capacity),
    source: new Int32Array(buffer, part('source'), capacity),
    agent: new Int32Array(buffer, part('agent'), capacity),
    idEnd: new Int32Array(buffer, part('idEnd'), capacity),
    destination: new Uint16Array(buffer, part('destination'), capacity),
    flags: new Uint16Array(buffer, part('flags'), capacity),
    shape: new Uint16Array(buffer, part('shape'), capacity),
    file: new Uint16Array(buffer, part('file'), capacity),
    ids,
  }
}

/** Appends a call; the batch must have room. `tollFreeCalled`: an inbound call to one of the site's toll-free numbers. */
export function appendCall(
  batch: CallBatch,
  call: Call,
  names: Names,
  file: number,
  tollFreeCalled: boolean,
): void {
  const i = batch.length
  appendFacts(batch, call, names, file, tollFreeCalled)
  appendId(batch, i, call.id)
}

/** The same of a plain call of one row, whose names are numbered once. */
export function appendLoneCall(
  batch: CallBatch,
  call: LoneCall,
  names: Names,
  file: number,
  tollFreeCalled: boolean,
): void {
  const { owner, trunk, facts, bytes, idFrom, idEnd } = call
  if (owner.number === 0) owner.number = names.of(owner.name)
  if (trunk.number === 0) trunk.number = names.of(trunk.name)
  const i = batch.length++
  batch.startedAt[i] = call.startedAt
  batch.peer[i] = call.peer
  batch.from[i] = call.from
  batch.dialled[i] = call.dialled
  batch.ring[i] = call.ring
  batch.billable[i] = call.billable
  batch.duration[i] = call.duration
  batch.account[i] = call.account === '' ? owner.number : names.of(call.account)
  batch.trunk[i] = trunk.number
  batch.source[i] = names.of(call.sourceIp)
  batch.agent[i] = 0
  batch.destination[i] = destinationIn(facts)
  batch.flags[i] = flagsIn(facts) + (tollFreeCalled ? FLAG.tollFreeCalled : 0)
  batch.shape[i] = call.direction + 32 * call.disposition + 256 * kindIn(facts)
  batch.file[i] = file
  const at = i === 0 ? 0 : (batch.idEnd[i - 1] as number)
  reserveIds(batch, at + idEnd - idFrom)
  const { ids } = batch
  for (let k = idFrom, to = at; k < idEnd; k++) ids[to++] = bytes[k] as number
  batch.idEnd[i] = at + idEnd - idFrom
}

function appendFacts(
  batch: CallBatch,
  call: Call,
  names: Names,
  file: number,
  tollFreeCalled: boolean,
): void {
  const i = batch.length++
  batch.startedAt[i] = call.startedAt
  batch.peer[i] = call.peer.length > 15 ? 0 : wholeNumber(call.peer)
  batch.from[i] = packNumber(call.from, names)
  batch.dialled[i] = packNumber(call.dialled, names)
  batch.ring[i] = Number.isNaN(call.answeredAt)
    ? -1
    : Math.max(0, Math.round((call.answeredAt - call.startedAt) / 1000))
  batch.billable[i] = call.billableSeconds
  batch.duration[i] = Number.isNaN(call.endedAt)
    ? -1
    : Math.max(0, Math.round((call.endedAt - call.startedAt) / 1000))
  batch.account[i] = names.of(call.account)
  batch.trunk[i] = names.of(call.trunk)
  batch.source[i] = names.of(call.sourceIp)
  batch.agent[i] = names.of(call.userAgent)
  batch.destination[i] = call.destination
  batch.flags[i] =
    (call.international ? FLAG.international : 0) |
    (call.invalid ? FLAG.invalid : 0) |
    (tollFreeCalled ? FLAG.tollFreeCalled : 0)
  batch.shape[i] =
    position(directions, call.direction) +
    4 * position(entries, call.entry) +
    32 * position(dispositions, call.disposition) +
    256 * position(kinds, call.kind)
  batch.file[i] = file
}

/** As `indexOf`, but compiled in place: this runs four times a call. */
function position(list: readonly string[], name: string): number {
  for (let i = 0; i < list.length; i++) if (list[i] === name) return i
  return -1
}

/** As `Number` for digits, 0 for ''; `Number` leaves compiled code. */
function wholeNumber(digits: string): number {
  let n = 0
  for (let k = 0; k < digits.length; k++) n = n * 10 + digits.charCodeAt(k) - 48
  return n
}

function appendId(batch: CallBatch, i: number, id: string): void {
  let at = i === 0 ? 0 : (batch.idEnd[i - 1] as number)
  reserveIds(batch, at + id.length * 3)
  for (let k = 0; k < id.length; k++) {
    const c = id.charCodeAt(k)
    // Ids are ASCII in practice; a rare other character is kept as an escape that idOf undoes.
    if (c < 0x80) batch.ids[at++] = c
    else {
      batch.ids[at++] = 0x80
      batch.ids[at++] = c >> 8
      batch.ids[at++] = c & 0xff
    }
  }
  batch.idEnd[i] = at
}

/** Makes room for so many bytes of ids. */
export function reserveIds(batch: CallBatch, bytes: number): void {
  if (bytes <= batch.ids.length) return
  const bigger = new Uint8Array(Math.max(bytes, batch.ids.length * 2))
  bigger.set(batch.ids)
  batch.ids = bigger
}

export function idOf(batch: CallBatch, i: number): string {
  const end = batch.idEnd[i] as number
  let id = ''
  for (let k = i === 0 ? 0 : (batch.idEnd[i - 1] as number); k < end; k++) {
    const c = batch.ids[k] as number
    if (c < 0x80) id += String.fromCharCode(c)
    else {
      id += String.fromCharCode(((batch.ids[k + 1] as number) << 8) | (batch.ids[k + 2] as number))
      k += 2
    }
  }
  return id
}

/** Looked up, because `**` is a call into a library: this runs twice a call. */
const TENS = Float64Array.from({ length: 16 }, (_, digits) => 10 ** digits)

/** A number as written: up to 15 digits behind a marker digit (1 plain, 2 with '+'), anything else a negative name index. */
export function packNumber(text: string, names: Names): number {
  if (text === '') return 0
  const plus = text.charCodeAt(0) === 43 ? 1 : 0
  const digits = text.length - plus
  if (digits === 0 || digits > 15) return -names.of(text)
  let n = 0
  for (let k = plus; k < text.length; k++) {
    const c = text.charCodeAt(k) - 48
    if (c < 0 || c > 9) return -names.of(text)
    n = n * 10 + c
  }
  return n + (plus + 1) * (TENS[digits] as number)
}

export function unpackNumber(packed: number, names: Names): string {
  if (packed === 0) return ''
  if (packed < 0) return names.name(-packed)
  const text = String(packed)
  return text.charAt(0) === '2' ? `+${text.slice(1)}` : text.slice(1)
}

export const directionOf = (batch: CallBatch, i: number): number => (batch.shape[i] as number) & 3
export const entryOf = (batch: CallBatch, i: number): number => ((batch.shape[i] as number) >> 2) & 7
export const kindOf = (batch: CallBatch, i: number): number => ((batch.shape[i] as number) >> 8) & 7
export const isInternational = (batch: CallBatch, i: number): boolean =>
  ((batch.flags[i] as number) & FLAG.international) !== 0
export const isInvalid = (batch: CallBatch, i: number): boolean =>
  ((batch.flags[i] as number) & FLAG.invalid) !== 0
export const isTollFreeCalled = (batch: CallBatch, i: number): boolean =>
  ((batch.flags[i] as number) & FLAG.tollFreeCalled) !== 0
