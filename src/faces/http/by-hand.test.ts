import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPerson, Browser, bareApp, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { readByHand } from '../../adapters/content/index.ts'
import { recordAct } from '../../adapters/storage/index.ts'
import { createByHand } from '../../app/by-hand.ts'
import { buildServer } from './server.ts'

const address = '/customers/default/sites/main/by-hand'
let house: TestHouse
let server: FastifyInstance

beforeAll(async () => {
  house = await testHouse()
  const { pool } = house.database
  const byHand = createByHand({
    read: readByHand,
    record: (place, act) => recordAct(pool, place, act),
    now: () => house.clock.now,
  })
  server = await buildServer({ ...bareApp(house.access), byHand }, {})
})
afterAll(async () => {
  await server.close()
  await house.close()
})

async function come(role: 'responder' | 'viewer'): Promise<Browser> {
  const { email, secret } = await addPerson(house, `${role}@example.com`, role)
  const browser = new Browser(server)
  expect((await browser.signIn(email, codeAt(secret, house.clock.now))).statusCode).toBe(204)
  return browser
}
const attested = async () =>
  (
    await house.database.pool.query(
      "SELECT actor, subject, detail FROM ledger WHERE action = 'control.attested'",
    )
  ).rows

it('shows what to do at a product that cannot be connected, and keeps who says they did it', async () => {
  const [responder, viewer] = [await come('responder'), await come('viewer')]
  const { products } = (await viewer.send('GET', address)).json()
  const teams = products.find(({ id }: { id: string }) => id === 'teams')
  expect(teams.steps[0]).toMatchObject({ control: 'bar-account', caution: '' })
  expect(teams.steps[0].example).toContain('Grant-CsDialoutPolicy')

  const done = { product: 'teams', control: 'bar-account', account: 'mia@example.com' }
  const refused = await viewer.send('POST', address, done)
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'not-allowed'])
  for (const unknown of [{ product: 'teapot' }, { control: 'shut-trunk' }]) {
    const answer = await responder.send('POST', address, { ...done, ...unknown })
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'guide-unknown'])
  }
  expect(await attested()).toEqual([])
  expect((await responder.send('POST', address, done)).statusCode).toBe(204)
  const { person } = await responder.session()
  expect(await attested()).toEqual([
    {
      actor: person.id,
      subject: 'teams',
      detail: { product: 'Microsoft Teams Phone', control: 'bar-account', account: 'mia@example.com' },
    },
  ])
})
