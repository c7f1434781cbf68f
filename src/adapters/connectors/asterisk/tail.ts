import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** How far a log file was read. It survives rotation: the rest of the old file is found by its inode. */
export interface Place {
  readonly inode: number
  readonly offset: number
}

export interface Piece {
  /** Whole lines. */
  readonly text: string
  /** Where reading goes on once this piece is dealt with. */
  readonly next: Place
}

const PIECE = 1024 * 1024

/** Everything written since `from` (null: from the beginning), in pieces of whole lines; a line half written is left for later. */
export async function* readSince(path: string, from: Place | null): AsyncGenerator<Piece> {
  const now = await stat(path).catch(() => null)
  if (from && from.inode !== now?.ino) {
    const old = await rotated(path, from.inode)
    if (old) yield* readFrom(old, from)
  }
  if (!now) return
  const goOn = from?.inode === now.ino && from.offset <= now.size
  yield* readFrom(path, goOn ? from : { inode: now.ino, offset: 0 })
}

/** Where the end is now: to begin with what comes. */
export async function endOf(path: string): Promise<Place | null> {
  const now = await stat(path).catch(() => null)
  return now && { inode: now.ino, offset: now.size }
}

async function* readFrom(path: string, place: Place): AsyncGenerator<Piece> {
  const file = await open(path)
  try {
    let { offset } = place
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, offset)
      const end = buffer.subarray(0, bytesRead).lastIndexOf(10) + 1
      // A line longer than a piece is no record: it is stepped over.
      const step = end === 0 && bytesRead === PIECE ? PIECE : end
      if (step === 0) return
      offset += step
      yield { text: buffer.toString('utf8', 0, step), next: { inode: place.inode, offset } }
    }
  } finally {
    await file.close()
  }
}

/** Rotation renames: Master.csv.1, Master.csv-20260306 …; what was compressed has another inode and is lost to us. */
async function rotated(path: string, inode: number): Promise<string | null> {
  const folder = dirname(path)
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(basename(path))) continue
    const found = await stat(join(folder, name)).catch(() => null)
    if (found?.ino === inode) return join(folder, name)
  }
  return null
}
