import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bareApp, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { noInvestigations } from '../../../test/support/unused-parts.ts'
import { statuses } from './errors.ts'
import { buildServer, createServer } from './server.ts'

let folder: string
let house: TestHouse
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringfence-console-'))
  house = await testHouse(noInvestigations, { console: folder })
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true })
})
const get = (url: string) => house.server.inject({ url })

describe('the console', () => {
  it('that is not built says so, and how to build it', async () => {
    const page = await get('/')
    expect([page.statusCode, page.body]).toEqual([503, expect.stringContaining('npm run build')])
  })

  it('is one page at every address, with a fresh nonce each time and no other inline style', async () => {
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
    await writeFile(join(folder, 'assets/app-1a2b.js'), 'run()')
    await writeFile(join(folder, 'mark.svg'), '<svg/>')
    const nonces = new Set<string>()
    for (const url of [
      '/',
      '/setup',
      '/sign-in?next=%2Finvestigations',
      '/investigations/abc',
      '/index.html',
    ]) {
      const page = await get(url)
      const nonce = /content="([^"]{24})"/.exec(page.body)?.[1] ?? ''
      nonces.add(nonce)
      expect(page.statusCode).toBe(200)
      expect(page.headers['cache-control']).toBe('no-store')
      const policy = page.headers['content-security-policy'] as string
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`)
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("default-src 'none'; ")
      expect(policy).not.toContain('unsafe')
    }
    expect(nonces.size).toBe(5)
  })

  it('keeps files with a hash in their name for ever, others for an hour', async () => {
    const script = await get('/assets/app-1a2b.js')
    expect([script.statusCode, script.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ])
    expect((await get('/mark.svg')).headers['cache-control']).toBe('public, max-age=3600')
  })

  it('has no page for a missing file, and nothing outside its folder', async () => {
    await writeFile(join(folder, '..', 'ringfence-outside.txt'), 'outside')
    for (const url of [
      '/assets/old-9f9f.js',
      '/.env',
      '/../ringfence-outside.txt',
      '/%2e%2e/ringfence-outside.txt',
    ])
      expect([url, (await get(url)).statusCode]).toEqual([url, 404])
    const encoded = await get('/..%2fringfence-outside.txt')
    expect([encoded.statusCode, encoded.json().code]).toEqual([400, 'request-invalid'])
    await rm(join(folder, '..', 'ringfence-outside.txt'))
  })
})

describe('the server', () => {
  it('answers what is nowhere with a problem', async () => {
    for (const url of ['/api/v1/nothing', '/api/v2/session', '/api']) {
      const answer = await get(url)
      expect([url, answer.statusCode, answer.json()]).toEqual([
        url,
        404,
        {
          type: 'urn:ringfence:error:address-unknown',
          title: 'Not Found',
          status: 404,
          code: 'address-unknown',
          detail: expect.any(String),
          remedy: expect.any(String),
        },
      ])
    }
  })

  it('sends safe headers with everything', async () => {
    for (const url of ['/api/v1/session', '/healthz', '/', '/api/none']) {
      const { headers } = await get(url)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      })
      expect(headers).not.toHaveProperty('x-powered-by')
    }
    expect((await get('/api/v1/session')).headers['cache-control']).toBe('no-store')
  })

  it('tells the log what went wrong inside, and nobody else', async () => {
    const logged: object[] = []
    const sessions = {
      ...house.access.sessions,
      visitor: () => {
        throw new Error('SELECT secret FROM vault')
      },
    }
    const app = {
      ...bareApp({ ...house.access, sessions }),
      log: { error: (facts: object) => logged.push(facts) },
      health: async () => ({ ok: false, detail: 'disk' }),
    }
    const server = await buildServer(app, {})
    const answer = await server.inject({ url: '/api/v1/session' })
    expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal-error'])
    expect(answer.body).not.toContain('vault')
    expect(logged).toMatchObject([{ err: { message: 'SELECT secret FROM vault' }, route: '/api/v1/session' }])
    const ready = await server.inject({ url: '/readyz' })
    expect([ready.statusCode, ready.json()]).toEqual([503, { ok: false }])
    await server.close()
  })

  it('says what is wrong with a request, field by field, and repeats no value', async () => {
    const session = await get('/api/v1/session')
    const answer = await house.server.inject({
      method: 'POST',
      url: '/api/v1/setup',
      payload: { token: 't', name: '', email: 'no address', password: 'hunter2' },
      headers: {
        'x-csrf-token': session.json().csrf,
        cookie: `ringfence_visitor=${session.cookies[0]?.value}`,
      },
    })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request-invalid'])
    expect(answer.json().detail).toMatch(/name .*; email /)
    expect(answer.body).not.toContain('hunter2')
  })

  it('listens on this machine alone unless told otherwise, and says when the port is taken', async () => {
    const app = bareApp(house.access)
    const first = await createServer(app, {})
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
    await expect(createServer(app, { port: Number(new URL(first.url).port) })).rejects.toMatchObject({
      code: 'port-in-use',
    })
    await first.close()
  })

  it('has a status between 400 and 599 for each code it knows', () => {
    for (const [code, status] of Object.entries(statuses))
      expect([code, status >= 400 && status < 600]).toEqual([code, true])
  })
})

it('docs/reference/openapi.json is what the server says (vitest -u writes it)', async () => {
  const document = (await get('/api/v1/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
    '../../../docs/reference/openapi.json',
  )
})
