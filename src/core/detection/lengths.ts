import type { CaseCall } from './cases.ts'

/** Of calls that people place three in ten are not answered and three in ten of the rest are short; of pumped ones few. */
const MISSED = { answered: Math.log(0.9 / 0.7), not: Math.log(0.1 / 0.3) }
const SHORT = { long: Math.log(0.95 / 0.7), not: Math.log(0.05 / 0.3) }
const SHORT_SECONDS = 60
/** Long calls alone prove little: some people talk long. */
const MOST_FOR_LENGTH = 2.5
const LEAST = -6
const MOST = 4.5

/**
 * Log-odds that these calls were pumped rather than placed by people, by how they went. `misses`: the share of calls that
 * nobody answers at this site; where records leave those out, their absence says nothing.
 */
export function lengthsOf(calls: readonly CaseCall[], misses: number): number {
  const answered = calls.filter((c) => c.answered)
  const short = answered.filter((c) => c.seconds < SHORT_SECONDS).length
  const byLength = (answered.length - short) * SHORT.long + short * SHORT.not
  const shown = misses >= 0.08 ? 1 : 0
  const byAnswer = shown * (answered.length * MISSED.answered + (calls.length - answered.length) * MISSED.not)
  return Math.max(LEAST, Math.min(MOST, byAnswer + Math.min(shown * MOST_FOR_LENGTH, byLength)))
}
