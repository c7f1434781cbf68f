import { DuckDBInstance } from '@duckdb/node-api'
import { createRater, type Rate } from '#core/rating'
import type { BenchRow } from './model.ts'

const CALLS = 1_000_000
const PREFIXES = 100_000
const START = Date.UTC(2026, 0, 1)
const MONTH = 30 * 86_400_000

interface Calls {
  readonly number: Float64Array
  readonly at: Float64Array
  readonly seconds: Float64Array
}

/** Rates a million calls against a deck of 100,000 prefixes: ours beside DuckDB's join over the same rows in memory. */
export async function run(): Promise<BenchRow[]> {
  const random = seeded(42)
  const deck = makeDeck(random)
  const calls = makeCalls(random, deck)
  const ours = rateOurs(deck, calls)
  const theirs = await rateInDuckDb(deck, calls)
  if (ours.total !== theirs.total || ours.rated !== theirs.rated) {
    throw new Error(`not the same answer: ${JSON.stringify(ours)} against ${JSON.stringify(theirs)}`)
  }
  const peer = `DuckDB ${theirs.version}`
  const area = 'rating'
  return [
    {
      area,
      what: '1 M calls × 100 k prefixes with dates of effect, to the micro-unit (ours with building the deck)',
      ours: ours.millis / 1000,
      peer,
      theirs: theirs.millis / 1000,
      unit: 's',
      higherIsBetter: false,
    },
    {
      area,
      what: 'look-ups of the rate in force',
      ours: ours.findsPerSecond,
      peer: null,
      theirs: null,
      unit: '1/s',
      higherIsBetter: true,
    },
    {
      area,
      what: 'costs at a known rate, plain numbers',
      ours: costsPerSecond(deck, '0.0184', calls),
      peer: null,
      theirs: null,
      unit: '1/s',
      higherIsBetter: true,
    },
    {
      area,
      what: 'costs at a known rate, bigint',
      ours: costsPerSecond(deck, '0.01840000000000001', calls),
      peer: null,
      theirs: null,
      unit: '1/s',
      higherIsBetter: true,
    },
  ]
}

