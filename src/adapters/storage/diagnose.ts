import type pg from 'pg'
import { DomainError } from '#core/kernel'
import { verifyLedger } from './ledger.ts'
import { schemaState } from './migrate.ts'
import type { Database } from './open.ts'

/** One thing that `doctor` looked at. `remedy` is empty when it is well. */
interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  readonly remedy: string
}

/** The database's side. A database that cannot be opened is a finding, not a failure. */
export async function diagnoseDatabase(open: () => Promise<Database>): Promise<readonly Check[]> {
  let database: Database
  try {
    database = await open()
  } catch (error) {
    const remedy = error instanceof DomainError ? error.remedy : 'See the message, then run doctor again.'
    return [
      { name: 'database', ok: false, detail: error instanceof Error ? error.message : String(error), remedy },
    ]
  }
  try {
    const { pool, bundled } = database
    return [await reachable(pool, bundled), await schema(pool), await ledger(pool)]
  } finally {
    await database.close()
  }
}

async function reachable(pool: pg.Pool, bundled: boolean): Promise<Check> {
  const { rows } = await pool.query<{ version: string; bytes: number }>(
    "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes",
  )
  const { version = '', bytes = 0 } = rows[0] ?? {}
  const size = `${Math.ceil(bytes / 1024 ** 2)} MiB`
  return {
    name: 'database',
    ok: true,
    detail: `PostgreSQL ${version} (${bundled ? 'bundled' : 'DATABASE_URL'}), ${size}`,
    remedy: '',
  }
}

async function schema(pool: pg.Pool): Promise<Check> {
  const { applied, pending } = await schemaState(pool)
  const ok = pending.length === 0
  const detail = ok ? `schema ${applied}, up to date` : `schema ${applied}, ${pending.length} steps behind`
  return { name: 'schema', ok, detail, remedy: ok ? '' : 'Run: ringfence migrate' }
}

async function ledger(pool: pg.Pool): Promise<Check> {
  const { head, problems } = await verifyLedger(pool)
  const [first] = problems
  return {
    name: 'ledger',
    ok: !first,
    detail: first
      ? `${problems.length} of ${head.seq} entries do not verify; the first: ${first.message}`
      : `${head.seq} entries, the chain is whole`,
    remedy: first
      ? 'Keep the database and its backups as they are: they are evidence of a change behind Ringfence. Compare with the last good backup.'
      : '',
  }
}
