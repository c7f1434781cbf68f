// Where the fields of one line of separated values begin and end.

/** The character between fields. */
export const separator: usize = 2048
/** Start and end of each field. */
const FIELDS: usize = 4096
const MAX_COLUMNS: i32 = 256

let columns: i32 = 0
let quoted: u32 = 0

/** Of the line that was looked at last: its fields, and a bit for each of the first 32 that holds doubled or escaped quotes. */
export function count(): i32 {
  return columns
}
export function escaped(): u32 {
  return quoted
}
export function fieldStart(column: i32): usize {
  return <usize>load<u32>(FIELDS + (<usize>column << 3))
}
export function fieldEnd(column: i32): usize {
  return <usize>load<u32>(FIELDS + (<usize>column << 3), 4)
}

/** Where the line after this one begins. */
export function lineEnd(from: usize): usize {
  let at = from
  while (load<u8>(at) !== 10) at++
  return at + 1
}

/** Finds the fields of a line; returns where the next begins, 0 where something is unusual. */
export function fields(from: usize): usize {
  const delimiter = load<u32>(separator)
  let at = from
  let n = 0
  let odd: u32 = 0
  let field = FIELDS
  for (;;) {
    let until: usize
    if (load<u8>(at) === 34) {
      at++
      store<u32>(field, <u32>at)
      for (;;) {
        at = low(at)
        const c = load<u8>(at)
        if (c === 34) {
          const next = <u32>load<u8>(at, 1)
          if (next === delimiter || next === 10 || (next === 13 && load<u8>(at, 2) === 10)) break
          if (next === 34 && load<u8>(at - 1) === 92) return 0
          odd |= n < 32 ? <u32>1 << n : u32.MAX_VALUE
          at += next === 34 ? 2 : 1
        } else if (c === 10) return 0
        else at++
      }
      until = at++
      if (load<u8>(at) === 13) at++
    } else {
      store<u32>(field, <u32>at)
      const start = at
      let c = <u32>load<u8>(at)
      while (c !== delimiter && c !== 10) c = <u32>load<u8>(++at)
      until = c === 10 && at > start && load<u8>(at - 1) === 13 ? at - 1 : at
    }
    store<u32>(field, <u32>until, 4)
    field += 8
    n++
    if (load<u8>(at) === 10) break
    if (n === MAX_COLUMNS) return 0
    at++
  }
  columns = n
  quoted = odd
  return n === 1 && load<u32>(FIELDS) === load<u32>(FIELDS, 4) ? 0 : at + 1
}

/** The first of the lowest characters, quotes and line ends among them, from here: sixteen at a look. */
function low(from: usize): usize {
  let at = from
  let found = lows(at)
  while (found === 0) {
    at += 16
    found = lows(at)
  }
  return at + ctz(found)
}

/** A bit for each of sixteen characters that is among the lowest. */
function lows(at: usize): i32 {
  return i8x16.bitmask(i8x16.le_u(v128.load(at), i8x16.splat(34)))
}
