import type { Rate } from './model.ts'

/**
 * Fee plus billed seconds × rate ⁄ 60 and at least the minimum charge, in micro-units: exact until the one rounding,
 * half up, at the end. For any size of numbers; the hot path of the rater must agree with it.
 */
export function exactCost(rate: Rate, billedSeconds: number): bigint {
  const { perMinute, connectionFee } = rate
  const whole = perMinute.denominator * connectionFee.denominator * 60n
  const amount =
    connectionFee.numerator * perMinute.denominator * 60n +
    perMinute.numerator * connectionFee.denominator * BigInt(billedSeconds)
  const cost = halfUp(amount, whole)
  // Rounding never swaps two amounts, so the minimum may be rounded by itself.
  const least = halfUp(rate.minimumCharge.numerator, rate.minimumCharge.denominator)
  return cost < least ? least : cost
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator)
}
