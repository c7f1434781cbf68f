import { type Names, unpackNumber } from '#core/calls'

/** The last seven digits of a packed dialled number, 0 when it has fewer than nine: what a prefix scan keeps the same. */
export function tailOf(packed: number, names: Names): number {
  if (packed > 0) return packed >= 1e9 ? packed % 10_000_000 : 0
  const digits = packed === 0 ? '' : unpackNumber(packed, names).replace(/\D/g, '')
  return digits.length >= 9 ? Number(digits.slice(-7)) : 0
}
