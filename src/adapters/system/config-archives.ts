import { createReadStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { type Entry, openPromise } from 'yauzl'
import { DomainError } from '#core/kernel'
import { isBomb, unpacksTooFar } from './unpacking.ts'

/** Configuration files are small; what is larger is none. */
export const MOST_BYTES = 8 << 20
export const MOST_FILES = 20_000
/** Of an archive, unpacked. */
const MOST_TEXT = 512 << 20

/** A file inside an archive. `mode`: POSIX permission bits, where the archive tells them. */
export interface Packed {
  readonly name: string
  readonly bytes: Uint8Array
  readonly mode?: number
}

export type ArchiveKind = 'tar' | 'tar.gz' | 'zip'

/** What kind of archive a file is, by its content; null when it is none. A single packed file counts as none. */
export async function archiveKind(path: string): Promise<ArchiveKind | null> {
  const head = await headOf(createReadStream(path, { end: HEAD - 1 }))
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return 'zip'
  if (isTar(head) || /\.tar$/i.test(path)) return 'tar'
  if (head[0] !== 0x1f || head[1] !== 0x8b) return null
  const source = createReadStream(path)
  const unpacked = source.pipe(createGunzip())
  const inner = await headOf(unpacked).catch(() => Buffer.alloc(0))
  source.destroy()
  return isTar(inner) || /\.(?:tar\.gz|tgz)$/i.test(path) ? 'tar.gz' : null
}

const HEAD = 512

async function headOf(stream: Readable): Promise<Buffer> {
  let head = Buffer.alloc(0)
  for await (const piece of stream) {
    head = Buffer.concat([head, piece as Buffer])
    if (head.length >= HEAD) break
  }
  return head
}

const isTar = (head: Buffer): boolean => head.subarray(257, 262).toString('latin1') === 'ustar'

/** The files of an archive, without links, devices and whatever is too large to be a configuration. */
export async function* filesOfArchive(path: string, kind: ArchiveKind): AsyncGenerator<Packed> {
  try {
    if (kind === 'zip') yield* filesOfZip(path)
    else yield* filesOfTar(path, kind === 'tar.gz')
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError(
      'file-unreadable',
      `${path} is no whole tar or zip archive`,
      'Make the archive anew.',
      error,
    )
  }
}

async function* filesOfTar(path: string, packed: boolean): AsyncGenerator<Packed> {
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
  let bytes = 0
  const room = createRoom()
  if (packed) source.pipe(createGunzip().on('error', fail)).pipe(unpacked.on('error', fail)).pipe(archive)
  else source.pipe(archive)
  for await (const entry of archive) {
    const { name, type, mode, size = 0 } = entry.header
    if (type !== 'file' || !room.takes(size)) entry.resume()
    else yield { name: name.replace(/^\.\//, ''), bytes: await buffer(entry), mode: mode ?? 0 }
  }
}

const UNIX = 3

async function* filesOfZip(path: string): AsyncGenerator<Packed> {
  const archive = await openPromise(path)
  const room = createRoom()
  try {
    for await (const entry of archive.eachEntry()) {
      const { fileName, uncompressedSize: size, compressedSize } = entry
      if (isBomb(size, compressedSize)) throw unpacksTooFar()
      if (fileName.endsWith('/') || isLink(entry) || !room.takes(size)) continue
      // The reader refuses an entry that unpacks to another size than its head says.
      const bytes = await buffer((await archive.openReadStreamPromise(entry)) as Readable)
      yield { name: fileName, bytes, ...modeOf(entry) }
    }
  } finally {
    archive.close()
  }
}

const unixMode = ({ versionMadeBy, externalFileAttributes }: Entry): number | null =>
  versionMadeBy >> 8 === UNIX && externalFileAttributes >>> 16 !== 0 ? externalFileAttributes >>> 16 : null

const isLink = (entry: Entry): boolean => ((unixMode(entry) ?? 0) & 0o170000) === 0o120000

function modeOf(entry: Entry): { readonly mode?: number } {
  const mode = unixMode(entry)
  return mode === null ? {} : { mode }
}

/** Counts what an archive holds; throws when it is more than any configuration has. */
function createRoom(): { takes(size: number): boolean } {
  let [count, kept] = [0, 0]
  return {
    takes(size) {
      if (++count > MOST_FILES || kept + size > MOST_TEXT) throw unpacksTooFar()
      if (size > MOST_BYTES) return false
      kept += size
      return true
    },
  }
}
