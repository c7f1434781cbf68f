import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oidcProvider } from '../../src/adapters/system/oidc.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../support/http.ts'
import { type Account, passThrough, type RealProvider, realProvider } from '../support/oidc.ts'
import { noInvestigations } from '../support/unused-parts.ts'

// Single sign-on against a real provider, for somebody who has nothing else: dangerous acts, and the last way in.

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

describe('somebody who has single sign-on alone', () => {
  const account = { sub: 'solo', email: 'solo@example.com', amr: ['pwd', 'mfa'] }
  let solo: Browser
  let id: string
  beforeAll(async () => {
    ;({ id } = await invite(account.email, 'owner'))
    solo = await visitor()
    await signIn(solo, account)
    await solo.session()
    // So long ago that a dangerous act asks anew.
    house.clock.now += 11 * 60_000
  })
  const dangerous = () => solo.send('POST', '/me/recovery-codes')
  const begin = async (who: Account | null) => {
    provider.account = who
    const { location } = (await solo.send('POST', '/session/proof/sso')).json()
    return new URL(location)
  }
  const prove = async (who: Account | null, change: (asked: URL) => void = () => undefined) => {
    const asked = await begin(who)
    change(asked)
    const returned = await passThrough(asked.href, 'http://localhost')
    return solo.send('POST', '/session/proof/sso/return', { query: returned.search })
  }

  it('is asked by the provider anew before a dangerous act, and then may do it', async () => {
    expect(await told(dangerous())).toEqual([403, 'step-up-required'])
    const asked = await begin(account)
    expect([asked.searchParams.get('prompt'), asked.searchParams.get('max_age')]).toEqual(['login', '0'])
    expect((await prove(account)).statusCode).toBe(204)
    expect((await dangerous()).statusCode).toBe(200)
    expect(await lastFacts(id)).toContain('proven-again sso-mfa')
    house.clock.now += 11 * 60_000
    expect(await told(dangerous())).toEqual([403, 'step-up-required'])
  })

  it.each([
    ['another account', { sub: 'vera', email: 'vera@example.com', amr: ['mfa'] }, 403, 'sso-not-you'],
    ['an account of nobody', { sub: 'who', email: 'who@example.com', amr: ['mfa'] }, 403, 'sso-not-you'],
    ['a password alone', { ...account, amr: ['pwd'] }, 403, 'sso-second-factor-missing'],
    ['nothing', null, 401, 'sso-refused'],
  ])('proves nothing with %s', async (_what, who, status, code) => {
    expect(await told(prove(who))).toEqual([status, code])
    expect(await told(dangerous())).toEqual([403, 'step-up-required'])
  })

  it('proves nothing by a sign-in of before, or by an answer that does not say when', async () => {
    const fresh = oidcProvider(provider.settings)
    provider.account = account
    for (const [what, change] of [
      ['an old one', (url: URL) => url.searchParams.set('max_age', '100000')],
      ['no time', (url: URL) => url.searchParams.delete('max_age')],
    ] as const) {
      const { location, kept } = await fresh.begin(back, true)
      const asked = new URL(location)
      asked.searchParams.delete('prompt')
      change(asked)
      // As if it had been begun an hour from now: what was signed in before that is too old.
      const later = { ...JSON.parse(kept), since: Math.floor(Date.now() / 1000) + 3600 }
      const returned = await passThrough(asked.href, 'http://localhost')
      expect([what, await fresh.finish(returned.href, JSON.stringify(later))]).toEqual([what, null])
    }
  })

  it('proves nothing with what was begun for a link, and links nothing with what was begun to prove', async () => {
    await prove(account)
    provider.account = account
    const { location } = (await solo.send('POST', '/me/sso')).json()
    const returned = await passThrough(location, 'http://localhost')
    const query = { query: returned.search }
    expect(await told(solo.send('POST', '/session/proof/sso/return', query))).toEqual([401, 'sso-refused'])
    const asked = await passThrough((await begin(account)).href, 'http://localhost')
    expect(await told(solo.send('POST', '/me/sso/return', { query: asked.search }))).toEqual([
      401,
      'sso-refused',
    ])
  })

  it('cannot unlink it while it is the only way in, and can once there is another', async () => {
    await prove(account)
    expect(await told(solo.send('DELETE', '/me/sso'))).toEqual([409, 'sso-last-way'])
    expect((await signIn(await visitor(), account)).json()).toEqual({ next: 'enter' })
    const { pool } = house.database
    await pool.query("UPDATE person SET password_hash = 'x' WHERE id = $1", [id])
    expect(await told(solo.send('DELETE', '/me/sso'))).toEqual([409, 'sso-last-way'])
    await pool.query(
      `INSERT INTO passkey (id, person_id, name, host, public_key, counter, transports, created_at)
       VALUES ('key', $1, 'key', 'localhost', '\\x00', 0, '{}', now())`,
      [id],
    )
    expect((await solo.send('DELETE', '/me/sso')).statusCode).toBe(204)
    expect(await told(signIn(await visitor(), account))).toEqual([403, 'sso-unknown'])
  })

  it('cannot remove the passkey that is the only way in left, and can once there is another', async () => {
    const removed = (key: string) => solo.send('DELETE', `/me/passkeys/${key}`)
    const { pool } = house.database
    const keys = async () => (await solo.send('GET', '/me/methods')).json().passkeys.length
    const link = () =>
      pool.query(
        "INSERT INTO sso_link (issuer, subject, person_id, created_at) VALUES ('x', 'solo', $1, now())",
        [id],
      )
    expect(await told(removed('key'))).toEqual([409, 'passkey-last-way'])
    // An account of the provider may come without a second factor, which whoever acts must show.
    await link()
    expect(await told(removed('key'))).toEqual([409, 'passkey-last-way'])
    expect(await keys()).toBe(1)
    await pool.query(
      `INSERT INTO passkey (id, person_id, name, host, public_key, counter, transports, created_at)
       VALUES ('second', $1, 'second', 'localhost', '\\x00', 0, '{}', now())`,
      [id],
    )
    expect((await removed('key')).statusCode).toBe(204)
    expect(await told(removed('second'))).toEqual([409, 'passkey-last-way'])
    await pool.query("UPDATE person SET totp_sealed = 'x' WHERE id = $1", [id])
    expect((await removed('second')).statusCode).toBe(204)
    expect([await keys(), await lastFacts(id)]).toEqual([0, expect.arrayContaining(['passkey-removed'])])
  })
})
