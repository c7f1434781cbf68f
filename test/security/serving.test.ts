import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type PeerCertificate } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMeters } from '../../src/adapters/system/meters.ts'
import { openTlsFiles, type TlsFiles } from '../../src/adapters/system/tls-files.ts'
import { createServer, type HttpServer } from '../../src/faces/http/index.ts'
import { listenForMetrics } from '../../src/faces/http/metrics.ts'
import { bareApp, type TestHouse, testHouse } from '../support/http.ts'

// How the server stands on a network: its own certificate, and what it tells those who look after it.

let folder: string
let house: TestHouse
const at = (name: string): string => join(folder, name)
function makePair(name: string): void {
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost']
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      ...subject,
    ].concat(['-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]),
    { stdio: 'ignore' },
  )
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rf-tls-'))
  for (const name of ['first', 'second']) makePair(name)
  house = await testHouse()
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true })
})

describe('with certificate files', () => {
  let files: TlsFiles
  let server: HttpServer
  const problems: string[] = []
  const paths = () => ({ cert: at('cert.pem'), key: at('key.pem') })
  beforeAll(async () => {
    await copyFile(at('first.pem'), at('cert.pem'))
    await copyFile(at('first.key'), at('key.pem'))
    files = await openTlsFiles(paths())
    const tls = {
      pair: files.pair,
      follow: (onPair: Parameters<TlsFiles['follow']>[0]) =>
        files.follow(onPair, (error) => problems.push(error.code)),
    }
    const app = bareApp(house.access)
    server = await createServer({ ...app, listen: { ...app.listen, tls } }, { port: 0 })
  })
  afterAll(async () => {
    files.close()
    await server.close()
  })

  const get = async (path: string) => {
    const [answer] = await once(
      request(new URL(path, server.url), { rejectUnauthorized: false }).end(),
      'response',
    )
    answer.resume()
    return answer as { statusCode: number; headers: Record<string, string | string[]> }
  }
  async function presented(version?: 'TLSv1.1'): Promise<PeerCertificate> {
    const { hostname, port } = new URL(server.url)
    const limits = version ? { minVersion: version, maxVersion: version } : {}
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ...limits })
    await once(socket, 'secureConnect')
    const certificate = socket.getPeerCertificate()
    socket.destroy()
    return certificate
  }

  it('speaks TLS 1.2 and later alone, with HSTS and cookies that browsers keep to TLS', async () => {
    expect(server.url).toMatch(/^https:/)
    await expect(presented('TLSv1.1')).rejects.toThrow()
    const { headers } = await get('/api/v1/session')
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    expect(String(headers['set-cookie'])).toMatch(/^__Host-ringfence_visitor=.*Secure/)
  })

  it('tells no browser to insist on TLS where there is none', async () => {
    const { headers } = await house.server.inject({ url: '/healthz' })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  it('takes up a renewed certificate without a restart', async () => {
    expect((await presented()).subject.CN).toBe('first')
    // As a renewal does it: one file after the other, each under its name at once.
    for (const kind of ['key', 'pem']) {
      await copyFile(at(`second.${kind}`), at(`next.${kind}`))
      await rename(at(`next.${kind}`), at(kind === 'key' ? 'key.pem' : 'cert.pem'))
    }
    await expect.poll(async () => (await presented()).subject.CN, { timeout: 30_000 }).toBe('second')
  }, 60_000)

  it('keeps the one it has when the new one cannot be used, and says so', async () => {
    problems.length = 0
    await writeFile(at('cert.pem'), (await readFile(at('first.pem'), 'utf8')).slice(0, 200))
    await expect.poll(() => problems, { timeout: 30_000 }).toContain('tls-files-unusable')
    expect((await presented()).subject.CN).toBe('second')
  }, 60_000)

  it('does not begin with a key that belongs to another certificate', async () => {
    await expect(openTlsFiles({ cert: at('first.pem'), key: at('second.key') })).rejects.toMatchObject({
      code: 'tls-files-unusable',
    })
  })

  it('closes while connections are open that never said anything', async () => {
    const app = bareApp(house.access)
    const own = await createServer(
      { ...app, listen: { ...app.listen, tls: { pair: files.pair, follow: () => undefined } } },
      { port: 0 },
    )
    const { hostname, port } = new URL(own.url)
    const silent = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
    silent.on('error', () => undefined)
    await once(silent, 'secureConnect')
    await own.close()
  })
})

describe('/metrics', () => {
  it('has an address of its own and is not on the console’s', async () => {
    const meters = createMeters(async () => [
      { name: 'ringfence_controls', help: 'Controls.', labels: { kind: 'in-force' }, value: 2 },
    ])
    const own = await testHouse()
    const app = { ...bareApp(own.access), meters }
    const server = await createServer(app, { port: 0 })
    const metrics = await listenForMetrics(app, { host: '127.0.0.1', port: 0 })
    meters.stumbled('calls could not be stored')
    await fetch(`${server.url}/api/v1/customers/acme-secret/sites/x/live`)
    expect((await fetch(`${server.url}/metrics`)).headers.get('content-type')).toMatch(/text\/html/)
    const answer = await fetch(`http://127.0.0.1:${metrics.port}/metrics`)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(text).toContain('ringfence_controls{kind="in-force"} 2')
    expect(text).toContain('ringfence_problems_total{what="calls could not be stored"} 1')
    expect(text).toMatch(
      /ringfence_http_request_seconds_count\{method="GET",route="[^"]*:customer[^"]*",status="401"\} 1/,
    )
    expect(text).toContain('nodejs_eventloop_lag_seconds')
    // Addresses hold names: only the route is told.
    expect(text).not.toContain('acme-secret')
    expect((await fetch(`http://127.0.0.1:${metrics.port}/healthz`)).status).toBe(404)
    await Promise.all([metrics.close(), server.close(), own.close()])
  })
})
