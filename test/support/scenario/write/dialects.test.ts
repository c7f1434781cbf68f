import { describe, expect, it } from 'vitest'
import { dialects, generate, type Scenario, writeDialect } from '../index.ts'

const scenario = generate({ seed: 12, extensions: 10, attack: 'A4', ongoing: false, history: true })
const textOf = (s: Scenario, dialect: (typeof dialects)[number], quirks = false): string =>
  writeDialect(s, dialect, { quirks }).files[0]?.text ?? ''
const lines = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '')

/** Fields of a line of quoted CSV. */
const cells = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map((m) => (m[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'))

/** Cost by the deck's own text: longest prefix, exact, half up. No effective dates: the deck of this seed has none. */
function oracle(deck: string, e164: string, seconds: number): bigint {
  const rows = deck
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',')) // prettier-ignore
  const best = rows
    .filter(([prefix = '']) => e164.startsWith(prefix))
    .sort((a, b) => (b[0] ?? '').length - (a[0] ?? '').length)[0]
  if (!best || seconds === 0) return 0n
  const [, , rate = '0', fee = '0', initial = '1', recurring = '1', , , minimum = '0'] = best
  const micro = (text: string): bigint => BigInt(Math.round(Number(text || '0') * 1e9))
  const steps = Math.ceil(Math.max(0, seconds - Number(initial)) / Number(recurring))
  const nano60 = micro(fee) * 60n + micro(rate) * BigInt(Number(initial) + steps * Number(recurring))
  const least = micro(minimum) * 60n
  return ((nano60 > least ? nano60 : least) * 2n + 60_000n) / 120_000n
}

describe('every dialect', () => {
  it.each(dialects)('%s is written the same twice and names every call once', (dialect) => {
    const first = writeDialect(scenario, dialect)
    expect(writeDialect(scenario, dialect).files).toEqual(first.files)
    expect(new Set(first.ids.values()).size).toBe(first.ids.size)
    for (const [call, id] of first.ids) expect(first.rowIds.get(id)).toBe(call)
  })

  it.each(dialects.filter((d) => d !== 'asterisk-security'))('%s mentions each id it promises', (dialect) => {
    const { ids, files } = writeDialect(scenario, dialect, { quirks: false })
    const text = files[0]?.text ?? ''
    const absent = [...ids.values()].filter((id) => !text.includes(id))
    expect(absent).toEqual([])
  })
})

describe('Asterisk', () => {
  it('has the columns of cdr_csv, with and without the new ones, and of cdr_custom', () => {
    const widths = (['asterisk-csv', 'asterisk-csv-18', 'asterisk-csv-custom'] as const).map(
      (dialect) => new Set(lines(textOf(scenario, dialect)).map((line) => cells(line).length)),
    )
    expect(widths.map((set) => [...set])).toEqual([[21], [18], [19]])
  })

  it('writes a row for each phone that rang and two for a forward', () => {
    const text = lines(textOf(scenario, 'asterisk-csv')).map(cells)
    const rowsOf = (id: string): number => text.filter((row) => row[19] === id).length
    const { ids } = writeDialect(scenario, 'asterisk-csv', { quirks: false })
    const group = scenario.calls.find((call) => call.shape === 'ring-group')
    const forward = scenario.calls.find((call) => call.entry === 'forward')
    if (!group || !forward) throw new Error('the seed has neither')
    expect(rowsOf(ids.get(group) ?? '')).toBe(group.members.length + 1)
    expect(rowsOf(ids.get(forward) ?? '')).toBe(2)
  })
})

describe('the price of fraud', () => {
  it('is the sum by the deck as it stands in the file', () => {
    for (const seed of [12, 13, 15, 20]) {
      const s = generate({ seed, extensions: 10, attack: 'A1', ongoing: false })
      if (s.deck.includes('T00:00:00Z')) continue
      const sum = s.truth.fraudCalls.reduce(
        (total, call) => total + (call.end < s.until ? oracle(s.deck, call.peer, call.seconds) : 0n),
        0n,
      )
      expect(BigInt(s.truth.exposureMicros)).toBe(sum)
    }
  })

  it('grows with the calls still up where the format shows them', () => {
    const s = generate({ seed: 12, extensions: 10, attack: 'A1', ongoing: true })
    expect(writeDialect(s, 'asterisk-csv').exposureMicros).toBe(s.truth.exposureMicros)
    expect(writeDialect(s, 'asterisk-cel').exposureMicros).toBeGreaterThan(s.truth.exposureMicros)
  })
})
