import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { DomainError } from '#core/kernel'
import { counter } from './backup.ts'
import type { BackupHeader, BackupManifest } from './backup-format.ts'
import { ensureMonths } from './call-months.ts'
import { apply, pgName, prepare, readMigrations } from './migrate.ts'
import { hasRows, readTables } from './tables.ts'
import type { TarEntry } from './tar.ts'

/** Written by the migrations themselves, so they do not make a database used. */
const seeded = ['customer', 'site']

export async function refuseUnlessEmpty(client: pg.PoolClient): Promise<void> {
  for (const { name } of await readTables(client))
    if (!seeded.includes(name) && (await hasRows(client, name)))
      throw new DomainError(
        'restore-not-empty',
        'There is data here already, and a restore would replace it',
        'Restore into an empty data directory (--data), or replace everything that is here with --force.',
      )
}

/** Empties the database and builds the schema the backup was made with, inside the caller's transaction. */
export async function rebuildTo(client: pg.PoolClient, header: BackupHeader): Promise<void> {
  const migrations = await readMigrations()
  if (header.schema > (migrations.at(-1)?.version ?? 0))
    throw new DomainError(
      'backup-newer',
      `The backup was made by a newer version of Ringfence (schema ${header.schema})`,
      'Restore it with that version or a later one.',
    )
  // Whoever still works on the tables would be waited for without end.
  await client.query("SET LOCAL lock_timeout = '10s'")
  const { rows } = await client.query<{ schema: string }>('SELECT current_schema() AS schema')
  await client.query(`DROP SCHEMA IF EXISTS ${pgName(rows[0]?.schema ?? '')} CASCADE`).catch(asBusy)
  await prepare(client)
  for (const migration of migrations) if (migration.version <= header.schema) await apply(client, migration)
  for (const { name } of [...(await readTables(client))].reverse())
    if (await hasRows(client, name)) await client.query(`DELETE FROM ${pgName(name)}`)
  await ensureMonths(
    client,
    header.callMonths.map((month) => new Date(month)),
  )
}

function asBusy(error: { code?: string }): never {
  if (error.code !== '55P03') throw error
  throw new DomainError(
    'database-busy',
    'Another process works on the database, and a restore replaces every table',
    'Stop the server and every other ringfence command, then restore again.',
    error,
  )
}

/** The migrations that came after the backup, so that the restored data has seen them too. */
export async function upgrade(client: pg.PoolClient, from: number): Promise<void> {
  for (const migration of await readMigrations()) if (migration.version > from) await apply(client, migration)
}

export async function next(entries: AsyncGenerator<TarEntry>): Promise<TarEntry | null> {
  const { value, done } = await entries.next()
  return done ? null : value
}

/** Name of the table whose rows an entry holds. */
export function tableOf(entry: TarEntry): string | undefined {
  return /^tables\/([^/]+)\/\d+\.copy$/.exec(entry.path)?.[1]
}

/** Tables without rows have no entry. */
export function emptyTables(header: BackupHeader): BackupManifest['tables'] {
  return Object.fromEntries(header.tables.map(({ name }) => [name, { rows: 0, ...counter().end() }]))
}

interface Loading {
  readonly client: pg.PoolClient
  readonly header: BackupHeader
  readonly seen: BackupManifest
  readonly entries: AsyncGenerator<TarEntry>
}

/**
 * Feeds all parts of a table, this one first, into one COPY, so that rows of a table may refer to each other.
 * @returns the first entry that is not of this table.
 */
export async function loadTable(
  { client, header, seen, entries }: Loading,
  first: TarEntry,
): Promise<TarEntry | null> {
  const name = tableOf(first) ?? ''
  const columns = header.tables.find((table) => table.name === name)?.columns
  if (!columns) throw new Error(`it holds rows of an unknown table ${JSON.stringify(name)}`)
  const sum = counter()
  let entry: TarEntry | null = first
  async function* rows() {
    for (; entry && tableOf(entry) === name; entry = await next(entries))
      for await (const chunk of entry.body) {
        sum.add(chunk)
        yield chunk
      }
  }
  const copy = client.query(copyFrom(`COPY ${pgName(name)} (${columns.map(pgName).join(', ')}) FROM STDIN`))
  await pipeline(Readable.from(rows()), copy)
  seen.tables[name] = { rows: sum.rows(), ...sum.end() }
  return entry
}
