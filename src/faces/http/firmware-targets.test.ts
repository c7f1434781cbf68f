import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, Browser, bareApp, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { noAudits } from '../../../test/support/unused-parts.ts'
import { auditStore } from '../../adapters/storage/audits.ts'
import { newId } from '../../adapters/system/index.ts'
import type { AuditPorts } from '../../app/audit-ports.ts'
import { targetsOf } from '../../app/firmware-targets.ts'
import { buildServer } from './server.ts'

const targets = '/customers/default/sites/main/audit-targets'
const DAY = 86_400_000
const t46 = { vendor: 'Yealink', product: 'SIP-T46S', version: '66.86.0.15' }
let house: TestHouse
let server: FastifyInstance
let owner: Browser
let responder: Browser
let viewer: Browser
let stranger: Browser
let clock: number

beforeAll(async () => {
  house = await testHouse()
  const { pool } = house.database
  await pool.query("INSERT INTO customer (id, name) VALUES ('acme', 'Acme')")
  await pool.query("INSERT INTO site (customer_id, id, name) VALUES ('acme', 'plant', 'Plant')")
  clock = house.clock.now
  const ports = { store: auditStore(pool), newId, now: () => clock } as AuditPorts
  server = await buildServer({ ...bareApp(house.access), audits: { ...noAudits, ...targetsOf(ports) } }, {})
  const come = async (
    name: string,
    role: 'owner' | 'responder' | 'viewer',
    customer: string | null = null,
  ) => {
    const { email, secret } = await addPerson(house, `${name}@example.com`, role, customer)
    const browser = new Browser(server, `203.0.113.${name.length}`)
    expect((await browser.signIn(email, codeAt(secret, house.clock.now))).statusCode).toBe(204)
    return browser
  }
  owner = await come('owner', 'owner')
  responder = await come('responder', 'responder')
  viewer = await come('viewer', 'viewer')
  stranger = await come('a-stranger', 'owner', 'acme')
})
afterAll(async () => {
  await server.close()
  await house.close()
})

const phone = (version: string) => ({ vendor: 'Yealink', product: 'SIP-T46S', version })
async function audited(id: string, ...devices: readonly object[]): Promise<void> {
  const head = {
    id,
    customer: 'default',
    site: 'main',
    at: clock,
    by: 'ada',
    score: 50,
    coverage: 50,
    failed: 1,
  }
  const act = { actor: 'ada', action: 'audit.made', subject: id, detail: {}, at: clock }
  await auditStore(house.database.pool).save(
    { ...head, source: { kind: 'files', names: [] }, report: { devices } },
    null,
    act,
  )
}
const list = async () => (await viewer.send('GET', targets)).json()
const set = async (who: Browser, body: object) => {
  const answer = await who.send('PUT', targets, body)
  return answer.statusCode === 204 ? 204 : answer.json().code
}
const ledger = async () => {
  const { rows } = await house.database.pool.query<{ action: string; subject: string; detail: unknown }>(
    "SELECT action, subject, detail FROM ledger WHERE action LIKE 'audit.target%' ORDER BY seq",
  )
  return rows
}

