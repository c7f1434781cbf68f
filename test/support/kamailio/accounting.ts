import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { bundledPostgres } from '../../../src/adapters/system/postgres.ts'
import { testDatabase } from '../database.ts'
import { accountingTables } from './configuration.ts'

/** A database of a Kamailio's own on the PostgreSQL of the tests, with the tables of module acc. */
export interface AccountingDatabase {
  /** For module acc; it finds the socket by PGHOST. */
  readonly kamailio: { readonly url: string; readonly env: Readonly<Record<string, string>> }
  /** For Ringfence. */
  readonly url: string
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export async function accountingDatabase(): Promise<AccountingDatabase> {
  const house = await testDatabase()
  const { socketDirectory, user } = await bundledPostgres(house.dataDir).ensureRunning()
  const name = `kamailio_${randomBytes(6).toString('hex')}`
  await house.pool.query(`CREATE DATABASE ${name}`)
  const pool = new pg.Pool({ host: socketDirectory, user, database: name, max: 2 })
  // Its last connection may still be closing when the database is dropped.
  pool.on('error', () => undefined)
  for (const statement of accountingTables) await pool.query(statement)
  return {
    kamailio: { url: `postgres://${user}@/${name}`, env: { PGHOST: socketDirectory } },
    url: `postgres:///${name}?host=${encodeURIComponent(socketDirectory)}&user=${user}`,
    query: async (text, values) => (await pool.query(text, values)).rows,
    async close() {
      await pool.end()
      await house.pool.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await house.close()
    },
  }
}
