import type { Endpoints } from './endpoint.ts'
import { type Fingerprint, hashOfBytes, mixBytes, mixNumber, restart, settle } from './fingerprint.ts'
import type { Index } from './groups.ts'
import { emptyLeg, Trait } from './leg.ts'
import { dispositions } from './model.ts'
import { emptyPlainRow, type PlainRow, packBytes, packTarget } from './plain-row.ts'
import type { Seen } from './seen.ts'
import { type Admitted, NONE, type Waiting } from './waiting.ts'

export interface AdmitOptions {
  readonly index: Index
  readonly endpoints: Endpoints
  readonly traits: (context: string, lastApp: string) => number
  readonly seen: Seen
}

/**
 * Looks whether a row is new and alone, and works out what is kept of it: one object, filled again and again. Null, and
 * nothing done, when it is repeated, belongs to something or does not fit into numbers. `next`: the number it would get.
 */
export function createAdmit(
  { index, endpoints, traits, seen }: AdmitOptions,
  waiting: Waiting,
): (row: PlainRow, file: number, next: number) => Admitted | null {
  const { caller: nobody } = emptyLeg()
  const print: Fingerprint = { a: 0, b: 0 }
  const key: Fingerprint = { a: 0, b: 0 }
  const it: Admitted = {
    row: emptyPlainRow(),
    key,
    caller: nobody,
    callee: nobody,
    from: 0.5,
    dialled: 0.5,
    target: 0.5,
    channel: 0,
    sequence: 0,
    traits: 0,
    print: 0,
    file: 0,
  }
  return (row, file, next) => {
    const { bytes } = row
    restart(key)
    mixBytes(key, bytes, row.idStart, row.idEnd)
    settle(key)
    if (index.maybe(key) || waiting.find(key, next) !== NONE) return null
    it.from = packBytes(bytes, row.fromStart, row.fromEnd)
    it.dialled = packBytes(bytes, row.dialledStart, row.dialledEnd)
    it.callee = endpoints.ofBytes(bytes, row.toChannelStart, row.toChannelEnd)
    it.target = it.callee.internal ? 0 : packTarget(bytes, row.lastDataStart, row.lastDataEnd)
    // NaN for whatever does not pack.
    if (!(it.from + it.dialled + it.target >= 0)) return null
    it.channel = hashOfBytes(bytes, row.channelStart, row.channelEnd)
    printRow(key, print, row, it.channel)
    if (!seen.add(print, row.startedAt / 1000)) return null
    it.row = row
    it.caller = endpoints.ofBytes(bytes, row.channelStart, row.channelEnd)
    it.sequence = hashOfBytes(bytes, row.sequenceStart, row.sequenceEnd)
    it.traits = traits(row.context, row.lastApp)
    if (it.target !== 0 && it.target === it.dialled) {
      it.traits |= Trait.numbered
      it.target = 0
    }
    it.print = print.a
    it.file = file
    return it
  }
}

/** The same as of a record: see stitch.ts. */
function printRow(key: Fingerprint, print: Fingerprint, row: PlainRow, channel: number): void {
  const { bytes } = row
  print.a = key.a
  print.b = key.b
  mixBytes(print, bytes, row.fromStart, row.fromEnd)
  mixBytes(print, bytes, row.dialledStart, row.dialledEnd)
  mixNumber(print, channel)
  mixNumber(print, hashOfBytes(bytes, row.toChannelStart, row.toChannelEnd))
  mixNumber(print, Math.floor(row.startedAt / 1000))
  mixNumber(print, row.billableSeconds)
  mixNumber(print, (dispositions[row.disposition] as string).length)
  settle(print)
}
