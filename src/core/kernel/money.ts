/** Money: whole micro-units (1e-6) of an ISO 4217 currency. `micros` is always a safe integer. */
export interface Money {
  readonly micros: number
  readonly currency: string
}

/** "12.34", "-0.5" or "0.0184" to micro-units, half up beyond six decimals; null when it is not a decimal number. */
export function parseMicros(text: string): number | null {
  const m = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim())
  if (!m || (m[2] === '' && (m[3] ?? '') === '')) return null
  const decimals = `${m[3] ?? ''}0000000`
  const micros =
    Number(m[2] || '0') * 1_000_000 + Number(decimals.slice(0, 6)) + (decimals.charAt(6) >= '5' ? 1 : 0)
  if (!Number.isSafeInteger(micros)) return null
  return m[1] === '-' ? -micros : micros
}

/** Micro-units as a plain decimal, two decimals unless more are needed: 12340000 → "12.34". */
export function formatMicros(micros: number): string {
  const abs = Math.abs(micros)
  const whole = Math.floor(abs / 1_000_000)
  const rest = String(abs % 1_000_000)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '')
  return `${micros < 0 ? '-' : ''}${whole}.${rest}`
}
