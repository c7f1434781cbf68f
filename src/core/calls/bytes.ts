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
