import { DomainError } from '#core/kernel'
import { type DataOption, keyTools, openData, systemClock } from './compose.ts'
import { systemActor } from './local-socket.ts'

export interface RotateCommand extends DataOption {
  /** The key everything was sealed with is gone: what it sealed stays closed. */
  readonly lost?: boolean | undefined
}

/**
 * Seals every stored secret under a new key, in one transaction. The new key lies on the disk before, and takes the place of the
 * old one after: whatever happens in between, the next command finds out by the mark in the database which of the two is true.
 */
export async function rotateKey({
  lost = false,
  ...options
}: RotateCommand): Promise<{ resealed: number; unreadable: number; inEnvironment: boolean }> {
  const { config, dataDir, database } = await openData(options, 'server', undefined, lost)
  try {
    const { before, makeNext, resealAll, markPurpose } = await keyTools(dataDir, config)
    const done = await database.alone(async () => {
      const next = await makeNext()
      const reseal = (sealed: string, purpose: string) => {
        const plain = before.open(sealed, purpose)
        return plain === null ? null : next.secrets.seal(plain, purpose)
      }
      const mark = next.secrets.seal('ringfence', markPurpose)
      const act = { actor: systemActor(), action: 'key-rotated', subject: 'house', at: systemClock() }
      const { resealed, unreadable } = await resealAll(database.pool, reseal, mark, act)
      await next.settle()
      return { resealed, unreadable, inEnvironment: config.key !== undefined }
    })
    if (done) return done
    throw new DomainError(
      'data-dir-busy',
      'Another command works on this data',
      'Wait until it has finished, then rotate the key again.',
    )
  } finally {
    await database.close()
  }
}
