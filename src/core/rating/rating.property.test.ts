import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileDeck, createRater, openDeck } from './create-rater.ts'
import { parseDeck } from './parse-deck.ts'

/*
 * The oracle: the rules of the rate deck written down once more, in plain fractions of bigint and with a scan over
 * every row of the deck as text. It shares no code with the room.
 */
interface Row {
  readonly prefix: string
  readonly rate: string
  readonly fee: string
  readonly initial: number
  readonly recurring: number
  readonly from: number | null
  readonly minimum: string
}

type Fraction = readonly [bigint, bigint]

function fraction(decimal: string): Fraction {
  const [whole = '0', decimals = ''] = decimal.split('.')
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)]
}
const plus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]
const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]]
const isLess = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1]

function oracleRow(rows: readonly Row[], number: string, at: number): Row | null {
  let best: Row | null = null
  for (const row of rows) {
    if (!number.startsWith(row.prefix) || (row.from !== null && row.from > at)) continue
    const from = row.from ?? Number.NEGATIVE_INFINITY
    const longer = best === null || row.prefix.length > best.prefix.length
    const later =
      best !== null && row.prefix === best.prefix && from >= (best.from ?? Number.NEGATIVE_INFINITY)
    if (longer || later) best = row
  }
  return best
}

function oracleCost(row: Row, seconds: number): bigint {
  if (seconds === 0) return 0n
  let billed = row.initial
  while (billed < seconds) billed += row.recurring
  let cost = plus(fraction(row.fee), times(fraction(row.rate), [BigInt(billed), 60n]))
  if (isLess(cost, fraction(row.minimum))) cost = fraction(row.minimum)
  // Half up: add a half, then take the whole part.
  const [n, d] = plus(times(cost, [1_000_000n, 1n]), [1n, 2n])
  return n / d
}

const decimal = (digits: number) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 30 }),
      fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: digits }),
    )
    .map(([whole, decimals]) => (decimals === '' ? String(whole) : `${whole}.${decimals}`))
// Few first digits, so that prefixes nest; instants close together, so that dates of effect matter.
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom('1', '2', '5'), minLength: min, maxLength: max })
const epoch = Date.UTC(2026, 0, 1)
const instant = fc.integer({ min: 0, max: 40 }).map((hours) => epoch + hours * 3_600_000)
const row: fc.Arbitrary<Row> = fc.record({
  prefix: digits(1, 7),
  rate: fc.oneof(decimal(4), decimal(6), decimal(14)),
  fee: fc.oneof(fc.constant('0'), decimal(3), decimal(9)),
  initial: fc.constantFrom(1, 6, 30, 60, 0),
  recurring: fc.constantFrom(1, 6, 30, 60),
  from: fc.option(instant, { nil: null }),
  minimum: fc.oneof({ weight: 3, arbitrary: fc.constant('0') }, { weight: 1, arbitrary: decimal(8) }),
})
const call = fc.record({
  number: digits(7, 15),
  at: instant,
  seconds: fc.oneof(
    fc.constantFrom(0, 1, 59, 60, 61),
    fc.integer({ min: 0, max: 7200 }),
    fc.integer({ min: 0, max: 90_000 }),
  ),
})

function asCsv(rows: readonly Row[]): string {
  const header =
    'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from,minimum_charge'
  const lines = rows.map((r) => {
    const from = r.from === null ? '' : new Date(r.from).toISOString()
    return [r.prefix, '', r.rate, r.fee, r.initial, r.recurring, 'USD', from, r.minimum].join(',')
  })
  return [header, ...lines].join('\n')
}

describe('rating', () => {
  it('equals exact rational arithmetic to the last micro-unit on 120,000 calls over 600 decks', () => {
    let compared = 0
    let rated = 0
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.array(call, { minLength: 200, maxLength: 200 }),
        (rows, calls) => {
          const { rates } = parseDeck(asCsv(rows), { file: 'deck.csv' })
          const rater = createRater(rates)
          const sent = openDeck(structuredClone(compileDeck(rates)))
          for (const { number, at, seconds } of calls) {
            const wanted = oracleRow(rows, number, at)
            const index = rater.find(Number(number), at)
            compared++
            if (wanted === null) {
              expect(index).toBe(-1)
              continue
            }
            rated++
            expect(rater.rate(index).prefix).toBe(wanted.prefix)
            expect(BigInt(rater.cost(index, seconds))).toBe(oracleCost(wanted, seconds))
            // The same deck compiled in another thread.
            expect(sent.find(Number(number), at)).toBe(index)
            expect(sent.cost(index, seconds)).toBe(rater.cost(index, seconds))
            expect(sent.rate(index)).toEqual(rater.rate(index))
          }
        },
      ),
      { numRuns: 600 },
    )
    expect(compared).toBeGreaterThanOrEqual(120_000)
    expect(rated).toBeGreaterThan(20_000)
  })

  it('never gets cheaper while a call runs', () => {
    fc.assert(
      fc.property(
        row,
        fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 2, maxLength: 50 }),
        (rates, instants) => {
          const rater = createRater(parseDeck(asCsv([{ ...rates, from: null }]), { file: 'deck.csv' }).rates)
          const costs = instants.sort((a, b) => a - b).map((seconds) => rater.cost(0, seconds))
          expect(costs).toEqual([...costs].sort((a, b) => a - b))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is the same in plain numbers and in bigint around the largest amounts that plain numbers hold', () => {
    const huge = fc.record({
      ...rowParts(),
      rate: fc.bigInt({ min: 10n ** 9n, max: 10n ** 12n - 1n }).map(String),
    })
    fc.assert(
      fc.property(huge, fc.integer({ min: 1, max: 60_000 }), (rates, seconds) => {
        const rater = createRater(parseDeck(asCsv([{ ...rates, from: null }]), { file: 'deck.csv' }).rates)
        const exact = oracleCost({ ...rates, from: null }, seconds)
        const most = BigInt(Number.MAX_SAFE_INTEGER)
        expect(BigInt(rater.cost(0, seconds))).toBe(exact > most ? most : exact)
      }),
      { numRuns: 3000 },
    )
  })
})

function rowParts() {
  return {
    prefix: fc.constant('1'),
    fee: decimal(9),
    initial: fc.constantFrom(1, 60),
    recurring: fc.constantFrom(1, 6),
    from: fc.constant(null),
    minimum: fc.constant('0'),
  }
}
