import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRules } from '../../src/adapters/content/rules.ts'
import { firedBy } from '../support/rules.ts'

const folder = new URL('../../content/rules/', import.meta.url)
const rules = await readRules()

test('every folder is a rule with its own name, its proof and its triage note', () => {
  const ids = readdirSync(folder).sort()
  expect(rules.map((rule) => rule.id)).toEqual(ids)
  for (const id of ids)
    expect(readdirSync(new URL(`${id}/`, folder)).sort()).toEqual([
      'fires.jsonl',
      'quiet.jsonl',
      'rule.yaml',
      'triage.md',
    ])
})

for (const rule of rules) {
  const events = (name: string): string => readFileSync(new URL(`${rule.id}/${name}`, folder), 'utf8')

  test(`${rule.id} fires on what it is for`, async () => {
    expect(await firedBy(rule, events('fires.jsonl'))).toBeGreaterThan(0)
  })
  test(`${rule.id} stays quiet on what only looks like it`, async () => {
    expect(await firedBy(rule, events('quiet.jsonl'))).toBe(0)
  })
}
