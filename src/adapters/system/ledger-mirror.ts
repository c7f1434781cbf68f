import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const mirrorFile = 'ledger-mirror.jsonl'

/** What the mirror needs to know of an entry; the rest of the line is the entry in full. */
interface MirrorLine {
  readonly seq: number
  readonly hash: string
}

/** Entries that were written once and that the database no longer has. */
export interface Lost {
  readonly from: number
  readonly to: number
}

/**
 * The ledger once more, in a file that is only appended to and forced to the disk: a database put back to an older state
 * lacks entries that stand here. A line `{"backTo": n}` says that this was found, and from where the ledger went on.
 */
export interface LedgerMirror {
  /** Brings the file up to date. `hashOf` is the database's hash at a number, null when it has none. Returns what was lost, ever. */
  sync(database: {
    hashOf(seq: number): Promise<string | null>
    entries(after: number): AsyncIterable<MirrorLine>
  }): Promise<readonly Lost[]>
}

export function ledgerMirrorIn(dataDir: string): LedgerMirror {
  const path = join(dataDir, mirrorFile)
  return {
    async sync({ hashOf, entries }) {
      const { current, lost } = read(await readFile(path, 'utf8').catch(() => ''))
      let common = current.length
      while (common > 0 && (await hashOf(common)) !== current[common - 1]) common--
      const lines: string[] = []
      if (common < current.length) {
        lost.push({ from: common + 1, to: current.length })
        lines.push(JSON.stringify({ backTo: common }))
      }
      for await (const entry of entries(common)) lines.push(JSON.stringify(entry))
      if (lines.length > 0) await append(path, `${lines.join('\n')}\n`)
      return lost
    },
  }
}

/** Hashes of the entries that count now, by their number less one, and what went back before. */
function read(text: string): { current: string[]; lost: Lost[] } {
  const current: string[] = []
  const lost: Lost[] = []
  for (const line of text.split('\n')) {
    const { seq, hash, backTo } = parsed(line)
    if (backTo !== undefined) {
      lost.push({ from: backTo + 1, to: current.length })
      current.length = backTo
    } else if (seq === current.length + 1) current.push(hash)
  }
  return { current, lost }
}

function parsed(line: string): MirrorLine & { backTo?: number } {
  try {
    return JSON.parse(line) as MirrorLine
  } catch {
    // Cut by a power failure; the entry stands again further down.
    return { seq: -1, hash: '' }
  }
}

async function append(path: string, text: string): Promise<void> {
  const handle = await open(path, 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    // A line cut by a power failure must not swallow the next.
    await handle.writeFile(size > 0 && last[0] !== 10 ? `\n${text}` : text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
