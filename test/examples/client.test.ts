import { readFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ringfence } from '../../examples/typescript/client.ts'
import { investigations, worstSites } from '../../examples/typescript/worst-sites.ts'
import { fakeInvestigations } from '../support/fake-investigations.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../support/http.ts'

// The typed client of examples/, made of the API's description and run against the API.

let house: TestHouse
let origin: string
let token: string
beforeAll(async () => {
  house = await testHouse(fakeInvestigations())
  origin = await house.server.listen({ host: '127.0.0.1', port: 0 })
  const { email, secret } = await addPerson(house, 'owner@example.com', 'owner')
  const owner = new Browser(house.server)
  await owner.signIn(email, codeAt(secret, house.clock.now))
  const made = await owner.send('POST', '/tokens', {
    name: 'client',
    permissions: ['sites.read', 'investigations.read'],
    days: 30,
  })
  token = made.json().secret
})
afterAll(() => house.close())

describe('the client in examples/typescript', () => {
  it('is made of docs/reference/openapi.json (vitest -u writes it)', async () => {
    const document = JSON.parse(
      readFileSync(new URL('../../docs/reference/openapi.json', import.meta.url), 'utf8'),
    )
    const types = astToString(await openapiTS(document))
    await expect(`// Made of docs/reference/openapi.json.\n${types}`).toMatchFileSnapshot(
      '../../examples/typescript/api.d.ts',
    )
  })

  it('reads with a token, page by page', async () => {
    const client = ringfence(origin, token)
    expect(await worstSites(client)).toEqual([])
    const all = []
    for await (const { id } of investigations(client, 'default', 'main')) all.push(id)
    expect(all.length).toBeGreaterThan(0)
  })

  it('passes on what the server says is wrong', async () => {
    await expect(worstSites(ringfence(origin, 'rf_nobody'))).rejects.toThrow(/token-invalid/)
  })
})
