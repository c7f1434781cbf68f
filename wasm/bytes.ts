// What a few bytes say: hashes as in src/core/calls/fingerprint.ts, whole numbers, instants, telephone numbers.

let a: u32 = 0
let b: u32 = 0

export function printA(): u32 {
  return a
}
export function printB(): u32 {
  return b
}

export function restart(): void {
  a = 0x2545f491
  b = 0x1b873593
}

function mix(word: u32): void {
  a = (rotl(a, 5) ^ word) * 0x9e3779b1
  b = (rotl(b, 13) ^ word) * 0x85ebca6b
}

export function mixBytes(from: usize, until: usize): void {
  let x = a
  let y = b
  for (let at = from; at < until; at++) {
    const c = <u32>load<u8>(at)
    x = (rotl(x, 5) ^ c) * 0x9e3779b1
    y = (rotl(y, 13) ^ c) * 0x85ebca6b
  }
  a = x
  b = y
  mix(<u32>(until - from) + 0x10000)
}

/** As `mixNumber` of a number of 32 bits: its upper word is what dividing by 2^32 leaves, which is nothing. */
export function mixNumber(n: i32): void {
  mix(<u32>n)
  mix(0)
}

export function settle(): void {
  let x = (a ^ (a >> 16)) * 0x7feb352d
  let y = (b ^ (b >> 15)) * 0x2c1b3c6d
  a = x ^ (x >> 15)
  b = y ^ (y >> 14)
}

export function hash(from: usize, until: usize): u32 {
  let h = <u32>(until - from)
  for (let at = from; at < until; at++) h = (rotl(h, 5) ^ <u32>load<u8>(at)) * 0x9e3779b1
  return h
}

export function alike(one: usize, other: usize, length: usize): bool {
  let i: usize = 0
  for (; i + 8 <= length; i += 8) if (load<u64>(one + i) !== load<u64>(other + i)) return false
  for (; i < length; i++) if (load<u8>(one + i) !== load<u8>(other + i)) return false
  return true
}

const MAX_SECONDS: i32 = 30 * 86_400

/** 0 for nothing; -1 for anything but digits, or for more than 30 days. */
export function seconds(from: usize, until: usize): i32 {
  let n = 0
  for (let at = from; at < until; at++) {
    const digit = <i32>load<u8>(at) - 48
    if (<u32>digit > 9 || n > MAX_SECONDS) return -1
    n = n * 10 + digit
  }
  return n > MAX_SECONDS ? -1 : n
}

/** Far below zero when they are no digits, so that sums of it are out of every range. */
function two(at: usize): i32 {
  const tens = <i32>load<u8>(at) - 48
  const ones = <i32>load<u8>(at, 1) - 48
  return <u32>tens <= 9 && <u32>ones <= 9 ? tens * 10 + ones : -100_000
}

/** Seconds on the wall clock since 1970 of "2026-11-22 11:01:51"; negative for any other way to write an instant. */
export function stamp(at: usize, until: usize): i64 {
  const c = load<u8>(at, 4)
  if (until - at !== 19 || (c !== 45 && c !== 47) || load<u8>(at, 7) !== c || load<u8>(at, 13) !== 58) return -1
  const year = two(at) * 100 + two(at + 2)
  const hour = two(at + 11)
  const minute = two(at + 14)
  const second = two(at + 17)
  if (year < 1990 || year > 2059 || <u32>hour > 23 || <u32>minute > 59 || <u32>second > 60) return -1
  const day = days(year, two(at + 5), two(at + 8))
  return day < 0 ? -1 : <i64>day * 86_400 + hour * 3600 + minute * 60 + second
}

let lastDate: i32 = 0
let lastDays: i32 = -1

/** Days from 1970 to a day after it in the Gregorian calendar, -1 where there is no such day. */
function days(year: i32, month: i32, day: i32): i32 {
  const date = (year * 100 + month) * 100 + day
  if (date === lastDate) return lastDays
  if (month < 1 || month > 12 || day < 1 || day > lengthOf(year, month)) return -1
  const y = month <= 2 ? year - 1 : year
  const era = y / 400
  const ofEra = y - era * 400
  const ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  lastDate = date
  lastDays = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  return lastDays
}

function lengthOf(year: i32, month: i32): i32 {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Up to 15 digits behind a marker digit (1 plain, 2 with a plus), 0 for nothing, NaN for anything else. */
export function pack(from: usize, until: usize): f64 {
  if (from === until) return 0
  const plus: usize = load<u8>(from) === 43 ? 1 : 0
  const digits = until - from - plus
  if (digits === 0 || digits > 15) return NaN
  let n: i64 = 0
  let marker = <i64>(plus + 1)
  for (let at = from + plus; at < until; at++) {
    const digit = <i64>load<u8>(at) - 48
    if (<u64>digit > 9) return NaN
    n = n * 10 + digit
    marker *= 10
  }
  return <f64>(n + marker)
}

/**
 * `targetOf` the dial string, packed: a number with a plus after / or :, else the first run of five digits after a /; 0 for
 * none.
 */
export function target(from: usize, until: usize): f64 {
  let plus = from
  while (plus < until && load<u8>(plus) !== 43) plus++
  if (plus > from && plus < until && (load<u8>(plus - 1) === 47 || load<u8>(plus - 1) === 58)) {
    const last = digitsEnd(plus + 1, until)
    if (last - plus > 7) return pack(plus, last)
  }
  for (let at = from; at < until; at++) {
    if (load<u8>(at) !== 47) continue
    const last = digitsEnd(at + 1, until)
    if (last - at > 5) return pack(at + 1, last)
  }
  return 0
}

function digitsEnd(from: usize, until: usize): usize {
  let at = from
  while (at < until && <u32>load<u8>(at) - 48 <= 9) at++
  return at
}

/** "Local/" stands there. */
export function isLocal(at: usize): bool {
  return load<u32>(at) === 0x6163_6f4c && load<u16>(at, 4) === 0x2f6c
}
