import { beforeAll, describe, expect, it, test } from 'vitest'
import {
  parseSite,
  readBuiltInTariff,
  readDrills,
  readNumberingData,
  readRules,
  resolveHolidays,
} from '../../src/adapters/content/index.ts'
import { runDrills } from '../../src/app/drills.ts'
import type { DrillReport } from '../../src/contract/index.ts'
import { createRater, parseDeck } from '../../src/core/rating/index.ts'

const NOW = Date.UTC(2026, 2, 4, 12)
const tools = {
  readNumbering: readNumberingData,
  readRules,
  readTariff: readBuiltInTariff,
  resolveHolidays,
  readDrills,
  now: () => NOW,
}
const DOLLAR =
  'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from\n' // prettier-ignore
const run = (yaml: string, scenarios: readonly string[] = [], deck?: string, with_: object = {}) =>
  runDrills(
    scenarios,
    {
      settings: parseSite(yaml, 'site.yaml'),
      rater: deck === undefined ? null : createRater(parseDeck(DOLLAR + deck, { file: 'deck.csv' }).rates),
      past: async () => [],
    },
    { ...tools, ...with_ },
  )

/** What each may be called when it is first noticed: a break-in is told before the calls it leads to. */
const called: Record<string, readonly string[]> = {
  A3: ['low-and-slow', 'irsf'],
  A14: ['call-selling', 'irsf'],
}

describe('every drill that calls and sign-ins can show', () => {
  let report: DrillReport
  beforeAll(async () => {
    report = await run('{ country: US, timezone: America/New_York }')
  }, 300_000)

  it('is noticed by the rules in force, under its own name, before a hundredth of it is lost', () => {
    expect(report.missed).toEqual([])
    expect(report.scenarios.map(({ scenario }) => scenario)).toEqual(
      ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A13', 'A14', 'A15'], // prettier-ignore
    )
    for (const { scenario, kind, alert, lossAtDetection, lossUnseen } of report.scenarios) {
      expect([scenario, called[scenario] ?? [kind]]).toEqual([
        scenario,
        expect.arrayContaining([alert?.kind]),
      ])
      const share = (lossAtDetection?.micros ?? 0) / Math.max(1, lossUnseen.micros)
      expect([scenario, share < (scenario === 'A3' ? 0.05 : 0.01)]).toEqual([scenario, true])
    }
  })

  it('is cut by the policy in force a second after it acts, where its calls stand out; else by somebody who is told', () => {
    const cutBy = (who: 'policy' | 'person') =>
      report.scenarios.filter(({ cutOffBy }) => cutOffBy === who).map(({ scenario }) => scenario)
    expect(cutBy('policy')).toEqual(
      ['A1', 'A2', 'A4', 'A5', 'A7', 'A9', 'A10', 'A11', 'A13', 'A14'], // prettier-ignore
    )
    expect(cutBy('person')).toEqual(['A3', 'A6', 'A8', 'A15'])
    for (const { lossAtCutOff, lossAtDetection, cutOffBy } of report.scenarios)
      if (cutOffBy === 'policy')
        expect((lossAtCutOff?.micros ?? 0) - (lossAtDetection?.micros ?? 0)).toBeLessThan(1_000_000)
  })

  it('says at the top what the worst of them came to', () => {
    const worst = (of: (one: DrillReport['scenarios'][number]) => number): number =>
      Math.max(...report.scenarios.map(of))
    expect(report.detectedAfterSeconds).toBe(worst((one) => one.detectedAfterSeconds ?? 0))
    expect(report.lossAtDetection?.micros).toBe(worst((one) => one.lossAtDetection?.micros ?? 0))
    expect(report.lossAtCutOff?.micros).toBe(worst((one) => one.lossAtCutOff?.micros ?? 0))
    expect(report).toMatchObject({ habits: 'made-up', calls: 0, estimated: true })
  })
})

test('what only the invoice shows is missed, and says where it is seen', async () => {
  const { missed, detectedAfterSeconds, lossAtCutOff } = await run('{}', ['A12', 'a16'])
  expect([detectedAfterSeconds, lossAtCutOff]).toEqual([null, null])
  expect(missed.map(({ scenario }) => scenario)).toEqual(['A12', 'A16'])
  for (const { why } of missed) expect(why).toContain('ringfence reconcile')
})

test('the policy of the site decides when it is cut', async () => {
  const at = async (containment: string) =>
    (await run(`{ containment: ${containment} }`, ['A2'])).scenarios[0]
  expect(await at('{ mode: off }')).toMatchObject({ cutOffBy: null, lossAtCutOff: null })
  expect(await at('{ mode: ask }')).toMatchObject({ cutOffBy: 'person' })
  expect(await at('{ dryRun: true }')).toMatchObject({ cutOffBy: 'person' })
  expect((await at('{}'))?.cutOffAfterSeconds).toBeLessThan(20)
}, 60_000)

test('a rule that is taken away is missed', async () => {
  const silent = await run('{}', ['A15'], undefined, {
    readRules: async () => (await readRules()).filter(({ kind }) => kind !== 'tdos'),
  })
  expect(silent.missed).toEqual([
    { scenario: 'A15', title: expect.any(String), why: 'No rule in force spoke for it.' },
  ])
})

test("the site's own rates price it, to the second of the alert", async () => {
  const at = (rate: string) =>
    run(
      '{ country: US }',
      ['A2'],
      [...'123456789'].map((digit) => `${digit},Anywhere,${rate},0,1,1,EUR,\n`).join(''),
    )
  const [one, two] = await Promise.all([at('1'), at('2')])
  expect(one.lossAtDetection?.currency).toBe('EUR')
  expect(one.detectedAfterSeconds).toBe(two.detectedAfterSeconds)
  expect(two.lossAtDetection?.micros).toBe(2 * (one.lossAtDetection?.micros ?? 0))
  expect(one.estimated).toBe(false)
}, 60_000)

test.each([
  [
    'a German site that dials 0 for a line',
    '{ country: DE, timezone: Europe/Berlin, prefixes: { outsideLine: ["0"] }, internal: ["2X"] }',
  ], // prettier-ignore
  ['a site in Somalia, where such numbers are at home', '{ country: SO, timezone: Africa/Mogadishu }'],
])(
  'fits %s',
  async (_, yaml) => {
    const { missed } = await run(yaml, ['A1', 'A4', 'A9', 'A13'])
    expect(missed).toEqual([])
  },
  120_000,
)

test('the same drill gives the same answer', async () => {
  expect(await run('{}', ['A1'])).toEqual(await run('{}', ['A1']))
}, 60_000)

test('a scenario there is not is told with those there are', async () => {
  await expect(run('{}', ['A99'])).rejects.toMatchObject({
    code: 'drill-unknown',
    remedy: expect.stringContaining('A16'),
  })
})
