import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureCluster } from './postgres-cluster.ts'

// Only root gives the database to another user.
describe.skipIf(process.geteuid?.() !== 0)('a data directory that the database user may not enter', () => {
  const nobody = { name: 'nobody', uid: 65_534, gid: 65_534, switch: true }
  const binaries = { native: '/nowhere', major: '18' }
  let open: string

  beforeAll(async () => {
    open = await mkdtemp(join(tmpdir(), 'cluster-'))
    await chmod(open, 0o755)
    await mkdir(join(open, 'closed', 'within'), { recursive: true })
    await chmod(join(open, 'closed'), 0o700)
  })
  afterAll(() => rm(open, { recursive: true }))

  it('is opened by one command, where nothing above it is closed', async () => {
    const folder = join(open, 'closed')
    await expect(ensureCluster(folder, nobody, binaries)).rejects.toMatchObject({
      code: 'data-dir-unusable',
      remedy: expect.stringContaining(`chmod o+x ${folder} `),
    })
  })

  it('is to be given elsewhere, where a folder above it is private', async () => {
    await expect(ensureCluster(join(open, 'closed', 'within'), nobody, binaries)).rejects.toMatchObject({
      code: 'data-dir-unusable',
      remedy: expect.stringContaining('outside a private folder'),
    })
  })
})
