import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oidcProvider } from '../../src/adapters/system/oidc.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../support/http.ts'
import { type Account, passThrough, type RealProvider, realProvider } from '../support/oidc.ts'
import { noInvestigations } from '../support/unused-parts.ts'

// Single sign-on against a real provider: who comes in by it, and who does not.

const back = 'http://localhost:80/sign-in/return'
const linkBack = 'http://localhost:80/settings/sign-in/return'
let provider: RealProvider
let house: TestHouse
let owner: Browser
let visitors = 0
beforeAll(async () => {
  provider = await realProvider([back.replace(':80', ''), linkBack.replace(':80', ''), back, linkBack])
  house = await testHouse(noInvestigations, {}, { sso: oidcProvider(provider.settings) })
  const { secret } = await addPerson(house, 'owner@example.com', 'owner')
  owner = new Browser(house.server)
  await owner.signIn('owner@example.com', codeAt(secret, house.clock.now))
})
afterEach(() => {
  provider.account = null
})
afterAll(async () => {
  await provider.close()
  await house.close()
})

const visitor = async (): Promise<Browser> => {
  const browser = new Browser(house.server, `198.51.100.${++visitors}`)
  await browser.session()
  return browser
}
const invite = async (email: string, role: string): Promise<{ id: string; token: string }> => {
  const answer = await owner.send('POST', '/people', {
    name: email,
    email,
    grants: [{ role, customer: null, site: null }],
  })
  expect(answer.statusCode).toBe(201)
  return { id: answer.json().person.id, token: answer.json().link.split('token=')[1] }
}
/** To the provider and back, as this account of it. */
async function journey(browser: Browser, account: Account | null): Promise<URL> {
  provider.account = account
  const { location } = (await browser.send('POST', '/sign-in/sso')).json()
  return passThrough(location, 'http://localhost')
}
const comeBack = (browser: Browser, returned: URL) =>
  browser.send('POST', '/sign-in/sso/return', { query: returned.search })
const signIn = async (browser: Browser, account: Account) =>
  comeBack(browser, await journey(browser, account))
const told = async (answer: Promise<{ statusCode: number; json(): { code: string } }>) => {
  const { statusCode, json } = await answer
  return [statusCode, json().code]
}
const lastFacts = async (subject: string) => {
  const { rows } = await house.database.pool.query<{ action: string; proof: string | null }>(
    "SELECT action, detail->>'proof' AS proof FROM ledger WHERE subject = $1 ORDER BY seq",
    [subject],
  )
  return rows.map(({ action, proof }) => (proof ? `${action} ${proof}` : action))
}

describe('somebody invited', () => {
  it('comes in by their verified address, once and for all', async () => {
    const { id } = await invite('vera@example.com', 'viewer')
    const browser = await visitor()
    expect((await signIn(browser, { sub: 'vera', email: 'Vera@Example.com' })).json()).toEqual({
      next: 'enter',
    })
    expect((await browser.session()).person).toMatchObject({ id, email: 'vera@example.com' })
    expect(await lastFacts(id)).toEqual(['person-invited', 'sso-linked', 'signed-in sso'])

    // By the account from now on, whatever address it has.
    const again = await visitor()
    expect((await signIn(again, { sub: 'vera', email: 'vera@new.example' })).json()).toEqual({
      next: 'enter',
    })
    expect((await again.session()).person.id).toBe(id)
  })

  it('does not by an address that the provider has not verified', async () => {
    await invite('wim@example.com', 'viewer')
    const answer = signIn(await visitor(), { sub: 'wim', email: 'wim@example.com', verified: false })
    expect(await told(answer)).toEqual([403, 'sso-unknown'])
  })

  it('finds the invitation spent', async () => {
    const { token } = await invite('xenia@example.com', 'viewer')
    await signIn(await visitor(), { sub: 'xenia', email: 'xenia@example.com' })
    expect(await told((await visitor()).send('POST', '/invitation', { token }))).toEqual([
      403,
      'invitation-invalid',
    ])
  })

  it('who may act comes in when the provider says that a second factor was shown', async () => {
    for (const [n, said] of [{ amr: ['pwd', 'mfa'] }, { acr: 'urn:second' }].entries()) {
      const { id } = await invite(`rex${n}@example.com`, 'responder')
      const browser = await visitor()
      const answer = await signIn(browser, { sub: `rex${n}`, email: `rex${n}@example.com`, ...said })
      expect(answer.json()).toEqual({ next: 'enter' })
      expect(await lastFacts(id)).toContain('signed-in sso-mfa')
      // It counts as fresh for dangerous acts.
      await browser.session()
      expect((await browser.send('POST', '/me/recovery-codes')).statusCode).toBe(200)
    }
  })

  it('who may act does not by a password alone, and completes the sign-in with our code once they have one', async () => {
    const { id, token } = await invite('sam@example.com', 'responder')
    const account = { sub: 'sam', email: 'sam@example.com', amr: ['pwd'] }
    const browser = await visitor()
    expect(await told(signIn(browser, account))).toEqual([403, 'sso-second-factor-missing'])
    expect((await browser.session()).person).toBeNull()

    const password = 'copper lantern meadow tide'
    const { secret } = (await browser.send('POST', '/invitation/accept', { token, password })).json()
    await browser.send('POST', '/invitation/confirm', { code: codeAt(secret, house.clock.now) })
    house.clock.now += 60_000

    const later = await visitor()
    expect((await signIn(later, account)).json()).toEqual({ next: 'totp' })
    expect((await later.session()).person).toBeNull()
    expect(await told(later.send('POST', '/sign-in/totp', { code: '000000' }))).toEqual([
      401,
      'sign-in-refused',
    ])
    const right = await later.send('POST', '/sign-in/totp', { code: codeAt(secret, house.clock.now) })
    expect(right.statusCode).toBe(204)
    expect((await later.session()).person.id).toBe(id)
  })
})

