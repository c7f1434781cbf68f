import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { openDatabase } from '../../src/adapters/storage/open.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'

/** A real, migrated, empty database of one test file. */
export interface TestDatabase {
  readonly pool: pg.Pool
  readonly dataDir: string
  readonly schema: string
  close(): Promise<void>
}

/**
 * All test files of a checkout share one bundled PostgreSQL in the system's temporary folder (the last to leave stops it)
 * and get a schema of their own.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const checkout = createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 12)
  const dataDir = join(tmpdir(), `ringfence-test-${process.geteuid?.() ?? 0}-${checkout}`)
  const schema = `test_${randomBytes(8).toString('hex')}`
  const database = await openDatabase({ bundled: bundledPostgres(dataDir), role: 'visitor', schema })
  return {
    pool: database.pool,
    dataDir,
    schema,
    async close() {
      await database.pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
      await database.close()
    },
  }
}
