import { randomBytes } from 'node:crypto'
import { type Algorithm, hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '#core/access'

/** argon2id, 19 MiB, 2 passes, 1 lane: the OWASP minimum, 13 ms on the slowest machine it was measured on. */
const options = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function argon2Passwords(): PasswordHasher {
  const nobodys = hash(randomBytes(32), options)
  return {
    hash: (password) => hash(password, options),
    async verify(kept, password) {
      const matches = await verify(kept ?? (await nobodys), password)
      return matches && kept !== null
    },
  }
}