describe('nobody else', () => {
  it('comes in: no stranger, and no person who was not invited by this address and has not linked it', async () => {
    await addPerson(house, 'old@example.com', 'viewer')
    for (const email of ['stranger@example.com', 'old@example.com'])
      expect(await told(signIn(await visitor(), { sub: email, email }))).toEqual([403, 'sso-unknown'])
  })

  it('comes in who is deactivated or was reset', async () => {
    const { id } = await invite('yan@example.com', 'viewer')
    const account = { sub: 'yan', email: 'yan@example.com' }
    await signIn(await visitor(), account)
    expect((await owner.send('POST', `/people/${id}/deactivate`)).statusCode).toBeLessThan(300)
    expect(await told(signIn(await visitor(), account))).toEqual([403, 'sso-unknown'])
    await owner.send('POST', `/people/${id}/activate`)
    await owner.send('POST', `/people/${id}/reset`)
    const { rowCount } = await house.database.pool.query('SELECT FROM sso_link WHERE person_id = $1', [id])
    expect(rowCount).toBe(0)
  })
})

describe('what comes back', () => {
  const account = { sub: 'zoe', email: 'zoe@example.com' }
  beforeAll(() => invite('zoe@example.com', 'viewer'))

  it('counts in the browser it was begun in, and there once', async () => {
    const mine = await visitor()
    const returned = await journey(mine, account)
    expect(await told(comeBack(await visitor(), returned))).toEqual([401, 'sso-refused'])
    expect((await comeBack(mine, returned)).statusCode).toBe(200)
    expect(await told(comeBack(await visitor(), returned))).toEqual([401, 'sso-refused'])
  })

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'x')],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['another code', (url: URL) => url.searchParams.set('code', 'x')],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
  ])('with %s proves nothing', async (_what, change) => {
    const browser = await visitor()
    const returned = await journey(browser, account)
    change(returned)
    expect(await told(comeBack(browser, returned))).toEqual([401, 'sso-refused'])
    expect((await browser.session()).person).toBeNull()
  })

  it('of another journey, with its code and the state of this one, proves nothing: PKCE and nonce differ', async () => {
    const [mine, other] = [await visitor(), await visitor()]
    const [a, b] = [await journey(mine, account), await journey(other, account)]
    a.searchParams.set('code', b.searchParams.get('code') ?? '')
    expect(await told(comeBack(mine, a))).toEqual([401, 'sso-refused'])
  })

  it('after ten minutes, or broken off at the provider, proves nothing', async () => {
    const late = await visitor()
    const returned = await journey(late, account)
    house.clock.now += 11 * 60_000
    expect(await told(comeBack(late, returned))).toEqual([401, 'sso-refused'])
    const browser = await visitor()
    const refused = await journey(browser, null)
    expect(refused.searchParams.get('error')).toBe('access_denied')
    expect(await told(comeBack(browser, refused))).toEqual([401, 'sso-refused'])
  })

  it('leads to a new session: nothing known before is worth anything after', async () => {
    const browser = await visitor()
    const before = new Map(browser.cookies)
    await signIn(browser, account)
    for (const [name, value] of before) expect(browser.cookies.get(name)).not.toBe(value)
  })
})

describe('somebody signed in', () => {
  const link = async (account: Account) => {
    provider.account = account
    const { location } = (await owner.send('POST', '/me/sso')).json()
    const returned = await passThrough(location, 'http://localhost')
    return owner.send('POST', '/me/sso/return', { query: returned.search })
  }
  beforeAll(async () => {
    const { secret } = await addPerson(house, 'second@example.com', 'owner')
    owner = new Browser(house.server)
    await owner.signIn('second@example.com', codeAt(secret, house.clock.now))
  })

  it('links an account, whatever its address, and unlinks it', async () => {
    const account = { sub: 'boss', email: 'boss@elsewhere.example', amr: ['mfa'] }
    expect((await link(account)).statusCode).toBe(204)
    expect((await owner.send('GET', '/me/methods')).json()).toMatchObject({ sso: true })
    expect((await signIn(await visitor(), account)).json()).toEqual({ next: 'enter' })
    expect((await owner.send('DELETE', '/me/sso')).statusCode).toBe(204)
    expect(await told(signIn(await visitor(), account))).toEqual([403, 'sso-unknown'])
  })

  it('cannot take the account of somebody else', async () => {
    expect(await told(link({ sub: 'vera', email: 'x@example.com' }))).toEqual([409, 'sso-taken'])
  })
})

describe('without a provider that answers', () => {
  it('says so, and forgets nothing of ours', async () => {
    const gone = await testHouse(
      noInvestigations,
      {},
      {
        sso: oidcProvider({ ...provider.settings, issuer: 'http://127.0.0.1:9' }),
      },
    )
    const browser = new Browser(gone.server)
    await browser.session()
    expect(await told(browser.send('POST', '/sign-in/sso'))).toEqual([502, 'sso-unreachable'])
    await gone.close()
  })

  it('or without any, there is no such way in', async () => {
    const none = await testHouse()
    const browser = new Browser(none.server)
    expect(await browser.session()).toMatchObject({ sso: null })
    expect(await told(browser.send('POST', '/sign-in/sso'))).toEqual([404, 'sso-off'])
    await none.close()
  })
})
