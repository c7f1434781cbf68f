import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRater } from '../create-rater.ts'
import { parseDeck } from '../parse-deck.ts'
import { assign, forbidden } from './assign.ts'
import type { BilledCall, InvoiceLine } from './model.ts'
import { parseInvoice } from './parse-invoice.ts'
import { reconcile } from './reconcile.ts'

const header = 'prefix,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency'
const deck = parseDeck(`${header}\n25261,0.85,0,60,60,USD\n4930,0.0125,0,1,1,USD\n`, { file: 'deck.csv' })
const rater = createRater(deck.rates)
const start = Date.UTC(2026, 2, 6, 21)

const call = (id: string, minute: number, seconds: number, to = '252611112223'): BilledCall => {
  const startedAt = start + minute * 60_000
  return {
    id,
    startedAt,
    answeredAt: seconds > 0 ? startedAt + 6000 : Number.NaN,
    billableSeconds: seconds,
    to,
    from: '',
  }
}
/** The line an honest carrier writes for a call. */
const bill = (of: BilledCall, change: Partial<InvoiceLine> = {}): InvoiceLine => {
  const index = rater.find(Number(of.to), of.answeredAt)
  return {
    id: `L-${of.id}`,
    line: 2,
    startedAt: of.answeredAt,
    from: '',
    to: of.to,
    durationSeconds: of.billableSeconds,
    billedSeconds: rater.billedSeconds(index, of.billableSeconds),
    micros: rater.cost(index, of.billableSeconds),
    currency: 'USD',
    description: '',
    ...change,
  }
}
const classes = (lines: InvoiceLine[], calls: BilledCall[]) =>
  reconcile({ lines, calls, rater }).items.map((item) => [
    item.class,
    item.line?.id ?? '',
    item.call?.id ?? '',
    item.deltaMicros,
  ])

const a = call('a', 0, 130)
const b = call('b', 40, 600, '493012345678')
const c = call('c', 90, 61)