/** mulberry32: the same deck and calls in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const micros = (amount: number) => ({ numerator: BigInt(Math.round(amount * 1_000_000)), denominator: 1n })
const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

function makeDeck(random: () => number): Rate[] {
  const rates = new Map<string, Rate>()
  while (rates.size < PREFIXES) {
    const length = 2 + Math.floor(random() * 8)
    const prefix =
      String(1 + Math.floor(random() * 9)) +
      String(Math.floor(random() * 10 ** (length - 1))).padStart(length - 1, '0')
    const future = random() < 0.1
    rates.set(prefix, {
      prefix,
      description: '',
      perMinute: micros(Math.round(random() * 20_000) / 10_000),
      connectionFee: micros(random() < 0.1 ? 0.05 : 0),
      initialIncrement: pick(random, [1, 30, 60]),
      recurringIncrement: pick(random, [1, 6, 60]),
      currency: 'USD',
      effectiveFrom: future ? START + MONTH / 2 : Number.NEGATIVE_INFINITY,
      minimumCharge: micros(0),
    })
  }
  return [...rates.values()]
}

function makeCalls(random: () => number, deck: readonly Rate[]): Calls {
  const calls = {
    number: new Float64Array(CALLS),
    at: new Float64Array(CALLS),
    seconds: new Float64Array(CALLS),
  }
  for (let i = 0; i < CALLS; i++) {
    const { prefix } = pick(random, deck)
    calls.number[i] = Number(
      prefix +
        String(Math.floor(random() * 1e12))
          .padStart(12, '0')
          .slice(0, 12 - prefix.length),
    )
    calls.at[i] = START + Math.floor(random() * MONTH)
    calls.seconds[i] = random() < 0.2 ? 0 : Math.floor(random() * 3600)
  }
  return calls
}

function rateOurs(deck: readonly Rate[], calls: Calls) {
  const began = performance.now()
  const rater = createRater(deck)
  let total = 0n
  let part = 0
  let rated = 0
  for (let i = 0; i < CALLS; i++) {
    const index = rater.find(calls.number[i] as number, calls.at[i] as number)
    if (index < 0) continue
    rated++
    part += rater.cost(index, calls.seconds[i] as number)
    if (part > 1e15) {
      total += BigInt(part)
      part = 0
    }
  }
  const millis = performance.now() - began
  const from = performance.now()
  for (let i = 0; i < CALLS; i++) rater.find(calls.number[i] as number, calls.at[i] as number)
  return {
    millis,
    rated,
    total: String(total + BigInt(part)),
    findsPerSecond: CALLS / ((performance.now() - from) / 1000),
  }
}

function costsPerSecond(deck: readonly Rate[], rate: string, calls: Calls): number {
  const [whole = '0', decimals = ''] = rate.split('.')
  const scale = BigInt(Math.max(0, decimals.length - 6))
  const numerator = BigInt(whole + decimals) * 10n ** BigInt(Math.max(0, 6 - decimals.length))
  const rater = createRater(
    deck.slice(0, 1).map((row) => ({ ...row, perMinute: { numerator, denominator: 10n ** scale } })),
  )
  let sum = 0
  const from = performance.now()
  for (let i = 0; i < CALLS; i++) sum += rater.cost(0, calls.seconds[i] as number)
  const elapsed = (performance.now() - from) / 1000
  if (sum === 0) throw new Error('nothing was priced')
  return CALLS / elapsed
}

async function rateInDuckDb(deck: readonly Rate[], calls: Calls) {
  const instance = await DuckDBInstance.create(':memory:')
  const db = await instance.connect()
  await db.run(
    'CREATE TABLE deck(id INTEGER, prefix VARCHAR, rate BIGINT, fee BIGINT, first BIGINT, next BIGINT, since DOUBLE)',
  )
  await db.run('CREATE TABLE calls(id INTEGER, number VARCHAR, answered DOUBLE, seconds BIGINT)')
  const rows = await db.createAppender('deck')
  for (const [id, rate] of deck.entries()) {
    rows.appendInteger(id)
    rows.appendVarchar(rate.prefix)
    for (const amount of [rate.perMinute.numerator, rate.connectionFee.numerator]) rows.appendBigInt(amount)
    for (const step of [rate.initialIncrement, rate.recurringIncrement]) rows.appendBigInt(BigInt(step))
    rows.appendDouble(Number.isFinite(rate.effectiveFrom) ? rate.effectiveFrom : 0)
    rows.endRow()
  }
  rows.closeSync()
  const lines = await db.createAppender('calls')
  for (let i = 0; i < CALLS; i++) {
    lines.appendInteger(i)
    lines.appendVarchar(String(calls.number[i]))
    lines.appendDouble(calls.at[i] as number)
    lines.appendBigInt(BigInt(calls.seconds[i] as number))
    lines.endRow()
  }
  lines.closeSync()
  const began = performance.now()
  const result = await db.runAndReadAll(prefixJoin)
  const millis = performance.now() - began
  const [rated, total] = result.getRows()[0] ?? []
  const version = String((await db.runAndReadAll('SELECT version()')).getRows()[0]?.[0])
  db.closeSync()
  instance.closeSync()
  return { millis, rated: Number(rated), total: String(total), version }
}

// One hash join for each length of prefix, longest first: a join on starts_with is a nested loop, which takes minutes.
const lengths = [9, 8, 7, 6, 5, 4, 3, 2]
const prefixJoin = `
  WITH found AS (
    SELECT c.seconds, COALESCE(${lengths.map((n) => `d${n}.id`).join(', ')}) AS rate
    FROM calls c
    ${lengths.map((n) => `LEFT JOIN deck d${n} ON d${n}.prefix = left(c.number, ${n}) AND d${n}.since <= c.answered`).join('\n    ')}),
  billed AS (
    SELECT rate, fee, CASE WHEN seconds <= 0 THEN 0 WHEN seconds <= first THEN first
              ELSE first + ((seconds - first + next - 1) // next) * next END AS s
    FROM (SELECT f.seconds, d.rate, d.fee, d.first, d.next FROM found f JOIN deck d ON d.id = f.rate))
  SELECT count(*), sum(CASE WHEN s = 0 THEN 0 ELSE (2 * (fee * 60 + rate * s) + 60) // 120 END)::VARCHAR
  FROM billed`
