/** An exact amount in micro-units: numerator / denominator, where the denominator is a power of ten. Never negative. */
export interface Exact {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** One row of a rate deck. Rates, fees and minimum are exact fractions of micro-units, as written. */
export interface Rate {
  /** E.164 digits without '+'; '' in the built-in estimate, which goes by country and kind of number. */
  readonly prefix: string
  readonly description: string
  /** Price of 60 seconds. */
  readonly perMinute: Exact
  readonly connectionFee: Exact
  readonly initialIncrement: number
  readonly recurringIncrement: number
  readonly currency: string
  /** UTC milliseconds; -Infinity: always. */
  readonly effectiveFrom: number
  /** Smallest cost of a call of more than 0 seconds. */
  readonly minimumCharge: Exact
}

/** A deck ready for the hot path. `e164` is digits as a number (at most 15). */
export interface Rater {
  readonly currency: string
  /** True for the built-in estimate: low and high then differ from likely. */
  readonly estimated: boolean
  /**
   * Index of the rate in force for this number at the instant the call was answered (UTC milliseconds), -1 when
   * none. No allocation.
   */
  find(e164: number, at: number): number
  rate(index: number): Rate
  /** Seconds the carrier bills for `seconds` billable ones: the initial increment, then whole recurring ones. */
  billedSeconds(index: number, seconds: number): number
  /** Cost in micro-units of `seconds` billable seconds at rate `index`; the same for a running call with the seconds known so far. */
  cost(index: number, seconds: number): number
  /** What the same call might have cost at least and at most; equal to `cost` for a real deck. */
  lowest(index: number, seconds: number): number
  highest(index: number, seconds: number): number
}

/** A row of a deck or invoice that could not be used; `line` counts from 1. */
export interface RowReject {
  readonly line: number
  readonly reason: string
}
