import type { Reconciled, Verdict } from '#contract'

/** Promised to scripts: 0 done · 1 failed · 2 wrong usage · 3 something bad found · 4 a breach still going on. */
export const EXIT = { done: 0, failed: 1, usage: 2, bad: 3, ongoing: 4 } as const

// Codes of DomainError that mean the command was asked wrongly; every other code means that it failed.
const USAGE = new Set([
  'address-invalid',
  'config-invalid',
  'country-unknown',
  'drill-unknown',
  'format-unknown',
  'interface-unknown',
  'question-impossible',
  'question-invalid',
  'rules-missing',
  'nothing-to-contain',
  'prefix-invalid',
  'prefix-too-wide',
  'time-invalid',
  'timezone-unknown',
  'zone-unknown',
])

export const exitOfError = (code: string): number => (USAGE.has(code) ? EXIT.usage : EXIT.failed)

export function exitOfVerdict(verdict: Pick<Verdict, 'verdict' | 'ongoing'>): number {
  if (verdict.verdict === 'clear') return EXIT.done
  return verdict.verdict === 'breach' && verdict.ongoing ? EXIT.ongoing : EXIT.bad
}

/** A credit alone is no discrepancy: it is money that came back. */
export const exitOfReconciled = (result: Pick<Reconciled, 'classes'>): number =>
  Object.keys(result.classes).every((name) => name === 'matched' || name === 'credit') ? EXIT.done : EXIT.bad
