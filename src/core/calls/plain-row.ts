/**
 * A row with nothing unusual about it, as its reader found it: numbers, and where its texts stand in the bytes of the file.
 * One object is filled again and again.
 */
export interface PlainRow {
  bytes: Uint8Array
  /** ASCII, at most LONGEST_ID, and the id of the conversation too. */
  idStart: number
  idEnd: number
  channelStart: number
  channelEnd: number
  toChannelStart: number
  toChannelEnd: number
  lastDataStart: number
  lastDataEnd: number
  sequenceStart: number
  sequenceEnd: number
  /** Written with digits only, or a plus before them; at most 15. */
  fromStart: number
  fromEnd: number
  dialledStart: number
  dialledEnd: number
  accountCode: string
  context: string
  lastApp: string
  sourceIp: string
  /** As in `CallRecord`. */
  startedAt: number
  answeredAt: number
  durationSeconds: number
  billableSeconds: number
  /** Position in `dispositions`. */
  disposition: number
}

/** Longer ids take the long way. */
export const LONGEST_ID = 44

export const emptyPlainRow = (): PlainRow => ({
  bytes: new Uint8Array(0),
  idStart: 0,
  idEnd: 0,
  channelStart: 0,
  channelEnd: 0,
  toChannelStart: 0,
  toChannelEnd: 0,
  lastDataStart: 0,
  lastDataEnd: 0,
  sequenceStart: 0,
  sequenceEnd: 0,
  fromStart: 0,
  fromEnd: 0,
  dialledStart: 0,
  dialledEnd: 0,
  accountCode: '',
  context: '',
  lastApp: '',
  sourceIp: '',
  startedAt: 0.5,
  answeredAt: 0.5,
  durationSeconds: 0,
  billableSeconds: 0,
  disposition: 0,
})

/** Looked up, because `**` is a call into a library. */
const TENS = Float64Array.from({ length: 16 }, (_, digits) => 10 ** digits)

/** `packNumber` of ASCII bytes; NaN when they are more than 15 digits or anything else. */
export function packBytes(bytes: Uint8Array, from: number, end: number): number {
  if (from === end) return 0
  const plus = bytes[from] === 43 ? 1 : 0
  const digits = end - from - plus
  if (digits === 0 || digits > 15) return Number.NaN
  // Two halves below 2^31: a sum in doubles takes twice as long.
  let high = 0
  let low = 0
  const middle = end - 8
  for (let i = from + plus; i < end; i++) {
    const digit = (bytes[i] as number) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    if (i < middle) high = (high * 10 + digit) | 0
    else low = (low * 10 + digit) | 0
  }
  return high * 100_000_000 + low + (plus + 1) * (TENS[digits] as number)
}

/** The text that was packed. */
export function unpackText(packed: number): string {
  if (packed === 0) return ''
  const text = String(packed)
  return text.charCodeAt(0) === 50 ? `+${text.slice(1)}` : text.slice(1)
}

/**
 * `targetOf` the dial string, packed: 0 for none, NaN when it does not pack. A number with a plus after / or :, else the
 * first run of five digits after a /.
 */
export function packTarget(bytes: Uint8Array, from: number, end: number): number {
  let plus = from
  while (plus < end && bytes[plus] !== 43) plus++
  if (plus > from && plus < end && (bytes[plus - 1] === 47 || bytes[plus - 1] === 58)) {
    const until = digitsEnd(bytes, plus + 1, end)
    if (until - plus > 7) return packBytes(bytes, plus, until)
  }
  for (let at = from; at < end; at++) {
    if (bytes[at] !== 47) continue
    const until = digitsEnd(bytes, at + 1, end)
    if (until - at > 5) return packBytes(bytes, at + 1, until)
  }
  return 0
}

function digitsEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at++
  return at
}
