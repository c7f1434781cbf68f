import type { MoneyJson } from '#contract'

/** "1,234.50" as micro-units; null when it is no amount. */
export function amountFrom(text: string, currency: string): MoneyJson | null {
  const plain = text.trim().replaceAll(',', '')
  if (!/^\d+(\.\d{1,6})?$/.test(plain)) return null
  const [whole = '0', rest = ''] = plain.split('.')
  const micros = Number(whole) * 1_000_000 + Number(rest.padEnd(6, '0'))
  return Number.isSafeInteger(micros) ? { micros, currency } : null
}
