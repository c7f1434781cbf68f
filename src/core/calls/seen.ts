import type { Fingerprint } from './fingerprint.ts'

/** Remembers fingerprints. `add` is true the first time. */
export interface Seen {
  /** `second` is part of what makes the print: rows come in order of time, so what is touched stays in the cache. */
  add(print: Fingerprint, second: number): boolean
}

const SEGMENTS = 256
/** A segment takes 68 minutes of each twelve days: rows in order of time stay in one that the cache holds. */
const SPAN_BITS = 12
const LOAD = 0.82
const GROWTH = 1.22

interface Segment {
  /** Pairs (a, b); (0, 0) is free. */
  slots: Int32Array
  used: number
  limit: number
}

/**
 * Open addressing over 256 segments that grow one at a time, from what `expected` rows need that spread evenly. Records
 * spread over days do; a file that lies within one hour fills one segment, which is held twice while it grows. The chance
 * of one false repeat among ten million fingerprints is about 3 in a million.
 */
export function createSeen(expected = 0): Seen {
  const first = Math.max(16, Math.ceil(expected / SEGMENTS / LOAD))
  const segments: (Segment | undefined)[] = new Array<undefined>(SEGMENTS).fill(undefined)
  const segmentFor = (second: number): Segment => {
    const at = (second >>> SPAN_BITS) & (SEGMENTS - 1)
    const segment = segments[at] ?? segmentOf(first)
    segments[at] = segment
    return segment
  }
  return {
    add(print, second) {
      const segment = segmentFor(second)
      const at = place(segment.slots, print.a, print.b)
      if (segment.slots[at] !== 0 || segment.slots[at + 1] !== 0) return false
      segment.slots[at] = print.a
      segment.slots[at + 1] = print.a === 0 && print.b === 0 ? 1 : print.b
      if (++segment.used >= segment.limit) grow(segment)
      return true
    },
  }
}

const segmentOf = (capacity: number): Segment => ({
  slots: new Int32Array(capacity * 2),
  used: 0,
  limit: Math.floor(capacity * LOAD),
})

/** Index of the fingerprint, or of the free slot where it belongs. */
function place(slots: Int32Array, a: number, b0: number): number {
  const b = a === 0 && b0 === 0 ? 1 : b0
  const length = slots.length
  // Capacities are no powers of two: scale the second hash to the range instead of masking it.
  let at = Math.floor(((b >>> 0) / 4_294_967_296) * (length >> 1)) << 1
  for (;;) {
    const x = slots[at] as number
    const y = slots[at + 1] as number
    if ((x === a && y === b) || (x === 0 && y === 0)) return at
    at += 2
    if (at === length) at = 0
  }
}

function grow(segment: Segment): void {
  const old = segment.slots
  const capacity = Math.max(32, Math.ceil((old.length >> 1) * (old.length < 32_768 ? 2 : GROWTH)))
  const slots = new Int32Array(capacity * 2)
  for (let i = 0; i < old.length; i += 2) {
    const a = old[i] as number
    const b = old[i + 1] as number
    if (a === 0 && b === 0) continue
    const at = place(slots, a, b)
    slots[at] = a
    slots[at + 1] = b
  }
  segment.slots = slots
  segment.limit = Math.floor(capacity * LOAD)
}
