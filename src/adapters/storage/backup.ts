import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Act } from '#core/incidents'
import type { BackupHeader, BackupManifest, Keep } from './backup-format.ts'
import { appendLedger } from './ledger.ts'
import { pgName, schemaState } from './migrate.ts'
import { inTransaction } from './pool.ts'
import { readTables, type Table } from './tables.ts'
import { tarEnd, tarHeader, tarPadding } from './tar.ts'

export interface BackupResult {
  readonly file: string
  readonly bytes: number
  readonly rows: number
  readonly files: number
}

const partSize = 8 * 1024 * 1024

/**
 * Writes everything into one file, beside a working server: the tables as they stood at one instant, then the kept files.
 * The file appears under its name only when it is whole and on the disk. It holds secrets: mode 0600.
 */
export async function backup(
  pool: pg.Pool,
  file: string,
  keep: Keep,
  act: Omit<Act, 'detail'>,
): Promise<BackupResult> {
  const { applied } = await schemaState(pool)
  const manifest: BackupManifest = { tables: {}, files: {} }
  const building = `${file}.part-${process.pid}`
  try {
    await snapshot(pool, async (client) => {
      const content = contents({ client, keep, manifest, schema: applied, at: act.at })
      await pipeline(
        Readable.from(content),
        createGzip({ level: 3 }),
        createWriteStream(building, { mode: 0o600 }),
      )
    })
    await syncToDisk(building)
    await rename(building, file)
    await syncToDisk(dirname(file))
  } catch (error) {
    await rm(building, { force: true })
    throw error
  }
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + (table.rows ?? 0), 0)
  const files = Object.keys(manifest.files).length
  await inTransaction(pool, (client) =>
    appendLedger(client, {
      customer: 'default',
      site: null,
      ...act,
      detail: { rows, files, manifest: hashOf(manifest) },
    }),
  )
  return { file, bytes: (await stat(file)).size, rows, files }
}

/** All tables as of one instant. After a failure the connection goes: a half-read COPY would keep it waiting. */
async function snapshot(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  const ignore = () => undefined
  client.on('error', ignore)
  let whole = false
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await work(client)
    await client.query('COMMIT')
    whole = true
  } finally {
    client.off('error', ignore)
    client.release(!whole)
  }
}

/** Names the contents of a backup: SHA-256 of its manifest. */
export function hashOf(manifest: BackupManifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
}

interface Contents {
  readonly client: pg.PoolClient
  readonly keep: Keep
  /** Filled while the contents are read. */
  readonly manifest: BackupManifest
  readonly schema: number
  readonly at: number
}

async function* contents({ client, keep, manifest, schema, at }: Contents): AsyncGenerator<Buffer> {
  const mtime = at / 1000
  const tables = await readTables(client)
  const header: BackupHeader = {
    format: 'ringfence-backup',
    formatVersion: 1,
    schema,
    createdAt: new Date(at).toISOString(),
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    callMonths: await callMonths(client),
  }
  yield* whole('header.json', Buffer.from(JSON.stringify(header, null, 1)), mtime)
  for (const table of tables) yield* tableParts(client, table, manifest, mtime)
  for (const path of await keptFiles(keep)) yield* oneFile(keep.dataDir, path, manifest, mtime)
  yield* whole('manifest.json', Buffer.from(JSON.stringify(manifest, null, 1)), mtime)
  yield tarEnd
}

async function callMonths(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ month: Date }>(
    "SELECT DISTINCT date_trunc('month', started_at) AS month FROM call",
  )
  return rows.map(({ month }) => month.toISOString())
}

function* whole(path: string, body: Buffer, mtime: number): Generator<Buffer> {
  yield tarHeader(path, body.length, mtime)
  yield body
  yield tarPadding(body.length)
}

/** tar wants sizes first and a table's is not known, so it comes in parts, each of whole rows. */
async function* tableParts(
  client: pg.PoolClient,
  table: Table,
  manifest: BackupManifest,
  mtime: number,
): AsyncGenerator<Buffer> {
  const columns = table.columns.map(pgName).join(', ')
  const rows = client.query(copyTo(`COPY (SELECT ${columns} FROM ${pgName(table.name)}) TO STDOUT`))
  const sum = counter()
  let pending: Buffer[] = []
  let size = 0
  let part = 0
  const next = (body: Buffer) =>
    whole(`tables/${table.name}/${String(++part).padStart(6, '0')}.copy`, body, mtime)
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    sum.add(chunk)
    pending.push(chunk)
    size += chunk.length
    if (size < partSize) continue
    const all = Buffer.concat(pending)
    const end = all.lastIndexOf(10) + 1
    if (end > 0) yield* next(all.subarray(0, end))
    pending = [all.subarray(end)]
    size = all.length - end
  }
  if (size > 0) yield* next(Buffer.concat(pending))
  manifest.tables[table.name] = { rows: sum.rows(), ...sum.end() }
}

/** Running hash, size and number of lines (in COPY's text format a line is a row: line ends inside are escaped). */
export function counter(): {
  add(chunk: Buffer): void
  rows(): number
  end(): { bytes: number; sha256: string }
} {
  const hash: Hash = createHash('sha256')
  let bytes = 0
  let rows = 0
  return {
    add(chunk) {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++
    },
    rows: () => rows,
    end: () => ({ bytes, sha256: hash.digest('hex') }),
  }
}

/** Paths of all kept files, relative to the data directory. Half-written ones start with a dot and are nobody's yet. */
async function keptFiles({ dataDir, kept }: Keep): Promise<readonly string[]> {
  const paths: string[] = []
  for (const name of kept) {
    const info = await stat(join(dataDir, name)).catch(() => null)
    if (info?.isFile()) paths.push(name)
    if (!info?.isDirectory()) continue
    const entries = await readdir(join(dataDir, name), { recursive: true, withFileTypes: true })
    for (const entry of entries)
      if (entry.isFile() && !entry.name.startsWith('.'))
        paths.push(join(entry.parentPath, entry.name).slice(dataDir.length + 1))
  }
  return paths.sort()
}

async function* oneFile(
  dataDir: string,
  path: string,
  manifest: BackupManifest,
  mtime: number,
): AsyncGenerator<Buffer> {
  const { size } = await stat(join(dataDir, path))
  const sum = counter()
  yield tarHeader(`files/${path}`, size, mtime)
  for await (const chunk of createReadStream(join(dataDir, path)) as AsyncIterable<Buffer>) {
    sum.add(chunk)
    yield chunk
  }
  const done = sum.end()
  if (done.bytes !== size) throw new Error(`${path} changed while it was being backed up`)
  manifest.files[path] = done
  yield tarPadding(size)
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
