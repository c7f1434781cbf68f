import { type Call, callAt } from '#core/calls'
import type { StoredCall } from '#core/incidents'
import type { Money } from '#core/kernel'
import { ownTollFree } from '#core/numbering'
import type { Investigated } from './flows/investigate.ts'

const PIECE = 4096

/** Every call that was read, with its country and its price, in order of start. */
export function* storedCalls({ calls, context }: Investigated): Generator<readonly StoredCall[]> {
  for (let b = 0; b < calls.batches; b++) {
    const { length } = calls.batch(b)
    for (let from = 0; from < length; from += PIECE) {
      const batch = calls.batch(b)
      const piece: StoredCall[] = []
      for (let i = from; i < Math.min(length, from + PIECE); i++)
        piece.push(storedCall(callAt(batch, i, context.names), context))
      yield piece
    }
  }
}

type Context = Investigated['context']

/**
 * A call with the country of the other party, and its price: what left the site by the rate of the number called, what
 * came in on the site's toll-free number by that number's, everything else at nothing.
 */
export function storedCall(call: Call, context: Context): StoredCall {
  const country = call.kind === 'external' ? context.numbering.destination(call.destination).country : ''
  return { ...call, country, cost: costOf(call, context) }
}

function chargedNumber(call: Call, { callingCode, numbering }: Context): number {
  if (call.direction === 'outbound' || call.direction === 'through') return Number(call.peer)
  return call.direction === 'inbound' ? ownTollFree(call.dialled, callingCode, numbering) : 0
}

function costOf(call: Call, context: Context): Money | null {
  const { rater } = context
  const number = call.billableSeconds === 0 ? 0 : chargedNumber(call, context)
  if (number === 0) return { micros: 0, currency: rater.currency }
  const index = rater.find(number, Number.isNaN(call.answeredAt) ? call.startedAt : call.answeredAt)
  return index < 0 ? null : { micros: rater.cost(index, call.billableSeconds), currency: rater.currency }
}
