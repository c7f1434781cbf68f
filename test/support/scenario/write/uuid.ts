/** An id that looks random and is always the same for the same scenario, call and purpose. */
export function hexOf(seed: number, n: number, purpose: string, length = 32): string {
  let out = ''
  for (let i = 0; out.length < length; i++) {
    let h = 0x811c9dc5 ^ i
    for (const c of `${seed}/${n}/${purpose}`) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193)
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    out += ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0')
  }
  return out.slice(0, length)
}

export function uuidOf(seed: number, n: number, purpose: string): string {
  const hex = hexOf(seed, n, purpose)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
