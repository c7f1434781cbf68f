import { beforeAll, describe, expect, it } from 'vitest'
import { SiteSettings } from '#core/kernel'
import { readNumberingData } from '../../adapters/content/numbering.ts'
import { createDialPlan } from './dial-plan.ts'
import type { Numbering } from './model.ts'
import { createNumbering } from './numbering.ts'

let numbering: Numbering
beforeAll(async () => {
  numbering = createNumbering(await readNumberingData())
})

/** Who `caller` is on a line that has shown some others before. */
function shownAfter(others: readonly string[], caller: string, country = 'DE'): string {
  const plan = createDialPlan(SiteSettings.parse({ country }), numbering)
  for (const other of others) plan.resolveCaller(other)
  return plan.resolveCaller(caller).e164
}
const many = (count: number, start: string): string[] =>
  Array.from({ length: count }, (_, n) => `${start}${1000 + n}`)

// 263 is Zimbabwe, whose numbers this is none of; 02637 is Weissenthurm in Germany.
const AMBIGUOUS = '26377942796'

describe('a caller who may be at home or made up abroad', () => {
  it('is at home on a line that nothing is known of', () => {
    expect(shownAfter([], AMBIGUOUS)).toBe(`49${AMBIGUOUS}`)
    expect(shownAfter(many(19, '4930555'), AMBIGUOUS)).toBe(`49${AMBIGUOUS}`)
  })

  it('is from abroad on a line that writes callers at home with their country', () => {
    expect(shownAfter(many(20, '4930555'), AMBIGUOUS)).toBe(AMBIGUOUS)
  })

  it('is at home on a line that also writes them without, as one in ten does', () => {
    expect(shownAfter([...many(20, '4930555'), ...many(3, '030555')], AMBIGUOUS)).toBe(`49${AMBIGUOUS}`)
  })

  it('is at home where there is no such country', () => {
    expect(shownAfter(many(20, '4930555'), '2107942796')).toBe('492107942796')
  })
})

it('a number at home with its country is one once the line writes so, also where it was shown before', () => {
  const plan = createDialPlan(SiteSettings.parse({ country: 'NL' }), numbering)
  expect(plan.resolveCaller('318004602').e164).toBe('31318004602')
  for (const other of many(20, '3120555')) plan.resolveCaller(other)
  expect(plan.resolveCaller('318004602').e164).toBe('318004602')
})

it('what is written with a prefix is read by it, whatever the line does', () => {
  expect(shownAfter(many(30, '4930555'), '03055512345')).toBe('493055512345')
  expect(shownAfter(many(30, '4930555'), '00442079460123')).toBe('442079460123')
  expect(shownAfter(many(30, '1202555'), '2025550123', 'US')).toBe('12025550123')
})
