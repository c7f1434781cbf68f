/** One line of bench/RESULTS.md: what was measured, ours beside a peer's in the same run. */
export interface BenchRow {
  readonly area: string
  readonly what: string
  readonly ours: number
  /** Name and version of what we compare with; null when there is no like. */
  readonly peer: string | null
  readonly theirs: number | null
  readonly unit: string
  readonly higherIsBetter: boolean
}
