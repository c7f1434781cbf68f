import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readUserText } from '../../src/adapters/content/files.ts'
import { openText, readConfigFiles } from '../../src/adapters/system/index.ts'
import { fakeInvestigations } from '../support/fake-investigations.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../support/http.ts'

// What is larger than it says, larger than it may be, or takes for ever.

let folder: string
let house: TestHouse
let owner: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rf-limits-'))
  house = await testHouse(fakeInvestigations(), {
    pace: { headersMs: 300, graceMs: 300, bytesPerSecond: 1000 },
  })
  await house.server.listen({ host: '127.0.0.1', port: 0 })
  const { secret } = await addPerson(house, 'owner@example.com', 'owner')
  owner = new Browser(house.server)
  await owner.signIn('owner@example.com', codeAt(secret, house.clock.now))
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true })
})

const MiB = 1 << 20
/** A megabyte of zeros packs to a thousand bytes; members of a gzip follow each other. */
const bomb = (mebibytes: number): Buffer => {
  const one = gzipSync(Buffer.alloc(MiB), { level: 9 })
  return Buffer.concat(Array.from({ length: mebibytes }, () => one))
}

async function unpacked(path: string): Promise<number> {
  let bytes = 0
  for await (const { text } of (await openText(path)).read()) bytes += text.length
  return bytes
}

describe('a gzip bomb', () => {
  it('among call records is stopped before it has cost anything', async () => {
    const path = join(folder, 'Master.csv.gz')
    await writeFile(path, bomb(2000))
    await expect(unpacked(path)).rejects.toMatchObject({ code: 'file-unpacks-too-far' })
  })

  it('is no file that merely packs well', async () => {
    const path = join(folder, 'dull.csv.gz')
    await writeFile(path, bomb(50))
    expect(await unpacked(path)).toBe(50 * MiB)
    const row = (n: number) => `"1004","0049${n % 10}","2026-03-06 21:${n % 60}","ANSWERED"\n`
    const rows = Array.from({ length: 1_800_000 }, (_, n) => row(n)).join('')
    await writeFile(path, gzipSync(rows, { level: 9 }))
    expect(await unpacked(path)).toBe(rows.length)
  }, 60_000)

  it('as a rate deck or invoice is refused', async () => {
    const path = join(folder, 'deck.csv.gz')
    await writeFile(path, bomb(300))
    await expect(readUserText(path)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('unpacks to more than 256 MiB'),
    })
  })

  it('as an archive of configuration is refused, whatever is in it', async () => {
    const path = join(folder, 'etc.tar.gz')
    // The head of a file of 4 GiB, and zeros.
    await writeFile(join(folder, 'a.conf'), '')
    execFileSync('tar', ['-cf', join(folder, 'head.tar'), '-C', folder, 'a.conf'])
    const head = gzipSync(execFileSync('head', ['-c', '512', join(folder, 'head.tar')]))
    await writeFile(path, Buffer.concat([head, bomb(500)]))
    await expect(readConfigFiles([path])).rejects.toMatchObject({
      code: expect.stringMatching(/file-unpacks-too-far|config-none/),
    })
    const sparse = join(folder, 'big.conf')
    await writeFile(sparse, '')
    await truncate(sparse, 400 * MiB)
    execFileSync('tar', ['-czf', path, '-C', folder, 'big.conf'])
    await expect(readConfigFiles([path])).rejects.toMatchObject({ code: 'file-unpacks-too-far' })
  }, 60_000)

  it('as the body of a request is not unpacked at all', async () => {
    const answer = await owner.send('POST', '/me/sessions/end-others', bomb(1).toString('latin1'), {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
  })
})

describe('a request that comes too slowly', () => {
  const open = async () => {
    const { port } = house.server.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.on('error', () => undefined)
    let heard = ''
    socket.on('data', (data) => {
      heard += data.toString()
    })
    return { socket, over: once(socket, 'close').then(() => heard) }
  }

  it('is ended while its headers come a byte at a time', async () => {
    const { socket, over } = await open()
    socket.write('GET /healthz HTTP/1.1\r\nhost: ')
    const drip = setInterval(() => socket.write('x'), 50)
    expect(await over).toMatch(/^HTTP\/1\.1 408/)
    clearInterval(drip)
  })

  it.each([
    ['JSON', '/api/v1/sign-in', 'application/json', '{'],
    [
      'a file',
      '/api/v1/customers/default/sites/main/investigations',
      'multipart/form-data; boundary=edge',
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
    ],
  ])('is ended, with a problem, while %s drips in', async (_what, url, type, begin) => {
    const { socket, over } = await open()
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const { port } = house.server.server.address() as AddressInfo
    socket.write(
      `POST ${url} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: http://127.0.0.1:${port}\r\ncookie: ${cookie}\r\nx-csrf-token: ${owner.csrf}\r\ncontent-type: ${type}\r\ncontent-length: 60000\r\n\r\n${begin}`,
    )
    const drip = setInterval(() => socket.write(' '), 50)
    const heard = await over
    clearInterval(drip)
    expect(heard).toMatch(/^HTTP\/1\.1 408/)
    expect(JSON.parse(heard.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      code: 'request-too-slow',
      status: 408,
    })
  })

  it('is not one that has arrived and waits for its answer', async () => {
    const { socket, over } = await open()
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}')
    expect(await over).toMatch(/^HTTP\/1\.1 200/)
  })
})

describe('files above the limit', () => {
  it('are refused as soon as they pass it, wherever they say how large they are', async () => {
    const body = `--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'x'.repeat(5000)}\r\n--edge--\r\n`
    const answer = await owner.send('POST', '/customers/default/sites/main/investigations', body, {
      'content-type': 'multipart/form-data; boundary=edge',
    })
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'upload-too-large'])
  })
})
