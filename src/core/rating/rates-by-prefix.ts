import { createPrefixTrie } from '#core/numbering'
import type { Rate } from './model.ts'

/** Rates in the order their index counts, and the look-up of the one in force. */
export interface RatesByPrefix {
  readonly rates: readonly Rate[]
  find(e164: number, at: number): number
}

/**
 * Rows not yet in force do not exist; of the rest the longest prefix wins, and of its rows the latest (of two from
 * the same instant the one further down the deck). A prefix all of whose rows lie ahead falls back on a shorter one.
 */
export function ratesByPrefix(deck: Iterable<Rate>): RatesByPrefix {
  const byPrefix = new Map<string, Rate[]>()
  for (const rate of deck) {
    const rows = byPrefix.get(rate.prefix)
    if (rows) rows.push(rate)
    else byPrefix.set(rate.prefix, [rate])
  }
  const groups = [...byPrefix.keys()]
  const groupOf = new Map(groups.map((prefix, group) => [prefix, group]))
  const first = new Int32Array(groups.length + 1)
  const shorter = new Int32Array(groups.length)
  const rates: Rate[] = []
  for (const [group, prefix] of groups.entries()) {
    first[group] = rates.length
    shorter[group] = nextShorter(prefix, groupOf)
    // Latest first; the sort is stable, so reversing first puts the later row of a tie in front.
    const rows = (byPrefix.get(prefix) ?? []).reverse()
    rates.push(
      ...rows.sort((a, b) =>
        a.effectiveFrom < b.effectiveFrom ? 1 : a.effectiveFrom > b.effectiveFrom ? -1 : 0,
      ),
    )
  }
  first[groups.length] = rates.length
  const from = Float64Array.from(rates, (rate) => rate.effectiveFrom)
  const trie = createPrefixTrie(groupOf)
  return {
    rates,
    find(e164, at) {
      for (let group = trie.findNumber(e164); group >= 0; group = shorter[group] as number) {
        const end = first[group + 1] as number
        for (let i = first[group] as number; i < end; i++) if ((from[i] as number) <= at) return i
      }
      return -1
    },
  }
}

function nextShorter(prefix: string, groupOf: ReadonlyMap<string, number>): number {
  for (let length = prefix.length - 1; length > 0; length--) {
    const group = groupOf.get(prefix.slice(0, length))
    if (group !== undefined) return group
  }
  return -1
}
