import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
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

  it('refuse a key file that is not one', async () => {
    await writeFile(join(folder, 'secret.key'), 'short')
    await expect(openSecrets(folder)).rejects.toMatchObject({ code: 'secret-key-unusable' })
  })
})
