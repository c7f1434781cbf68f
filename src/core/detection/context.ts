import type { Names } from '#core/calls'
import type { Zone } from '#core/kernel'
import type { Numbering } from '#core/numbering'
import type { Rater } from '#core/rating'
import type { Marks } from './marks.ts'
import type { Rule } from './rule.ts'

/** All that judging a site needs to know besides its calls. */
export interface Context {
  readonly names: Names
  readonly numbering: Numbering
  readonly zone: Zone
  readonly rater: Rater
  readonly rules: readonly Rule[]
  /** Whether the site is open for business at an instant. */
  readonly isOpen: (utc: number) => boolean
  /** Calling code of the site's own country. */
  readonly callingCode: string
  /** E.164 prefixes that are normal here, digits only. */
  readonly known: readonly string[]
  /** What people said of single calls; not given when nobody said anything. */
  readonly marks?: Marks
}
