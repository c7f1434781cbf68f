import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/adapters/storage/open.ts'
import { sealedColumns } from '../../src/adapters/storage/sealed.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import { openSecrets } from '../../src/adapters/system/secrets.ts'
import { built, cli, freshData, removed, serve } from '../e2e/program.ts'
import { testDatabase } from '../support/database.ts'

// Every stored secret goes over to a new key, or none does.

const data = freshData()
const keyFile = join(data, 'secret.key')
const SECRETS = 3000

/** The database as a command of this data directory has it. */
async function withDatabase<T>(
  work: (pool: Awaited<ReturnType<typeof openDatabase>>['pool']) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ bundled: bundledPostgres(data), role: 'visitor' })
  return work(database.pool).finally(() => database.close())
}

/** How many of the stored secrets open with the key that is in its place. */
const opening = () =>
  withDatabase(async (pool) => {
    const secrets = await openSecrets(data)
    const { rows } = await pool.query<{ id: string; sealed: string }>(
      "SELECT id, settings_sealed AS sealed FROM connection UNION ALL SELECT 'p', totp_sealed FROM person",
    )
    return rows.filter(
      ({ id, sealed }) =>
        secrets.open(sealed, id === 'p' ? 'totp:ada@example.com' : `connection:${id}`) === `secret of ${id}`,
    ).length
  })

beforeAll(async () => {
  await built()
  expect((await cli(['migrate'], { data })).code).toBe(0)
  const secrets = await openSecrets(data)
  await withDatabase(async (pool) => {
    const ids = Array.from({ length: SECRETS }, (_, n) => `c${n}`)
    await pool.query(
      `INSERT INTO connection (id, customer_id, site_id, kind, settings_sealed, created_at)
       SELECT id, 'default', 'main', 'asterisk', sealed, now() FROM unnest($1::text[], $2::text[]) AS one (id, sealed)`,
      [ids, ids.map((id) => secrets.seal(`secret of ${id}`, `connection:${id}`))],
    )
    await pool.query(
      `INSERT INTO person (id, email, name, password_hash, totp_sealed, totp_last_step, created_at)
       VALUES ('p', 'ada@example.com', 'Ada', 'x', $1, 0, now())`,
      [secrets.seal('secret of p', 'totp:ada@example.com')],
    )
  })
}, 300_000)
afterAll(() => removed(data))

describe('rotate-key', () => {
  it('knows every column that holds a sealed value', async () => {
    const { pool, close } = await testDatabase()
    const { rows } = await pool.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema() AND column_name LIKE '%sealed' ORDER BY 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(
      sealedColumns.map(({ table, column }) => `${table}.${column}`).sort(),
    )
    await close()
  })

  it('seals everything under a new key, says so in the ledger, and leaves no trace of the old one', async () => {
    const before = await readFile(keyFile)
    const { code, stdout } = await cli(['rotate-key', '--json'], { data })
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { resealed: SECRETS + 1, unreadable: 0, inEnvironment: false },
    ])
    expect((await readFile(keyFile)).equals(before)).toBe(false)
    expect(existsSync(`${keyFile}.next`)).toBe(false)
    expect(await opening()).toBe(SECRETS + 1)
    const actions = await withDatabase((pool) => pool.query('SELECT action, detail FROM ledger'))
    expect(actions.rows).toEqual([
      { action: 'key-rotated', detail: { resealed: SECRETS + 1, unreadable: 0 } },
    ])
  }, 60_000)

  it('loses nothing when it is killed, wherever it is', async () => {
    const rounds = [0, 40, 120, 400]
    for (const later of rounds) {
      const child = spawn(process.execPath, ['tools/ringfence.mjs', 'rotate-key'], {
        env: { PATH: process.env['PATH'] ?? '', HOME: '/', RINGFENCE_DATA: data },
        stdio: 'ignore',
      })
      const over = once(child, 'close')
      while (!existsSync(`${keyFile}.next`) && child.exitCode === null)
        await new Promise((go) => setTimeout(go, 2))
      await new Promise((go) => setTimeout(go, later))
      child.kill('SIGKILL')
      await over
      expect((await cli(['migrate'], { data })).code).toBe(0)
      expect([later, existsSync(`${keyFile}.next`)]).toEqual([later, false])
      expect([later, await opening()]).toEqual([later, SECRETS + 1])
    }
  }, 120_000)

  it('is finished by the next command when it died after the secrets and before the key', async () => {
    const old = join(data, 'old.key')
    await copyFile(keyFile, old)
    expect((await cli(['rotate-key'], { data })).code).toBe(0)
    const fresh = await readFile(keyFile)
    await copyFile(keyFile, `${keyFile}.next`)
    await copyFile(old, keyFile)
    expect((await cli(['migrate'], { data })).code).toBe(0)
    expect((await readFile(keyFile)).equals(fresh)).toBe(true)
    expect(await opening()).toBe(SECRETS + 1)
  }, 60_000)

  it('is forgotten by the next command when it died before the secrets', async () => {
    const present = await readFile(keyFile)
    await writeFile(`${keyFile}.next`, randomBytes(32))
    expect((await cli(['migrate'], { data })).code).toBe(0)
    expect((await readFile(keyFile)).equals(present)).toBe(true)
    expect(existsSync(`${keyFile}.next`)).toBe(false)
  }, 60_000)

  it('waits for nobody: beside a server it changes nothing and says what to do', async () => {
    const server = await serve(data)
    const { code, stderr } = await cli(['rotate-key'], { data })
    expect([code, stderr]).toEqual([1, expect.stringContaining('data-dir-locked')])
    await server.stop()
    expect(await opening()).toBe(SECRETS + 1)
  }, 60_000)

  it('refuses a key that is not the one, until it is told that the right one is lost', async () => {
    const right = await readFile(keyFile)
    await writeFile(keyFile, randomBytes(32))
    const refused = await cli(['rotate-key'], { data })
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('secret-key-wrong')])
    await writeFile(keyFile, right)
    expect(await opening()).toBe(SECRETS + 1)

    await writeFile(keyFile, randomBytes(32))
    const { code, stdout } = await cli(['rotate-key', '--lost', '--json'], { data })
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { resealed: 0, unreadable: SECRETS + 1 }])
    expect((await cli(['migrate'], { data })).code).toBe(0)
  }, 60_000)
})
