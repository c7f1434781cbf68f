import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#core/kernel'

/** Locks secrets that must be read again later (a TOTP key, a PBX password) before they go into the database. */
export interface Secrets {
  /** AES-256-GCM under the key of this data directory; `purpose` is bound in, so that a value cannot be moved elsewhere. */
  seal(plain: string, purpose: string): string
  /** The plain text, or null when it was not sealed with this key for this purpose. */
  open(sealed: string, purpose: string): string | null
}

export const secretKeyFile = 'secret.key'
const keyLength = 32

/** Reads the key of a data directory, making it the first time: random, mode 0600, on the disk before it is used. */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, secretKeyFile)
  const key = (await readKey(path)) ?? (await makeKey(path))
  return {
    seal(plain, purpose) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${sealed.toString('base64url')}`
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url')
      if (!sealed.startsWith('v1.') || bytes.length < 28) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-16))
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

async function readKey(path: string): Promise<Buffer | null> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw unusable(path, error.message)
  })
  if (key && key.length !== keyLength)
    throw unusable(path, `it has ${key.length} bytes instead of ${keyLength}`)
  return key
}

async function makeKey(path: string): Promise<Buffer> {
  const building = `${path}.new-${randomUUID()}`
  const handle = await open(building, 'w', 0o600)
  try {
    await handle.writeFile(randomBytes(keyLength))
    await handle.sync()
  } finally {
    await handle.close()
  }
  // Of two processes that make it at once one wins, and both use the winner's.
  await link(building, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(building)
  return (await readKey(path)) as Buffer
}

function unusable(path: string, why: string): DomainError {
  return new DomainError(
    'secret-key-unusable',
    `The key file ${path} cannot be used: ${why}`,
    'Put it back from a backup. Without it, authenticator codes and stored passwords must be set up anew: remove it only then.',
  )
}
