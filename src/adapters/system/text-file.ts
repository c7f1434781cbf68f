import { isAscii } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DomainError } from '#core/kernel'
import { isBomb, unpacksTooFar } from './unpacking.ts'

/** A file's text in pieces. Gzip is recognised by its first bytes; UTF-8, UTF-16 with its mark and Windows-1252 are decoded. */
export interface OpenedText {
  readonly name: string
  /** Bytes on disk, 0 for standard input. */
  readonly bytes: number
  read(): AsyncIterable<TextPiece>
}
interface TextPiece {
  /** Made when it is asked for. */
  readonly text: string
  /** The same where it is ASCII: valid until the next piece is asked for. */
  readonly ascii?: Uint8Array
  readonly bytesRead: number
  readonly problem?: string
}

/** Node keeps strings above 1,031,913 characters outside the JavaScript heap, where reading their characters is slower (a tenth of the time of 1M rows). */
const PIECE = 1 << 19

/** `path` '-' is standard input; `name` is what messages call it. Throws when there is nothing to read. */
export async function openText(
  path: string,
  name = path === '-' ? 'standard input' : basename(path),
): Promise<OpenedText> {
  if (path === '-') return { name, bytes: 0, read: () => readText(process.stdin as AsyncIterable<Buffer>) }
  try {
    const info = await stat(path)
    if (info.isDirectory())
      throw new DomainError(
        'input-directory',
        `${path}: is a directory`,
        'Name the files in it, for example with a * at the end.',
      )
    if (info.isFile() && info.size === 0)
      throw new DomainError(
        'input-empty',
        `${name}: is empty`,
        'Check that the PBX writes its call records there.',
      )
    return { name, bytes: info.size, read: () => readText(info.isFile() ? readAhead(path) : streamOf(path)) }
  } catch (error) {
    if (error instanceof DomainError) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT')
      throw new DomainError(
        'file-not-found',
        `${path}: there is no such file`,
        'Check the path and its spelling.',
        error,
      )
    throw new DomainError(
      'file-unreadable',
      `${path}: cannot be read (${code ?? 'unknown reason'})`,
      'Give the path of a file that this user may read.',
      error,
    )
  }
}

const streamOf = (path: string): Readable => createReadStream(path, { highWaterMark: PIECE })

/**
 * A file through two buffers, one being read into while the other is looked at. A stream makes a new buffer for each
 * piece, and they pile up outside the heap before the collector comes by. Gzip goes by stream: zlib keeps what it is given.
 */
async function* readAhead(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    const buffers: readonly Buffer[] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)]
    let reading = file.read(buffers[0] as Buffer, 0, PIECE)
    for (let n = 1; ; n++) {
      const { bytesRead, buffer } = await reading
      if (bytesRead === 0) return
      if (n === 1 && isGzip(buffer)) {
        yield* streamOf(path)
        return
      }
      reading = file.read(buffers[n % 2] as Buffer, 0, PIECE)
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

async function* readText(source: AsyncIterable<Buffer>): AsyncIterable<TextPiece> {
  let bytesRead = 0
  let decoder: Decoder | null = null
  const counted = count(source, (n) => {
    bytesRead += n
  })
  const first = await counted.next()
  if (first.done) return
  const whole = chain(first.value, counted)
  const bytes = isGzip(first.value) ? unzip(whole, () => bytesRead) : whole
  try {
    for await (const piece of bytes) {
      decoder ??= decoderFor(piece)
      yield decoder.isWhole(piece) ? asciiPiece(piece, bytesRead) : { text: decoder.decode(piece), bytesRead }
    }
  } catch (error) {
    const problem = zipProblem(error)
    if (problem === null) throw error
    yield { text: '', bytesRead, problem }
  }
  const rest = decoder?.decode(null) ?? ''
  if (rest !== '') yield { text: rest, bytesRead }
}

const asciiPiece = (ascii: Buffer, bytesRead: number): TextPiece => ({
  get text() {
    return ascii.toString('latin1')
  },
  ascii,
  bytesRead,
})

async function* count(source: AsyncIterable<Buffer>, add: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    add((piece as Buffer).length)
    yield piece as Buffer
  }
}

async function* chain(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

/**
 * Unpacks piece by piece; what could be unpacked before a fault is delivered before the fault is thrown. A bomb is stopped where
 * it shows.
 */
async function* unzip(packed: AsyncIterable<Buffer>, bytesRead: () => number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: PIECE })
  const feeding = (async () => {
    try {
      for await (const piece of packed) {
        if (!gunzip.write(piece)) await new Promise<void>((go) => gunzip.once('drain', go).once('close', go))
        // Nobody reads any more: leaving the loop closes the file.
        if (gunzip.destroyed) break
      }
      gunzip.end()
    } catch (error) {
      gunzip.destroy(error as Error)
    }
  })()
  let unpacked = 0
  for await (const piece of gunzip as AsyncIterable<Buffer>) {
    unpacked += piece.length
    if (isBomb(unpacked, bytesRead())) throw unpacksTooFar()
    yield piece
  }
  await feeding
}

function zipProblem(error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'Z_BUF_ERROR') return 'the gzip data ends too early; everything before was read'
  if (code === 'Z_DATA_ERROR') return 'the gzip data is damaged from here on; everything before was read'
  return null
}

interface Decoder {
  /** ASCII, the usual case, and nothing left over from the piece before: it need not be decoded. */
  isWhole(bytes: Buffer): boolean
  decode(bytes: Buffer | null): string
}

/** Chosen by the first piece. */
function decoderFor(first: Buffer): Decoder {
  const utf16 =
    first[0] === 0xff && first[1] === 0xfe
      ? 'utf-16le'
      : first[0] === 0xfe && first[1] === 0xff
        ? 'utf-16be'
        : null
  const decoder = new TextDecoder(utf16 ?? (looksLikeUtf8(first) ? 'utf-8' : 'windows-1252'))
  let cut = utf16 !== null
  return {
    isWhole: (bytes) => !cut && isAscii(bytes),
    decode(bytes) {
      if (bytes === null) return decoder.decode()
      // A character may go on in the next piece, unless this one ends with a byte that is a whole one.
      cut = utf16 !== null || (bytes[bytes.length - 1] as number) >= 0x80
      return decoder.decode(bytes, { stream: true })
    },
  }
}

function looksLikeUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
