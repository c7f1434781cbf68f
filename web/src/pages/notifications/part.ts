import type { Plan } from './words.ts'

/** What every part of the plan's editor is given. */
export interface PartProps {
  readonly plan: Plan
  readonly set: (change: Partial<Plan>) => void
  readonly mayChange: boolean
}
