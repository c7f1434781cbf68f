import { describe, expect, it } from 'vitest'
import { bundle } from '../../../test/support/advisories.ts'
import { judge, rangeText } from './judge.ts'
import type { Statement, VersionRange } from './model.ts'
import { productOf } from './product.ts'

/** The version next to a boundary: its last number one more or one less; a zero takes one from the number before. */
function neighbour(text: string, by: 1 | -1): string | null {
  const numbers = [...text.matchAll(/\d+/g)]
  for (const found of numbers.reverse()) {
    const value = Number(found[0]) + by
    if (value < 0) continue
    const rest = text.slice(found.index + found[0].length).replace(/\d+/g, by === 1 ? '0' : '999')
    return text.slice(0, found.index) + String(value) + rest
  }
  return null
}

const said = (statement: Statement, version: string): string =>
  judge(statement, productOf(statement.vendor, statement.product), version).status

interface Case {
  readonly version: string
  readonly wanted: string
  readonly why: string
}

/** The boundary of one range alone, one below, one above: what is affected follows from the words of the range. */
function casesOf(range: VersionRange): Case[] {
  const end = range.before ?? range.upTo ?? range.exact
  if (end === undefined || /x/.test(end)) return []
  const [below, above] = [neighbour(end, -1), neighbour(end, 1)]
  const lone = range.exact !== undefined
  const at: Case = {
    version: end,
    wanted: range.before === undefined ? 'affected' : 'not-affected',
    why: 'boundary',
  }
  const under =
    below && !isBefore(below, range)
      ? [{ version: below, wanted: lone ? 'unknown' : 'affected', why: 'one below' }]
      : []
  const over = above ? [{ version: above, wanted: lone ? 'unknown' : 'not-affected', why: 'one above' }] : []
  return [at, ...under, ...over]
}

const isBefore = (version: string, { from, after }: VersionRange): boolean => {
  const start = from ?? after
  if (start === undefined) return false
  const [a, b] = [version, start].map((text) => (text.match(/\d+/g) ?? []).map(Number))
  for (let at = 0; at < 6; at += 1) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return after !== undefined
}

describe('every advisory', () => {
  it('judges each boundary, one below and one above as its words say, and what has no version as unknown', () => {
    const wrong: string[] = []
    const checked = new Set<string>()
    let cases = 0
    for (const { id, statements } of bundle.advisories)
      for (const statement of statements) {
        if (statement.ranges.length === 0 && said(statement, '1.2.3') === 'unknown') checked.add(id)
        for (const range of statement.ranges) {
          const alone = {
            vendor: statement.vendor,
            product: statement.product,
            provider: statement.provider,
            ranges: [range],
          }
          for (const { version, wanted, why } of casesOf(range)) {
            cases += 1
            checked.add(id)
            const status = said(alone, version)
            if (status !== wanted)
              wrong.push(
                `${id} ${statement.product} ${rangeText(range)}: ${version} (${why}) ${status}, wanted ${wanted}`,
              )
          }
        }
      }
    expect(wrong).toEqual([])
    expect(checked.size).toBeGreaterThanOrEqual(150)
    expect(cases).toBeGreaterThan(1_000)
  })
  it('calls no fix affected that one of its own statements names for the same branch', () => {
    const wrong = bundle.advisories.flatMap(({ id, statements }) =>
      statements.flatMap((statement) =>
        statement.ranges.flatMap(({ before }) =>
          before !== undefined &&
          said(statement, before) === 'affected' &&
          !statement.ranges.some(({ exact }) => exact === before)
            ? [`${id} ${statement.product} ${before}`]
            : [],
        ),
      ),
    )
    expect(wrong).toEqual([])
  })
})
