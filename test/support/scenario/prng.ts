/** Seeded randomness (xoshiro128**): the same seed is the same scenario on every machine. */
export interface Rng {
  /** 0 ≤ x < 1. */
  next(): number
  /** Whole number, both ends included. */
  int(min: number, max: number): number
  float(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** `count` different entries, fewer when the list is shorter. */
  some<T>(list: readonly T[], count: number): T[]
  exp(mean: number): number
  lognormal(median: number, sigma: number): number
  poisson(mean: number): number
  /** Index with probability ∝ 1 / (i + 1)^s. */
  zipf(size: number, s?: number): number
  /** Index by weight. */
  weighted(weights: readonly number[]): number
  shuffle<T>(list: T[]): T[]
  /** Fills a template: X a digit, N 2-8, Z 1-9, the rest as it stands. */
  number(template: string): string
  hex(length: number): string
  /** An independent stream, so that one part of the generator may change without moving the others. */
  fork(label: string): Rng
}

export function createRng(seed: number | string): Rng {
  const state = seedState(String(seed))
  const next = (): number => {
    const x = Math.imul(state[1] as number, 5)
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0
    step(state)
    return result / 4_294_967_296
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const shuffle = <T>(list: T[]): T[] => {
    for (let i = list.length - 1; i > 0; i--) {
      const j = int(0, i)
      const kept = list[i] as T
      list[i] = list[j] as T
      list[j] = kept
    }
    return list
  }
  const weighted = (weights: readonly number[]): number => {
    let at = next() * weights.reduce((sum, w) => sum + w, 0)
    for (let i = 0; i < weights.length; i++) {
      at -= weights[i] as number
      if (at < 0) return i
    }
    return weights.length - 1
  }
  return {
    next,
    int,
    float: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new Error('pick from an empty list')
      return list[int(0, list.length - 1)] as (typeof list)[number]
    },
    some: (list, count) => shuffle([...list]).slice(0, count),
    exp: (mean) => -Math.log(1 - next()) * mean,
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) =>
      mean > 30 ? Math.max(0, Math.round(mean + Math.sqrt(mean) * normal())) : knuth(mean, next),
    zipf: (size, s = 1) => weighted(harmonics(size, s)),
    weighted,
    shuffle,
    number: (template) =>
      template.replace(/[XNZ]/g, (c) => String(c === 'X' ? int(0, 9) : c === 'N' ? int(2, 8) : int(1, 9))),
    hex: (length) => Array.from({ length }, () => int(0, 15).toString(16)).join(''),
    fork: (label) => createRng(`${seed}/${label}`),
  }
}

function knuth(mean: number, next: () => number): number {
  const limit = Math.exp(-mean)
  let n = 0
  for (let p = next(); p > limit; p *= next()) n++
  return n
}

const known = new Map<string, number[]>()
function harmonics(size: number, s: number): number[] {
  const key = `${size}/${s}`
  const found = known.get(key) ?? Array.from({ length: size }, (_, i) => 1 / (i + 1) ** s)
  known.set(key, found)
  return found
}

/** Four words from text (FNV-1a, then splitmix), never all zero. */
function seedState(text: string): number[] {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return [1, 2, 3, 4].map((i) => {
    let z = (h + Math.imul(i, 0x9e3779b9)) | 0
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0 || i
  })
}

function step(s: number[]): void {
  const [a = 0, b = 0, c = 0, d = 0] = s
  const t = b << 9
  const c2 = c ^ a
  const d2 = d ^ b
  s[1] = b ^ c2
  s[0] = a ^ d2
  s[2] = c2 ^ t
  s[3] = (d2 << 11) | (d2 >>> 21)
}
