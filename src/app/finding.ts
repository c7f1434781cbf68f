import { createToldTexts, type Found, type RowShapes } from '#core/calls'
import type { TextFile, TextPiece } from './flows/gather-calls.ts'
import type { ReaderThread } from './reading.ts'

// Reading a file and finding its plain rows in a thread of its own, ahead of the thread that makes calls of them. Pieces lie
// in memory that both see.

export type ToFinder =
  | { readonly read: { readonly path: string; readonly name: string } }
  /** Of the file that is being read. */
  | { readonly shapes: RowShapes }
  /** So many of the oldest pieces were looked at; their room may be filled again. */
  | { readonly done: number }

export interface FoundPiece {
  /** Where the piece is no ASCII. */
  readonly text?: string
  readonly ascii?: Uint8Array
  readonly found?: Found
  readonly bytesRead: number
  readonly problem?: string
}
export type FromFinder = { readonly piece: FoundPiece } | { readonly end: true }

/** Pieces the thread may be ahead: half a megabyte each, and as much of records. */
export const PIECES_AHEAD = 8
/** Told of so many at once, so that neither thread is woken for each. */
const TELL = 4

/** Opens files that are read in the thread, one after another. */
export function createFoundFiles(thread: ReaderThread<ToFinder>) {
  const messages = thread.messages()[Symbol.asyncIterator]()
  const texts = createToldTexts()
  const next = async (): Promise<FromFinder> => {
    const { value, done } = await messages.next()
    if (done) throw new Error('the thread that finds rows ended before its file')
    return value as FromFinder
  }
  const pieceOf = ({ ascii, found, text = '', ...rest }: FoundPiece): TextPiece => {
    if (!ascii) return { ...rest, text }
    // Node looks through a Buffer much faster than through plain bytes.
    const bytes = Buffer.from(ascii.buffer, ascii.byteOffset, ascii.length)
    if (!found) return { ...rest, text, ascii: bytes }
    texts.learn(found.fresh, found.round)
    return { ...rest, text, ascii: bytes, found: { records: found.records, count: found.count, texts } }
  }
  async function* read(path: string, name: string): AsyncGenerator<TextPiece> {
    thread.post({ read: { path, name } })
    let done = 0
    for (let told = await next(); 'piece' in told; told = await next()) {
      yield pieceOf(told.piece)
      if (++done % TELL === 0) thread.post({ done: TELL })
    }
    thread.post({ done: done % TELL })
  }
  return {
    /** The same file, read there. */
    open: (path: string, file: TextFile): TextFile => ({ ...file, read: () => read(path, file.name) }),
    shapes: (shapes: RowShapes) => thread.post({ shapes }),
  }
}
