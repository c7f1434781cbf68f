import { textOf } from './bytes.ts'
import type { Endpoint, Endpoints } from './endpoint.ts'
import { type Fingerprint, mixNumber, settle } from './fingerprint.ts'
import type { Index } from './groups.ts'
import { emptyLeg, Trait } from './leg.ts'
import { dispositions } from './model.ts'
import { emptyPlainRow, OTHER_CHANNEL, type PlainRow } from './plain-row.ts'
import type { Seen } from './seen.ts'
import { NO_TEXTS } from './texts.ts'
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
    row: emptyPlainRow(NO_TEXTS),
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
    key.a = row.keyA
    key.b = row.keyB
    if (index.maybe(key) || waiting.find(key, next) !== NONE) return null
    it.callee = endpointOf(endpoints, row, row.callee, row.toChannelStart, row.toChannelEnd)
    it.target = it.callee.internal ? 0 : row.target
    if (Number.isNaN(it.target)) return null
    printRow(print, row)
    if (!seen.add(print, row.startedAt / 1000)) return null
    it.row = row
    it.from = row.from
    it.dialled = row.dialled
    it.caller = endpointOf(endpoints, row, row.caller, row.channelStart, row.channelEnd)
    it.channel = row.channel
    it.sequence = row.sequence
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

function endpointOf(
  endpoints: Endpoints,
  { texts, bytes }: PlainRow,
  name: number,
  from: number,
  end: number,
): Endpoint {
  return name === OTHER_CHANNEL ? endpoints.of(textOf(bytes, from, end)) : endpoints.numbered(texts, name)
}

/** The same as of a record: see stitch.ts. */
function printRow(print: Fingerprint, row: PlainRow): void {
  print.a = row.printA
  print.b = row.printB
  mixNumber(print, Math.floor(row.startedAt / 1000))
  mixNumber(print, row.billableSeconds)
  mixNumber(print, (dispositions[row.disposition] as string).length)
  settle(print)
}
