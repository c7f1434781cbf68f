import { expect, test } from 'vitest'
import type { Mark } from '../../src/core/detection/index.ts'
import { judged, type Records } from '../support/judged.ts'
import { generate, writeDialect } from '../support/scenario/index.ts'

// Somebody who knows says "this was us" or "this was them too": what becomes of the verdict.

const place = { country: 'US', timezone: 'America/New_York', extensions: 10, days: 20 } as const
const recordsOf = (scenario: ReturnType<typeof generate>): Records => ({
  files: writeDialect(scenario, 'asterisk-csv').files,
  site: { country: place.country, timezone: place.timezone },
  deck: scenario.deck,
})
const breach = recordsOf(generate({ seed: 7, attack: 'A1', ongoing: false, history: true, ...place }))
const quiet = recordsOf(generate({ seed: 8, ...place }))
const verdict = (records: Records, marks: readonly Mark[], rules?: readonly []) =>
  judged({ ...records, marks, ...(rules ? { rules } : {}) })

test('an account that was us is out of the verdict, and with it the breach', async () => {
  const before = await verdict(breach, [])
  expect(before.verdict).toBe('breach')
  const marks = before.accounts.map(({ account }): Mark => ({ says: 'us', what: 'account', value: account }))
  const after = await verdict(breach, marks)
  expect([after.verdict, after.flaggedCalls]).toEqual(['clear', []])
})

test('a prefix that was us takes its calls along; an hour of the week does so for one account', async () => {
  const before = await verdict(breach, [])
  const prefix = before.destinations[0]?.prefix ?? ''
  const after = await verdict(breach, [{ says: 'us', what: 'prefix', value: prefix }])
  expect(before.flaggedCalls.some(({ to }) => to.startsWith(prefix))).toBe(true)
  expect(after.flaggedCalls.filter(({ to }) => to.startsWith(prefix))).toEqual([])
})

test('a narrower mark wins over a wider one', async () => {
  const before = await verdict(breach, [])
  const [call] = before.flaggedCalls
  const after = await verdict(breach, [
    { says: 'us', what: 'account', value: call?.account ?? '' },
    { says: 'them', what: 'call', value: call?.id ?? '' },
  ])
  expect(after.flaggedCalls.map(({ id }) => id)).toContain(call?.id)
})

test('a call that was them makes a quiet month a breach, and says why', async () => {
  const all = await verdict(breach, [])
  expect((await verdict(quiet, [])).verdict).toBe('clear')
  expect(all.flaggedCalls.length).toBeGreaterThan(3)
  const rows = (quiet.files[0]?.text ?? '').split('\n')
  const row = rows.find((line) => /"PJSIP\/\d+-\w+","PJSIP\/trunk[^"]*",.*"ANSWERED"/.test(line)) ?? ''
  const id = /"DOCUMENTATION","([^"]+)"/.exec(row)?.[1] ?? ''
  const after = await verdict(quiet, [{ says: 'them', what: 'call', value: id }])
  expect(after.verdict).toBe('breach')
  const call = after.flaggedCalls.find((flagged) => flagged.id === id)
  expect(call?.reason).toContain('marked as not ours')
  expect(after.accounts[0]?.reason).toContain('1 call marked as not ours')
})

test('with no rule at all one marked call leads to the others like it', async () => {
  const all = await verdict(breach, [])
  const [first] = all.flaggedCalls
  const alone = await verdict(breach, [], [])
  expect(alone.flaggedCalls).toEqual([])
  const led = await verdict(breach, [{ says: 'them', what: 'call', value: first?.id ?? '' }], [])
  const found = new Set(led.flaggedCalls.map(({ id }) => id))
  const mine = all.flaggedCalls.filter(({ account }) => account === first?.account)
  expect(mine.filter(({ id }) => found.has(id)).length).toBeGreaterThan(mine.length / 2)
})
