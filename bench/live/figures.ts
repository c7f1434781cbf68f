import type { BenchRow } from '../model.ts'

/** The value that `share` of all do not exceed; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

type Peer = Pick<BenchRow, 'peer' | 'theirs'>

export const row = (
  what: string,
  ours: number,
  unit: string,
  more: Partial<Peer> & { higher?: boolean } = {},
): BenchRow => ({
  area: 'live',
  what,
  ours,
  peer: more.peer ?? null,
  theirs: more.theirs ?? null,
  unit,
  higherIsBetter: more.higher ?? false,
})
