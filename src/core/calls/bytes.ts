// ASCII text that is still bytes: the usual rows of a large file are read without making strings of them.

/** The text of ASCII bytes. */
export function textOf(bytes: Uint8Array, from: number, end: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(from, end) as unknown as number[])
}

/** Arguments of one call are limited. */
const MOST = 8192

export function longTextOf(bytes: Uint8Array, from: number, end: number): string {
  let text = ''
  for (let at = from; at < end; at += MOST) text += textOf(bytes, at, Math.min(end, at + MOST))
  return text
}

const SLOTS = 4096
/** Longer texts are rarely the same twice. */
const LONGEST = 48

/** Reads bytes as the same string each time they say the same, as far as remembered. */
export function createTextMemo(): (bytes: Uint8Array, from: number, end: number) => string {
  const known = new Array<string>(SLOTS).fill('')
  return (bytes, from, end) => {
    const length = end - from
    if (length === 0) return ''
    if (length > LONGEST) return textOf(bytes, from, end)
    let h = length
    for (let i = from; i < end; i++) h = Math.imul(h, 31) + (bytes[i] as number)
    const slot = (h ^ (h >>> 15)) & (SLOTS - 1)
    const found = known[slot] as string
    if (found.length === length) {
      let i = 0
      while (i < length && found.charCodeAt(i) === bytes[from + i]) i++
      if (i === length) return found
    }
    const text = textOf(bytes, from, end)
    known[slot] = text
    return text
  }
}
