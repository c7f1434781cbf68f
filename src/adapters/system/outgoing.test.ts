import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutgoing, isPublic } from './outgoing.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const made = createServer(answer)
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  return (made.address() as AddressInfo).port
}
const to = (url: string) => ({ url, headers: { 'content-type': 'text/plain' }, body: 'hello' })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'passed',
    (error) => error.code,
  )

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::1',
    '2001:db8::1',
    '2001::1',
  ])('%s is inside', (address) => expect(isPublic(address)).toBe(false)) // prettier-ignore
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '192.167.255.255', '2606:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (address) => expect(isPublic(address)).toBe(true),
  )
})

describe('a post', () => {
  it('is refused before anything is sent when the name leads inside', async () => {
    let asked = 0
    const port = await listen((_request, response) => {
      asked++
      response.end()
    })
    const { post } = createOutgoing([])
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '127.1',
    ])
      expect([host, await code(post(to(`http://${host}:${port}/`)))]).toEqual([host, 'outgoing-refused'])
    expect(asked).toBe(0)
  })

  it('goes where the configuration allows, by name, by address and by network', async () => {
    const bodies: string[] = []
    const port = await listen((request, response) => {
      request.on('data', (part) => bodies.push(String(part)))
      request.on('end', () => response.writeHead(202, { 'x-seen': request.headers.host ?? '' }).end('taken'))
    })
    for (const allowed of ['localhost', '127.0.0.1', '127.0.0.0/8']) {
      const answer = await createOutgoing([allowed]).post(to(`http://localhost:${port}/hook`))
      expect(answer).toMatchObject({ status: 202, body: 'taken', headers: { 'x-seen': `localhost:${port}` } })
    }
    expect(bodies).toEqual(['hello', 'hello', 'hello'])
    expect(await code(createOutgoing(['10.0.0.0/8', 'other']).post(to(`http://localhost:${port}/`)))).toBe(
      'outgoing-refused',
    )
  })

  it('follows no redirect: it may lead inside', async () => {
    let asked = 0
    const port = await listen((_request, response) => {
      asked++
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect((await createOutgoing(['localhost']).post(to(`http://localhost:${port}/`))).status).toBe(302)
    expect(asked).toBe(1)
  })

  it('that is not answered fails in time, without telling the path: a secret may be in it', async () => {
    const port = await listen(() => undefined)
    const failure = await createOutgoing(['localhost'], 100)
      .post(to(`http://localhost:${port}/services/T0SECRET`))
      .catch((error) => error)
    expect(failure).toMatchObject({
      code: 'outgoing-failed',
      message: `localhost:${port} did not answer in time`,
    })
  })

  it('to a name that does not exist says so', async () => {
    expect(await code(createOutgoing([]).post(to('http://nowhere.invalid/')))).toBe('outgoing-unknown')
  })
})
