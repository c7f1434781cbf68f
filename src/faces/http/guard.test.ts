import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permissions, type Role, roles } from '#core/access'
import { fakeInvestigations } from '../../../test/support/fake-investigations.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { guard } from './auth.ts'

const place = '/customers/default/sites/main'
let house: TestHouse
const browsers = new Map<Role, Browser>()
const signedIn = async (email: string, role: Role, customer: string | null = null) => {
  const person = await addPerson(house, email, role, customer)
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

const publicRoutes = [
  'GET /*',
  'GET /api/v1/openapi.json',
  'GET /api/v1/session',
  'GET /healthz',
  'GET /readyz',
  'POST /api/v1/setup',
  'POST /api/v1/setup/confirm',
  'POST /api/v1/sign-in',
  'POST /api/v1/sign-in/totp',
  'POST /api/v1/sign-out',
]

describe('every route', () => {
  it('is public only when it is in this list', () => {
    const open = house.server.guarded.filter(({ access, method }) => access === 'public' && method !== 'HEAD')
    expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(publicRoutes)
  })

  it('that is not public asks for a permission of the table, and every permission of the table is asked for', () => {
    const asked = house.server.guarded.map(({ access }) => access).filter((access) => access !== 'public')
    expect(new Set(asked)).toEqual(new Set(Object.keys(permissions)))
  })

  it('refuses each role exactly where the table says, and everybody who is not signed in', async () => {
    const walked: string[] = []
    for (const { method, url, access } of house.server.guarded) {
      if (access === 'public' || method === 'HEAD') continue
      const path = url.replace(':customer', 'default').replace(':site', 'main').replace(':id', 'i1')
      const stranger = new Browser(house.server)
      await stranger.session()
      const outside = await stranger.send(method as 'GET', path)
      expect([path, outside.statusCode, outside.json().code]).toEqual([path, 401, 'signed-out'])
      for (const role of roles) {
        const answer = await as(role).send(method as 'GET', path)
        const refused = answer.statusCode === 403 && answer.json().code === 'not-allowed'
        expect({ method, path, role, refused }).toEqual({
          method,
          path,
          role,
          refused: !(permissions[access] as readonly Role[]).includes(role),
        })
        walked.push(`${role} ${method} ${path}`)
      }
    }
    expect(walked).toHaveLength(roles.length * 11)
  })

  it('stops the server from starting when it does not say who may use it', async () => {
    const server = Fastify()
    guard(server, {} as never)
    expect(() => server.get('/forgotten', async () => 'open')).toThrow(
      'GET /forgotten does not say who may use it',
    )
  })
})

describe('the permission table', () => {
  it('lets the owner do everything and the viewer change nothing', () => {
    for (const may of Object.values(permissions)) expect(may).toContain('owner')
    const viewer = Object.entries(permissions).filter(([, may]) =>
      (may as readonly Role[]).includes('viewer'),
    )
    expect(viewer.map(([name]) => name)).toEqual(['investigations.read'])
  })
})

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
    expect((await browser.session()).customers).toEqual([
      {
        id: 'acme',
        name: 'Acme',
        sites: [
          { id: 'lab', name: 'Lab' },
          { id: 'main', name: 'Plant' },
        ],
      },
    ])
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

  it('is one among all to the house', async () => {
    const { customers } = await as('auditor').session()
    expect(customers.map(({ id }: { id: string }) => id)).toEqual(['acme', 'blank', 'default'])
  })
})
