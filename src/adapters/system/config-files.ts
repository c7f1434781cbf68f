import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ConfigFile } from '#core/inventory'
import { DomainError } from '#core/kernel'
import { archiveKind, filesOfArchive, MOST_BYTES, MOST_FILES } from './config-archives.ts'

/** Of packed dumps of a database, all together. */
const MOST_UNPACKED = 256 << 20
interface Room {
  left: number
}
const LEFT_OUT = new Set(['.git', '.svn', 'node_modules', 'sounds', 'moh', 'keys', 'ssl'])

/** A file under another name than it has on the disk, as uploads have. */
export interface NamedPath {
  readonly path: string
  readonly name: string
}

/**
 * Reads configuration files: single ones, whole folders, or tar and zip archives of them. Files that are no text are left out.
 * Links are not followed. Throws `file-not-found`, `file-unreadable`, and `config-none` when there is nothing to read.
 */
export async function readConfigFiles(given: readonly (string | NamedPath)[]): Promise<ConfigFile[]> {
  const found = new Map<string, ConfigFile>()
  const paths = given.map((each) => (typeof each === 'string' ? { path: each, name: '' } : each))
  const room = { left: MOST_UNPACKED }
  for (const path of paths) for await (const file of filesAt(path, room)) found.set(file.path, file)
  if (found.size === 0)
    throw new DomainError(
      'config-none',
      `${paths.map(({ path, name }) => name || path).join(', ')}: there is no readable configuration file`,
      'Name the folder with the configuration (such as /etc/asterisk), its files, or a tar or zip archive of it.',
    )
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function* filesAt({ path, name }: NamedPath, room: Room): AsyncGenerator<ConfigFile> {
  const info = await stat(path).catch((error) => {
    throw unreadable(path, error)
  })
  if (info.isDirectory()) return yield* filesIn(path, room)
  const kind = await archiveKind(path).catch((error) => {
    throw unreadable(path, error)
  })
  if (kind === null) {
    // How an upload lies on our own disk says nothing of where it comes from.
    if (info.size <= MOST_BYTES || name === '')
      yield* textOf(name || path, await read(path), name === '' ? info.mode : undefined, room)
    return
  }
  for await (const file of filesOfArchive(path, kind))
    yield* textOf(`${name || path}/${file.name}`, file.bytes, file.mode, room)
}

async function* filesIn(folder: string, room: Room): AsyncGenerator<ConfigFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw unreadable(folder, error)
  })
  let count = 0
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* filesIn(path, room)
    if (!entry.isFile() || ++count > MOST_FILES) continue
    const { mode, size } = await stat(path)
    if (size <= MOST_BYTES) yield* textOf(path, await read(path), mode, room)
  }
}

function* textOf(
  path: string,
  packed: Uint8Array,
  mode: number | undefined,
  room: Room,
): Generator<ConfigFile> {
  const bytes = /\.sql\.gz$/i.test(path) ? unpacked(packed, room) : packed
  if (bytes.includes(0)) return
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n')
  yield { path: path.replaceAll('\\', '/'), text, ...(mode === undefined ? {} : { mode: mode & 0o777 }) }
}

/** A packed dump, as backups have them; one that is broken or too large stays as it is, and is no text. */
function unpacked(bytes: Uint8Array, room: Room): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || room.left <= 0) return bytes
  try {
    const whole = gunzipSync(bytes, { maxOutputLength: room.left })
    room.left -= whole.length
    return whole
  } catch {
    return bytes
  }
}

async function read(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error) => {
    throw unreadable(path, error)
  })
}

function unreadable(path: string, error: NodeJS.ErrnoException): DomainError {
  return error.code === 'ENOENT'
    ? new DomainError(
        'file-not-found',
        `${path}: there is no such file`,
        'Check the path and its spelling.',
        error,
      )
    : new DomainError(
        'file-unreadable',
        `${path}: cannot be read (${error.code ?? error.message})`,
        'Give a path that this user may read.',
        error,
      )
}
