import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { managers } from '../../../test/support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../../../test/support/asterisk/pbx.ts'
import { addPerson, Browser, bareApp, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { noControls } from '../../../test/support/unused-parts.ts'
import { connectors } from '../../adapters/connectors/index.ts'
import { connectionStore } from '../../adapters/storage/index.ts'
import { newId } from '../../adapters/system/index.ts'
import { createConnectionDesk } from '../../app/connection-desk.ts'
import { type Connections, createConnections } from '../../app/connections.ts'
import type { Controls } from '../../app/controls.ts'
import { buildServer } from './server.ts'

const main = '/customers/default/sites/main/connections'
const plant = '/customers/acme/sites/plant/connections'
const secret = 'copper-Wire-7'
let house: TestHouse
let server: FastifyInstance
let owner: Browser
let connections: Connections<ReturnType<(typeof connectors)[number]['open']>>
const faults: unknown[] = []
/** The connections that a control is in force through. */
const inForce: string[] = []

beforeAll(async () => {
  house = await testHouse()
  const { pool } = house.database
  await pool.query("INSERT INTO customer (id, name) VALUES ('acme', 'Acme')")
  await pool.query("INSERT INTO site (customer_id, id, name) VALUES ('acme', 'plant', 'Plant')")
  connections = createConnections({
    store: connectionStore(pool),
    vendors: connectors,
    secrets: house.ports.secrets,
    newId,
    now: () => house.clock.now,
    random: () => 'random',
  })
  const list = async () => ({ controls: inForce.map((connection) => ({ connection })) })
  const controls = { ...noControls, list } as unknown as Controls
  const systems = createConnectionDesk({ connections, controls, isSystem: () => true })
  const log = { error: (facts: unknown) => void faults.push(facts) }
  server = await buildServer({ ...bareApp(house.access), systems, log }, {})
  owner = await come('owner', 'owner')
})
afterAll(async () => {
  await connections.close()
  await server.close()
  await house.close()
})

async function come(name: string, role: 'owner' | 'responder' | 'viewer', customer: string | null = null) {
  const { email, secret } = await addPerson(house, `${name}@example.com`, role, customer)
  const browser = new Browser(server)
  expect((await browser.signIn(email, codeAt(secret, house.clock.now))).statusCode).toBe(204)
  return browser
}
const codeOf = (answer: { body: string }) => (answer.body === '' ? '' : JSON.parse(answer.body).code)
const acts = async () =>
  (await house.database.pool.query("SELECT action, actor FROM ledger WHERE action LIKE 'connection%'")).rows
const asterisk = (given: Record<string, unknown>) => ({
  kind: 'asterisk',
  settings: { host: '127.0.0.1', port: 5038, user: 'ringfence', secret, ...given },
})
const check = (wanted: object) => owner.send('POST', `${main}/check`, wanted)

describe('who may connect a system', () => {
  it('is an owner of the whole house: the server goes to any address for it, and reads its own files', async () => {
    const responder = await come('responder', 'responder')
    const theirs = await come('of-acme', 'owner', 'acme')
    for (const [browser, at] of [
      [responder, main],
      [theirs, plant],
    ] as const) {
      expect((await browser.send('GET', at)).statusCode).toBe(200)
      expect(codeOf(await browser.send('POST', `${at}/check`, asterisk({})))).toBe('not-allowed')
      expect(codeOf(await browser.send('POST', at, asterisk({})))).toBe('not-allowed')
      expect(codeOf(await browser.send('DELETE', `${at}/any`))).toBe('not-allowed')
    }
    expect(codeOf(await theirs.send('GET', main))).toBe('place-unknown')
  })

  it('has shown a second factor lately, to keep or forget one; to try one it needs none', async () => {
    const late = await come('late', 'owner')
    house.clock.now += 11 * 60_000
    expect(codeOf(await late.send('POST', main, asterisk({})))).toBe('step-up-required')
    expect(codeOf(await late.send('DELETE', `${main}/any`))).toBe('step-up-required')
    expect(codeOf(await late.send('POST', `${main}/check`, asterisk({ port: 1 })))).toBe('ami-port-closed')
    house.clock.now -= 11 * 60_000
  })
})

describe('a system that cannot be connected', () => {
  it('is told why, each reason by its own name, and is not kept; no secret comes back', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as { port: number }
    const answers = {
      'ami-port-closed': asterisk({ port: 1 }),
      'ami-not-spoken': asterisk({ port }),
      'connection-invalid': asterisk({ port: 'high', colour: 'red' }),
      'request-invalid': { kind: 'smtp', settings: { secret } },
    }
    for (const [code, wanted] of Object.entries(answers))
      for (const answer of [await check(wanted), await owner.send('POST', main, wanted)]) {
        expect([code, codeOf(answer)]).toEqual([code, code])
        expect(answer.json().remedy).not.toBe('')
        expect(answer.body).not.toContain(secret)
      }
    silent.close()
    expect((await owner.send('GET', main)).json()).toEqual({ connections: [] })
    expect(await acts()).toEqual([])
    expect(faults).toEqual([])
  }, 60_000)

  it('and one that is not there cannot be forgotten', async () => {
    const answer = await owner.send('DELETE', `${main}/nothing`)
    expect([answer.statusCode, codeOf(answer)]).toEqual([404, 'connection-unknown'])
  })
})

