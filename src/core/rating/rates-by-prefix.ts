import { buildPrefixes, openPrefixes, type PrefixNodes } from '#core/numbering'
import type { Rate } from './model.ts'

/** Rates in the order their index counts, without the rates: plain arrays, which another thread may have made. */
export interface RateIndex {
  readonly nodes: PrefixNodes
  /** First rate of each group of one prefix; one more at the end. */
  readonly first: Int32Array
  /** Since when each rate is in force. */
  readonly from: Float64Array
  /** The group of the next shorter prefix, -1 when there is none. */
  readonly shorter: Int32Array
}

/** The index, and the rates in its order. */
export function indexRates(deck: Iterable<Rate>): {
  readonly rates: readonly Rate[]
  readonly index: RateIndex
} {
  const rows = [...deck]
  const { groups, earlier, last } = grouped(rows)
  const first = new Int32Array(groups.size + 1)
  const rates: Rate[] = []
  for (let group = 0; group < last.length; group++) {
    first[group] = rates.length
    const row = last[group] as number
    if (earlier[row] === -1) rates.push(rows[row] as Rate)
    else for (const rate of latestFirst(rows, earlier, row)) rates.push(rate)
  }
  first[groups.size] = rates.length
  const nodes = buildPrefixes(groups)
  const trie = openPrefixes(nodes)
  const shorter = new Int32Array(groups.size)
  for (const [prefix, group] of groups) shorter[group] = trie.find(prefix.slice(0, -1))
  return {
    rates,
    index: { nodes, first, from: Float64Array.from(rates, (rate) => rate.effectiveFrom), shorter },
  }
}

/**
 * Index of the rate in force, -1 when there is none. Rows not yet in force do not exist; of the rest the longest prefix wins, and of
 * its rows the latest (of two from the same instant the one further down the deck). A prefix all of whose rows lie ahead falls back
 * on a shorter one.
 */
export function rateFinder({ nodes, first, from, shorter }: RateIndex): (e164: number, at: number) => number {
  const trie = openPrefixes(nodes)
  return (e164, at) => {
    for (let group = trie.findNumber(e164); group >= 0; group = shorter[group] as number) {
      const end = first[group + 1] as number
      for (let i = first[group] as number; i < end; i++) if ((from[i] as number) <= at) return i
    }
    return -1
  }
}

interface Grouped {
  /** Prefixes in order of their first row, numbered. */
  readonly groups: ReadonlyMap<string, number>
  /** The row before with the same prefix, -1 when there is none. */
  readonly earlier: Int32Array
  /** Last row of each group. */
  readonly last: readonly number[]
}

/** Chains instead of a list for each prefix: nearly all have one row (100,000 lists take 60 ms). */
function grouped(rows: readonly Rate[]): Grouped {
  const groups = new Map<string, number>()
  const earlier = new Int32Array(rows.length).fill(-1)
  const last: number[] = []
  for (let row = 0; row < rows.length; row++) {
    const { prefix } = rows[row] as Rate
    const group = groups.get(prefix)
    if (group === undefined) {
      groups.set(prefix, last.length)
      last.push(row)
    } else {
      earlier[row] = last[group] as number
      last[group] = row
    }
  }
  return { groups, earlier, last }
}

/** The sort is stable, and the chain has the later row of a tie in front. */
function latestFirst(rows: readonly Rate[], earlier: Int32Array, last: number): Rate[] {
  const found: Rate[] = []
  for (let row = last; row >= 0; row = earlier[row] as number) found.push(rows[row] as Rate)
  return found.sort((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? 1 : a.effectiveFrom > b.effectiveFrom ? -1 : 0,
  )
}
