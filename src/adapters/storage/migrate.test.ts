import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { migrate, readMigrations, schemaState } from './migrate.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const step = (version: number, sql: string) => ({
  version,
  name: `000${version}_x.sql`,
  sql,
  sha256: `hash of ${sql}`,
})

describe('migrations', () => {
  it('are numbered from 1 without gaps', async () => {
    const versions = (await readMigrations()).map((m) => m.version)
    expect(versions).toEqual(versions.map((_, i) => i + 1))
  })

  it('are applied once: a second run finds nothing to do', async () => {
    expect(await migrate(db.pool)).toEqual([])
    const state = await schemaState(db.pool)
    expect(state).toMatchObject({ applied: state.newest, pending: [] })
  })

  it('make the first customer and site', async () => {
    const { rows } = await db.pool.query('SELECT customer_id, id FROM site')
    expect(rows).toEqual([{ customer_id: 'default', id: 'main' }])
  })

  it('name customer and site in every table of what is kept about a place', async () => {
    const ofPeople = [
      'person',
      'recovery_code',
      'session',
      'sign_in_failure',
      'sign_in_step',
      'setup_link',
      'setup_enrolment',
      'invitation',
      'passkey',
      'passkey_challenge',
      'sso_step',
      'sso_link',
      'idempotency_key',
      'key_mark',
    ]
    const { rows } = await db.pool.query<{ table: string }>(
      `SELECT relname AS table FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
       AND relname NOT IN ('customer', 'site', 'schema_migration', 'key_mark') AND NOT relname = ANY ($1) AND 2 > (
         SELECT count(*) FROM pg_attribute WHERE attrelid = pg_class.oid AND attname IN ('customer_id', 'site_id'))`,
      [ofPeople],
    )
    expect(rows).toEqual([])
  })

  it('may be started by several processes at once', async () => {
    const newest = (await schemaState(db.pool)).applied
    const steps = [...(await readMigrations()), step(newest + 1, 'CREATE TABLE once_only (id text)')]
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(db.pool, steps)))
    expect(applied.flat()).toHaveLength(1)
    await db.pool.query('DROP TABLE once_only')
    await db.pool.query('DELETE FROM schema_migration WHERE version > $1', [newest])
  })

  it('leave nothing of a step that fails half-way', async () => {
    const newest = (await schemaState(db.pool)).applied
    const steps = [...(await readMigrations()), step(newest + 1, 'CREATE TABLE half (id text); SELECT 1 / 0')]
    await expect(migrate(db.pool, steps)).rejects.toThrow('division by zero')
    const { rows } = await db.pool.query("SELECT to_regclass('half') AS half")
    expect(rows).toEqual([{ half: null }])
    expect((await schemaState(db.pool)).applied).toBe(newest)
  })

  it('refuse a step whose text is not the one that was applied', async () => {
    const [first, ...rest] = await readMigrations()
    const steps = [{ ...(first as NonNullable<typeof first>), sha256: 'another' }, ...rest]
    await expect(migrate(db.pool, steps)).rejects.toMatchObject({ code: 'migration-changed' })
  })

  it('refuse a database that a newer version has been on', async () => {
    await db.pool.query("INSERT INTO schema_migration (version, name, sha256) VALUES (9999, 'future', '')")
    await expect(migrate(db.pool)).rejects.toMatchObject({ code: 'database-newer' })
    await db.pool.query('DELETE FROM schema_migration WHERE version = 9999')
  })
})
