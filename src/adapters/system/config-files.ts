import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import type { ConfigFile } from '#core/inventory'
import { DomainError } from '#core/kernel'
import { isBomb, unpacksTooFar } from './unpacking.ts'

/** Configuration files are small; what is larger is none. */
const MOST_BYTES = 8 << 20
const MOST_FILES = 20_000
/** Of an archive, unpacked. */
const MOST_TEXT = 512 << 20
const LEFT_OUT = new Set(['.git', '.svn', 'node_modules', 'sounds', 'moh', 'keys', 'ssl'])
const TAR = /\.(?:tar|tar\.gz|tgz)$/i

/**
 * Reads configuration files: single ones, whole folders, or tar archives of them. Files that are no text are left out. Links
 * inside a folder are not followed. Throws `file-not-found`, `file-unreadable`, and `config-none` when there is nothing to read.
 */
export async function readConfigFiles(paths: readonly string[]): Promise<ConfigFile[]> {
  const found = new Map<string, ConfigFile>()
  for (const path of paths) for await (const file of filesAt(path)) found.set(file.path, file)
  if (found.size === 0)
    throw new DomainError(
      'config-none',
      `${paths.join(', ')}: there is no readable configuration file`,
      'Name the folder with the configuration (such as /etc/asterisk), its files, or a tar archive of it.',
    )
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function* filesAt(path: string): AsyncGenerator<ConfigFile> {
  const info = await stat(path).catch((error) => {
    throw unreadable(path, error)
  })
  if (info.isDirectory()) yield* filesIn(path)
  else if (TAR.test(path)) yield* filesOfTar(path)
  else yield* textOf(path, await read(path), info.mode)
}

async function* filesIn(folder: string): AsyncGenerator<ConfigFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw unreadable(folder, error)
  })
  let count = 0
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* filesIn(path)
    if (!entry.isFile() || ++count > MOST_FILES) continue
    const { mode, size } = await stat(path)
    if (size <= MOST_BYTES) yield* textOf(path, await read(path), mode)
  }
}

async function* filesOfTar(path: string): AsyncGenerator<ConfigFile> {
  const archive = extract()
  const source = createReadStream(path)
  const fail = (error: Error): void => void archive.destroy(error)
  source.on('error', fail)
  const unpacked = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length
      done(isBomb(bytes, source.bytesRead) ? unpacksTooFar() : null, piece)
    },
  })
  let [bytes, count, kept] = [0, 0, 0]
  if (/gz$/i.test(path))
    source.pipe(createGunzip().on('error', fail)).pipe(unpacked.on('error', fail)).pipe(archive)
  else source.pipe(archive)
  try {
    for await (const entry of archive) {
      const { name, type, mode, size = 0 } = entry.header
      if (++count > MOST_FILES || kept + size > MOST_TEXT) throw unpacksTooFar()
      if (type !== 'file' || size > MOST_BYTES) {
        entry.resume()
        continue
      }
      kept += size
      yield* textOf(`${path}/${name.replace(/^\.\//, '')}`, await buffer(entry), mode ?? 0)
    }
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError(
      'file-unreadable',
      `${path} is no whole tar archive`,
      'Make the archive anew.',
      error,
    )
  }
}

function* textOf(path: string, bytes: Uint8Array, mode: number): Generator<ConfigFile> {
  if (bytes.includes(0)) return
  const text = new TextDecoder().decode(bytes)
  yield { path: path.replaceAll('\\', '/'), text: text.replace(/\r\n?/g, '\n'), mode: mode & 0o777 }
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
