import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { plainCall, plainCalls } from '../../../test/support/calls.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { keptInDataDir, openSecrets, uploadsIn } from '../system/index.ts'
import { backup } from './backup.ts'
import { callStore } from './calls.ts'
import { investigationStore } from './investigations.ts'
import { readLedger, verifyLedger } from './ledger.ts'
import { apply, pgName, prepare, readMigrations } from './migrate.ts'
import { inTransaction } from './pool.ts'
import { restore } from './restore.ts'
import { readTables } from './tables.ts'
import { tarEnd, tarHeader, tarPadding } from './tar.ts'

const place = { customer: 'default', site: 'main' }
const act = { actor: 'system:test', action: 'x', subject: 'x', at: Date.UTC(2026, 2, 7) }

let from: TestDatabase
let folder: string
let file: string
const keep = (name: string) => ({ dataDir: join(folder, name), kept: keptInDataDir })

beforeAll(async () => {
  from = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-backup-'))
  file = join(folder, 'backup.tar.gz')
  const uploads = uploadsIn(join(folder, 'from'))
  const upload = await uploads.receive('i1', Readable.from([Buffer.from('a,b\n')]))
  await (await openSecrets(join(folder, 'from'))).seal('x', 'y')
  const store = investigationStore(from.pool)
  const files = [{ name: 'Master.csv', ...upload }]
  const made = {
    ...place,
    id: 'i1',
    title: 'ü\t\\N\n',
    createdAt: 1,
    createdBy: 'p',
    files,
    options: {},
    againAt: null,
  }
  await store.create(made, { ...act, detail: {} })
  const outcome = {
    verdict: 'clear',
    ongoing: false,
    headline: 'h',
    began: null,
    likely: { micros: 0, currency: 'USD' },
  } as const
  await store.finish('i1', outcome, { deep: [1, { a: 'b' }] }, [], { ...act, detail: {} })
  async function* calls() {
    for (let i = 0; i < 40_000; i += 5000) yield plainCalls(i, 5000)
    yield [
      plainCall(1, { startedAt: Date.UTC(2024, 0, 1) }),
      plainCall(1, { startedAt: 0, account: 'tab\t' }),
    ]
  }
  await callStore(from.pool).save(place, calls(), [], { ...act, detail: {} })
  await backup(from.pool, file, keep('from'), act)
})
afterAll(async () => {
  await from.close()
  await rm(folder, { recursive: true })
})

let into: TestDatabase
beforeEach(async () => {
  into = await testDatabase()
  return () => into.close()
})

