// Texts that come again and again, as numbers: names of telephones and lines, contexts, applications.

import { alike, hash } from './bytes'

/** Where each text stands, by its number: start and length. */
export const places: usize = 65_536
const MOST: i32 = 12_288
/** Open addressing: hash and number. */
const TABLE: usize = 196_608
const SLOTS: u32 = 16_384
const ARENA: usize = 327_680
const ARENA_END: usize = 786_432

/** No more texts can be numbered until `makeRoom`. */
export const NO_ROOM: i32 = -1
/** A channel that is neither PJSIP/name-1 nor SIP/name-1. */
const OTHER_CHANNEL: i32 = -2

/** Numbers of the texts that were last in some columns. */
const LAST: usize = 2064

let texts: i32 = 0
let next: usize = ARENA

let round: i32 = 0

/** Forgets all texts when there is little room for more. Returns how often it did: numbers of another round mean nothing. */
export function makeRoom(): i32 {
  if (texts < MOST / 2 && next < (ARENA + ARENA_END) / 2) return round
  memory.fill(TABLE, 0, <usize>SLOTS * 8)
  memory.fill(LAST, 0, 16)
  texts = 0
  next = ARENA
  round++
  return round
}

/** How many texts there are. */
export function count(): i32 {
  return texts
}

/** The same, tried first with what it was the last time in this column: most rows say what the row before said. */
export function textLike(column: usize, from: usize, until: usize): i32 {
  const length = until - from
  if (length === 0) return 0
  const last = LAST + (column << 2)
  const before = load<i32>(last)
  if (before > 0 && stands(before, from, length)) return before
  const found = text(from, until)
  store<i32>(last, found)
  return found
}

/** The number of a text, from 1 in the order they come; 0 for none. */
function text(from: usize, until: usize): i32 {
  const length = until - from
  if (length === 0) return 0
  const h = hash(from, until)
  let slot = h ^ (h >> 15)
  while (!isFree(slot) && !says(slot, h, from, length)) slot++
  return isFree(slot) ? added(slot, h, from, length) : numberAt(slot)
}

function entryOf(slot: u32): usize {
  return TABLE + (<usize>(slot & (SLOTS - 1)) << 3)
}
function numberAt(slot: u32): i32 {
  return load<i32>(entryOf(slot), 4)
}
function isFree(slot: u32): bool {
  return numberAt(slot) === 0
}
function says(slot: u32, h: u32, from: usize, length: usize): bool {
  return load<u32>(entryOf(slot)) === h && stands(numberAt(slot), from, length)
}
function stands(number: i32, from: usize, length: usize): bool {
  const place = places + (<usize>number << 3)
  return <usize>load<u32>(place, 4) === length && alike(<usize>load<u32>(place), from, length)
}

function added(slot: u32, h: u32, from: usize, length: usize): i32 {
  if (texts === MOST || next + length > ARENA_END) return NO_ROOM
  texts++
  memory.copy(next, from, length)
  const place = places + (<usize>texts << 3)
  store<u32>(place, <u32>next)
  store<u32>(place, <u32>length, 4)
  store<u32>(entryOf(slot), h)
  store<i32>(entryOf(slot), texts, 4)
  next += length
  return texts
}

/** The number of the name in PJSIP/name-0001 and SIP/name-0001; 0 for no channel. */
export function endpoint(from: usize, until: usize): i32 {
  if (from === until) return 0
  const sip = load<u16>(from) === 0x4a50 ? from + 2 : from
  if (load<u32>(sip) !== 0x2f50_4953) return OTHER_CHANNEL
  const start = sip + 4
  let dash = until - 1
  while (dash > start && load<u8>(dash) !== 45) dash--
  return text(start, dash > start ? dash : until)
}
