import { randomBytes, randomUUID } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { DomainError } from '#core/kernel'

// The file that holds the key, and the key in the environment.

const keyLength = 32

/** A key in the environment: 32 bytes in base64, as `openssl rand -base64 32` prints them. */
export function decodeKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length !== keyLength)
    throw unusable('RINGFENCE_KEY', `it has ${key.length} bytes instead of ${keyLength} in base64`)
  return key
}

/** Null when there is no such file. */
export async function readKey(path: string): Promise<Buffer | null> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw unusable(path, error.message)
  })
  if (key && key.length !== keyLength)
    throw unusable(path, `it has ${key.length} bytes instead of ${keyLength}`)
  return key
}

/** Random unless given, mode 0600, on the disk before it has its name. Of two that make it at once both get the winner's. */
export async function makeKey(path: string, key: Uint8Array = randomBytes(keyLength)): Promise<Buffer> {
  const building = `${path}.new-${randomUUID()}`
  const handle = await open(building, 'w', 0o600).catch((error: Error) => {
    throw unusable(path, error.message)
  })
  try {
    await handle.writeFile(key)
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
