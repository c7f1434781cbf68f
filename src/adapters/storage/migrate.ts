import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { DomainError } from '#core/kernel'
import { inTransaction } from './pool.ts'

/** Read from the package root, because only compiled .ts goes to dist/: both src/ and dist/ lie three folders up. */
const folder = fileURLToPath(new URL('../../../src/adapters/storage/migrations/', import.meta.url))

/** One SQL file. `version` is the number in front of its name. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sha256: string
  readonly sql: string
}

/** All of them in order. Numbers run from 1 without gaps. */
export async function readMigrations(from = folder): Promise<readonly Migration[]> {
  const names = (await readdir(from)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${from}/${name}`, 'utf8')
      return {
        version: Number(name.slice(0, 4)),
        name,
        sql,
        sha256: createHash('sha256').update(sql).digest('hex'),
      }
    }),
  )
}

export interface SchemaState {
  readonly applied: number
  readonly newest: number
  readonly pending: readonly string[]
}

/** How far the database is, without changing it. */
export async function schemaState(pool: pg.Pool): Promise<SchemaState> {
  const migrations = await readMigrations()
  const table = await pool.query<{ there: boolean }>(
    "SELECT to_regclass('schema_migration') IS NOT NULL AS there",
  )
  const applied = table.rows[0]?.there
    ? await pool.query<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM schema_migration',
      )
    : null
  const version = applied?.rows[0]?.version ?? 0
  return {
    applied: version,
    newest: migrations.at(-1)?.version ?? 0,
    pending: migrations.filter((m) => m.version > version).map((m) => m.name),
  }
}

/**
 * Brings the schema up to date: each file in a transaction of its own, once, under a lock so that two processes may try.
 * Refuses a database of a newer Ringfence and one whose applied files differ from ours.
 * @returns the names of the files applied now.
 */
export async function migrate(pool: pg.Pool, migrations?: readonly Migration[]): Promise<readonly string[]> {
  const all = migrations ?? (await readMigrations())
  await inTransaction(pool, prepare)
  await refuseNewer(pool, all.at(-1)?.version ?? 0)
  const names: string[] = []
  for (const migration of all) {
    const done = await inTransaction(pool, async (client) => {
      await client.query('LOCK TABLE schema_migration IN EXCLUSIVE MODE')
      if (await alreadyApplied(client, migration)) return false
      await apply(client, migration)
      return true
    })
    if (done) names.push(migration.name)
  }
  return names
}

/** Schema and bookkeeping table. CREATE … IF NOT EXISTS is not safe against itself, hence the lock. */
export async function prepare(client: pg.PoolClient): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('ringfence.migrate'))")
  const { rows } = await client.query<{ name: string }>("SELECT current_setting('search_path') AS name")
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${pgName(rows[0]?.name ?? '')}`)
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migration (
    version integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
}

/** Runs one file and books it, inside the caller's transaction. */
export async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query(migration.sql)
  await client.query('INSERT INTO schema_migration (version, name, sha256) VALUES ($1, $2, $3)', [
    migration.version,
    migration.name,
    migration.sha256,
  ])
}

async function alreadyApplied(client: pg.PoolClient, migration: Migration): Promise<boolean> {
  const { rows } = await client.query<{ sha256: string }>(
    'SELECT sha256 FROM schema_migration WHERE version = $1',
    [migration.version],
  )
  const [row] = rows
  if (row && row.sha256 !== migration.sha256)
    throw new DomainError(
      'migration-changed',
      `The database was built by another text of ${migration.name} than the one in this installation`,
      'Install the version of Ringfence that made this database, back it up there, and restore the backup here.',
    )
  return row !== undefined
}

async function refuseNewer(pool: pg.Pool, newest: number): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    'SELECT max(version) AS version FROM schema_migration',
  )
  const version = rows[0]?.version ?? 0
  if (version > newest)
    throw new DomainError(
      'database-newer',
      `The database is at schema ${version}; this version of Ringfence knows ${newest}`,
      'Start the newer version of Ringfence that was used on this data before.',
    )
}

/** An identifier as it stands in SQL. */
export function pgName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