/** Every row of every table as text, sorted. The ledger without what backup and restore themselves added. */
async function everything(db: TestDatabase): Promise<Record<string, string[]>> {
  const client = await db.pool.connect()
  try {
    const all: Record<string, string[]> = {}
    for (const { name } of await readTables(client)) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM ${pgName(name)} t ${name === 'ledger' ? 'WHERE seq <= 3' : ''} ORDER BY 1`,
      )
      all[name] = rows.map(({ row }) => row)
    }
    return all
  } finally {
    client.release()
  }
}

describe('a backup', () => {
  it('is for nobody else to read, and leaves nothing half-written beside it', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await expect(backup(from.pool, join(folder, 'no-such-folder/b'), keep('from'), act)).rejects.toThrow(
      'ENOENT',
    )
  })

  it('gives back every row of every table, the files and the key', async () => {
    const result = await restore(into.pool, file, keep('into'), { force: false }, act)
    expect(result).toMatchObject({ createdAt: '2026-03-07T00:00:00.000Z', files: 2 })
    expect(await everything(into)).toEqual(await everything(from))
    expect(await investigationStore(into.pool).get(place, 'i1')).toEqual(
      await investigationStore(from.pool).get(place, 'i1'),
    )
    expect(await investigationStore(into.pool).verdict(place, 'i1')).toEqual({ deep: [1, { a: 'b' }] })
    const [upload] = (await investigationStore(into.pool).get(place, 'i1'))?.files ?? []
    expect(await readFile(uploadsIn(join(folder, 'into')).path('i1', upload?.sha256 ?? ''), 'utf8')).toBe(
      'a,b\n',
    )
    expect(await readFile(join(folder, 'into/secret.key'))).toEqual(
      await readFile(join(folder, 'from/secret.key')),
    )
  })

  it('leaves a chain that verifies and goes on, and a database that works on', async () => {
    await restore(into.pool, file, keep('on'), { force: false }, { ...act, action: 'data.restored' })
    expect(await verifyLedger(into.pool)).toMatchObject({ head: { seq: 4 }, problems: [] })
    expect((await readLedger(into.pool, 3, 1))[0]).toMatchObject({ action: 'data.restored' })
    async function* again() {
      yield plainCalls(39_000, 2000)
    }
    expect(await callStore(into.pool).save(place, again(), [], { ...act, detail: {} })).toEqual({
      saved: 1000,
      already: 1000,
    })
  })

  it('is not put over other data, unless that is asked for', async () => {
    const dir = keep('other')
    await uploadsIn(dir.dataDir).receive('old', Readable.from([Buffer.from('old')]))
    async function* one() {
      yield [plainCall(999_999)]
    }
    await callStore(into.pool).save(place, one(), [], { ...act, detail: {} })
    await expect(restore(into.pool, file, dir, { force: false }, act)).rejects.toMatchObject({
      code: 'restore-not-empty',
    })
    expect(await callStore(into.pool).count(place)).toBe(1)
    await restore(into.pool, file, dir, { force: true }, act)
    expect(await everything(into)).toEqual(await everything(from))
    expect(await uploadsIn(dir.dataDir).investigations()).toEqual(['i1'])
  })
})

describe('a damaged backup', () => {
  const damaged = async (change: (tar: Buffer) => Buffer) => {
    const path = join(folder, 'damaged.tar.gz')
    await writeFile(path, gzipSync(change(gunzipSync(await readFile(file))), { level: 1 }))
    return path
  }
  /** Nothing of it is in the database afterwards. */
  const refused = async (path: string, code: string) => {
    await expect(restore(into.pool, path, keep('refused'), { force: false }, act)).rejects.toMatchObject({
      code,
    })
    expect(await callStore(into.pool).count(place)).toBe(0)
    expect(await investigationStore(into.pool).list(place, 10)).toEqual([])
  }
  const replaced = (tar: Buffer, what: string, by: string) => {
    const at = tar.indexOf(what)
    expect(at).toBeGreaterThan(0)
    return Buffer.concat([tar.subarray(0, at), Buffer.from(by), tar.subarray(at + what.length)])
  }
  const entry = (path: string) => Buffer.concat([tarHeader(path, 1, 0), Buffer.from('x'), tarPadding(1)])
  const smuggled = (path: string) => (tar: Buffer) =>
    Buffer.concat([
      tar.subarray(0, tar.indexOf('manifest.json\0')),
      entry(path),
      tar.subarray(tar.indexOf('manifest.json\0')),
    ])

  it.each<[string, (tar: Buffer) => Buffer]>([
    ['a changed digit in a call', (tar) => replaced(tar, '1772323207.7\t', '1772323207.8\t')],
    ['a changed byte in a file', (tar) => replaced(tar, 'a,b\n', 'a,c\n')],
    ['its end missing', (tar) => tar.subarray(0, tar.length >> 1)],
    [
      'its manifest missing',
      (tar) => Buffer.concat([tar.subarray(0, tar.indexOf('manifest.json\0')), tarEnd]),
    ],
    ['rows of an unknown table', smuggled('tables/pg_authid/000001.copy')],
    ['a file that would climb out', smuggled('files/uploads/../../evil')],
    ['a file that does not belong there', smuggled('files/postgres/PG_VERSION')],
    ['no backup inside', () => Buffer.from('hello')],
  ])('is refused whole with %s', async (_, change) => {
    await refused(await damaged(change), 'backup-corrupt')
  })

  it('is refused when it is cut off or not gzip at all', async () => {
    const path = join(folder, 'cut.tar.gz')
    const whole = await readFile(file)
    await writeFile(path, whole.subarray(0, whole.length - 1000))
    await refused(path, 'backup-corrupt')
    await writeFile(path, 'hello')
    await refused(path, 'backup-corrupt')
  })

  it('is refused when a newer version made it', async () => {
    const newest = (await readMigrations()).at(-1)?.version
    const ours = `"schema": ${newest},`
    const theirs = ours.replace(/\d/g, '9')
    await refused(await damaged((tar) => replaced(tar, ours, theirs)), 'backup-newer')
  })

  it('is told from one that is not there', async () => {
    await refused(join(folder, 'missing.tar.gz'), 'file-not-found')
  })
})

describe('a backup of an older version', () => {
  it('is brought up to the schema of this one', async () => {
    // The first migration alone, as the first version would have left it.
    await inTransaction(into.pool, async (client) => {
      await client.query(`DROP SCHEMA ${into.schema} CASCADE`)
      await prepare(client)
      for (const migration of (await readMigrations()).slice(0, 1)) await apply(client, migration)
    })
    const old = join(folder, 'old.tar.gz')
    await backup(into.pool, old, keep('from'), act)
    const target = await testDatabase()
    await restore(target.pool, old, keep('target'), { force: false }, act)
    const { rows } = await target.pool.query('SELECT max(version) AS version FROM schema_migration')
    expect(rows).toEqual([{ version: (await readMigrations()).at(-1)?.version }])
    await target.close()
  })
})
