/** Two independent 32-bit hashes fed together: 64 bits that stand for a row or a key. */
export interface Fingerprint {
  a: number
  b: number
}

export function restart(print: Fingerprint): void {
  print.a = 0x2545f491
  print.b = 0x1b873593
}

/** Rotate, xor, multiply per character; the length closes the field so that "a"+"bc" differs from "ab"+"c". */
export function mixText(print: Fingerprint, text: string): void {
  let a = print.a
  let b = print.b
  const length = text.length
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(((a << 5) | (a >>> 27)) ^ c, 0x9e3779b1)
    b = Math.imul(((b << 13) | (b >>> 19)) ^ c, 0x85ebca6b)
  }
  print.a = Math.imul(((a << 5) | (a >>> 27)) ^ (length + 0x10000), 0x9e3779b1)
  print.b = Math.imul(((b << 13) | (b >>> 19)) ^ (length + 0x10000), 0x85ebca6b)
}

/** A whole number up to 2^53, NaN included. */
export function mixNumber(print: Fingerprint, n: number): void {
  const low = n | 0
  const high = Number.isNaN(n) ? 0x7ff : (n / 4_294_967_296) | 0
  print.a = Math.imul(((print.a << 5) | (print.a >>> 27)) ^ low, 0x9e3779b1)
  print.b = Math.imul(((print.b << 13) | (print.b >>> 19)) ^ low, 0x85ebca6b)
  print.a = Math.imul(((print.a << 5) | (print.a >>> 27)) ^ high, 0x9e3779b1)
  print.b = Math.imul(((print.b << 13) | (print.b >>> 19)) ^ high, 0x85ebca6b)
}

/** The last mixing: every bit of the state reaches every bit of the result. */
export function settle(print: Fingerprint): void {
  let a = print.a
  let b = print.b
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d)
  b = Math.imul(b ^ (b >>> 15), 0x2c1b3c6d)
  print.a = a ^ (a >>> 15)
  print.b = b ^ (b >>> 14)
}

/** One 32-bit hash for comparing; 0 stands for ''. */
export function hashOf(text: string): number {
  let h = text.length
  for (let i = 0; i < text.length; i++)
    h = Math.imul(((h << 5) | (h >>> 27)) ^ text.charCodeAt(i), 0x9e3779b1)
  return h
}
