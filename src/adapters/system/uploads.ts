import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** A file as it was received, by its contents. */
interface Upload {
  readonly bytes: number
  /** Hexadecimal; also its name on the disk. */
  readonly sha256: string
}

/** The files of investigations, in uploads/<investigation>/<sha256> of the data directory. */
export interface Uploads {
  /** Resolves when every byte is on the disk. An error of the stream leaves nothing behind. */
  receive(investigation: string, stream: AsyncIterable<Buffer>): Promise<Upload>
  path(investigation: string, sha256: string): string
  /** Where something made from the files may be put; it goes with them. */
  beside(investigation: string, name: string): string
  /** The bytes of such a thing, which is gone afterwards. */
  consume(path: string): AsyncIterable<Buffer>
  read(investigation: string, sha256: string): Readable
  remove(investigation: string): Promise<void>
  /** Investigations that have files here, so that those nobody knows (a crash before the row was written) can be removed. */
  investigations(): Promise<readonly string[]>
}

export const uploadsFolder = 'uploads'

export function uploadsIn(dataDir: string): Uploads {
  const folder = (investigation: string) => {
    // Ids are ours, but a path is never built from anything that could climb.
    if (!/^[A-Za-z0-9][\w-]*$/.test(investigation))
      throw new RangeError(`${JSON.stringify(investigation)} is not an id`)
    return join(dataDir, uploadsFolder, investigation)
  }
  const path = (investigation: string, sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`${JSON.stringify(sha256)} is not a SHA-256`)
    return join(folder(investigation), sha256)
  }
  return {
    async receive(investigation, stream) {
      const into = folder(investigation)
      await mkdir(into, { recursive: true, mode: 0o700 })
      const building = join(into, `.${randomUUID()}`)
      try {
        const upload = await writeDown(building, stream)
        await rename(building, path(investigation, upload.sha256))
        for (const name of [into, join(dataDir, uploadsFolder)]) await syncFolder(name)
        return upload
      } catch (error) {
        await rm(building, { force: true })
        throw error
      }
    },
    path,
    beside: (investigation, name) => join(folder(investigation), `.${name}`),
    async *consume(made) {
      try {
        yield* createReadStream(made, { highWaterMark: 1 << 20 })
      } finally {
        await rm(made, { force: true })
      }
    },
    read: (investigation, sha256) => createReadStream(path(investigation, sha256)),
    remove: (investigation) => rm(folder(investigation), { recursive: true, force: true }),
    async investigations() {
      const names = await readdir(join(dataDir, uploadsFolder)).catch(() => [])
      return names.filter((name) => !name.startsWith('.'))
    },
  }
}

async function writeDown(path: string, stream: AsyncIterable<Buffer>): Promise<Upload> {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of stream) {
      hash.update(chunk)
      bytes += chunk.length
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A new name is only kept through a power cut when its folder is written too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
