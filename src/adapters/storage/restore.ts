import { createReadStream, createWriteStream } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import type { Act } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { counter, hashOf } from './backup.ts'
import { BackupHeader, BackupManifest, type Keep } from './backup-format.ts'
import { appendLedger } from './ledger.ts'
import { inTransaction } from './pool.ts'
import {
  emptyTables,
  loadTable,
  next,
  rebuildTo,
  refuseUnlessEmpty,
  tableOf,
  upgrade,
} from './restore-tables.ts'
import { advanceSequences } from './tables.ts'
import { readTar, type TarEntry } from './tar.ts'

export interface RestoreOptions {
  /** Replaces what is there. */
  readonly force: boolean
}

export interface RestoreResult {
  readonly createdAt: string
  readonly rows: number
  readonly files: number
}

/**
 * Reads a backup back, in one transaction: everything in it, checked against its hashes, or nothing. An older backup is brought
 * up to this version's schema. No server may be working on the database meanwhile (open it in the role `server`).
 */
export async function restore(
  pool: pg.Pool,
  file: string,
  keep: Keep,
  options: RestoreOptions,
  act: Omit<Act, 'detail'>,
): Promise<RestoreResult> {
  await mkdir(keep.dataDir, { recursive: true })
  const staging = await mkdtemp(join(keep.dataDir, '.restore-'))
  try {
    const result = await inTransaction(pool, async (client) => {
      if (!options.force) await refuseUnlessEmpty(client)
      const { header, manifest } = await load(client, file, staging, keep)
      await advanceSequences(client, header.tables)
      await upgrade(client, header.schema)
      const rows = Object.values(manifest.tables).reduce((sum, table) => sum + (table.rows ?? 0), 0)
      const detail = { rows, createdAt: header.createdAt, manifest: hashOf(manifest) }
      await appendLedger(client, { customer: 'default', site: null, ...act, detail })
      return { createdAt: header.createdAt, rows, files: Object.keys(manifest.files).length }
    })
    await putFiles(staging, keep)
    return result
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

interface Loaded {
  readonly header: BackupHeader
  readonly manifest: BackupManifest
}

async function load(client: pg.PoolClient, file: string, staging: string, keep: Keep): Promise<Loaded> {
  const entries = readTar(gunzipped(file))
  const header = await readHeader(entries)
  await rebuildTo(client, header)
  const seen: BackupManifest = { tables: emptyTables(header), files: {} }
  let manifest: BackupManifest | null = null
  try {
    for (let entry = await next(entries); entry; ) {
      if (tableOf(entry)) {
        entry = await loadTable({ client, header, seen, entries }, entry)
        continue
      }
      if (entry.path === 'manifest.json') manifest = BackupManifest.parse(await json(entry))
      else await stageFile(entry, staging, keep, seen)
      entry = await next(entries)
    }
  } catch (error) {
    throw corrupt(error)
  }
  if (!manifest) throw corrupt(new Error('its last part is missing'))
  compare(seen, manifest)
  return { header, manifest }
}

/** Errors of reading and unpacking come out of the loop over the entries. */
async function* gunzipped(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  const source = createReadStream(file)
  source.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const chunk of source.pipe(gunzip) as AsyncIterable<Buffer>) yield chunk
  } finally {
    source.destroy()
  }
}

async function readHeader(entries: AsyncGenerator<TarEntry>): Promise<BackupHeader> {
  try {
    const first = await entries.next()
    if (first.done || first.value.path !== 'header.json')
      throw new Error('it does not begin like a backup of Ringfence')
    return BackupHeader.parse(await json(first.value))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new DomainError(
        'file-not-found',
        `${(error as NodeJS.ErrnoException).path} is not there`,
        'Name the file that `ringfence backup` wrote.',
      )
    throw corrupt(error)
  }
}

async function json(entry: TarEntry): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of entry.body) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString('utf8'))
}

async function stageFile(
  entry: TarEntry,
  staging: string,
  { kept }: Keep,
  seen: BackupManifest,
): Promise<void> {
  const path = entry.path.replace(/^files\//, '')
  const parts = path.split('/')
  // What comes out of a file must not reach beyond the folder it is meant for.
  const safe = parts.every((part) => /^[\w-][\w.-]*$/.test(part)) && kept.includes(parts[0] ?? '')
  if (!safe || path === entry.path)
    throw new Error(`it holds an unexpected entry ${JSON.stringify(entry.path)}`)
  const sum = counter()
  const target = join(staging, path)
  await mkdir(dirname(target), { recursive: true })
  async function* counted() {
    for await (const chunk of entry.body) {
      sum.add(chunk)
      yield chunk
    }
  }
  await pipeline(counted, createWriteStream(target, { mode: 0o600, flush: true }))
  seen.files[path] = sum.end()
}

function compare(seen: BackupManifest, manifest: BackupManifest): void {
  for (const kind of ['tables', 'files'] as const) {
    const names = new Set([...Object.keys(seen[kind]), ...Object.keys(manifest[kind])])
    for (const name of names)
      if (seen[kind][name]?.sha256 !== manifest[kind][name]?.sha256)
        throw corrupt(new Error(`${name} is not what was backed up`))
  }
}

function corrupt(cause: unknown): DomainError {
  const why =
    cause instanceof Error && cause.name !== 'ZodError' ? cause.message : 'its description cannot be read'
  return new DomainError(
    'backup-corrupt',
    `The backup cannot be used: ${why}`,
    'Nothing was changed. Use another copy of the backup.',
    cause,
  )
}

/** After the commit: the rows that name these files are there. Interrupted here, a second restore (--force) completes it. */
async function putFiles(staging: string, { dataDir, kept }: Keep): Promise<void> {
  const staged = new Set(await readdir(staging))
  for (const name of kept) {
    await rm(join(dataDir, name), { recursive: true, force: true })
    if (!staged.has(name)) continue
    await rename(join(staging, name), join(dataDir, name)).catch(() =>
      cp(join(staging, name), join(dataDir, name), { recursive: true }),
    )
  }
}
