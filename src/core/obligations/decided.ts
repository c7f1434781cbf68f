import type { Due } from './clock.ts'
import type { Obligation } from './model.ts'

/** One obligation with what the facts make of it. */
export interface Decided {
  readonly rule: Obligation
  readonly due: Due
  /** Date of the last day where it is counted, null without a date. */
  readonly date: string | null
  /** Why it is not due. */
  readonly reason: string
  /** Questions that settle it, the first first. */
  readonly asks: readonly string[]
  /** Nobody may be told before this instant; null: not known yet. Undefined: no hold. */
  readonly notBefore?: number | null
  /** Ids of those to be told first. */
  readonly after: readonly string[]
}
