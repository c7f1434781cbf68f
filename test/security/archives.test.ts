import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfigFiles } from '../../src/adapters/system/index.ts'

// Archives of configuration, as a stranger may have packed them.

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringfence-archives-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Made by Python's own zipfile and tarfile, which write whatever name they are given. */
function packed(name: string, script: string): string {
  const path = join(folder, name)
  execFileSync('python3', ['-c', `import io, sys, tarfile, zipfile\npath = sys.argv[1]\n${script}`, path])
  return path
}

describe('a zip bomb', () => {
  it('is refused by what it says it unpacks to, before any of it is unpacked', async () => {
    const path = packed(
      'bomb.zip',
      `z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED)
z.writestr('sip.conf', bytes(400 << 20))
z.close()`,
    )
    await expect(readConfigFiles([path])).rejects.toMatchObject({ code: 'file-unpacks-too-far' })
  }, 60_000)

  it('that says it is small is stopped where it grows beyond that', async () => {
    const path = packed(
      'liar.zip',
      `z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED)
z.writestr('sip.conf', bytes(4 << 20))
z.close()
data = open(path, 'rb').read()
open(path, 'wb').write(data.replace((4 << 20).to_bytes(4, 'little'), (4096).to_bytes(4, 'little')))`,
    )
    await expect(readConfigFiles([path])).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('of many small files is refused when they are more than any configuration has', async () => {
    const path = packed(
      'many.zip',
      `z = zipfile.ZipFile(path, 'w')
for n in range(20001): z.writestr(f'{n}.conf', '')
z.close()`,
    )
    await expect(readConfigFiles([path])).rejects.toMatchObject({ code: 'file-unpacks-too-far' })
  }, 60_000)
})

describe('a name that climbs out of its archive', () => {
  const climbing = ['../../climbed.conf', '/tmp/climbed.conf', 'a/../../climbed.conf', '..\\\\climbed.conf']

  it.each(['zip', 'tar'])('writes nothing anywhere: %s', async (kind) => {
    const before = await readdir(tmpdir())
    for (const [n, name] of climbing.entries()) {
      const path = packed(
        `climbing-${n}.${kind}`,
        kind === 'zip'
          ? `z = zipfile.ZipFile(path, 'w')
z.writestr('${name}', '[general]')
z.close()`
          : `t = tarfile.open(path, 'w')
i = tarfile.TarInfo('${name}')
i.size = 9
t.addfile(i, io.BytesIO(b'[general]'))
t.close()`,
      )
      // Either it is refused, or it is read, in memory, as what it is called.
      await readConfigFiles([path]).catch((error) =>
        expect(error.code).toMatch(/^(file-unreadable|config-none)$/),
      )
    }
    expect((await readdir(tmpdir())).filter((each) => !before.includes(each) && /climb/.test(each))).toEqual(
      [],
    )
    expect((await readdir(folder)).filter((each) => each === 'climbed.conf')).toEqual([])
  })

  it('is no link either: what it points at is not read', async () => {
    await writeFile(join(folder, 'secret.txt'), 'cAnary-7')
    const path = packed(
      'link.tar',
      `t = tarfile.open(path, 'w')
i = tarfile.TarInfo('sip.conf')
i.type = tarfile.SYMTYPE
i.linkname = '${join(folder, 'secret.txt')}'
t.addfile(i)
j = tarfile.TarInfo('pjsip.conf')
j.size = 9
t.addfile(j, io.BytesIO(b'[general]'))
t.close()`,
    )
    const read = await readConfigFiles([path])
    expect(JSON.stringify(read)).not.toContain('cAnary-7')
    expect(await readFile(join(folder, 'secret.txt'), 'utf8')).toBe('cAnary-7')
  })
})