describe.skipIf(!hasAsterisk)('a real Asterisk', () => {
  let pbx: Pbx
  const right = managers['ringfence']?.secret ?? ''
  const at = (given: object = {}) => asterisk({ host: pbx.address, secret: right, ...given })
  beforeAll(async () => {
    pbx = await startPbx({})
  }, 60_000)
  afterAll(() => pbx.remove())

  it('is tried without a trace, kept with its secret sealed, listed as it answers now, and forgotten', async () => {
    expect(codeOf(await check(at({ secret })))).toBe('ami-login-refused')
    const tried = await check(at())
    expect(tried.json()).toMatchObject({ id: null, site: 'main', kind: 'asterisk' })
    expect(tried.json().product).toMatch(/^Asterisk /)
    expect(tried.json().paste).toContain('[ringfence-guard]')
    expect(await acts()).toEqual([])

    const made = await owner.send('POST', main, at())
    expect(made.statusCode).toBe(201)
    const { id } = made.json()
    const listed = await owner.send('GET', main)
    expect(listed.json().connections).toMatchObject([
      {
        ...{ id, kind: 'asterisk', where: `${pbx.address}:5038`, ok: true, reason: '' },
        since: new Date(house.clock.now).toISOString(),
        product: tried.json().product,
        capabilities: tried.json().capabilities,
      },
    ])
    const { rows } = await house.database.pool.query('SELECT settings_sealed FROM connection')
    for (const text of [tried.body, made.body, listed.body, JSON.stringify(rows)])
      expect(text).not.toContain(right)
    const { person } = await owner.session()
    expect(await acts()).toEqual([{ action: 'connection.added', actor: person.id }])

    inForce.push(id)
    const busy = await owner.send('DELETE', `${main}/${id}`)
    expect([busy.statusCode, codeOf(busy)]).toEqual([409, 'connection-in-use'])
    inForce.pop()
    expect((await owner.send('DELETE', `${main}/${id}`)).statusCode).toBe(204)
    expect((await owner.send('GET', main)).json()).toEqual({ connections: [] })
    expect((await acts()).map(({ action }) => action)).toEqual(['connection.added', 'connection.removed'])
  }, 60_000)

  it('that went away is listed with the reason', async () => {
    const { id } = (await owner.send('POST', main, at())).json()
    await pbx.kill()
    const [one] = (await owner.send('GET', main)).json().connections
    expect([one.ok, one.product]).toEqual([false, ''])
    expect(one.reason).not.toBe('')
    await owner.send('DELETE', `${main}/${id}`)
  }, 60_000)
})
