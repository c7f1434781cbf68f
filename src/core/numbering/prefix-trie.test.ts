import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPrefixTrie } from './prefix-trie.ts'

const prefix = fc.stringMatching(/^[0-3]{0,6}$/)
const entries = fc.array(fc.tuple(prefix, fc.nat(1_000_000)), { maxLength: 60 })
const digits = fc.stringMatching(/^[1-3][0-4]{0,9}$/)

it('finds the longest prefix, as a naive search does', () => {
  fc.assert(
    fc.property(entries, digits, (list, number) => {
      const trie = createPrefixTrie(list)
      const known = new Map(list)
      const longest = [...known.keys()]
        .filter((key) => number.startsWith(key))
        .sort((a, b) => b.length - a.length)[0]
      const expected = longest === undefined ? -1 : known.get(longest)
      expect(trie.find(number)).toBe(expected)
      expect(trie.findNumber(Number(number))).toBe(expected)
      expect(trie.matchedLength(number)).toBe(longest?.length ?? 0)
    }),
    { numRuns: 3_000 },
  )
})

it('grows to a whole deck', () => {
  const deck = Array.from(
    { length: 30_000 },
    (_, index) => [String(100_000 + index * 7), index] as [string, number],
  )
  const trie = createPrefixTrie(deck)
  for (const [key, value] of deck) expect(trie.find(`${key}99`)).toBe(value)
  expect(trie.find('99')).toBe(-1)
})

it('stops at what is no digit, and knows numbers up to 15 digits', () => {
  const trie = createPrefixTrie([
    ['44', 0],
    ['4420', 7],
    ['100000000', 9],
  ]) // prettier-ignore
  expect([trie.find('44x20'), trie.find('4420'), trie.find(''), trie.find('x')]).toEqual([0, 7, -1, -1])
  expect(
    [100_000_000, 100_000_000_000_000, 999_999_999_999_999, 1e15, -44, 4.4].map(trie.findNumber),
  ).toEqual([9, 9, -1, -1, -1, -1])
})

it('refuses what it cannot hold', () => {
  expect(() => createPrefixTrie([['+44', 1]])).toThrow(RangeError)
  expect(() => createPrefixTrie([['44', -1]])).toThrow(RangeError)
  expect(() => createPrefixTrie([['44', 2 ** 31]])).toThrow(RangeError)
})
