import { utf8Bytes, utf8Text } from './bytes.ts'

/** One file of an archive. */
export interface ZipFile {
  readonly path: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** UTF-8 names; nothing is compressed, so that the same files make the same bytes with any library. */
const FLAGS = 0x0800
const VERSION = 20
/** 1980-01-01 00:00, the first instant a ZIP knows. */
const DATE = 0x0021
const MOST = 0xffffffff

/** The one archive of these files (APPNOTE 6.3): in order of path, stored, without dates, comments or extras. */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const named = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => ({ ...file, name: utf8Bytes(file.path), crc: crc32(file.bytes) }))
  const locals = named.reduce((sum, { name, bytes }) => sum + 30 + name.length + bytes.length, 0)
  const central = named.reduce((sum, { name }) => sum + 46 + name.length, 0)
  if (locals + central > MOST || named.length > 0xffff) throw new RangeError('too large for a ZIP')
  const archive = new Uint8Array(locals + central + 22)
  const view = new DataView(archive.buffer)
  let [at, directory] = [0, locals]
  for (const { name, bytes, crc } of named) {
    view.setUint32(directory, CENTRAL, true)
    view.setUint16(directory + 4, VERSION, true)
    header(view, directory + 6, name.length, bytes.length, crc)
    view.setUint32(directory + 42, at, true)
    archive.set(name, directory + 46)
    directory += 46 + name.length
    view.setUint32(at, LOCAL, true)
    header(view, at + 4, name.length, bytes.length, crc)
    archive.set(name, at + 30)
    archive.set(bytes, at + 30 + name.length)
    at += 30 + name.length + bytes.length
  }
  view.setUint32(directory, END, true)
  view.setUint16(directory + 8, named.length, true)
  view.setUint16(directory + 10, named.length, true)
  view.setUint32(directory + 12, central, true)
  view.setUint32(directory + 16, locals, true)
  return archive
}

/** What a local header and an entry of the directory share: 26 bytes from the version on. */
function header(view: DataView, at: number, nameLength: number, size: number, crc: number): void {
  view.setUint16(at, VERSION, true)
  view.setUint16(at + 2, FLAGS, true)
  view.setUint16(at + 8, DATE, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, size, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, nameLength, true)
}

/**
 * The files of an archive in the order they stand, as far as it can be read; `whole` is true only when it is, byte for
 * byte, what `writeZip` makes of them, so that not a bit of it is left unread.
 */
export function readZip(archive: Uint8Array): { files: ZipFile[]; whole: boolean } {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const files: ZipFile[] = []
  let at = 0
  while (at + 30 <= archive.length && view.getUint32(at, true) === LOCAL) {
    const size = view.getUint32(at + 22, true)
    const from = at + 30 + view.getUint16(at + 26, true)
    if (from + size > archive.length) break
    const path = utf8Text(archive.subarray(at + 30, from))
    files.push({ path, bytes: archive.subarray(from, from + size) })
    at = from + size
  }
  const paths = files.map(({ path }) => path)
  const inOrder = paths.every((path, i) => i === 0 || (paths[i - 1] ?? '') < path)
  return { files, whole: inOrder && sameBytes(writeZip(files), archive) }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let i = 0; i < bytes.length; i++)
    crc = (TABLE[(crc ^ (bytes[i] as number)) & 255] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
