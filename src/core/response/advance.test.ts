import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../kernel/index.ts'
import { advance, type ControlEvent, type ControlState, controlStates, isOver } from './index.ts'

const events = ['approve', 'apply', 'verified', 'drift', 'expired', 'undone', 'failed'] as const

function attempt(state: ControlState, event: ControlEvent): ControlState | null {
  try {
    return advance(state, event)
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

describe('the states of a control', () => {
  it('run from plan to end', () => {
    const story: readonly ControlEvent[] = ['approve', 'apply', 'verified', 'drift', 'verified', 'expired']
    expect(story.reduce<ControlState>(advance, 'planned')).toBe('expired')
  })

  it('whatever happens: nothing is in force without having been approved and written down as applying', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (story) => {
        let state: ControlState = 'planned'
        const seen: ControlState[] = []
        for (const event of story) {
          state = attempt(state, event) ?? state
          seen.push(state)
        }
        const first = seen.indexOf('in-force')
        if (first < 0) return
        expect(seen.slice(0, first)).toEqual(expect.arrayContaining(['approved', 'applying']))
      }),
    )
  })

  it('an ended control stays ended', () => {
    for (const state of controlStates.filter(isOver))
      for (const event of events) expect(attempt(state, event), `${state} ${event}`).toBeNull()
    expect(controlStates.filter(isOver)).toEqual(['expired', 'undone', 'failed'])
  })
})
