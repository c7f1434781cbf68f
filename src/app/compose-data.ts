import { DomainError } from '#core/kernel'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { type Config, readConfig } from './config.ts'
import type { Log } from './model.ts'

const MIRROR_EVERY = 10_000

export interface DataOption {
  readonly data?: string | undefined
}

export interface Opened {
  readonly config: Config
  readonly dataDir: string
  readonly database: storage.Database
  /** Ledger entries the database no longer has. */
  readonly lost: readonly system.Lost[]
}

/** Ledger entries the database has lost, by the mirror in the data directory; the mirror is up to date when it resolves. */
function mirrorLedger(pool: storage.Database['pool'], dataDir: string): Promise<readonly system.Lost[]> {
  const store = storage.evidenceStore(pool)
  return store.alone(() => system.ledgerMirrorIn(dataDir).sync(store))
}

/** Keeps the mirror up to date while a server runs. */
export function keepMirrored({ database, dataDir }: Opened, log: Log): { close(): void } {
  const timer = setInterval(() => {
    mirrorLedger(database.pool, dataDir).catch((error) =>
      log.error({ err: error }, 'the ledger was not mirrored'),
    )
  }, MIRROR_EVERY).unref()
  return { close: () => clearInterval(timer) }
}

/** The database of the data directory, or the one DATABASE_URL names. */
export async function openData(
  options: DataOption,
  role: 'server' | 'visitor',
  onLost?: (error: Error) => void,
  keyLost = false,
): Promise<Opened> {
  const config = readConfig()
  const dataDir = await system.prepareDataDir(dataFolder(options))
  const database = await storage.openDatabase({
    databaseUrl: config.databaseUrl,
    bundled: system.bundledPostgres(dataDir),
    role,
    ...(onLost ? { onLost } : {}),
  })
  const mirror = () => mirrorLedger(database.pool, dataDir)
  const close = async () => {
    await mirror().finally(() => database.close())
  }
  try {
    if (!keyLost) await settleKey(dataDir, config, await storage.keyMark(database.pool))
    return { config, dataDir, database: { ...database, close }, lost: await mirror() }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Ends a rotation that was broken off, and refuses a key that is not the one everything is sealed with. */
async function settleKey(dataDir: string, config: Config, mark: string | null): Promise<void> {
  const opens = (secrets: system.Secrets) => mark !== null && secrets.open(mark, storage.markPurpose) !== null
  const next = await system.leftNextKey(dataDir, config)
  if (next) await (opens(next.secrets) ? next.settle() : next.drop())
  if (mark !== null && !opens(await system.openSecrets(dataDir, config)))
    throw new DomainError(
      'secret-key-wrong',
      'The data is sealed with another key than the one that is here',
      'Put the right key back. If it is lost for good, `ringfence rotate-key --lost` begins with a new one: authenticators and connections must then be set up anew.',
    )
}

/** Where the data of these options lies; nothing is made. */
export function dataFolder(options: DataOption): string {
  const { dataDir, xdgDataHome, home } = readConfig()
  return system.dataDirOf({
    given: options.data ?? dataDir,
    xdgDataHome,
    home,
    uid: process.geteuid?.() ?? 1,
  })
}
