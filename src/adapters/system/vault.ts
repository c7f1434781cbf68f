import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#core/kernel'

export const vaultFolder = 'vault'

/** Evidence files by their contents, in vault/<sha256> of the data directory. Nothing is ever changed or written twice. */
export interface Vault {
  /** Copies a file in; on the disk when it resolves. */
  keep(path: string): Promise<{ readonly sha256: string; readonly bytes: number }>
  /** A file as it comes; an error of the stream leaves nothing behind. */
  keepStream(stream: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly bytes: number }>
  keepText(text: string): Promise<{ readonly sha256: string; readonly bytes: number }>
  /** The contents, hashed again: a file that changed in the vault is refused. */
  read(sha256: string): Promise<Uint8Array>
  /** Where a file lies, for a reader that takes paths. */
  pathOf(sha256: string): string
}

export function vaultIn(dataDir: string): Vault {
  const folder = join(dataDir, vaultFolder)
  const keep = async (source: AsyncIterable<Uint8Array>) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const building = join(folder, `.${randomUUID()}`)
    const hash = createHash('sha256')
    let bytes = 0
    const handle = await open(building, 'wx', 0o400)
    try {
      for await (const chunk of source) {
        hash.update(chunk)
        bytes += chunk.length
        await handle.writeFile(chunk)
      }
      await handle.sync()
      await handle.close()
      const sha256 = hash.digest('hex')
      await rename(building, join(folder, sha256))
      return { sha256, bytes }
    } catch (error) {
      await handle.close()
      await rm(building, { force: true })
      throw error
    }
  }
  return {
    keep: (path) => keep(createReadStream(path)),
    keepStream: keep,
    keepText: (text) => keep(inSlices(text)),
    read: (sha256) => readWhole(join(folder, sha256), sha256),
    pathOf: (sha256) => join(folder, sha256),
  }
}

const SLICE = 1 << 20

/** A long text in pieces: hashed at once it would keep everybody waiting. */
async function* inSlices(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; ) {
    // The halves of a character outside the basic plane stay together.
    const end = at + SLICE + ((text.charCodeAt(at + SLICE - 1) & 0xfc00) === 0xd800 ? 1 : 0)
    yield Buffer.from(text.slice(at, end))
    at = end
  }
}

/** A file that must have this hash. */
export async function readWhole(path: string, sha256: string): Promise<Uint8Array> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new DomainError(
      'evidence-missing',
      `The evidence file ${sha256} cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`,
      'Put it back from a backup of the data directory. Files above 2 GiB cannot be bundled.',
      cause,
    )
  }
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes
  throw new DomainError(
    'evidence-changed',
    `The evidence file ${sha256} has changed on the disk`,
    'Keep it as it is, and put the original back from a backup: somebody or some fault changed it behind Ringfence.',
  )
}
