import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addPerson,
  Browser,
  codeAt,
  password,
  type TestHouse,
  testHouse,
} from '../../../test/support/http.ts'
import { verifyLedger } from '../../adapters/storage/ledger.ts'

const minute = 60_000
let house: TestHouse
let owner: Browser
let round = 0
beforeAll(async () => {
  house = await testHouse()
  await house.database.pool.query(
    "INSERT INTO customer (id, name) VALUES ('acme', 'Acme'), ('blank', 'Blank')",
  )
  await house.database.pool.query(
    "INSERT INTO site (customer_id, id, name) VALUES ('acme', 'main', 'Plant'), ('acme', 'lab', 'Lab')",
  )
})
afterAll(() => house.close())
beforeEach(async () => {
  round++
  house.clock.now += minute
  owner = await as('owner', null)
})

async function as(role: 'owner' | 'auditor', customer: string | null): Promise<Browser> {
  const email = `${role}-${customer}-${round}@example.com`
  const { secret } = await addPerson(house, email, role, customer)
  const browser = new Browser(house.server, `198.51.100.${round}`)
  expect((await browser.signIn(email, codeAt(secret, house.clock.now))).statusCode).toBe(204)
  return browser
}
const everywhere = [{ role: 'viewer', customer: null, site: null }]
const entries = (more = {}) => ({
  name: 'Grace Hopper',
  email: `grace${round}@example.com`,
  customer: null,
  grants: everywhere,
  ...more,
})
const invite = async (by = owner, more = {}) => (await by.send('POST', '/people', entries(more))).json()
const tokenOf = ({ link }: { link: string }) => link.slice(link.indexOf('=') + 1)

/** From the link to being signed in. */
async function join(token: string): Promise<{ browser: Browser; secret: string; recoveryCodes: string[] }> {
  const browser = new Browser(house.server, `203.0.113.${round}`)
  await browser.session()
  const begun = await browser.send('POST', '/invitation/accept', { token, password })
  expect([begun.statusCode, begun.body]).toEqual([200, expect.stringContaining('otpauth')])
  const { secret } = begun.json()
  const done = await browser.send('POST', '/invitation/confirm', { code: codeAt(secret, house.clock.now) })
  expect(done.statusCode).toBe(200)
  await browser.session()
  return { browser, secret, ...done.json() }
}

describe('somebody invited', () => {
  it('comes in with the link: password, authenticator, recovery codes', async () => {
    const { person, ...invited } = await invite()
    expect(person).toMatchObject({ standing: 'invited', name: 'Grace Hopper', grants: everywhere })
    const stranger = new Browser(house.server)
    await stranger.session()
    expect((await stranger.send('POST', '/invitation', { token: tokenOf(invited as never) })).json()).toEqual(
      {
        name: 'Grace Hopper',
        email: person.email,
      },
    )
    const { browser, secret, recoveryCodes } = await join(tokenOf(invited as never))
    expect(recoveryCodes).toHaveLength(10)
    expect((await browser.session()).person).toMatchObject({ email: person.email, role: 'viewer' })
    house.clock.now += minute
    const again = new Browser(house.server)
    expect((await again.signIn(person.email, codeAt(secret, house.clock.now))).statusCode).toBe(204)
  })

  it('comes in once, within three days, by the newest link', async () => {
    const first = await invite()
    const newest = (await owner.send('POST', `/people/${first.person.id}/reset`)).json()
    const browser = new Browser(house.server)
    await browser.session()
    const code = async (token: string) => (await browser.send('POST', '/invitation', { token })).json().code
    expect(await code(tokenOf(first))).toBe('invitation-invalid')
    await join(tokenOf(newest))
    expect(await code(tokenOf(newest))).toBe('invitation-invalid')
    house.clock.now += minute
    const late = await invite(owner, { email: `late${round}@example.com` })
    house.clock.now += 3 * 24 * 60 * minute
    expect(await code(tokenOf(late))).toBe('invitation-invalid')
  })

  it('cannot sign in before that, and nobody learns that they exist', async () => {
    const { person } = await invite()
    const browser = new Browser(house.server)
    await browser.session()
    const tries = [person.email, 'nobody-at-all@example.com'].map((email) =>
      browser.send('POST', '/sign-in', { email, password }),
    )
    const [known, unknown] = await Promise.all(tries)
    expect([known?.statusCode, known?.body]).toEqual([401, unknown?.body])
  })

  it('must choose a good password', async () => {
    const invited = await invite()
    const browser = new Browser(house.server)
    await browser.session()
    const weak = await browser.send('POST', '/invitation/accept', {
      token: tokenOf(invited),
      password: 'hopper is my name',
    })
    expect([weak.statusCode, weak.json().code]).toEqual([422, 'password-refused'])
  })

  it('is not kept twice', async () => {
    await invite()
    const again = await owner.send('POST', '/people', entries({ email: `GRACE${round}@example.com` }))
    expect([again.statusCode, again.json().code]).toEqual([409, 'person-exists'])
  })
})

