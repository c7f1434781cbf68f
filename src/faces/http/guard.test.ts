import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, roles } from '#core/access'
import { fakeInvestigations } from '../../../test/support/fake-investigations.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'

const place = '/customers/default/sites/main'
let house: TestHouse
const browsers = new Map<Role, Browser>()
const signedIn = async (email: string, role: Role, ...at: (string | null)[]) => {
  const person = await addPerson(house, email, role, ...at)
  const browser = new Browser(house.server)
  expect((await browser.signIn(email, codeAt(person.secret, house.clock.now))).statusCode).toBe(204)
  return browser
}
const as = (role: Role): Browser => browsers.get(role) as Browser

beforeAll(async () => {
  house = await testHouse(fakeInvestigations())
  for (const role of roles) browsers.set(role, await signedIn(`${role}@example.com`, role))
  const { pool } = house.database
  await pool.query("INSERT INTO customer (id, name) VALUES ('acme', 'Acme'), ('blank', 'Blank')")
  await pool.query(
    "INSERT INTO site (customer_id, id, name) VALUES ('acme', 'main', 'Plant'), ('acme', 'lab', 'Lab')",
  )
})
afterAll(() => house.close())

describe('a change', () => {
  const change = (headers: Record<string, string>, browser = as('owner')) =>
    browser.send('POST', `${place}/investigations/sample`, undefined, headers)

  it.each([
    ['no token', { 'x-csrf-token': '' }, 'csrf-refused'],
    ['a wrong token', { 'x-csrf-token': 'A'.repeat(43) }, 'csrf-refused'],
    ['another origin', { origin: 'https://evil.example' }, 'origin-refused'],
    ['the same name on another port', { origin: 'http://localhost:8080' }, 'origin-refused'],
    ['an opaque origin', { origin: 'null' }, 'origin-refused'],
  ])('with %s is refused', async (_what, headers, code) => {
    const answer = await change(headers)
    expect([answer.statusCode, answer.json().code]).toEqual([403, code])
  })

  it('with the token of another session is refused', async () => {
    const answer = await change({ 'x-csrf-token': as('viewer').csrf })
    expect(answer.json().code).toBe('csrf-refused')
  })

  it('of another site without an Origin is refused by what the browser says of it', async () => {
    const { server } = house
    const send = (site: string) =>
      server.inject({
        method: 'POST',
        url: `/api/v1${place}/investigations/sample`,
        headers: {
          cookie: `ringfence_session=${as('owner').cookies.get('ringfence_session')}`,
          'x-csrf-token': as('owner').csrf,
          'sec-fetch-site': site,
        },
      })
    expect((await send('cross-site')).json().code).toBe('origin-refused')
    expect((await send('same-site')).json().code).toBe('origin-refused')
    expect((await send('same-origin')).statusCode).toBe(202)
  })

  it('before sign-in needs its token too', async () => {
    const browser = new Browser(house.server)
    await browser.session()
    browser.csrf = 'B'.repeat(43)
    const answer = await browser.send('POST', '/sign-in', { email: 'owner@example.com', password: 'x' })
    expect(answer.json().code).toBe('csrf-refused')
  })

  it('goes through with both', async () => {
    expect((await change({})).statusCode).toBe(202)
  })
})

describe('somebody of one customer', () => {
  it('sees that customer alone, and not even that there are others', async () => {
    const browser = await signedIn('acme@example.com', 'owner', 'acme')
    const may = expect.arrayContaining(['investigations.start'])
    const { customers, person } = await browser.session()
    expect(customers).toEqual([
      {
        id: 'acme',
        name: 'Acme',
        permissions: may,
        sites: [
          { id: 'lab', name: 'Lab', permissions: may },
          { id: 'main', name: 'Plant', permissions: may },
        ],
      },
    ])
    expect(person).toMatchObject({ role: 'owner', permissions: [] })
    const status = async (path: string) => {
      const answer = await browser.send('GET', `${path}/investigations`)
      return answer.statusCode === 200 ? 200 : answer.json().code
    }
    expect(await status('/customers/acme/sites/lab')).toBe(200)
    for (const path of [
      place,
      '/customers/acme/sites/none',
      '/customers/none/sites/main',
      '/customers/blank/sites/main',
    ])
      expect([path, await status(path)]).toEqual([path, 'place-unknown'])
  })

  const VIEWER = [
    ...['investigations.read', 'calls.read', 'sites.read', 'live.read', 'audits.read'],
    ...['controls.read', 'notices.read', 'incidents.read', 'incidents.open'],
  ]
  it('sees only the site they have a role at', async () => {
    const browser = await signedIn('lab@example.com', 'viewer', 'acme', 'lab')
    const [acme, ...others] = (await browser.session()).customers
    expect([acme.id, acme.permissions, others]).toEqual(['acme', [], []])
    expect(acme.sites).toMatchObject([{ id: 'lab', permissions: VIEWER }])
  })

  it('is one among all to the house', async () => {
    const { customers } = await as('auditor').session()
    expect(customers.map(({ id }: { id: string }) => id)).toEqual(['acme', 'blank', 'default'])
  })
})
