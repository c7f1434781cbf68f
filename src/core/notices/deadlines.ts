/** A notice that law or contract asks for by an instant, UTC milliseconds, and that nobody has given yet. */
export interface Deadline {
  readonly id: string
  readonly title: string
  readonly dueAt: number
}

const HOUR = 3_600_000
/** Before the end; 0 is the end itself. */
const STEPS = [72, 24, 4, 1, 0].map((hours) => hours * HOUR)

/**
 * The last step before a deadline that was reached, in milliseconds before it, 0 once it has passed; null while it is further off. Of a clock
 * of four hours the steps of days were never reached: one word at a time, not three at once.
 */
export function reminderOf({ dueAt }: Deadline, now: number): number | null {
  const left = dueAt - now
  return STEPS.reduce<number | null>((reached, step) => (left <= step ? step : reached), null)
}
