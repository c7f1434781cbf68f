/**
 * Remembers results by text, bounded: two generations, the older thrown away when the younger is full, so what is asked
 * often stays. Costs one Map look-up when hot. Texts longer than `longest` are computed each time.
 */
export function createMemo<T>(
  size: number,
  longest: number,
): (compute: (text: string) => T) => (text: string) => T {
  return (compute) => {
    let young = new Map<string, T>()
    let old = new Map<string, T>()
    return (text) => {
      const known = young.get(text)
      if (known !== undefined) return known
      if (text.length > longest) return compute(text)
      const result = old.get(text) ?? compute(text)
      if (young.size >= size) {
        old = young
        young = new Map()
      }
      young.set(text, result)
      return result
    }
  }
}
