import { DomainError } from '#core/kernel'
import type { ControlState } from './model.ts'

/** What happens to a control. `apply` is written down before the system is touched, `ended` after it was put back. */
export type ControlEvent = 'approve' | 'apply' | 'verified' | 'drift' | 'expired' | 'undone' | 'failed'

const next: Readonly<Record<ControlState, Partial<Record<ControlEvent, ControlState>>>> = {
  planned: { approve: 'approved', undone: 'undone', failed: 'failed' },
  approved: { apply: 'applying', undone: 'undone', expired: 'expired', failed: 'failed' },
  applying: { verified: 'in-force', undone: 'undone', expired: 'expired', failed: 'failed' },
  'in-force': { verified: 'in-force', drift: 'drifted', undone: 'undone', expired: 'expired' },
  drifted: { verified: 'in-force', drift: 'drifted', undone: 'undone', expired: 'expired' },
  expired: {},
  undone: {},
  failed: {},
}

/** The state after an event; throws `control-state` when it cannot happen to a control in this state. */
export function advance(state: ControlState, event: ControlEvent): ControlState {
  const to = next[state][event]
  if (to === undefined)
    throw new DomainError(
      'control-state',
      `A control that is ${state} cannot become ${event}`,
      'Look at it again: somebody was faster. Ended controls are put in force anew with contain.',
    )
  return to
}

/** Ended for good. */
export const isOver = (state: ControlState): boolean => Object.keys(next[state]).length === 0
