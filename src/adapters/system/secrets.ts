import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#core/kernel'
import { decodeKey, makeKey, readKey } from './key-file.ts'

/** Locks secrets that must be read again later (a TOTP key, a PBX password) before they go into the database. */
export interface Secrets {
  /** AES-256-GCM under this key; `purpose` is bound in, so that a value cannot be moved elsewhere. */
  seal(plain: string, purpose: string): string
  /** The plain text, or null when it was not sealed with this key for this purpose. */
  open(sealed: string, purpose: string): string | null
  /** HMAC-SHA-256 under a key of this purpose alone, base64url: the same text gives the same signature. */
  sign(text: string, purpose: string): string
  isSigned(text: string, purpose: string, signature: string): boolean
}

export const secretKeyFile = 'secret.key'

/** Where the key is, when it is not in the data directory: a file elsewhere, or the key itself in base64. */
export interface KeyPlace {
  readonly keyFile?: string | undefined
  readonly key?: string | undefined
}

/**
 * Reads the key, making its file the first time: random, mode 0600, on the disk before it is used. A key that still lies in the
 * data directory moves to the place that is named; two different ones are refused, because one of them would open nothing.
 */
export async function openSecrets(dataDir: string, place: KeyPlace = {}): Promise<Secrets> {
  return secretsUnder(await keyOf(join(dataDir, secretKeyFile), place))
}

export function secretsUnder(key: Uint8Array): Secrets {
  const signature = (text: string, purpose: string): Buffer => {
    const own = createHmac('sha256', key).update(`sign:${purpose}`).digest()
    return createHmac('sha256', own).update(text).digest()
  }
  return {
    sign: (text, purpose) => signature(text, purpose).toString('base64url'),
    isSigned(text, purpose, given) {
      const [right, other] = [signature(text, purpose), Buffer.from(given, 'base64url')]
      return right.length === other.length && timingSafeEqual(right, other)
    },
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

/** Whether the key lies in the data directory, and so goes into backups of it. */
export const keyInside = async (dataDir: string): Promise<boolean> =>
  (await readKey(join(dataDir, secretKeyFile))) !== null

async function keyOf(inside: string, { keyFile, key: text }: KeyPlace): Promise<Buffer> {
  if (text === undefined && keyFile === undefined) return (await readKey(inside)) ?? makeKey(inside)
  const before = await readKey(inside)
  const key =
    text !== undefined
      ? decodeKey(text)
      : ((await readKey(keyFile as string)) ?? (await makeKey(keyFile as string, before ?? undefined)))
  if (before && !before.equals(key))
    throw new DomainError(
      'secret-key-twice',
      `The data directory has a key of its own, ${inside}, and it is not the one that is named`,
      'The data is sealed with one of the two. If it is the one in the data directory, name a key file that does not exist yet: it moves there. If it is the other, remove the one in the data directory.',
    )
  if (before) await rm(inside)
  return key
}
