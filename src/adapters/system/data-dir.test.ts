import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataDirOf, prepareDataDir } from './data-dir.ts'
import { diagnoseSystem } from './diagnose.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rf-dir-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('where data lives', () => {
  const home = '/home/ana'
  it.each([
    [{ given: '/srv/rf', home, uid: 0 }, '/srv/rf'],
    [{ given: '/srv/../rf/', xdgDataHome: '/x', home, uid: 1000 }, '/rf'],
    [{ home: '/root', uid: 0 }, '/var/lib/ringfence'],
    [{ home, uid: 1000 }, '/home/ana/.local/share/ringfence'],
    [{ xdgDataHome: '/x', home, uid: 1000 }, '/x/ringfence'],
    [{ xdgDataHome: 'relative', home, uid: 1000 }, '/home/ana/.local/share/ringfence'],
  ])('%j → %s', (facts, expected) => {
    expect(dataDirOf(facts)).toBe(expected)
  })

  it('is made closed to others, with its parents', async () => {
    const made = await prepareDataDir(join(folder, 'a/b'))
    expect((await stat(made)).mode & 0o066).toBe(0)
  })

  it.runIf(process.geteuid?.() === 0)(
    'can be reached by the database user, however strict the umask',
    async () => {
      const before = process.umask(0o077)
      const parent = join(folder, 'strict')
      await prepareDataDir(join(parent, 'b/c'))
      process.umask(before)
      for (const path of ['', 'b', 'b/c']) expect((await stat(join(parent, path))).mode & 0o777).toBe(0o711)
      expect((await stat(folder)).mode & 0o777).toBe(0o700)
    },
  )

  it('keeps its mode when it was there before: it may be a shared folder given by mistake', async () => {
    const shared = join(folder, 'shared')
    await mkdir(shared)
    await chmod(shared, 0o1777)
    await prepareDataDir(shared)
    expect((await stat(shared)).mode & 0o7777).toBe(0o1777)
  })

  it('cannot be inside a file', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(prepareDataDir(join(folder, 'file/data'))).rejects.toMatchObject({
      code: 'data-dir-unusable',
    })
  })
})

describe('doctor', () => {
  it('finds this machine well', async () => {
    const checks = await diagnoseSystem(join(folder, 'd'), true)
    expect(checks.map(({ name, ok, remedy }) => ({ name, ok, remedy }))).toEqual(
      ['node', 'data-directory', 'disk-space', 'bundled-database'].map((name) => ({
        name,
        ok: true,
        remedy: '',
      })),
    )
  })

  it('says what to do about a data directory that cannot be used', async () => {
    await writeFile(join(folder, 'file2'), '')
    const [, dataDirectory] = await diagnoseSystem(join(folder, 'file2/data'), false)
    expect(dataDirectory).toMatchObject({ ok: false, remedy: expect.stringContaining('RINGFENCE_DATA') })
  })
})