describe('a person', () => {
  it('does more, or less, from the very next request', async () => {
    const invited = await invite()
    const { browser } = await join(tokenOf(invited))
    const grants = [{ role: 'auditor', customer: 'acme', site: 'lab' }]
    const changed = await owner.send('PATCH', `/people/${invited.person.id}`, { grants })
    expect(changed.json()).toMatchObject({ grants, name: 'Grace Hopper' })
    const { person, customers } = await browser.session()
    expect([person.role, customers.map(({ id }: { id: string }) => id)]).toEqual(['auditor', ['acme']])
  })

  it('who is deactivated is out at once, and stays out of old sessions when let in again', async () => {
    const invited = await invite()
    const { browser } = await join(tokenOf(invited))
    const path = `/people/${invited.person.id}`
    expect((await owner.send('POST', `${path}/deactivate`)).json().standing).toBe('deactivated')
    expect((await browser.session()).person).toBeNull()
    expect((await owner.send('POST', `${path}/activate`)).json().standing).toBe('active')
    expect((await browser.session()).person).toBeNull()
  })

  it('who is reset has no way in but the new link', async () => {
    const invited = await invite()
    const { browser, secret, recoveryCodes } = await join(tokenOf(invited))
    const reset = (await owner.send('POST', `/people/${invited.person.id}/reset`)).json()
    expect((await browser.session()).person).toBeNull()
    house.clock.now += minute
    for (const code of [codeAt(secret, house.clock.now), recoveryCodes[0] as string]) {
      const answer = await new Browser(house.server).signIn(invited.person.email, code)
      expect(answer.statusCode).toBe(401)
    }
    await join(tokenOf(reset))
  })

  it('is listed with standing, in pages', async () => {
    await invite(owner, { email: `a${round}@example.com` })
    const first = (await owner.send('GET', '/people?limit=1')).json()
    const second = (await owner.send('GET', `/people?limit=1&cursor=${first.nextCursor}`)).json()
    expect(first.items).toHaveLength(1)
    expect(second.items[0].email > first.items[0].email).toBe(true)
  })
})

describe('the last owner', () => {
  it('stays: nobody can lock everybody out', async () => {
    const { rows } = await house.database.pool.query(
      "SELECT id FROM person WHERE email LIKE 'owner-null-%' ORDER BY created_at",
    )
    const others = rows.slice(0, -1)
    for (const { id } of others) await owner.send('POST', `/people/${id}/deactivate`)
    const me = `/people/${rows.at(-1).id}`
    for (const [method, path, body] of [
      ['POST', `${me}/deactivate`, undefined],
      ['POST', `${me}/reset`, undefined],
      ['PATCH', me, { grants: everywhere }],
    ] as const) {
      const answer = await owner.send(method, path, body)
      expect([path, answer.statusCode, answer.json().code]).toEqual([path, 409, 'last-owner'])
    }
    expect((await owner.session()).person.role).toBe('owner')
  })
})

describe('an owner of one customer', () => {
  const lab = [{ role: 'viewer', customer: 'acme', site: 'lab' }]
  it('looks after its people and sees no others', async () => {
    const acme = await as('owner', 'acme')
    const { person } = await invite(acme, { customer: 'acme', grants: lab })
    const items = (await acme.send('GET', '/people')).json().items
    expect(items.every(({ customer }: { customer: string }) => customer === 'acme')).toBe(true)
    expect(items.map(({ id }: { id: string }) => id)).toContain(person.id)
  })

  it.each([
    ['the house', { customer: null, grants: everywhere }],
    ['somebody else’s', { customer: 'blank', grants: [{ role: 'viewer', customer: 'blank', site: null }] }],
    ['roles elsewhere', { customer: 'acme', grants: [{ role: 'viewer', customer: 'blank', site: null }] }],
  ])('cannot give what is not theirs: %s', async (_what, more) => {
    const answer = await (await as('owner', 'acme')).send('POST', '/people', entries(more))
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'grant-refused'])
  })

  it('cannot touch people of the house or of others: they do not exist', async () => {
    const acme = await as('owner', 'acme')
    const { person } = await invite(owner, { grants: lab })
    for (const act of ['reset', 'deactivate'])
      expect((await acme.send('POST', `/people/${person.id}/${act}`)).json().code).toBe('person-unknown')
    expect((await acme.send('PATCH', `/people/${person.id}`, { grants: lab })).json().code).toBe(
      'person-unknown',
    )
  })
})

it('all of it is in the ledger, one unbroken chain without a secret', async () => {
  const invited = await invite()
  const { secret, recoveryCodes } = await join(tokenOf(invited))
  const { rows } = await house.database.pool.query(
    'SELECT action, ledger::text AS text FROM ledger WHERE subject = $1 ORDER BY seq',
    [invited.person.id],
  )
  expect(rows.map(({ action }) => action)).toEqual(['person-invited', 'person-joined', 'signed-in'])
  const text = rows.map((row) => row.text).join()
  for (const kept of [tokenOf(invited), secret, ...recoveryCodes]) expect(text).not.toContain(kept)
  expect((await verifyLedger(house.database.pool)).problems).toEqual([])
})
