import type { Resolved } from '#core/numbering'
import { unpackText } from './plain-row.ts'

/** Where numbers lead, as numbers: found with one visit to memory. */
export interface Led {
  /** Place of a packed number; `peer` and `facts` of it hold until the next call. */
  find(packed: number): number
  /** E.164 as a number, 0 when unresolved. */
  peer(place: number): number
  /** What `factsOf` makes of it. */
  facts(place: number): number
}

const BITS = 17
const WIDTH = 4
/** By their numbers in batches. */
export const kinds = ['external', 'internal', 'emergency', 'feature', 'short', 'unknown'] as const

/** destination + 65,536·international + 131,072·invalid + 262,144·kind. */
export const factsOf = ({ destination, international, invalid, kind }: Resolved): number =>
  destination + (international ? 65_536 : 0) + (invalid ? 131_072 : 0) + 262_144 * kinds.indexOf(kind)
export const destinationIn = (facts: number): number => facts & 0xffff
/** 1 international, 2 invalid. */
export const flagsIn = (facts: number): number => (facts >> 16) & 3
export const kindIn = (facts: number): number => facts >> 18

/** Remembers 131,072 numbers, each in half a cache line; a later one takes the place of an earlier. */
export function createLed(resolve: (text: string) => Resolved): Led {
  const table = new Float64Array(WIDTH << BITS)
  return {
    find(packed) {
      const high = Math.floor(packed / 67_108_864)
      const low = packed - high * 67_108_864
      const place = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> (32 - BITS)) * WIDTH
      // 0 is the text '', and what a free place says.
      if (table[place] === packed && (packed !== 0 || table[place + 3] === 1)) return place
      const found = resolve(unpackText(packed))
      table[place] = packed
      table[place + 1] = found.number
      table[place + 2] = factsOf(found)
      table[place + 3] = 1
      return place
    },
    peer: (place) => table[place + 1] as number,
    facts: (place) => table[place + 2] as number,
  }
}
