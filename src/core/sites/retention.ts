import type { Retention } from '#core/kernel'
import type { Cutoffs } from './ports-retention.ts'

const DAY = 86_400_000

/** From when on a site's data are kept. Whole days of UTC, so that what was previewed is what is deleted a minute later. */
export function cutoffsOf(retention: Retention | undefined, now: number): Cutoffs {
  const today = Math.floor(now / DAY) * DAY
  const before = (days: number | undefined): number | null => (days === undefined ? null : today - days * DAY)
  return {
    calls: before(retention?.calls),
    investigations: before(retention?.investigations),
    audits: before(retention?.audits),
  }
}
