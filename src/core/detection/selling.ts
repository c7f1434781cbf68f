import type { CaseCall } from './cases.ts'

/** Resold minutes: many different people, talking like people. */
export function isSelling(flagged: readonly CaseCall[]): boolean {
  const answered = flagged.filter((c) => c.answered)
  const numbers = new Set(flagged.map((c) => c.peer)).size
  const short = answered.filter((c) => c.seconds < 60).length
  return (
    flagged.length >= 40 && numbers >= flagged.length * 0.5 && numbers >= 40 && short >= answered.length * 0.1
  )
}
