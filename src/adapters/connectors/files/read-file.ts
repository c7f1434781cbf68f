import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const PIECE = 1 << 20
const HEAD = 4096

/** The first bytes, unpacked where they are gzip. */
export async function headOf(path: string): Promise<{ readonly bytes: Buffer; readonly gzip: boolean }> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const bytes = buffer.subarray(0, bytesRead)
    return { bytes, gzip: bytes[0] === 0x1f && bytes[1] === 0x8b }
  } finally {
    await file.close()
  }
}

/** JSON and XML need no line break at their end. */
const DOCUMENT_END = /[}\]>]\s*$/

export interface Part {
  readonly text: string
  /** Bytes of the file that are dealt with once this is; of gzip the text has others. */
  readonly bytes: number
}

/**
 * What stands in a file from `offset` on, in pieces of whole lines. What is left without a line break comes too when `toEnd`,
 * or when it is the end of a document.
 * A gzip file is read as a whole; one cut off throws.
 */
export async function* partsOf(
  path: string,
  { offset, gzip, toEnd }: { readonly offset: number; readonly gzip: boolean; readonly toEnd: boolean },
): AsyncGenerator<Part> {
  const raw = createReadStream(path, { start: gzip ? 0 : offset, highWaterMark: PIECE })
  const stream: Readable = gzip ? raw.pipe(createGunzip()) : raw
  if (gzip) raw.on('error', (error) => stream.destroy(error))
  let rest = Buffer.alloc(0)
  for await (const piece of stream) {
    rest = Buffer.concat([rest, piece as Buffer])
    const end = rest.lastIndexOf(10) + 1
    if (end === 0 || (gzip && rest.length < PIECE)) continue
    yield { text: decoded(rest.subarray(0, end)), bytes: end }
    rest = rest.subarray(end)
  }
  if (rest.length > 0 && (toEnd || gzip || DOCUMENT_END.test(rest.toString('latin1'))))
    yield { text: decoded(rest), bytes: rest.length }
}

/** UTF-8, UTF-16 by its mark, else what Windows writes. */
export function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