describe('reconciliation', () => {
  it('matches what agrees, also billed in whole minutes and rounded to cents', () => {
    const rounded = bill(b, { micros: 130_000 }) // 0.125 exactly
    expect(classes([bill(a), rounded], [a, b])).toEqual([
      ['matched', 'L-a', 'a', 0],
      ['matched', 'L-b', 'b', 5000],
    ])
  })

  it('finds lines the PBX never made, calls the carrier never billed and lines billed twice', () => {
    const stranger = bill(call('x', 60, 300), { id: 'L-x' })
    expect(classes([bill(a), stranger, bill(a, { id: 'L-a2' }), bill(c)], [a, b, c])).toEqual([
      ['matched', 'L-a', 'a', 0],
      ['provider-only', 'L-x', '', 4_250_000],
      ['duplicate', 'L-a2', '', 2_550_000],
      ['matched', 'L-c', 'c', 0],
      ['pbx-only', '', 'b', -125_000],
    ])
  })

  it('tells a wrong rate from too long a time', () => {
    expect(
      classes(
        [
          bill(a, { micros: 2_700_000 }),
          bill(c, { billedSeconds: 180, durationSeconds: 150, micros: 2_550_000 }),
        ],
        [a, c],
      ),
    ).toEqual([
      ['mis-rated', 'L-a', 'a', 150_000],
      ['over-duration', 'L-c', 'c', 850_000],
    ])
  })

  it('calls it over-duration when a call that was never answered is billed', () => {
    const unanswered = call('n', 90, 0)
    const line = bill(call('n', 90, 30), { startedAt: unanswered.startedAt })
    expect(classes([bill(a), line], [a, unanswered])[1]).toEqual(['over-duration', 'L-n', 'n', 850_000])
  })

  it('sees numbers rewritten, foreign currency and credits', () => {
    const rewritten = bill(b, { to: '37167000111', micros: 900_000 })
    const lines = [
      bill(a),
      rewritten,
      bill(c, { currency: 'EUR' }),
      bill(a, { id: 'K', micros: -2_550_000, startedAt: Number.NaN }),
    ]
    expect(classes(lines, [a, b, c])).toEqual([
      ['matched', 'L-a', 'a', 0],
      ['rewritten-number', 'L-b', 'b', 775_000],
      ['currency', 'L-c', 'c', null],
      ['credit', 'K', '', -2_550_000],
    ])
  })

  it('takes a national spelling for the same number', () => {
    expect(classes([bill(b, { to: '03012345678' })], [b])).toEqual([['matched', 'L-b', 'b', 0]])
  })

  it('learns a time zone and a clock that is off, also over the change to summer time', () => {
    const calls = Array.from({ length: 40 }, (_, i) =>
      call(`c${i}`, i * 37, 60 + i, `49301234${1000 + (i % 7)}`),
    )
    const lines = calls.map((each, i) =>
      bill(each, { startedAt: each.answeredAt + (i < 25 ? -8 : -7) * 3_600_000 + 41_000 }),
    )
    const result = reconcile({ lines, calls, rater })
    expect(result.clock).toEqual({ zoneShift: -8 * 3_600_000, skew: 41_000 })
    expect(result.items.map((item) => [item.class, item.call?.id])).toEqual(
      calls.map((each) => ['matched', each.id]),
    )
  })

  it('pairs quick redials of one number so that all lengths agree', () => {
    const calls = [call('1', 0, 30), call('2', 0.7, 45), call('3', 1.6, 20)]
    const lines = calls.map((each) => bill(each, { startedAt: each.answeredAt + 20_000 })).reverse()
    expect(reconcile({ lines, calls, rater }).items.map((item) => item.call?.id)).toEqual(['3', '2', '1'])
  })

  it('adds up to the invoice to the micro-unit, with every line in one item and every call in at most one', () => {
    const someCall = fc.record({
      minute: fc.integer({ min: 0, max: 300 }),
      seconds: fc.integer({ min: 0, max: 900 }),
      tail: fc.integer({ min: 0, max: 3 }),
    })
    const distortion = fc.record({
      drop: fc.boolean(),
      twice: fc.boolean(),
      extra: fc.integer({ min: -3_000_000, max: 3_000_000 }),
      late: fc.integer({ min: -200_000, max: 200_000 }),
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(someCall, distortion), { maxLength: 25 }), (pairs) => {
        const calls = pairs.map(([{ minute, seconds, tail }], i) =>
          call(String(i), minute, seconds, `25261111222${tail}`),
        )
        const lines = pairs.flatMap(([, { drop, twice, extra, late }], i) => {
          const line = bill(call(String(i), pairs[i]?.[0].minute ?? 0, 60), {})
          const bent = { ...line, micros: line.micros + extra, startedAt: line.startedAt + late }
          return drop ? [] : twice ? [bent, { ...bent, id: 'again' }] : [bent]
        })
        const { items } = reconcile({ lines, calls, rater })
        const sum = (amounts: number[]) => amounts.reduce((x, y) => x + y, 0)
        expect(sum(items.map((item) => item.invoicedMicros))).toBe(sum(lines.map((line) => line.micros)))
        expect(items.slice(0, lines.length).map((item) => item.line)).toEqual(lines)
        const used = items.flatMap((item) => item.call?.id ?? [])
        expect(new Set(used).size).toBe(used.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('assignment', () => {
  it('is the cheapest of all that pair as many as possible', () => {
    const cell = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 50 }) },
      { weight: 1, arbitrary: fc.constant(forbidden) },
    )
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
    fc.assert(
      fc.property(matrix, (costs) => {
        const width = costs[0]?.length ?? 0
        const at = (row: number, column: number) => costs[row]?.[column] ?? forbidden
        const value = (chosen: number[]) =>
          chosen.reduce((sum, column, row) => sum + (column < 0 ? 1e6 : at(row, column)), 0)
        const best = (row: number, free: number[]): number => {
          if (row === costs.length) return 0
          const taken = free.map(
            (column) =>
              at(row, column) +
              best(
                row + 1,
                free.filter((other) => other !== column),
              ),
          )
          return Math.min(1e6 + best(row + 1, free), ...taken)
        }
        expect(value(assign(costs.length, width, at))).toBe(best(0, [...Array(width).keys()]))
      }),
      { numRuns: 500 },
    )
  })
})

describe('an invoice', () => {
  it('is read by its header; rows that cannot be used are told of', () => {
    const text =
      'line_id,start_time,from,to,duration_seconds,billed_seconds,amount,currency,description\n' +
      'I1,2026-03-06T21:04:11Z,+17025550100,+252611112223,130,00:03:00,2.55,usd,Somalia\n' +
      'I2,,,,0,0,-2.55,USD,credit\n' +
      'I3,yesterday,,+252611112223,130,180,2.55,USD,\n' +
      'I4,2026-03-06T21:04:11Z,,+252611112223,130,180,"2,55",USD,\n'
    const { lines, rejects } = parseInvoice(text, { file: 'bill.csv' })
    expect(lines).toMatchObject([
      {
        id: 'I1',
        startedAt: Date.UTC(2026, 2, 6, 21, 4, 11),
        from: '17025550100',
        to: '252611112223',
        billedSeconds: 180,
        micros: 2_550_000,
        currency: 'USD',
      },
      { id: 'I2', micros: -2_550_000, startedAt: Number.NaN },
    ])
    expect(rejects.map(({ line }) => line)).toEqual([4, 5])
  })
})
