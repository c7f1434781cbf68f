import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createServer, type HttpServer } from '../../src/faces/http/index.ts'
import { fakeInvestigations } from '../support/fake-investigations.ts'
import { addPerson, Browser, bareApp, codeAt, type TestHouse, testHouse } from '../support/http.ts'

// What a hostile request may look like, whichever route it meets.

let house: TestHouse
let owner: Browser
let listening: HttpServer
beforeAll(async () => {
  house = await testHouse(fakeInvestigations())
  const { secret } = await addPerson(house, 'owner@example.com', 'owner')
  owner = new Browser(house.server)
  expect((await owner.signIn('owner@example.com', codeAt(secret, house.clock.now))).statusCode).toBe(204)
  listening = await createServer(bareApp(house.access, fakeInvestigations()), { port: 0 })
})
afterAll(async () => {
  await listening.close()
  await house.close()
})

// Each test from an address of its own, or together they would meet the limit of requests a minute.
let tests = 0
beforeEach(() => {
  owner = owner.on(house.server, `203.0.113.${++tests}`)
})

/** Addresses of every route, with something in each place where a value goes. */
const filled = (value: string) =>
  house.server.guarded
    .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/'))
    .map(({ method, url }) => ({ method, url: url.replaceAll(/:\w+/g, value) }))
/** The same at a place there is. */
const known = () =>
  house.server.guarded
    .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/'))
    .map(({ method, url }) => ({
      method,
      url: url.replace(':customer', 'default').replace(':site', 'main').replaceAll(/:\w+/g, 'x'),
    }))
const problems = 'application/problem+json; charset=utf-8'

describe('every route', () => {
  it.each([
    ["SQL in a path's place", "'%20OR%201=1;--"],
    ['a way out of a folder', '..%2f..%2f..%2fetc%2fpasswd'],
    ['a zero byte', '%00'],
    ['half a character', '%ff'],
    ['a line end', 'a%0d%0aset-cookie:%20x=y'],
    ['a very long name', 'a'.repeat(1400)],
  ])('meets %s with an answer of its own, never a fault', async (_what, value) => {
    const faults: string[] = []
    for (const { method, url } of filled(value)) {
      if (url === '/api/v1/sign-out' || url.endsWith('/events')) continue
      const answer = await owner.send(method as 'GET', url, method === 'GET' ? undefined : {})
      if (answer.statusCode >= 500 || answer.headers['set-cookie']?.toString().includes('x=y'))
        faults.push(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
      if (answer.statusCode >= 400 && answer.headers['content-type'] !== problems)
        faults.push(`${method} ${url}: ${answer.headers['content-type']}`)
    }
    expect(faults).toEqual([])
    expect((await owner.session()).person).not.toBeNull()
  })

  it('refuses a body that is too large, or none of what it reads, with what to do', async () => {
    const sizes = new Set<string>()
    const refused = ({ statusCode, body }: { statusCode: number; body: string }) =>
      statusCode >= 400 && statusCode < 500 && JSON.parse(body).remedy.length > 0
    for (const { method, url } of known()) {
      if (method === 'GET' || url.endsWith('/investigations')) continue
      // Price lists and invoices may be long: they have limits of their own.
      if (!url.endsWith('/preview')) {
        const large = await owner.send(method as 'POST', url, { text: 'a'.repeat(70_000) })
        expect([url, refused(large)]).toEqual([url, true])
        sizes.add(large.json().code)
      }
      const odd = await owner.send(method as 'POST', url, '<x/>', { 'content-type': 'application/xml' })
      expect([url, refused(odd)]).toEqual([url, true])
    }
    expect(sizes).toContain('request-too-large')
  })

  it('answers every error as a problem with code and remedy', async () => {
    for (const { method, url } of filled('x')) {
      const stranger = await house.server.inject({ method: method as 'GET', url })
      if (stranger.statusCode < 400) continue
      expect([url, stranger.json()]).toEqual([
        url,
        expect.objectContaining({ code: expect.any(String), remedy: expect.any(String) }),
      ])
    }
  })

  it('tells no browser to guess types, to frame it, to keep it or to send where it was', async () => {
    for (const { method, url } of filled('x').filter(({ method }) => method === 'GET')) {
      if (url.endsWith('/events')) continue
      const { headers } = await owner.send(method as 'GET', url)
      expect([url, headers]).toEqual([
        url,
        expect.objectContaining({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
          'content-security-policy': expect.stringContaining("default-src 'none'"),
          'cache-control': expect.stringMatching(/no-store|no-cache/),
        }),
      ])
    }
  })

  it('never says to another page that it may read the answer', async () => {
    for (const { method, url } of filled('x')) {
      const answer = await house.server.inject({
        method: 'OPTIONS',
        url,
        headers: { origin: 'https://evil.example', 'access-control-request-method': method },
      })
      expect([url, answer.headers['access-control-allow-origin']]).toEqual([url, undefined])
    }
  })
})

describe('a change', () => {
  it('is refused to another page on every route, signed in or not', async () => {
    const changes = filled('x').filter(({ method }) => method !== 'GET')
    expect(changes.length).toBeGreaterThan(15)
    for (const { method, url } of changes) {
      const answer = await owner.send(method as 'POST', url, undefined, { origin: 'https://evil.example' })
      expect([method, url, answer.statusCode, answer.json().code]).toEqual([
        method,
        url,
        403,
        'origin-refused',
      ])
      const bare = await owner.send(method as 'POST', url, undefined, { 'x-csrf-token': 'A'.repeat(43) })
      expect([method, url, bare.statusCode, bare.json().code]).toEqual([method, url, 403, 'csrf-refused'])
    }
  })
})

describe('the server', () => {
  it('leads nobody elsewhere: addresses that look like another host are pages of ours', async () => {
    for (const url of [
      '//evil.example',
      '/\\evil.example',
      '/sign-in?next=//evil.example',
      '/%2f%2fevil.example',
    ]) {
      const answer = await house.server.inject({ url })
      expect([url, answer.headers.location]).toEqual([url, undefined])
      expect([url, answer.statusCode < 300 || answer.statusCode >= 400]).toEqual([url, true])
    }
  })

  it('reads no file outside the console, however it is written', async () => {
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/assets/../../package.json',
      '/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/.env.local',
    ]) {
      const { body } = await house.server.inject({ url: path })
      expect([path, body.includes('"dependencies"')]).toEqual([path, false])
    }
  })

  it('takes no request whose length is told twice', async () => {
    const { hostname, port } = new URL(listening.url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write(
      'POST /api/v1/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
    )
    const [answer] = (await once(socket, 'data')) as [Buffer]
    socket.destroy()
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400/)
  })

  it('answers others while one sends its request a byte at a time', async () => {
    const { hostname, port } = new URL(listening.url)
    const slow = Array.from({ length: 50 }, () => connect(Number(port), hostname))
    await Promise.all(slow.map((socket) => once(socket, 'connect')))
    for (const socket of slow) socket.write('GET / HTTP/1.1\r\nhost: ')
    const answer = await fetch(`${listening.url}/healthz`)
    expect(await answer.json()).toEqual({ ok: true })
    for (const socket of slow) socket.destroy()
  })
})
