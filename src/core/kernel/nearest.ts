/** The candidate most like `word`, for "did you mean"; null when none is near (more than a third of its letters differ). */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase()
  let best: string | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const distance = edits(wanted, candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  if (best === null) return null
  return bestDistance <= Math.max(2, Math.ceil(Math.max(word.length, best.length) / 3)) ? best : null
}

/** Damerau-Levenshtein, optimal string alignment: insert, delete, replace, swap two neighbours cost 1 each. */
function edits(a: string, b: string): number {
  if (a.length > 64 || b.length > 64) return a === b ? 0 : Number.POSITIVE_INFINITY
  const width = b.length + 1
  const table = new Uint8Array((a.length + 1) * width)
  const at = (i: number, j: number): number => table[i * width + j] as number
  for (let j = 1; j <= b.length; j++) table[j] = j
  for (let i = 1; i <= a.length; i++) {
    table[i * width] = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same)
      table[i * width + j] = swapped ? Math.min(cost, at(i - 2, j - 2) + 1) : cost
    }
  }
  return at(a.length, b.length)
}
