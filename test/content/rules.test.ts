import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRuleBook } from '../../src/adapters/content/rules.ts'
import {
  checkRuleSettings,
  compileRule,
  firedBy,
  limitsOf,
  siteRules,
} from '../../src/core/detection/index.ts'
import { proofContext } from '../support/rules.ts'

const folder = new URL('../../content/rules/', import.meta.url)
const book = await readRuleBook()
const sources = book.map(({ source }) => source)
const place = proofContext([])

test('every folder is a rule with its own name, its proof and its triage note', () => {
  const ids = readdirSync(folder).sort()
  expect(sources.map(({ id }) => id)).toEqual(ids)
  for (const id of ids)
    expect(readdirSync(new URL(`${id}/`, folder)).sort()).toEqual([
      'fires.jsonl',
      'quiet.jsonl',
      'rule.yaml',
      'triage.md',
    ])
})

for (const { source, fires, quiet } of book) {
  test(`${source.id} fires on what it is for`, () => {
    expect(firedBy(compileRule(source), fires, place)).toBeGreaterThan(0)
  })
  test(`${source.id} stays quiet on what only looks like it`, () => {
    expect(firedBy(compileRule(source), quiet, place)).toBe(0)
  })
}

for (const { source, fires } of book.filter(({ source: { limits } }) => Object.keys(limits).length > 0))
  test(`${source.id} speaks less with its limits as far as they go, and each of them counts`, () => {
    const names = Object.keys(source.limits)
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(source.when))).toEqual([])
    const far = Object.fromEntries(names.map((name) => [name, source.limits[name]?.to ?? 0]))
    const strict = firedBy(compileRule(source, limitsOf(source, far)), fires, place)
    expect(strict).toBeLessThan(firedBy(compileRule(source), fires, place))
  })

test('a site has the rules it did not switch off, each with its own limits', () => {
  const settings = {
    flood: { on: false, limits: {} },
    'dial-through': { on: true, limits: { leastCalls: 9 } },
  }
  const rules = siteRules(sources, settings)
  expect(rules.map(({ id }) => id)).toEqual(sources.map(({ id }) => id).filter((id) => id !== 'flood'))
  const dialThrough = book.find(({ source }) => source.id === 'dial-through')
  const rule = rules.find(({ id }) => id === 'dial-through')
  if (!dialThrough || !rule) throw new Error('there is no rule dial-through')
  expect(firedBy(rule, dialThrough.fires, place)).toBe(0)
})

test('what nothing fits leaves the rules as they are, and is told to whoever writes it', () => {
  const wrong = {
    'dial-trough': { on: false, limits: {} },
    flood: { on: true, limits: { leastCall: 50 } },
    'flood-steady': { on: true, limits: { leastCalls: 1 } },
  }
  expect(siteRules(sources, wrong)).toHaveLength(sources.length)
  expect(() => checkRuleSettings(sources, wrong)).toThrow(
    'there is no rule "dial-trough", did you mean "dial-through"?; rule flood has no limit "leastCall", did you mean "leastCalls"?; rule flood-steady: leastCalls is 1, it may be 20 to 5000',
  )
})
