import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSecrets } from './secrets.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rf-key-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('sealed secrets', () => {
  it('open with the same key for the same purpose, also after a restart', async () => {
    const sealed = (await openSecrets(folder)).seal('JBSWY3DP ü', 'totp:p1')
    expect(sealed).not.toContain('JBSWY3DP')
    expect((await openSecrets(folder)).open(sealed, 'totp:p1')).toBe('JBSWY3DP ü')
  })

  it('do not open for another purpose, with another key, changed, or when they are none', async () => {
    const secrets = await openSecrets(folder)
    const sealed = secrets.seal('x', 'totp:p1')
    expect(secrets.open(sealed, 'totp:p2')).toBeNull()
    expect(
      secrets.open(`${sealed.slice(0, 10)}${sealed[10] === 'A' ? 'B' : 'A'}${sealed.slice(11)}`, 'totp:p1'),
    ).toBeNull()
    for (const text of ['', 'v1.', 'x', sealed.slice(3)]) expect(secrets.open(text, 'totp:p1')).toBeNull()
    await rm(join(folder, 'secret.key'))
    expect((await openSecrets(folder)).open(sealed, 'totp:p1')).toBeNull()
  })

  it('are never sealed alike twice', async () => {
    const secrets = await openSecrets(folder)
    expect(secrets.seal('x', 'y')).not.toBe(secrets.seal('x', 'y'))
  })

  it('have one key, for nobody else to read, however many start at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openSecrets(folder)))
    const sealed = all[0]?.seal('x', 'y') ?? ''
    expect(all.map((s) => s.open(sealed, 'y'))).toEqual(all.map(() => 'x'))
    expect(await readdir(folder)).toEqual(['secret.key'])
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  describe('under a key outside the data directory', () => {
    const elsewhere = () => join(folder, 'elsewhere.key')
    const data = () => join(folder, 'data')
    beforeEach(() => mkdir(data()))

    it('leave no key in the data directory', async () => {
      const sealed = (await openSecrets(data(), { keyFile: elsewhere() })).seal('x', 'y')
      expect(await readdir(data())).toEqual([])
      expect((await stat(elsewhere())).mode & 0o777).toBe(0o600)
      expect((await openSecrets(data(), { keyFile: elsewhere() })).open(sealed, 'y')).toBe('x')
    })

    it('still open when the key moves there from the data directory', async () => {
      const sealed = (await openSecrets(data())).seal('x', 'y')
      expect((await openSecrets(data(), { keyFile: elsewhere() })).open(sealed, 'y')).toBe('x')
      expect(await readdir(data())).toEqual([])
    })

    it('still open when the key moves to the environment', async () => {
      const sealed = (await openSecrets(data())).seal('x', 'y')
      const key = (await readFile(join(data(), 'secret.key'))).toString('base64')
      expect((await openSecrets(data(), { key })).open(sealed, 'y')).toBe('x')
      expect(await readdir(data())).toEqual([])
    })

    it('are refused where two different keys could have sealed them, and neither is touched', async () => {
      await openSecrets(data())
      await openSecrets(folder)
      const place = { keyFile: join(folder, 'secret.key') }
      await expect(openSecrets(data(), place)).rejects.toMatchObject({ code: 'secret-key-twice' })
      expect(await readdir(data())).toEqual(['secret.key'])
    })

    it('are refused with a key that is none', async () => {
      await expect(openSecrets(data(), { key: 'c2hvcnQ=' })).rejects.toMatchObject({
        code: 'secret-key-unusable',
      })
      const nowhere = { keyFile: join(folder, 'no', 'such', 'folder') }
      await expect(openSecrets(data(), nowhere)).rejects.toMatchObject({ code: 'secret-key-unusable' })
    })
  })

  it('refuse a key file that is not one', async () => {
    await writeFile(join(folder, 'secret.key'), 'short')
    await expect(openSecrets(folder)).rejects.toMatchObject({ code: 'secret-key-unusable' })
  })
})
