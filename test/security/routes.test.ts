import type { FastifyInstance } from 'fastify'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Permission, permissions, type Role, roles } from '#core/access'
import { guard } from '../../src/faces/http/guard.ts'
import { fakeInvestigations } from '../support/fake-investigations.ts'
import { guardedEcho } from '../support/guarded-echo.ts'
import { addPerson, Browser, bareApp, codeAt, type TestHouse, testHouse } from '../support/http.ts'

// Every route × every role × every place, as the server registered them: what others add is walked without a line here.

type Where = readonly [customer: string | null, site: string | null]
interface Somebody {
  readonly role: Role
  readonly at: Where
  readonly browser: Browser
}

const houseWide: Where = [null, null]
const standings: readonly Where[] = [houseWide, ['acme', null], ['acme', 'lab']]
const places: readonly Where[] = [
  ['acme', 'lab'],
  ['acme', 'main'],
  ['default', 'main'],
  ['nobody', 'main'],
  ['acme', 'nowhere'],
]

let house: TestHouse
let echo: FastifyInstance
const everybody: Somebody[] = []

beforeAll(async () => {
  house = await testHouse(fakeInvestigations())
  const { pool } = house.database
  await pool.query("INSERT INTO customer (id, name) VALUES ('acme', 'Acme')")
  await pool.query(
    "INSERT INTO site (customer_id, id, name) VALUES ('acme', 'main', 'Plant'), ('acme', 'lab', 'Lab')",
  )
  echo = await guardedEcho(bareApp(house.access), house.server)
  for (const [n, at] of standings.entries())
    for (const role of roles) {
      const person = await addPerson(house, `${role}-${n}@example.com`, role, ...at)
      const browser = new Browser(house.server, `192.0.2.${everybody.length + 1}`)
      const answer = await browser.signIn(person.email, codeAt(person.secret, house.clock.now))
      expect(answer.statusCode).toBe(204)
      everybody.push({ role, at, browser: browser.on(echo) })
    }
})
afterAll(async () => {
  await echo.close()
  await house.close()
})

const walked = () =>
  house.server.guarded.filter(({ access, method }) => access !== 'public' && method !== 'HEAD')
const pathOf = (url: string, [customer, site]: Where): string =>
  url
    .replace(':customer', customer ?? '')
    .replace(':site', site ?? '')
    .replaceAll(/:\w+/g, 'i1')

/** What should come of it, worked out without the guard: by the words of docs/rooms/access.md. */
function expected(
  route: { url: string; access: string; anywhere: boolean },
  who: Somebody,
  where: Where,
): string {
  if (route.access === 'self') return 'passed'
  const [customer, site] = [
    route.url.includes(':customer') ? where[0] : null,
    route.url.includes(':site') ? where[1] : null,
  ]
  const [mine, part] = who.at
  if (customer !== null) {
    const there = (customer === 'acme' && site !== 'nowhere') || customer === 'default'
    const known = mine === null || (mine === customer && (site === null || part === null || part === site))
    if (!there || !known) return 'place-unknown'
  }
  const has = (permissions[route.access as Permission] as readonly Role[]).includes(who.role)
  const covered = mine === null || (mine === customer && (part === null || part === site))
  return has && (covered || route.anywhere) ? 'passed' : 'not-allowed'
}

const publicRoutes = [
  'GET /*',
  'GET /api/v1/openapi.json',
  'GET /api/v1/session',
  'GET /healthz',
  'GET /readyz',
  'POST /api/v1/acknowledgement',
  'POST /api/v1/acknowledgement/confirm',
  'POST /api/v1/invitation',
  'POST /api/v1/invitation/accept',
  'POST /api/v1/invitation/confirm',
  'POST /api/v1/setup',
  'POST /api/v1/setup/confirm',
  'POST /api/v1/sign-in',
  'POST /api/v1/sign-in/passkey',
  'POST /api/v1/sign-in/passkey/options',
  'POST /api/v1/sign-in/sso',
  'POST /api/v1/sign-in/sso/return',
  'POST /api/v1/sign-in/totp',
  'POST /api/v1/sign-out',
]

describe('every route', () => {
  it('is public only when it is in this list', () => {
    const open = house.server.guarded.filter(({ access, method }) => access === 'public' && method !== 'HEAD')
    expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(publicRoutes)
  })

  it('that is not public asks for a permission of the table, and every permission of the table is asked for', () => {
    const asked = house.server.guarded.map(({ access }) => access as string)
    const named = asked.filter((access) => access !== 'public' && access !== 'self')
    expect(new Set(named)).toEqual(new Set(Object.keys(permissions)))
  })

  it('answers a stranger with 401, on the true server', async () => {
    const stranger = new Browser(house.server, '198.51.100.1')
    await stranger.session()
    for (const { method, url } of walked()) {
      const answer = await stranger.send(method as 'GET', pathOf(url, ['default', 'main']))
      expect([method, url, answer.statusCode, answer.json().code]).toEqual([method, url, 401, 'signed-out'])
    }
  })

  it('lets each role in exactly where the table says, at its own places and at no other', async () => {
    const wrong: string[] = []
    let count = 0
    for (const route of walked())
      for (const who of everybody)
        for (const where of route.url.includes(':customer') ? places : [houseWide]) {
          const answer = await who.browser.send(route.method as 'GET', pathOf(route.url, where))
          const [got, want] = [answer.json().code, expected(route, who, where)]
          count++
          if (got !== want)
            wrong.push(
              `${route.method} ${route.url} ${where} as ${who.role} of ${who.at}: ${got}, not ${want}`,
            )
        }
    expect(wrong).toEqual([])
    expect(count).toBeGreaterThan(500)
  })

  it('that asks for a fresh second factor refuses one of eleven minutes ago, and takes it anew', async () => {
    const dangerous = walked().filter(({ stepUp }) => stepUp)
    const owner = everybody[0] as Somebody
    house.clock.now += 11 * 60_000
    for (const { method, url } of dangerous) {
      const answer = await owner.browser.send(method as 'GET', pathOf(url, ['default', 'main']))
      expect([method, url, answer.statusCode, answer.json().code]).toEqual([
        method,
        url,
        403,
        'step-up-required',
      ])
    }
  })

  it('by which a file leaves says so, so that it is in the ledger', () => {
    const files = walked().filter(
      ({ method, url, access }) =>
        method === 'GET' && (/\.\w+$|\/files\//.test(url) || /^(reports\.read|.*\.export)$/.test(access)),
    )
    expect(files.length).toBeGreaterThan(10)
    expect(files.filter(({ exports }) => exports === null).map(({ url }) => url)).toEqual([])
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
  it('lets the owner do everything and the viewer change nothing, but raise the alarm', () => {
    for (const may of Object.values(permissions)) expect(may).toContain('owner')
    const viewer = Object.entries(permissions).filter(([, may]) =>
      (may as readonly Role[]).includes('viewer'),
    )
    expect(viewer.map(([name]) => name).filter((name) => !name.endsWith('.read'))).toEqual(['incidents.open'])
  })
})
