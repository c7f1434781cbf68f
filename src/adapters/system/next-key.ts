import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainError } from '#core/kernel'
import { decodeKey, makeKey, readKey } from './key-file.ts'
import { type KeyPlace, type Secrets, secretKeyFile, secretsUnder } from './secrets.ts'

/** The key a rotation goes over to. Its file lies beside the present one until it is certain which of the two is the true one. */
export interface NextKey {
  readonly secrets: Secrets
  /** Everything is sealed with it now: it takes the place of the present one. */
  settle(): Promise<void>
  /** Nothing is sealed with it. */
  drop(): Promise<void>
}

const pathOf = (dataDir: string, { keyFile }: KeyPlace): string =>
  `${keyFile ?? join(dataDir, secretKeyFile)}.next`

/** What a rotation that was broken off has left; null when there is nothing, and with a key in the environment. */
export async function leftNextKey(dataDir: string, place: KeyPlace): Promise<NextKey | null> {
  if (place.key !== undefined) return null
  const path = pathOf(dataDir, place)
  const key = await readKey(path)
  return key && inFile(path, key)
}

/** A new one. A key in the environment is not ours to change: the new one then comes from there too (`given`, base64). */
export async function makeNextKey(
  dataDir: string,
  place: KeyPlace,
  given: string | undefined,
): Promise<NextKey> {
  if (place.key === undefined) {
    const path = pathOf(dataDir, place)
    return inFile(path, await makeKey(path))
  }
  if (given === undefined || decodeKey(given).equals(decodeKey(place.key)))
    throw new DomainError(
      'secret-key-missing',
      'The key is in the environment, and no other one is there to go over to',
      'Set RINGFENCE_NEXT_KEY to a new key, as `openssl rand -base64 32` prints them. When the command has finished, start with it as RINGFENCE_KEY.',
    )
  const nothing = async () => undefined
  return { secrets: secretsUnder(decodeKey(given)), settle: nothing, drop: nothing }
}

function inFile(path: string, key: Buffer): NextKey {
  return {
    secrets: secretsUnder(key),
    async settle() {
      await rename(path, path.replace(/\.next$/, '')).catch(ignoreMissing)
      const folder = await open(dirname(path), 'r')
      await folder.sync().finally(() => folder.close())
    },
    drop: () => rm(path, { force: true }),
  }
}

/** Another command was quicker. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
