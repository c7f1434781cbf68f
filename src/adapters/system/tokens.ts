import { createHash, randomBytes } from 'node:crypto'
import type { Tokens } from '#core/access'
import { newId } from './clock.ts'

/** Base 32 without the letters that are mistaken for digits. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Tokens, ids and codes from the system's random numbers, and the hash they are kept as. */
export function systemTokens(): Tokens {
  return {
    fresh: () => randomBytes(32).toString('base64url'),
    id: newId,
    recoveryCode() {
      const letters = [...randomBytes(16)].map((byte) => LETTERS.charAt(byte & 31)).join('')
      return (letters.match(/.{4}/g) as string[]).join('-')
    },
    // A single SHA-256 is enough for what has 80 random bits and more; passwords go to passwords.ts.
    hash: (text) => createHash('sha256').update(text).digest('base64url'),
  }
}
