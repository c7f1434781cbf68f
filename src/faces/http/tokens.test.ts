import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeInvestigations } from '../../../test/support/fake-investigations.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'

const day = 24 * 3600_000
const place = '/customers/default/sites/main/investigations'
let house: TestHouse
let owner: Browser
let investigations: ReturnType<typeof fakeInvestigations>
beforeAll(async () => {
  investigations = fakeInvestigations()
  house = await testHouse(investigations)
  await house.database.pool.query("INSERT INTO customer (id, name) VALUES ('acme', 'Acme')")
  await house.database.pool.query("INSERT INTO site (customer_id, id, name) VALUES ('acme', 'main', 'Plant')")
  owner = await signedIn('owner@example.com', 'owner')
})
afterAll(() => house.close())

async function signedIn(email: string, role: 'owner' | 'viewer', customer: string | null = null) {
  const { secret } = await addPerson(house, email, role, customer)
  const browser = new Browser(house.server, '198.51.100.1')
  expect((await browser.signIn(email, codeAt(secret, house.clock.now))).statusCode).toBe(204)
  return browser
}
const wanted = (more = {}) => ({ name: 'A script', permissions: ['investigations.read'], ...more })
const make = async (more = {}, by = owner) => (await by.send('POST', '/tokens', wanted(more))).json()
/** A program: no cookies, no page, only its token. */
const program = (secret: string, method: 'GET' | 'POST' | 'DELETE', path: string, headers = {}) =>
  house.server.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${secret}`, ...headers },
  })
const codeOf = (answer: { body: string }) => JSON.parse(answer.body || '{}').code

describe('a token', () => {
  it('is shown once, kept as a hash, and listed by how it begins', async () => {
    const { token, secret } = await make()
    expect(secret).toMatch(/^rf_[\w-]{43}$/)
    expect(secret.startsWith(token.prefix)).toBe(true)
    const listed = await owner.send('GET', '/tokens')
    expect(listed.json().items[0]).toMatchObject({ id: token.id, prefix: token.prefix, lastUsedAt: null })
    const { rows } = await house.database.pool.query(
      "SELECT (SELECT string_agg(t::text, ' ') FROM api_token t) || (SELECT string_agg(l::text, ' ') FROM ledger l) AS text",
    )
    expect(rows[0].text).not.toContain(secret)
  })

  it('does what it names, without cookies and without the token of a page, and nothing else', async () => {
    const { secret } = await make()
    expect((await program(secret, 'GET', place)).statusCode).toBe(200)
    expect(codeOf(await program(secret, 'DELETE', `${place}/i1`))).toBe('not-allowed')
    expect(codeOf(await program(secret, 'GET', '/people'))).toBe('not-allowed')
  })

  it('counts at its place alone: elsewhere nothing exists', async () => {
    const { secret } = await make({ customer: 'acme' })
    expect((await program(secret, 'GET', place.replace('default', 'acme'))).statusCode).toBe(200)
    expect(codeOf(await program(secret, 'GET', place))).toBe('place-unknown')
  })

  it('never does what is a person’s own, or dangerous', async () => {
    const { secret } = await make({ permissions: ['people.manage', 'people.read'] })
    expect((await program(secret, 'GET', '/people')).statusCode).toBe(200)
    for (const path of ['/tokens', '/sessions', '/me/methods'])
      expect([path, codeOf(await program(secret, 'GET', path))]).toEqual([path, 'signed-out'])
    expect(codeOf(await program(secret, 'POST', '/people/somebody/reset'))).toBe('step-up-required')
  })

  it.each([
    ['an unknown permission', { permissions: ['everything'] }],
    ['a site without its customer', { site: 'main' }],
    ['a place that is not', { customer: 'nobody' }],
  ])('is not made with %s', async (_what, more) => {
    expect((await make(more)).code).toBe('token-refused')
  })

  it('is not made for more than its owner may, there', async () => {
    const viewer = await signedIn('viewer@example.com', 'viewer', 'acme')
    expect((await make({ permissions: ['investigations.start'] }, viewer)).code).toBe('token-refused')
    expect((await make({ customer: 'default' }, viewer)).code).toBe('token-refused')
    expect((await make({ customer: 'acme' }, viewer)).secret).toMatch(/^rf_/)
  })

  it('shrinks with its owner, and ends with them', async () => {
    const person = await addPerson(house, 'shrinks@example.com', 'owner')
    const browser = new Browser(house.server, '198.51.100.2')
    await browser.signIn(person.email, codeAt(person.secret, house.clock.now))
    const { secret } = await make({ permissions: ['investigations.read', 'people.read'] }, browser)
    expect((await program(secret, 'GET', '/people')).statusCode).toBe(200)
    await house.database.pool.query("UPDATE person_grant SET role = 'viewer' WHERE person_id = $1", [
      person.id,
    ])
    expect(codeOf(await program(secret, 'GET', '/people'))).toBe('not-allowed')
    await house.database.pool.query('UPDATE person SET active = false WHERE id = $1', [person.id])
    expect(codeOf(await program(secret, 'GET', place))).toBe('token-invalid')
  })

  it('ends when it is ended, and on its day', async () => {
    const first = await make({ days: 1 })
    const second = await make({ days: 30 })
    expect((await owner.send('DELETE', `/tokens/${second.token.id}`)).statusCode).toBe(204)
    expect(codeOf(await program(second.secret, 'GET', place))).toBe('token-invalid')
    house.clock.now += day - 1
    expect((await program(first.secret, 'GET', place)).statusCode).toBe(200)
    house.clock.now += 1
    expect(codeOf(await program(first.secret, 'GET', place))).toBe('token-invalid')
    house.clock.now -= day
  })

  it('that is wrong is refused, also beside a cookie that is right', async () => {
    const cookie = `ringfence_session=${owner.cookies.get('ringfence_session')}`
    for (const authorization of [
      'Bearer rf_nothing',
      `Bearer rf_${'A'.repeat(43)}`,
      'Basic YTpi',
      'Bearer',
    ]) {
      const answer = await house.server.inject({ url: `/api/v1${place}`, headers: { authorization, cookie } })
      expect([authorization, answer.statusCode, codeOf(answer)]).toEqual([
        authorization,
        401,
        'token-invalid',
      ])
    }
  })
})

describe('a write with an idempotency key', () => {
  const remove = (secret: string, key: string, id = 'i1') =>
    program(secret, 'DELETE', `${place}/${id}`, { 'idempotency-key': key })
  let secret = ''
  beforeAll(async () => {
    secret = (await make({ permissions: ['investigations.remove', 'investigations.start'] })).secret
  })

  it('is done once, and answered the same again', async () => {
    const sample = () => program(secret, 'POST', `${place}/sample`, { 'idempotency-key': 'start-1' })
    const [first, again] = [await sample(), await sample()]
    expect([first.statusCode, again.statusCode, again.body]).toEqual([202, 202, first.body])
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ])
    investigations.removed.length = 0
    expect([(await remove(secret, 'k1')).statusCode, (await remove(secret, 'k1')).statusCode]).toEqual([
      204, 204,
    ])
    expect(investigations.removed).toEqual(['i1'])
  })

  it('may not carry the key of another', async () => {
    await remove(secret, 'k2')
    const answer = await remove(secret, 'k2', 'i4')
    expect([answer.statusCode, codeOf(answer)]).toEqual([422, 'idempotency-key-reused'])
  })

  it('shares keys with nobody else', async () => {
    const other = (await make({ permissions: ['investigations.remove'] })).secret
    investigations.removed.length = 0
    await remove(secret, 'k3')
    await remove(other, 'k3')
    expect(investigations.removed).toEqual(['i1', 'i1'])
  })

  it('made twice at once is done once', async () => {
    investigations.removed.length = 0
    const answers = await Promise.all([remove(secret, 'k4'), remove(secret, 'k4')])
    expect(investigations.removed).toEqual(['i1'])
    const [first, second] = answers.map(({ statusCode }) => statusCode).sort()
    expect([first, [204, 409].includes(second as number)]).toEqual([204, true])
  })

  it('keeps a secret it was answered with sealed', async () => {
    const key = { 'idempotency-key': 'k5' }
    const first = await owner.send('POST', '/tokens', wanted(), key)
    const again = await owner.send('POST', '/tokens', wanted(), key)
    expect(again.json()).toEqual(first.json())
    const { rows } = await house.database.pool.query(
      "SELECT string_agg(i::text, ' ') AS text FROM idempotency_key i",
    )
    expect(rows[0].text).not.toContain(first.json().secret)
  })

  it('needs a key that can be one', async () => {
    expect(codeOf(await remove(secret, 'k'.repeat(201)))).toBe('idempotency-key-invalid')
  })
})
