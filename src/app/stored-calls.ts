import { type Call, callAt } from '#core/calls'
import type { StoredCall } from '#core/incidents'
import type { Money } from '#core/kernel'
import type { Numbering } from '#core/numbering'
import type { Rater } from '#core/rating'
import type { Investigated } from './flows/investigate.ts'

const PIECE = 4096

/** Every call that was read, with its country and its price, in order of start. */
export function* storedCalls(
  { calls, context }: Investigated,
  rater: Rater,
): Generator<readonly StoredCall[]> {
  for (let b = 0; b < calls.batches; b++) {
    const { length } = calls.batch(b)
    for (let from = 0; from < length; from += PIECE) {
      const batch = calls.batch(b)
      const piece: StoredCall[] = []
      for (let i = from; i < Math.min(length, from + PIECE); i++)
        piece.push(storedCall(callAt(batch, i, context.names), context.numbering, rater))
      yield piece
    }
  }
}

/** A call with the country of the other party, and its price: what left the site by its rate, everything else at nothing. */
export function storedCall(call: Call, numbering: Numbering, rater: Rater): StoredCall {
  const country = call.kind === 'external' ? numbering.destination(call.destination).country : ''
  return { ...call, country, cost: costOf(call, rater) }
}

function costOf(call: Call, rater: Rater): Money | null {
  const leaves = (call.direction === 'outbound' || call.direction === 'through') && call.peer !== ''
  if (!leaves || call.billableSeconds === 0) return { micros: 0, currency: rater.currency }
  const index = rater.find(
    Number(call.peer),
    Number.isNaN(call.answeredAt) ? call.startedAt : call.answeredAt,
  )
  return index < 0 ? null : { micros: rater.cost(index, call.billableSeconds), currency: rater.currency }
}
