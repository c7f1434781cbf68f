import type pg from 'pg'
import { DomainError } from '#core/kernel'
import { migrate } from './migrate.ts'
import { type Connection, homeSchema, openPool } from './pool.ts'
import { enter, type Presence, type Role } from './presence.ts'

/** The bundled server as adapters/system keeps it. */
interface BundledServer {
  ensureRunning(): Promise<Connection>
  stop(): Promise<void>
}

export interface OpenOptions {
  /** DATABASE_URL: that server is used and never stopped. */
  readonly databaseUrl?: string | undefined
  /** Used when there is no URL: started if need be, stopped by whoever leaves last. */
  readonly bundled: BundledServer
  readonly role: Role
  readonly schema?: string
  /** After a crash another server took over: this process must end. */
  readonly onLost?: (error: DomainError) => void
}

export interface Database {
  readonly pool: pg.Pool
  readonly bundled: boolean
  /** Migrations that opening it took. */
  readonly migrated: readonly string[]
  /** Runs `work` while nobody else has the database open and newcomers wait; null when somebody has. */
  alone<T>(work: () => Promise<T>): Promise<T | null>
  /** Waits for statements under way, then leaves; the bundled server stops when nobody else uses it. */
  close(): Promise<void>
}

const oldest = 150_000

/** Reaches the database (starting the bundled one), checks its version and brings its schema up to date. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { databaseUrl, bundled, role, schema = homeSchema } = options
  const reach = databaseUrl ? async () => ({ url: databaseUrl }) : () => bundled.ensureRunning()
  const presence = await enter({ reach, role, schema, onLost: options.onLost ?? (() => undefined) })
  const pool = openPool(await reach(), schema)
  const close = () => leave(pool, presence, databaseUrl ? async () => undefined : () => bundled.stop())
  try {
    await refuseOld(pool)
    const migrated = await migrate(pool)
    return { pool, bundled: !databaseUrl, migrated, alone: presence.alone, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function leave(pool: pg.Pool, presence: Presence, stop: () => Promise<void>): Promise<void> {
  await pool.end()
  await presence.leave(stop)
}

async function refuseOld(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ number: string; version: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version",
  )
  if (Number(rows[0]?.number) < oldest)
    throw new DomainError(
      'database-too-old',
      `DATABASE_URL leads to PostgreSQL ${rows[0]?.version}; Ringfence needs 15 or newer`,
      'Upgrade that server, or leave DATABASE_URL out to use the bundled PostgreSQL.',
    )
}
