import type { Family, Field, Range } from '../model.ts'
import type { Algebra } from './algebra.ts'
import { all, none, type PacketSet } from './nodes.ts'

/** A run of variables that spell one number, its highest bit first. */
export interface Word {
  readonly first: number
  readonly bits: number
}

// Order matters for size, not for truth: what rules split on first stands first, addresses late, conditions last.
const HOP_BITS = 12
const HEADER = 1_000
const CONDITIONS = 100_000

export const interfaceWord = (hop: number, side: 'in' | 'out'): Word => ({
  first: hop * 2 * HOP_BITS + (side === 'in' ? 0 : HOP_BITS),
  bits: HOP_BITS,
})

const WORDS: Readonly<Record<Field, Word>> = {
  proto: { first: HEADER, bits: 8 },
  dport: { first: HEADER + 10, bits: 16 },
  icmpType: { first: HEADER + 30, bits: 8 },
  icmpCode: { first: HEADER + 40, bits: 8 },
  tcpFlags: { first: HEADER + 50, bits: 8 },
  dst: { first: HEADER + 100, bits: 128 },
  src: { first: HEADER + 300, bits: 128 },
  sport: { first: HEADER + 500, bits: 16 },
}

export const wordOf = (field: Field, family: Family): Word => {
  const word = WORDS[field]
  return family === 4 && (field === 'src' || field === 'dst') ? { first: word.first, bits: 32 } : word
}

/** Variables that stand for conditions headers cannot decide. */
export const conditionVariable = (index: number): number => CONDITIONS + index
export const conditionIndex = (variable: number): number => variable - CONDITIONS
export const firstCondition = CONDITIONS

export const topOf = (bits: number): bigint => (1n << BigInt(bits)) - 1n

/** Sorted, without overlap, cut to the word. */
function tidy(ranges: readonly Range[], top: bigint): Range[] {
  const inside = ranges
    .filter(([low, high]) => low <= high && low <= top && high >= 0n)
    .map(([low, high]): Range => [low < 0n ? 0n : low, high > top ? top : high])
    .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  const merged: Range[] = []
  for (const range of inside) {
    const last = merged.at(-1)
    if (last && range[0] <= last[1] + 1n)
      merged[merged.length - 1] = [last[0], range[1] > last[1] ? range[1] : last[1]]
    else merged.push(range)
  }
  return merged
}

/** The packets whose word lies in one of the ranges. */
export function inRanges(algebra: Algebra, word: Word, given: readonly Range[]): PacketSet {
  const ranges = tidy(given, topOf(word.bits))
  const build = (bit: number, low: bigint, from: number, to: number): PacketSet => {
    if (from >= to) return none
    const high = low + topOf(word.bits - bit)
    const [first] = ranges.slice(from, from + 1)
    if (first && first[0] <= low && first[1] >= high) return all
    const middle = low + (1n << BigInt(word.bits - bit - 1))
    let split = from
    while (split < to && (ranges[split] as Range)[0] < middle) split += 1
    const lowEnd = split
    const highStart = split > from && (ranges[split - 1] as Range)[1] >= middle ? split - 1 : split
    return algebra.node(
      word.first + bit,
      build(bit + 1, low, from, lowEnd),
      build(bit + 1, middle, firstReaching(ranges, highStart, to, middle), to),
    )
  }
  return build(0, 0n, 0, ranges.length)
}

function firstReaching(ranges: readonly Range[], from: number, to: number, point: bigint): number {
  let at = from
  while (at < to && (ranges[at] as Range)[1] < point) at += 1
  return at
}

/** The packets of whose word the bits of the mask are those of the value. */
export function withBits(algebra: Algebra, word: Word, value: bigint, mask: bigint): PacketSet {
  let set: PacketSet = all
  for (let bit = word.bits - 1; bit >= 0; bit -= 1) {
    const place = BigInt(word.bits - 1 - bit)
    if (((mask >> place) & 1n) === 0n) continue
    set =
      ((value >> place) & 1n) === 1n
        ? algebra.node(word.first + bit, none, set)
        : algebra.node(word.first + bit, set, none)
  }
  return set
}

export interface Pieces {
  readonly pieces: { range: Range; rest: PacketSet }[]
  readonly whole: boolean
}

/** The values of a word in a set, each piece with the rest of the set it goes with. Stops at `most` pieces. */
export function piecesOf(algebra: Algebra, set: PacketSet, word: Word, most: number): Pieces {
  const pieces: { range: Range; rest: PacketSet }[] = []
  let whole = true
  const end = word.first + word.bits
  const add = (low: bigint, high: bigint, rest: PacketSet): void => {
    const last = pieces.at(-1)
    if (last && last.rest === rest && last.range[1] + 1n === low) last.range = [last.range[0], high]
    else if (pieces.length < most) pieces.push({ range: [low, high], rest })
    else whole = false
  }
  const walk = (at: PacketSet, bit: number, low: bigint): void => {
    if (at === none || !whole) return
    const variable = algebra.variableOf(at)
    if (variable >= end) {
      add(low, low + topOf(word.bits - bit), at)
      return
    }
    const here = variable === word.first + bit
    walk(here ? algebra.low(at) : at, bit + 1, low)
    walk(here ? algebra.high(at) : at, bit + 1, low + (1n << BigInt(word.bits - bit - 1)))
  }
  walk(set, 0, 0n)
  return { pieces, whole }
}