describe('the firmware targets of a site', () => {
  it('are none where nothing was audited, and none can be set', async () => {
    expect(await list()).toEqual({ audit: null, targets: [] })
    expect(await set(owner, t46)).toBe('model-unknown')
  })

  it('are set for a model the newest audit sees, with who set it and how far its devices are', async () => {
    await audited('one', phone('66.85.0.5'), phone('66.86.0.15'), phone(''), {
      ...phone('1.0'),
      vendor: 'Snom',
    })
    expect(await set(responder, { ...t46, due: '2026-03-20' })).toBe(204)
    expect(await list()).toEqual({
      audit: { id: 'one', at: new Date(clock).toISOString() },
      targets: [
        {
          ...t46,
          id: expect.any(String),
          due: '2026-03-20',
          by: 'responder',
          at: new Date(clock).toISOString(),
          devices: 3,
          reached: 1,
          below: 1,
          unknown: 1,
          overdue: false,
        },
      ],
    })
  })

  it('are refused for a model nobody sees, a version that is none, and a day that is past', async () => {
    expect(await set(owner, { ...t46, product: 'SIP-T99' })).toBe('model-unknown')
    expect(await set(owner, { ...t46, vendor: '.', product: '' })).toBe('model-unknown')
    expect(await set(owner, { ...t46, version: 'newest' })).toBe('version-invalid')
    expect(await set(owner, { ...t46, due: '2026-03-01' })).toBe('due-invalid')
    expect(await set(owner, { ...t46, due: '0000-01-01' })).toBe('due-invalid')
    expect(await ledger()).toHaveLength(1)
  })

  it('follow the newest audit, and are overdue the day after the last one', async () => {
    clock = Date.parse('2026-03-20T23:59:00Z')
    await audited('two', phone('66.86.0.15'), phone('66.86.0.83'), phone('66.85.0.5'))
    expect((await list()).targets).toMatchObject([{ devices: 3, reached: 2, below: 1, overdue: false }])
    clock += DAY
    expect((await list()).targets).toMatchObject([{ overdue: true }])
    await audited('three', phone('66.86.0.15'), phone('66.86.0.83'))
    expect((await list()).targets).toMatchObject([{ devices: 2, reached: 2, below: 0, overdue: false }])
  })

  it('are changed by setting the model again, however it is spelt', async () => {
    const [before] = (await list()).targets
    const change = { vendor: 'YEALINK', product: 'T46S', version: '66.86.0.83' }
    expect(await set(owner, change)).toBe(204)
    expect((await list()).targets).toMatchObject([
      { ...change, id: before.id, due: null, by: 'owner', reached: 1, below: 1 },
    ])
  })

  it('keep each of two changes made at once, one after the other', async () => {
    const versions = ['66.86.0.90', '66.86.0.91', '66.86.0.92']
    const answers = await Promise.all(versions.map((version) => set(owner, { ...t46, version })))
    expect(answers).toEqual([204, 204, 204])
    const lines = (await ledger()).slice(-4).map(({ detail }) => detail as Record<string, never>)
    for (const [n, { before }] of lines.entries())
      if (n > 0) expect(before).toMatchObject({ version: lines[n - 1]?.['version'] })
    expect((await list()).targets).toMatchObject([{ version: lines.at(-1)?.['version'] }])
  })

  it('stand as they stood when the ledger takes no entry', async () => {
    const before = await list()
    const [{ id }] = before.targets
    const store = auditStore(house.database.pool)
    const place = { customer: 'default', site: 'main' }
    const [standing] = await store.targets(place)
    const fail = () => {
      throw new Error('no entry')
    }
    const other = { ...standing, version: '1.0' } as Parameters<typeof store.saveTarget>[1]
    await expect(store.saveTarget(place, other, fail)).rejects.toThrow('no entry')
    await expect(store.endTarget(place, id, fail)).rejects.toThrow('no entry')
    expect(await list()).toEqual(before)
  })

  it('are set and withdrawn by those who make audits, and seen by all of the house', async () => {
    const [{ id }] = (await list()).targets
    expect(await set(viewer, t46)).toBe('not-allowed')
    expect((await viewer.send('DELETE', `${targets}/${id}`)).json().code).toBe('not-allowed')
    expect((await list()).targets).toHaveLength(1)
  })

  it('are those of one customer: another neither sees nor sets nor withdraws them', async () => {
    const [{ id }] = (await list()).targets
    const elsewhere = '/customers/acme/sites/plant/audit-targets'
    expect((await stranger.send('GET', targets)).json().code).toBe('place-unknown')
    expect(await set(stranger, t46)).toBe('place-unknown')
    expect((await stranger.send('DELETE', `${targets}/${id}`)).json().code).toBe('place-unknown')
    expect((await stranger.send('GET', elsewhere)).json()).toEqual({ audit: null, targets: [] })
    expect((await stranger.send('DELETE', `${elsewhere}/${id}`)).json().code).toBe('target-unknown')
    expect((await list()).targets).toHaveLength(1)
  })

  it('are withdrawn once, and each act is in the ledger with what stood before', async () => {
    const [{ id, version }] = (await list()).targets
    expect((await responder.send('DELETE', `${targets}/${id}`)).statusCode).toBe(204)
    expect((await responder.send('DELETE', `${targets}/${id}`)).json().code).toBe('target-unknown')
    expect((await list()).targets).toEqual([])
    const lines = await ledger()
    expect(lines.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 5 }, () => 'audit.target-set'),
      'audit.target-withdrawn',
    ])
    expect(lines[0]).toMatchObject({
      subject: 'Yealink SIP-T46S',
      detail: { version: '66.86.0.15', due: '2026-03-20', before: null },
    })
    expect(lines[1]).toMatchObject({
      subject: 'YEALINK T46S',
      detail: { version: '66.86.0.83', due: null, before: { version: '66.86.0.15', due: '2026-03-20' } },
    })
    expect(lines[5]?.detail).toEqual({ version, due: null })
  })
})
