import {
  type CallBatch,
  directionOf,
  entryOf,
  idOf,
  isInternational,
  isInvalid,
  kindOf,
  unpackNumber,
} from './batch.ts'
import { kinds } from './led.ts'
import { type Call, type Direction, directions, dispositions, entries } from './model.ts'
import type { Names } from './names.ts'

/** The call in row `i` as it was appended; instants of answer and end to the second. */
export function callAt(batch: CallBatch, i: number, names: Names): Call {
  const startedAt = batch.startedAt[i] as number
  const ring = batch.ring[i] as number
  const duration = batch.duration[i] as number
  const peer = batch.peer[i] as number
  return {
    id: idOf(batch, i),
    startedAt,
    answeredAt: ring < 0 ? Number.NaN : startedAt + ring * 1000,
    endedAt: duration < 0 ? Number.NaN : startedAt + duration * 1000,
    billableSeconds: batch.billable[i] as number,
    disposition: dispositions[((batch.shape[i] as number) >> 5) & 7] ?? 'failed',
    direction: directions[directionOf(batch, i)] as Direction,
    entry: entries[entryOf(batch, i)] ?? 'direct',
    account: names.name(batch.account[i] as number),
    peer: peer === 0 ? '' : String(peer),
    from: unpackNumber(batch.from[i] as number, names),
    dialled: unpackNumber(batch.dialled[i] as number, names),
    trunk: names.name(batch.trunk[i] as number),
    kind: kinds[kindOf(batch, i)] ?? 'unknown',
    destination: batch.destination[i] as number,
    international: isInternational(batch, i),
    invalid: isInvalid(batch, i),
    sourceIp: names.name(batch.source[i] as number),
    userAgent: names.name(batch.agent[i] as number),
  }
}
