import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Uploads, uploadsIn } from './uploads.ts'

let folder: string
let uploads: Uploads
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rf-up-'))
  uploads = uploadsIn(folder)
})
afterAll(() => rm(folder, { recursive: true }))

const stream = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)))

describe('uploaded files', () => {
  it('are kept under the hash of their contents', async () => {
    const upload = await uploads.receive('i1', stream('a,', 'b\n'))
    expect(upload).toEqual({ bytes: 4, sha256: createHash('sha256').update('a,b\n').digest('hex') })
    expect(await text(uploads.read('i1', upload.sha256))).toBe('a,b\n')
  })

  it('are one file when they are the same', async () => {
    for (let i = 0; i < 2; i++) await uploads.receive('i2', stream('same'))
    expect(await readdir(join(folder, 'uploads/i2'))).toHaveLength(1)
  })

  it('leave nothing behind when the sender breaks off', async () => {
    const cut = async function* () {
      yield Buffer.from('a')
      throw new Error('connection lost')
    }
    await expect(uploads.receive('i3', cut())).rejects.toThrow('connection lost')
    expect(await readdir(join(folder, 'uploads/i3'))).toEqual([])
  })

  it('are listed by investigation and removed with it', async () => {
    await uploads.receive('i4', stream('x'))
    await uploads.remove('i4')
    expect(await uploads.investigations()).not.toContain('i4')
    expect(await uploads.investigations()).toContain('i1')
  })

  it.each(['..', '../i1', 'a/b', '', '.hidden', 'a\0b'])('never leave their folder: %j', async (id) => {
    await expect(uploads.receive(id, stream('x'))).rejects.toThrow('is not an id')
    expect(() => uploads.path('i1', id)).toThrow('is not a SHA-256')
  })
})
