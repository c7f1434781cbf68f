import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#core/kernel'

export interface Found {
  readonly name: string
  readonly path: string
  readonly inode: number
  readonly bytes: number
  /** UTC milliseconds. */
  readonly changedAt: number
}

/** Hidden, or on its way: the names that copying programs use until a file is whole. */
const UNFINISHED = /^\.|\.(part|partial|tmp|temp|crdownload|filepart)$|~$/i

/** The files in a folder, oldest first; not those in folders inside it. */
export async function filesIn(dir: string): Promise<readonly Found[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: Error) => {
    throw new DomainError(
      'records-dir-unreadable',
      `The folder ${dir} cannot be read: ${error.message}`,
      'Give a folder on this machine that Ringfence may read.',
      error,
    )
  })
  const found: Found[] = []
  for (const entry of entries) {
    if (!entry.isFile() || UNFINISHED.test(entry.name)) continue
    const path = join(dir, entry.name)
    // Gone since: it was moved away.
    const info = await stat(path).catch(() => null)
    if (info)
      found.push({ name: entry.name, path, inode: info.ino, bytes: info.size, changedAt: info.mtimeMs })
  }
  return found.sort((a, b) => a.changedAt - b.changedAt)
}
