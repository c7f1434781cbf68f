import type { Said } from './fold.ts'

/** What was asked back in one currency and what became of it, in micro-units. */
export interface Claim {
  readonly currency: string
  readonly asked: number
  readonly credited: number
  readonly refused: number
  /** Neither credited nor refused yet. */
  readonly open: number
}

/** Adds disputes up. The same reference sent again is the same claim, at its last amount. */
export function claimsOf(disputes: readonly Said<'dispute'>[]): Claim[] {
  const sent = new Map<string, { readonly micros: number; readonly currency: string }>()
  for (const { status, note, micros, currency } of disputes)
    if (status === 'sent') sent.set(`${currency} ${note.trim()}`, { micros, currency })
  const sumOf = (status: 'credited' | 'refused', currency: string): number =>
    disputes
      .filter((one) => one.status === status && one.currency === currency)
      .reduce((sum, { micros }) => sum + micros, 0)
  return [...new Set(disputes.map(({ currency }) => currency))].map((currency) => {
    const asked = [...sent.values()]
      .filter((one) => one.currency === currency)
      .reduce((sum, { micros }) => sum + micros, 0)
    const [credited, refused] = [sumOf('credited', currency), sumOf('refused', currency)]
    return { currency, asked, credited, refused, open: Math.max(0, asked - credited - refused) }
  })
}
