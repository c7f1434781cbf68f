import type { DialPlan, Resolved } from '#core/numbering'
import { unpackText } from './plain-row.ts'

/** What is known of a number as it was written. */
export interface KnownNumber {
  readonly packed: number
  readonly text: string
  outward: Resolved | null
  inward: Resolved | null
}

/**
 * Numbers by their packed form with their text and where they lead, as far as remembered: a look-up in a table of
 * numbers, where a Map of texts wants the text first and hashes it.
 */
export interface NumberBook {
  of(packed: number): KnownNumber
  /** Where it leads when it is dialled, and who it is as a caller. */
  outward(known: KnownNumber): Resolved
  inward(known: KnownNumber): Resolved
}

const BITS = 17
const SLOTS = 1 << BITS
const NOTHING: KnownNumber = { packed: 0, text: '', outward: null, inward: null }

export function createNumberBook(plan: DialPlan): NumberBook {
  const keys = new Float64Array(SLOTS)
  const known = new Array<KnownNumber>(SLOTS).fill(NOTHING)
  return {
    of(packed) {
      if (packed === 0) return NOTHING
      const high = Math.floor(packed / 67_108_864)
      const low = packed - high * 67_108_864
      const slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> (32 - BITS)) & (SLOTS - 1)
      if (keys[slot] === packed) return known[slot] as KnownNumber
      // The second of two places; what is found there moves up.
      const other = slot ^ 1
      if (keys[other] === packed) return known[other] as KnownNumber
      const fresh: KnownNumber = { packed, text: unpackText(packed), outward: null, inward: null }
      keys[other] = keys[slot] as number
      known[other] = known[slot] as KnownNumber
      keys[slot] = packed
      known[slot] = fresh
      return fresh
    },
    outward(number) {
      number.outward ??= plan.resolve(number.text)
      return number.outward
    },
    inward(number) {
      number.inward ??= plan.resolveCaller(number.text)
      return number.inward
    },
  }
}
