import { describe, expect, it } from 'vitest'
import { createEvidence, episodesOf } from './evidence.ts'
import type { Signal, Suspect } from './model.ts'
import type { Rule } from './rule.ts'

const DAY = 86_400_000
const rule = (id: string): Rule => ({ id, group: id }) as Rule

/** What is held against account 7 after signals of [rule, day, weight]. */
function heldAfter(...signals: readonly (readonly [string, number, number])[]): Suspect {
  const evidence = createEvidence(() => '1004', rule)
  const held = signals.map(([id, day, weight]) => {
    const at = day * DAY
    const signal: Signal = { rule: id, since: at, firedAt: at, lastAt: at, weight, values: {} }
    return evidence.add('account', 7, rule(id), signal)
  })
  return held.at(-1) as Suspect
}

const told = (suspect: Suspect) => episodesOf(suspect).map((e) => [...e.signals.keys()])

describe('what is held against an account', () => {
  it('is one attack while the next sign comes within eight days', () => {
    expect(told(heldAfter(['pump', 1, 6], ['night', 5, 1], ['pump', 12, 6]))).toEqual([['pump', 'night']])
  })

  it('is two attacks with more than eight quiet days between, also where the second broke the same rule', () => {
    const held = heldAfter(['pump', 1, 6], ['night', 1, 1], ['pump', 30, 7])
    expect(told(held)).toEqual([['pump', 'night'], ['pump']])
    expect(episodesOf(held).map((e) => e.signals.get('pump')?.since)).toEqual([1 * DAY, 30 * DAY])
  })

  it('leaves out what had faded before anything was worth a look', () => {
    expect(told(heldAfter(['block', 1, 1.3], ['pump', 33, 6]))).toEqual([['pump']])
  })

  it('keeps how somebody got in, however long he waited', () => {
    expect(told(heldAfter(['guessed-password', 1, 5], ['pump', 33, 6]))).toEqual([
      ['guessed-password'],
      ['guessed-password', 'pump'],
    ])
  })

  it('is nothing while no sum of signs is worth a look', () => {
    expect(told(heldAfter(['block', 1, 1.3], ['night', 2, 1]))).toEqual([])
  })
})
