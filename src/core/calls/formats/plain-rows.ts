import { longTextOf } from '../bytes.ts'
import { dispositions } from '../model.ts'
import { emptyPlainRow, type PlainRow } from '../plain-row.ts'
import type { FoundRows, RowKernel, RowShapes } from '../ports.ts'
import type { RowScanner } from '../rows.ts'
import type { Clock } from '../stamps.ts'
import { createTexts } from '../texts.ts'
import type { Layout } from './asterisk-layout.ts'
import { RECORD } from './finder.ts'

const [ANSWERED, NO_ANSWER, BUSY, FAILED] = dispositions.map((_, n) => n) as [number, number, number, number]

export interface PlainOptions {
  readonly kernel: RowKernel
  readonly onShapes: ((shapes: RowShapes) => void) | undefined
  /** Reads every row that is not plain. */
  readonly scanner: RowScanner
  readonly delimiter: string
  readonly layoutFor: (count: number) => Layout
  /** Null where stamps are UTC. */
  readonly clock: Clock | null
  /** The caller's address in a user field, '' when it is none. */
  readonly addressIn: (userField: string) => string
  /** False for a row that has to come as a record. */
  readonly hand: (row: PlainRow) => boolean
}

/**
 * Takes ASCII bytes in which the kernel (wasm/plain-rows.ts) finds the rows that are one line with nothing odd in it, and
 * hands them on as numbers; every other line, and each that is declined, goes through the scanner as text. Both must read
 * a row alike: test/formats/bytes.test.ts compares them.
 */
export function createPlainRows(options: PlainOptions): (bytes: Uint8Array, found?: FoundRows) => void {
  const { kernel, scanner, hand } = options
  const memory = new Uint8Array(kernel.memory)
  const ints = new Int32Array(kernel.memory)
  const shapes = createShapes(options, ints)
  const texts = createTexts(kernel)
  const fill = createFill(options)
  const plain = emptyPlainRow(texts)
  /** Lines as text from `from` until a row is whole; returns where the next begins. */
  const longWay = (bytes: Uint8Array, from: number): number => {
    let at = from
    do {
      const lineEnd = bytes.indexOf(10, at)
      const until = lineEnd < 0 ? bytes.length : lineEnd + 1
      scanner.push(longTextOf(bytes, at, until))
      at = until
    } while (scanner.isWithin && at < bytes.length)
    return at
  }
  const take = (rows: Rows, n: number): boolean => {
    const record = n * RECORD
    if (rows.ints[record + R.plain] === 1) return hand(fill(plain, rows, record))
    shapes.learn(rows.ints[record + R.columns] as number)
    return false
  }
  /** Of lines that begin at `from` or later; those before were passed on a long way. Returns where the next begins. */
  const takeAll = (bytes: Uint8Array, from: number, rows: Rows, count: number): number => {
    let at = from
    for (let n = 0; n < count; n++) {
      if ((rows.ints[n * RECORD + R.line] as number) < at) continue
      if (take(rows, n)) {
        scanner.passLine()
        at = rows.ints[n * RECORD + R.next] as number
      } else at = longWay(bytes, at)
    }
    return at
  }
  const own = rowsOf(ints.subarray(kernel.records / 4, kernel.places / 4))
  const piece = (bytes: Uint8Array, found?: FoundRows): void => {
    plain.bytes = bytes
    plain.texts = found ? found.texts : texts
    const last = bytes.lastIndexOf(10) + 1
    let at = scanner.isWithin ? longWay(bytes, 0) : 0
    if (found) at = takeAll(bytes, at, rowsOf(found.records), found.count)
    else if (at < last) {
      memory.set(bytes, kernel.input)
      texts.begin()
      shapes.write()
      while (at < last) at = takeAll(bytes, at, own, kernel.rows(at, last))
    }
    if (at < bytes.length) longWay(bytes, at)
  }
  return (bytes, found) => {
    if (found) piece(bytes, found)
    else if (bytes.includes(0)) scanner.push(longTextOf(bytes, 0, bytes.length))
    else
      for (let from = 0; from < bytes.length; from += kernel.inputSize)
        piece(bytes.subarray(from, from + kernel.inputSize))
  }
}

/** Records as words, and the same as doubles. */
interface Rows {
  readonly ints: Int32Array
  readonly doubles: Float64Array
}
const rowsOf = (ints: Int32Array): Rows => ({
  ints,
  doubles: new Float64Array(ints.buffer, ints.byteOffset, ints.length >> 1),
})

/** What the kernel writes of a line: words of 4 bytes, and doubles. See wasm/plain-rows.ts. */
const R = {
  line: 0,
  next: 1,
  plain: 2,
  duration: 3,
  columns: 3,
  billable: 4,
  keyA: 5,
  keyB: 6,
  printA: 7,
  printB: 8,
  channel: 9,
  sequence: 10,
  caller: 11,
  callee: 12,
  account: 13,
  context: 14,
  lastApp: 15,
  userField: 16,
  idStart: 17,
  idEnd: 18,
  disposition: 19,
  channelStart: 20,
  channelEnd: 21,
  toChannelStart: 22,
  toChannelEnd: 23,
} as const
const D = { started: 12, since: 13, epoch: 14, from: 15, dialled: 16, target: 17 } as const

