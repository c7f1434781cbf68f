/** Texts by the numbers that the kernel gives them; 0 is ''. */
export interface Texts {
  of(number: number): string
  /** Numbers of another round mean nothing any more. */
  readonly round: number
}

/** A row with nothing unusual about it, as numbers. One object is filled again and again. */
export interface PlainRow {
  /** Of the file; positions are in them. */
  bytes: Uint8Array
  /** ASCII, at most LONGEST_ID, and the id of the conversation too. */
  idStart: number
  idEnd: number
  /** Key of the id; print of id, caller, dialled and both channels: see fingerprint.ts. */
  keyA: number
  keyB: number
  printA: number
  printB: number
  /** Hashes. */
  channel: number
  sequence: number
  /** Numbers in `texts` of the names of both channels, 0 for none; OTHER_CHANNEL for one that is read from the bytes. */
  caller: number
  callee: number
  texts: Texts
  channelStart: number
  channelEnd: number
  toChannelStart: number
  toChannelEnd: number
  /** Packed: see packNumber. */
  from: number
  dialled: number
  /** `targetOf` the dial string: 0 for none, NaN when it does not pack. */
  target: number
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
export const OTHER_CHANNEL = -2

export const emptyPlainRow = (texts: Texts): PlainRow => ({
  bytes: new Uint8Array(0),
  idStart: 0,
  idEnd: 0,
  keyA: 0,
  keyB: 0,
  printA: 0,
  printB: 0,
  channel: 0,
  sequence: 0,
  caller: 0,
  callee: 0,
  texts,
  channelStart: 0,
  channelEnd: 0,
  toChannelStart: 0,
  toChannelEnd: 0,
  from: 0.5,
  dialled: 0.5,
  target: 0.5,
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

/** The text that was packed. */
export function unpackText(packed: number): string {
  if (packed === 0) return ''
  const text = String(packed)
  return text.charCodeAt(0) === 50 ? `+${text.slice(1)}` : text.slice(1)
}
