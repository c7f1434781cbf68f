/** Whether two spellings may be one number: equal, or one the other without country code, trunk zeros or a prefix. */
export function sameNumber(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const local = short.replace(/^0+/, '')
  return local.length >= 7 && long.endsWith(local)
}

/** Numbers that may be one share this key: the last seven digits. */
export const numberKey = (digits: string): number => Number(digits.slice(-7)) || 0