/** In the order in which the kernel has them. */
const FACTS = [
  'account',
  'from',
  'dialled',
  'context',
  'channel',
  'toChannel',
  'lastApp',
  'lastData',
  'start',
  'answer',
  'duration',
  'billable',
  'disposition',
  'id',
  'userField',
  'linkedId',
  'sequence',
  'forwardedBy',
] as const satisfies readonly (keyof Layout)[]
const LAYOUT = 24

/** Tells the kernel what rows of so many columns look like, once such a row was met. */
function createShapes({ kernel, delimiter, layoutFor, onShapes }: PlainOptions, ints: Int32Array) {
  const layouts = new Int32Array(kernel.mostColumns * LAYOUT)
  const separator = delimiter.charCodeAt(0)
  const write = (): void => {
    ints[kernel.separator / 4] = separator
    ints.set(layouts, kernel.layouts / 4)
  }
  return {
    write,
    learn(columns: number): void {
      if (columns === 0 || columns >= kernel.mostColumns || layouts[columns * LAYOUT] === 1) return
      const layout = layoutFor(columns)
      const read = FACTS.map((fact) => layout[fact]).filter((column) => column >= 0)
      const last = Math.max(...read)
      const bits = last >= 32 ? -1 : read.reduce((sum, column) => sum | (1 << column), 0)
      layouts.set([1, last, bits, ...FACTS.map((fact) => layout[fact])], columns * LAYOUT)
      write()
      onShapes?.({ separator, layouts })
    },
  }
}

function createFill({ clock, addressIn }: PlainOptions) {
  let lastField = ''
  let lastAddress = ''
  const address = (field: string): string => {
    if (field !== lastField) {
      lastField = field
      lastAddress = addressIn(field)
    }
    return lastAddress
  }
  return (plain: PlainRow, { ints, doubles }: Rows, record: number): PlainRow => {
    const { texts } = plain
    const d = record / 2
    const wall = doubles[d + D.started] as number
    plain.startedAt = clock === null ? wall : clock.toUtc(wall, doubles[d + D.epoch] as number)
    plain.from = doubles[d + D.from] as number
    plain.dialled = doubles[d + D.dialled] as number
    plain.target = doubles[d + D.target] as number
    plain.durationSeconds = ints[record + R.duration] as number
    plain.billableSeconds = ints[record + R.billable] as number
    plain.keyA = ints[record + R.keyA] as number
    plain.keyB = ints[record + R.keyB] as number
    plain.printA = ints[record + R.printA] as number
    plain.printB = ints[record + R.printB] as number
    plain.channel = ints[record + R.channel] as number
    plain.sequence = ints[record + R.sequence] as number
    plain.caller = ints[record + R.caller] as number
    plain.callee = ints[record + R.callee] as number
    plain.idStart = ints[record + R.idStart] as number
    plain.idEnd = ints[record + R.idEnd] as number
    plain.channelStart = ints[record + R.channelStart] as number
    plain.channelEnd = ints[record + R.channelEnd] as number
    plain.toChannelStart = ints[record + R.toChannelStart] as number
    plain.toChannelEnd = ints[record + R.toChannelEnd] as number
    plain.accountCode = texts.of(ints[record + R.account] as number)
    plain.context = texts.of(ints[record + R.context] as number)
    plain.lastApp = texts.of(ints[record + R.lastApp] as number)
    plain.sourceIp = address(texts.of(ints[record + R.userField] as number))
    answer(plain, doubles[d + D.since] as number)
    settle(plain, ints[record + R.disposition] as number)
    return plain
  }
}

/** The answer lies between start and end; an offset change between the two stamps must not move it out. */
function answer(plain: PlainRow, since: number): void {
  const { startedAt, durationSeconds, billableSeconds } = plain
  const at = startedAt + since
  const until = startedAt + durationSeconds * 1000
  plain.answeredAt =
    (at >= startedAt && at <= until) || Number.isNaN(since)
      ? at
      : Math.max(startedAt, until - billableSeconds * 1000)
}

/** As `dispositionOf` a record, and what follows from it for the seconds. `said`: its first two characters, small. */
function settle(plain: PlainRow, said: number): void {
  const c = said & 0xff
  const { billableSeconds, durationSeconds, answeredAt } = plain
  const counted = billableSeconds > 0 && (!Number.isNaN(answeredAt) || billableSeconds <= durationSeconds + 1)
  if (c === 97 || counted) {
    plain.disposition = ANSWERED
    if (Number.isNaN(answeredAt))
      plain.answeredAt = plain.startedAt + durationSeconds * 1000 - billableSeconds * 1000
    return
  }
  plain.billableSeconds = 0
  const failed = c === 102 || (c === 99 && said >> 8 === 111)
  plain.disposition = c === 98 ? BUSY : failed ? FAILED : NO_ANSWER
}
