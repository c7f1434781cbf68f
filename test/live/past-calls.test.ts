import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBuiltInTariff, readNumberingData, readRules } from '../../src/adapters/content/index.ts'
import { callStore } from '../../src/adapters/storage/calls.ts'
import { storedCalls, storedSpan } from '../../src/adapters/storage/stored-calls.ts'
import { tools } from '../../src/app/compose-files.ts'
import { runInvestigation } from '../../src/app/investigator.ts'
import { judgePastCalls } from '../../src/app/past-calls.ts'
import type { Call } from '../../src/core/calls/index.ts'
import { SiteSettings } from '../../src/core/kernel/index.ts'
import { createNumbering } from '../../src/core/numbering/index.ts'
import { createEstimate } from '../../src/core/rating/index.ts'
import { replay } from '../../src/core/response/index.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const place = { customer: 'default', site: 'main' }
const sample = (name: string) =>
  fileURLToPath(new URL(`../../content/samples/breach/${name}`, import.meta.url))
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

it('stored calls are judged as the records they came from, and a bar of the breached account would have stopped its frauds', async () => {
  const calls: Call[] = []
  const { verdict } = await runInvestigation(
    {
      files: [{ path: sample('Master.csv') }],
      country: 'US',
      timezone: 'America/New_York',
      onCall: (call) => calls.push(call),
    },
    tools(),
    () => undefined,
  )
  async function* all() {
    yield calls
  }
  const act = { actor: 'system:test', action: 'calls.saved', subject: 'main', detail: {}, at: 0 }
  await callStore(db.pool).save(place, all(), [], act)

  const { newest } = await storedSpan(db.pool, place)
  const numbering = createNumbering(await readNumberingData())
  const past = await judgePastCalls({
    calls: () => storedCalls(db.pool, place, 0),
    site: SiteSettings.parse({ country: 'US', timezone: 'America/New_York' }),
    numbering,
    rules: await readRules(),
    rater: createEstimate(await readBuiltInTariff(), numbering, { country: 'US', currency: 'USD' }),
    holidays: async () => [],
    newest: newest as number,
  })
  const flagged = past.filter((call) => call.flagged).map(({ id }) => id)
  expect(flagged.length).toBeGreaterThan(10)
  expect(new Set(flagged)).toEqual(new Set(verdict.flaggedCalls.map(({ id }) => id)))

  const account = verdict.accounts[0]?.account as string
  const order = { id: 'c', kind: 'bar-account', target: account, emergency: ['911'], dial: null } as const
  const mine = verdict.flaggedCalls.filter((call) => call.account === account)
  expect(replay(order as never, past).fraudCalls).toBe(mine.length)
})
