import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/support/http.ts'
import { listenLocally } from './local.ts'

const path = join(tmpdir(), `ringfence-${randomBytes(6).toString('hex')}.sock`)
let house: TestHouse
let local: Awaited<ReturnType<typeof listenLocally>>
beforeAll(async () => {
  house = await testHouse()
  local = await listenLocally(house.server, path)
}, 60_000)
afterAll(async () => {
  await local.close()
  await house.close()
})

const ask = (url: string, method = 'GET', body?: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = request({ socketPath: path, path: url, method, headers }, (response) => {
      let text = ''
      response.on('data', (piece) => {
        text += piece
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })

describe('the local socket', () => {
  it('is for its owner alone', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('lets whoever opens it act as the owner, for reading and for dangerous acts, with no cookie', async () => {
    expect(await ask('/api/v1/controls')).toEqual({ status: 200, text: '{"controls":[]}' })
    const site = '/api/v1/customers/default/sites/main/controls'
    // The house of this test has no controls behind it: that it is asked at all is what counts.
    const act = await ask(site, 'POST', '{"ips":["203.0.113.7"]}')
    expect(JSON.parse(act.text)).toMatchObject({ code: 'not-part-of-this-test' })
    expect((await ask('/api/v1/customers/default/sites/nowhere/controls')).status).toBe(404)
  })

  it('opens nothing to those who come by the network', async () => {
    const { statusCode } = await house.server.inject({ url: '/api/v1/controls' })
    expect(statusCode).toBe(401)
  })

  it('is not taken from a server that lives', async () => {
    await expect(listenLocally(house.server, path)).rejects.toMatchObject({ code: 'cannot-listen' })
  })
})
