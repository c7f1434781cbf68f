import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { Opened } from './compose-data.ts'
import { repeating } from './flows/repeating.ts'
import { stampLedger } from './flows/stamp-ledger.ts'
import type { Log } from './model.ts'

const HOUR = 3_600_000

/** Keeps the ledger stamped by the authority that the environment names; null where it names none. */
export function stampSide(
  { config: { tsa }, database: { pool } }: Pick<Opened, 'config' | 'database'>,
  log: Log,
): { stop(): Promise<void> } | null {
  if (tsa === undefined) return null
  const { entries, append } = storage.evidenceStore(pool)
  const work = async (): Promise<void> => {
    await stampLedger({
      entries: () => entries(),
      append,
      async stamp(bytes) {
        const { token, ...stamped } = await system.stampAt(tsa, bytes)
        return { ...stamped, token: token.toString('base64') }
      },
      sha256: system.evidenceVerifier.sha256,
      now: system.systemClock,
    })
  }
  return repeating(work, {
    sleep: system.pause,
    everyMs: HOUR,
    onError: (error) => log.error({ err: error }, 'the ledger was not stamped; it is tried again in an hour'),
  })
}
