import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, codeAt, password, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { verifyLedger } from '../../adapters/storage/ledger.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

const ada = { name: 'Ada Lovelace', email: 'Ada@Example.com', password }
const link = async () => (await house.access.setup.issueLink()) ?? ''
const facts = async () => {
  const { rows } = await house.database.pool.query(
    'SELECT action, actor, subject, detail FROM ledger ORDER BY seq',
  )
  return rows
}

describe('the first run', () => {
  it('says that nobody exists, to anybody', async () => {
    const answer = await new Browser(house.server).session()
    expect(answer).toMatchObject({ setupNeeded: true, person: null, customers: [] })
  })

  it('takes only the newest link', async () => {
    const old = await link()
    await link()
    const browser = new Browser(house.server)
    await browser.session()
    for (const token of [old, 'x'.repeat(43), '']) {
      const refused = await browser.send('POST', '/setup', { token, ...ada })
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'setup-link-invalid'])
    }
  })

  it.each([
    ['short', 'password-refused'],
    ['password123456', 'password-refused'],
    ['example and more words', 'password-refused'],
    ['P@ssw0rd2026!!', 'password-refused'],
    ['123456789012', 'password-refused'],
    ['lovelace and more words', 'password-refused'],
  ])('refuses the password "%s"', async (bad, code) => {
    const browser = new Browser(house.server)
    await browser.session()
    const refused = await browser.send('POST', '/setup', { token: await link(), ...ada, password: bad })
    expect([refused.statusCode, refused.json().code]).toEqual([422, code])
    expect(refused.body).not.toContain(bad)
  })

  it('creates nobody before the authenticator has proved itself, and begins again after a restart', async () => {
    const browser = new Browser(house.server)
    await browser.session()
    const begun = await browser.send('POST', '/setup', { token: await link(), ...ada })
    expect(begun.statusCode).toBe(200)
    const { secret } = begun.json()
    await link() // the server starts again
    const late = await browser.send('POST', '/setup/confirm', { code: codeAt(secret, house.clock.now) })
    expect([late.statusCode, late.json().code]).toEqual([410, 'setup-expired'])
    expect(await house.access.setup.needed()).toBe(true)
    expect((await house.database.pool.query('SELECT FROM person')).rowCount).toBe(0)
  })

  it('ends after half an hour', async () => {
    const browser = new Browser(house.server)
    await browser.session()
    const { secret } = (await browser.send('POST', '/setup', { token: await link(), ...ada })).json()
    house.clock.now += 31 * 60_000
    const late = await browser.send('POST', '/setup/confirm', { code: codeAt(secret, house.clock.now) })
    expect(late.json().code).toBe('setup-expired')
  })

  it('creates one owner with a right code, shows recovery codes and signs in', async () => {
    const browser = new Browser(house.server)
    const rival = new Browser(house.server)
    const token = await link()
    await browser.session()
    await rival.session()
    const begun = (await browser.send('POST', '/setup', { token, ...ada })).json()
    const other = (await rival.send('POST', '/setup', { token, ...ada, email: 'eve@example.com' })).json()
    expect(begun.otpauthUrl).toMatch(/^otpauth:\/\/totp\/Ringfence:ada%40example\.com\?/)
    expect(begun.qr).toMatch(/^<svg /)

    const wrong = await browser.send('POST', '/setup/confirm', {
      code: codeAt(begun.secret, house.clock.now - 300_000),
    })
    expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'code-refused'])

    const both = await Promise.all([
      browser.send('POST', '/setup/confirm', { code: codeAt(begun.secret, house.clock.now) }),
      rival.send('POST', '/setup/confirm', { code: codeAt(other.secret, house.clock.now) }),
    ])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const [won, winner] = both[0]?.statusCode === 200 ? [both[0], browser] : [both[1], rival]
    expect(new Set(won?.json().recoveryCodes).size).toBe(10)
    expect(await winner.session()).toMatchObject({
      setupNeeded: false,
      person: { role: 'owner', name: 'Ada Lovelace' },
      customers: [{ id: 'default', sites: [{ id: 'main' }] }],
    })
  })

  it('is shut afterwards', async () => {
    expect(await house.access.setup.issueLink()).toBeNull()
    const browser = new Browser(house.server)
    expect(await browser.session()).toMatchObject({ setupNeeded: false, person: null, customers: [] })
    const begin = await browser.send('POST', '/setup', { token: 'x'.repeat(43), ...ada })
    const confirm = await browser.send('POST', '/setup/confirm', { code: '123456' })
    expect([begin.json().code, confirm.json().code]).toEqual(['setup-done', 'setup-done'])
  })

  it('is in the ledger, without a secret in it', async () => {
    const written = await facts()
    expect(new Set(written.map(({ action }) => action))).toEqual(
      new Set(['setup-link-issued', 'person-created', 'signed-in']),
    )
    expect(JSON.stringify(written)).not.toMatch(/token|password|secret|copper/)
    expect((await verifyLedger(house.database.pool)).problems).toEqual([])
  })

  it('keeps neither token nor password nor authenticator secret readable in the database', async () => {
    const { rows } = await house.database.pool.query('SELECT password_hash, totp_sealed FROM person')
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(rows[0].totp_sealed).toMatch(/^v1\./)
    const left = await house.database.pool.query(
      'SELECT FROM setup_link UNION ALL SELECT FROM setup_enrolment',
    )
    expect(left.rowCount).toBe(0)
  })
})
