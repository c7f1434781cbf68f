import type { Exact } from './model.ts'

export const zero: Exact = { numerator: 0n, denominator: 1n }

/** Which character stands before the decimals. */
export type DecimalMark = 'point' | 'comma'

/**
 * A price as written, exactly, in micro-units; a string says why it is not one. Thousands separators, signs of
 * currency and exponents are refused: guessing at them misprices a whole deck by a factor of a thousand.
 */
export function parseExact(text: string, mark: DecimalMark): Exact | string {
  const plain = toPoint(text, mark)
  if (plain === null) return `"${text.trim()}" has a decimal ${mark === 'point' ? 'comma' : 'point'}`
  if (plain.startsWith('-')) return `"${plain}" is negative`
  const m = /^\+?(\d*)(?:\.(\d*))?$/.exec(plain)
  const whole = m?.[1] ?? ''
  const decimals = (m?.[2] ?? '').replace(/0+$/, '')
  if (!m || (whole === '' && (m[2] ?? '') === '')) return `"${plain.slice(0, 40)}" is not a decimal number`
  if (whole.length > 12 || decimals.length > 40) return `"${plain.slice(0, 40)}" is out of range`
  const digits = BigInt(`${whole}${decimals}` || '0')
  if (decimals.length <= 6) return { numerator: digits * 10n ** BigInt(6 - decimals.length), denominator: 1n }
  return { numerator: digits, denominator: 10n ** BigInt(decimals.length - 6) }
}

/** The number with a decimal point; null when it is written with the other mark. */
export function toPoint(text: string, mark: DecimalMark): string | null {
  const plain = text.trim()
  if (plain.includes(mark === 'point' ? ',' : '.')) return null
  return mark === 'comma' ? plain.replace(',', '.') : plain
}
