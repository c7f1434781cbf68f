import type { Exact, Rate } from './model.ts'

const head =
  'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from,minimum_charge'

/** Rates as a deck in our own layout; read again it gives the same rates, to the last decimal. */
export function writeDeck(rates: readonly Rate[]): string {
  const lines = rates.map((rate) =>
    [
      rate.prefix,
      `"${rate.description.replaceAll('"', '""')}"`,
      decimal(rate.perMinute),
      decimal(rate.connectionFee),
      rate.initialIncrement,
      rate.recurringIncrement,
      rate.currency,
      Number.isFinite(rate.effectiveFrom) ? new Date(rate.effectiveFrom).toISOString() : '',
      decimal(rate.minimumCharge),
    ].join(','),
  )
  return `${head}\n${lines.join('\n')}\n`
}

/** Micro-units as a decimal of the unit: denominators are powers of ten. */
export function decimal({ numerator, denominator }: Exact): string {
  const places = 6 + denominator.toString().length - 1
  const digits = numerator.toString().padStart(places + 1, '0')
  const whole = digits.slice(0, -places)
  const rest = digits.slice(-places).replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}
