import { expect, it } from 'vitest'
import { grantText, placeChoices, placeOf, placeValue } from './roles.ts'

const customers = [
  {
    id: 'acme',
    name: 'Acme',
    permissions: [],
    sites: [{ id: 'lab', name: 'Lab', permissions: [] }],
  },
]

it('a place is the same after it was a choice', () => {
  for (const place of [
    { customer: null, site: null },
    { customer: 'acme', site: null },
    { customer: 'acme', site: 'lab' },
  ])
    expect(placeOf(placeValue(place))).toEqual(place)
})

it('offers the whole house only to who may give it', () => {
  expect(placeChoices(customers, true).map(({ value }) => value)).toEqual(['*', 'acme', 'acme/lab'])
  expect(placeChoices(customers, false).map(({ value }) => value)).toEqual(['acme', 'acme/lab'])
})

it('says roles in words, and ids of what it does not know', () => {
  const say = (customer: string | null, site: string | null) =>
    grantText({ role: 'auditor', customer, site }, customers)
  expect(say(null, null)).toBe('Auditor, everything here')
  expect(say('acme', 'lab')).toBe('Auditor, Acme: Lab')
  expect(say('gone', 'main')).toBe('Auditor, gone: main')
})
