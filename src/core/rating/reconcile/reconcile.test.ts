import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRater } from '../create-rater.ts'
import { parseDeck } from '../parse-deck.ts'
import { findingsOf } from './findings.ts'
import type { BilledCall, InvoiceLine } from './model.ts'
import { reconcile } from './reconcile.ts'
import { totalsOf } from './totals.ts'

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
    account: '1004',
    inbound: false,
  }
}
const dayStart = (at: number) => Math.floor(at / 86_400_000) * 86_400_000
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
  reconcile({ lines, calls, rater, dayStart }).items.map((item) => [
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
      ['duplicate', 'L-a2', 'a', 2_550_000],
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

  it('takes a spelling that half the lines share for a habit, and one of a few for a rewriting', () => {
    const calls = Array.from({ length: 8 }, (_, i) => call(`g${i}`, 20 * i, 90, `4930123456${10 + i}`))
    const spelt = (national: number) =>
      classes(
        calls.map((each, i) => bill(each, { to: i < national ? `0${each.to.slice(2)}` : each.to })),
        calls,
      ).map(([kind]) => kind)
    expect(spelt(6)).toEqual(Array(8).fill('matched'))
    expect(spelt(1)).toEqual(['rewritten-number', ...Array(7).fill('matched')])
  })

  it('learns which number each account shows, and tells when a line shows another', () => {
    const calls = Array.from({ length: 12 }, (_, i) => call(`f${i}`, 20 * i, 90, `4930123456${10 + i}`))
    const lines = calls.map((each, i) => bill(each, { from: i === 7 ? '17025550199' : '17025550100' }))
    expect(classes(lines, calls).map(([kind]) => kind)).toEqual(
      calls.map((_, i) => (i === 7 ? 'rewritten-number' : 'matched')),
    )
  })

  it('pairs two calls alike with two lines alike, and a third line is the duplicate', () => {
    const twins = [call('t1', 0, 130), call('t2', 0.02, 130)]
    const lines = [...twins.map((each) => bill(each)), bill(a, { id: 'third' })]
    expect(classes(lines, twins).map(([kind]) => kind)).toEqual(['matched', 'matched', 'duplicate'])
  })

  it('knows the repetition by the line that fits the call, also where it comes first', () => {
    const early = bill(a, { id: 'early', startedAt: a.answeredAt - 2000 })
    const others = [b, c].map((each) => bill(each))
    expect(classes([early, bill(a), ...others], [a, b, c]).slice(0, 2)).toEqual([
      ['duplicate', 'early', 'a', 2_550_000],
      ['matched', 'L-a', 'a', 0],
    ])
  })

  it('does not take a redial that nobody answered for the call of a line billed twice', () => {
    const redial = call('r', -0.5, 0)
    expect(classes([bill(a), bill(a, { id: 'again' })], [redial, a]).map(([kind]) => kind)).toEqual([
      'matched',
      'duplicate',
    ])
  })

  it('may bill a call that came in, and need not', () => {
    const inbound = (id: string, minute: number): BilledCall => ({
      ...call(id, minute, 60, '18005550123'),
      inbound: true,
    })
    const seconds = { durationSeconds: 60, billedSeconds: 60 }
    const tollFree = bill(a, { ...seconds, to: '18005550123', startedAt: inbound('i', 30).answeredAt })
    const found = classes([bill(a), tollFree], [a, inbound('i', 30), inbound('j', 50)])
    expect(found.map(([kind, , id]) => [kind, id])).toEqual([
      ['matched', 'a'],
      ['matched', 'i'],
    ])
  })

  it('leaves calls of other months alone, but not the ones forgotten at the edges', () => {
    const month = Array.from({ length: 5 }, (_, i) => call(`m${i}`, i * 1440, 60))
    const edge = call('edge', 6 * 1440, 60)
    const before = Array.from({ length: 9 }, (_, i) => call(`b${i}`, -30 * 1440 + i * 60, 60))
    const lines = month.map((each) => bill(each))
    expect(
      classes(lines, [...month, edge])
        .at(-1)
        ?.slice(0, 3),
    ).toEqual(['pbx-only', '', 'edge'])
    const result = reconcile({ lines, calls: [...before, ...month], rater, dayStart })
    expect(result.items).toHaveLength(5)
    expect(result.outsidePeriod).toBe(9)
  })

  it('asks back what was charged too much, but not what a credit took back already', () => {
    const again = bill(a, { id: 'again' })
    const stranger = bill(call('x', 60, 300), { id: 'L-x' })
    const back = { ...again, id: 'K', micros: -again.micros }
    const rent = { ...bill(a), id: 'R', to: '', micros: 25_000_000 }
    const { items } = reconcile({ lines: [bill(a), again, stranger, back], calls: [a], rater, dayStart })
    expect(totalsOf(items, [rent])).toEqual([
      {
        currency: 'USD',
        invoiceMicros: 2_550_000 + 2_550_000 + 4_250_000 - 2_550_000 + 25_000_000,
        byClass: new Map([
          ['matched', 2_550_000],
          ['duplicate', 2_550_000],
          ['provider-only', 4_250_000],
          ['credit', -2_550_000],
        ]),
        otherMicros: 25_000_000,
        disputedMicros: 4_250_000,
        disputedByClass: new Map([['provider-only', 4_250_000]]),
        unauthorisedMicros: 0,
      },
    ])
  })

  it('asks back, besides, what was charged rightly for calls an intruder placed, and nothing twice', () => {
    const again = bill(a, { id: 'again' })
    const { items } = reconcile({ lines: [bill(a), again], calls: [a], rater, dayStart })
    const [total] = totalsOf(items, [], ({ id }) => id === a.id)
    expect(total).toMatchObject({
      invoiceMicros: 5_100_000,
      disputedMicros: 2_550_000,
      unauthorisedMicros: 2_550_000,
    })
  })

  it('calls strangers on the trunk a breach, unless the records do not reach that far', () => {
    const strangers = [0, 1, 2].map((i) => bill(call(`x${i}`, 60 + i, 300), { id: `X${i}` }))
    const { items } = reconcile({ lines: [bill(a), ...strangers], calls: [a], rater, dayStart })
    const reach = { from: start, to: start + 600_000 }
    expect(findingsOf(items, 'USD', reach)).toMatchObject([
      { kind: 'trunk-credentials', lines: 3, micros: 3 * 4_250_000, numbers: ['252611112223'] },
    ])
    const weeksBefore = { from: start - 30 * 86_400_000, to: start - 20 * 86_400_000 }
    expect(findingsOf(items, 'USD', weeksBefore)).toEqual([])
  })

  it('learns a time zone and a clock that is off, also over the change to summer time', () => {
    const calls = Array.from({ length: 40 }, (_, i) =>
      call(`c${i}`, i * 37, 60 + i, `49301234${1000 + (i % 7)}`),
    )
    const lines = calls.map((each, i) =>
      bill(each, { startedAt: each.answeredAt + (i < 25 ? -8 : -7) * 3_600_000 + 41_000 }),
    )
    const result = reconcile({ lines, calls, rater, dayStart })
    expect(result.clock).toEqual({
      base: 'answer',
      shifts: [-8 * 3_600_000, -7 * 3_600_000],
      skew: 41_000,
      jitter: 0,
    })
    expect(result.items.map((item) => [item.class, item.call?.id])).toEqual(
      calls.map((each) => ['matched', each.id]),
    )
  })

  it('pairs quick redials of one number so that all lengths agree', () => {
    const calls = [call('1', 0, 30), call('2', 0.7, 45), call('3', 1.6, 20)]
    const lines = calls.map((each) => bill(each, { startedAt: each.answeredAt + 20_000 })).reverse()
    expect(reconcile({ lines, calls, rater, dayStart }).items.map((item) => item.call?.id)).toEqual([
      '3',
      '2',
      '1',
    ])
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
        const { items } = reconcile({ lines, calls, rater, dayStart })
        const sum = (amounts: number[]) => amounts.reduce((x, y) => x + y, 0)
        expect(sum(items.map((item) => item.invoicedMicros))).toBe(sum(lines.map((line) => line.micros)))
        expect(items.slice(0, lines.length).map((item) => item.line)).toEqual(lines)
        const own = items.filter((item) => item.class !== 'duplicate')
        const used = own.flatMap((item) => item.call?.id ?? [])
        expect(new Set(used).size).toBe(used.length)
      }),
      { numRuns: 300 },
    )
  })
})
