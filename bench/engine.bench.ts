import { createRequire } from 'node:module'
import { Engine, type RuleProperties } from 'json-rules-engine'
import { appendCall, type Call, type CallBatch, createBatch, createNames } from '#core/calls'
import { compileRule, createEngine, freshState, RuleSource } from '#core/detection'
import { createBusinessHours, SiteSettings, type Zone, zoneOf } from '#core/kernel'
import { createRater, parseDeck } from '#core/rating'
import type { BenchRow } from './model.ts'

const CALLS = 500_000
const RUNS = 20_000

/** Calls through two rules with a window each, beside json-rules-engine that evaluates two conditions without any. */
export async function run(): Promise<BenchRow[]> {
  const peer = `json-rules-engine ${createRequire(import.meta.url)('json-rules-engine/package.json').version}`
  const ours = eventsPerSecond()
  const theirs = await runsPerSecond()
  const what = 'calls a second through two rules (ours with sliding windows and baselines, theirs stateless)'
  return [{ area: 'engine', what, ours, peer, theirs, unit: '1/s', higherIsBetter: true }]
}

const rule = (id: string, measure: string, when: string) =>
  compileRule(
    RuleSource.parse({
      id,
      title: id,
      kind: 'irsf',
      looksFor: id,
      where: 'out && external',
      by: 'account',
      window: '1h',
      measures: { m: measure },
      when,
      weight: 1,
      say: id,
    }),
  )

function eventsPerSecond(): number {
  const names = createNames()
  const zone = zoneOf('UTC') as Zone
  const site = SiteSettings.parse({})
  const header =
    'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from'
  const rater = createRater(
    parseDeck(`${header}\n1,US,0.01,0,60,6,USD,\n252,SO,0.9,0,60,60,USD,\n`, { file: 'deck' }).rates,
  )
  const numbering = {
    rows: 2,
    destination: (row: number) =>
      ({ country: row === 1 ? 'SO' : 'US', type: 'mobile', riskClass: 'ordinary', risk: 'low' }) as const,
  }
  const context = {
    names,
    numbering: numbering as never,
    zone,
    rater,
    rules: [rule('busy', 'count', 'm >= 1000'), rule('dear', 'sum(cost)', 'm >= 100')],
    isOpen: createBusinessHours(site, zone, []).isOpen,
    callingCode: '1',
    known: [],
  }
  const batches: CallBatch[] = []
  for (let i = 0; i < CALLS; i++) {
    if (i % 50_000 === 0) batches.push(createBatch(50_000))
    appendCall(batches.at(-1) as CallBatch, callOf(i), names, 0, false)
  }
  const engine = createEngine(context, freshState())
  const began = performance.now()
  for (const batch of batches) engine.calls(batch)
  return CALLS / ((performance.now() - began) / 1000)
}

const callOf = (i: number): Call => ({
  id: String(i),
  startedAt: Date.UTC(2026, 0, 5) + i * 1000,
  answeredAt: Date.UTC(2026, 0, 5) + i * 1000 + 5000,
  endedAt: Date.UTC(2026, 0, 5) + i * 1000 + 95_000,
  billableSeconds: 90,
  disposition: 'answered',
  direction: 'outbound',
  entry: 'direct',
  account: String(1000 + (i % 400)),
  peer: i % 50 === 0 ? `25261${1_000_000 + (i % 900)}` : `1702${2_000_000 + (i % 7000)}`,
  from: String(1000 + (i % 400)),
  dialled: String(i % 7000),
  trunk: 'carrier',
  kind: 'external',
  destination: i % 50 === 0 ? 1 : 0,
  international: i % 50 === 0,
  invalid: false,
  sourceIp: '',
  userAgent: '',
})

async function runsPerSecond(): Promise<number> {
  const engine = new Engine()
  const condition = (fact: string, value: number): RuleProperties => ({
    conditions: { all: [{ fact, operator: 'greaterThanInclusive', value }] },
    event: { type: fact },
  })
  engine.addRule(condition('calls', 1000))
  engine.addRule(condition('cost', 100))
  const began = performance.now()
  for (let i = 0; i < RUNS; i++) await engine.run({ calls: i % 900, cost: i % 90 })
  return RUNS / ((performance.now() - began) / 1000)
}
