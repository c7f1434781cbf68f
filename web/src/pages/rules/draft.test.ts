import { expect, it } from 'vitest'
import type { DetectionRule } from '#contract'
import { changesOf, drafted, scopeWords, standing, trialOf } from './draft.ts'

const rule = (id: string, value: number, on = true): DetectionRule => ({
  id,
  title: `Title of ${id}`,
  kind: 'irsf',
  looksFor: '',
  triage: '',
  by: 'account',
  window: '24h',
  signIns: false,
  exact: { where: '', when: '', weight: '' },
  on,
  changed: false,
  limits: [{ name: 'leastCalls', says: 'Calls within a day, at least', is: 6, from: 2, to: 50, value }],
  fires: 1,
  quiet: 1,
})
const rules = [rule('a', 6), rule('b', 9), rule('c', 6, false)]
const [a, , c] = rules as [DetectionRule, DetectionRule, DetectionRule]

it('asks for every rule that is not as it comes, the draft in it, and nothing else', () => {
  expect(trialOf(rules, {})).toEqual({
    b: { on: true, limits: { leastCalls: 9 } },
    c: { on: false, limits: {} },
  })
  const draft = drafted(
    drafted({}, a, { on: true, limits: { leastCalls: 4 } }),
    c,
    standing({ ...c, on: true }),
  )
  expect(trialOf(rules, draft)).toEqual({
    a: { on: true, limits: { leastCalls: 4 } },
    b: { on: true, limits: { leastCalls: 9 } },
  })
  expect(changesOf(rules, draft)).toEqual([
    'Title of a: calls within a day, at least 4, not 6',
    'Title of c: on',
  ])
})

it('drops from the draft what is again as the site has it', () => {
  const changed = drafted({}, a, { on: false, limits: { leastCalls: 6 } })
  expect(Object.keys(changed)).toEqual(['a'])
  expect(drafted(changed, a, standing(a))).toEqual({})
})

it('says how far a rule looks', () => {
  expect(scopeWords(a)).toBe('Looks back 24 hours, for each account')
})
