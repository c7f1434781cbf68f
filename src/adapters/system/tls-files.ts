import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { DomainError } from '#core/kernel'

export interface TlsPair {
  readonly cert: string
  readonly key: string
}

/** A certificate and its key on the disk, and what becomes of them: certificates are renewed while the server runs. */
export interface TlsFiles {
  readonly pair: TlsPair
  /** Told each new pair that fits together; one that does not is told to `onProblem`, and the old one stays. */
  follow(onPair: (pair: TlsPair) => void, onProblem: (error: DomainError) => void): void
  close(): void
}

/** Looked at in this rhythm: renewals swap links and folders, which no event of the file system tells of. */
const LOOK_MS = 2000

/** Throws `tls-files-unusable` when there is no such pair. */
export async function openTlsFiles(paths: TlsPair): Promise<TlsFiles> {
  const pair = await readPair(paths)
  const watched = [paths.cert, paths.key]
  let last = pair
  return {
    pair,
    follow(onPair, onProblem) {
      const look = async () => {
        const next = await readPair(paths)
        if (next.cert === last.cert && next.key === last.key) return
        last = next
        onPair(next)
      }
      const onChange = () => void look().catch(onProblem)
      for (const path of watched) watchFile(path, { interval: LOOK_MS, persistent: false }, onChange)
    },
    close() {
      for (const path of watched) unwatchFile(path)
    },
  }
}

async function readPair({ cert, key }: TlsPair): Promise<TlsPair> {
  try {
    const [certText, keyText] = await Promise.all([readFile(cert, 'utf8'), readFile(key, 'utf8')])
    const pair = { cert: certText, key: keyText }
    createSecureContext(pair)
    return pair
  } catch (cause) {
    throw new DomainError(
      'tls-files-unusable',
      `${cert} and ${key} cannot be used as certificate and key: ${(cause as Error).message}`,
      'Give PEM files that this user may read: the certificate with its chain, and the private key that belongs to it.',
      cause,
    )
  }
}
