import type pg from 'pg'
import { pgName } from './migrate.ts'

/** A table of our schema with the columns that are stored in it (generated ones are made again). */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/**
 * What ends with the day: it is neither backed up nor counted as data. Above all, a session that was revoked after the backup
 * must not come alive again with it.
 */
const passing = [
  'session',
  'sign_in_step',
  'sign_in_failure',
  'setup_link',
  'setup_enrolment',
  'invitation',
  'passkey_challenge',
  'sso_step',
  'idempotency_key',
]

/** All tables of lasting data, without the bookkeeping of migrations and the partitions; those first that others refer to. */
export async function readTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<Table & { refers: readonly string[] }>(
    `SELECT c.relname::text AS name,
       (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
       (SELECT coalesce(array_agg(f.relname::text), '{}') FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS refers
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migration' AND NOT c.relname = ANY ($1)
     ORDER BY 1`,
    [passing],
  )
  const sorted: Table[] = []
  const left = new Map(rows.map((row) => [row.name, row]))
  while (left.size > 0) {
    const free = [...left.values()].filter((row) => !row.refers.some((name) => left.has(name)))
    // Tables that refer to each other in a ring come in any order: their constraints must be deferrable.
    for (const { name, columns } of free.length > 0 ? free : left.values()) {
      sorted.push({ name, columns })
      left.delete(name)
    }
  }
  return sorted
}

/** Rows of a partitioned table count with their table. */
export async function hasRows(client: pg.ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM ${pgName(table)}) AS some`,
  )
  return rows[0]?.some ?? false
}

/** Moves every sequence behind the highest number in its column. */
export async function advanceSequences(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  for (const { name, columns } of tables)
    for (const column of columns) {
      const { rows } = await client.query<{ sequence: string | null }>(
        'SELECT pg_get_serial_sequence($1, $2) AS sequence',
        [pgName(name), column],
      )
      const sequence = rows[0]?.sequence
      if (sequence)
        await client.query(
          `SELECT setval($1, max(${pgName(column)})) FROM ${pgName(name)} HAVING max(${pgName(column)}) IS NOT NULL`,
          [sequence],
        )
    }
}
