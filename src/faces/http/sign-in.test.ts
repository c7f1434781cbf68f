import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addPerson,
  Browser,
  bareApp,
  codeAt,
  password,
  type TestHouse,
  testHouse,
} from '../../../test/support/http.ts'
import { verifyLedger } from '../../adapters/storage/ledger.ts'
import { createSignIn } from '../../app/flows/sign-in.ts'
import { buildServer } from './server.ts'

const minute = 60_000
let house: TestHouse
let person: Awaited<ReturnType<typeof addPerson>>
let visits = 0
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  visits++
  person = await addPerson(house, `person${visits}@example.com`, 'responder')
})

/** Each test comes from an address of its own, so that only what it means to count is counted. */
const browse = (address = `198.51.100.${visits}`) => new Browser(house.server, address)
const code = (at = house.clock.now) => codeAt(person.secret, at)
const facts = async (subject = person.id) => {
  const { rows } = await house.database.pool.query(
    'SELECT action, actor, detail FROM ledger WHERE subject = $1 ORDER BY seq',
    [subject],
  )
  return rows
}
/** Without what differs on purpose between any two answers. */
const said = (answer: { statusCode: number; headers: object; body: string }) => {
  const { date, ...headers } = answer.headers as Record<string, unknown>
  const left = Object.entries(headers).filter(([name]) => !name.startsWith('x-ratelimit'))
  return { status: answer.statusCode, headers: Object.fromEntries(left), body: answer.body }
}

describe('signing in', () => {
  it('takes a password and a code, in two steps of one browser', async () => {
    const browser = browse()
    await browser.session()
    const first = await browser.send('POST', '/sign-in', {
      email: ` ${person.email.toUpperCase()} `,
      password,
    })
    expect([first.statusCode, first.json()]).toEqual([200, { next: 'totp' }])
    expect((await browser.session()).person).toBeNull()
    const second = await browser.send('POST', '/sign-in/totp', { code: code() })
    expect(second.statusCode).toBe(204)
    const cookie = second.cookies.find(({ name }) => name === 'ringfence_session')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 7 * 86_400 })
    expect((await browser.session()).person).toMatchObject({ email: person.email, role: 'responder' })
    expect(await facts()).toEqual([
      { action: 'signed-in', actor: person.id, detail: { address: `198.51.100.${visits}`, proof: 'totp' } },
    ])
  })

  it('marks cookies Secure, and the name with it, behind a proxy that is trusted and speaks TLS', async () => {
    const app = bareApp(house.access)
    for (const [trustProxy, name] of [
      ['10.0.0.1', '__Host-ringfence_visitor'],
      ['10.9.9.9', 'ringfence_visitor'],
    ] as const) {
      const server = await buildServer({ ...app, listen: { ...app.listen, trustProxy: [trustProxy] } }, {})
      const answer = await server.inject({
        url: '/api/v1/session',
        remoteAddress: '10.0.0.1',
        headers: { 'x-forwarded-proto': 'https' },
      })
      expect(answer.cookies[0]).toMatchObject({
        name,
        ...(name.startsWith('__Host') ? { secure: true } : {}),
      })
      await server.close()
    }
  })

  it('does not let the code step be taken by another browser, or too late', async () => {
    const browser = browse()
    const other = browse()
    await browser.session()
    await other.session()
    await browser.send('POST', '/sign-in', { email: person.email, password })
    expect((await other.send('POST', '/sign-in/totp', { code: code() })).json().code).toBe('sign-in-expired')
    house.clock.now += 6 * minute
    expect((await browser.send('POST', '/sign-in/totp', { code: code() })).json().code).toBe(
      'sign-in-expired',
    )
  })

  it('says the same of a wrong password, an unknown account and a disabled one', async () => {
    const disabled = await addPerson(house, `gone${visits}@example.com`, 'owner')
    await house.database.pool.query('UPDATE person SET active = false WHERE id = $1', [disabled.id])
    const tries = [
      { email: person.email, password: 'not the password at all' },
      { email: 'nobody@example.com', password },
      { email: disabled.email, password },
    ]
    const answers = []
    for (const attempt of tries) {
      const browser = browse()
      await browser.session()
      answers.push(said(await browser.send('POST', '/sign-in', attempt)))
    }
    expect(answers[0]).toMatchObject({ status: 401 })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('does the same work for an account nobody has', async () => {
    const calls: (string | null)[] = []
    const { passwords } = house.ports
    const flow = createSignIn({
      ...house.ports,
      passwords: {
        ...passwords,
        verify: (hash, word) => {
          calls.push(hash)
          return passwords.verify(hash, word)
        },
      },
    })
    const origin = { address: `198.51.100.${visits}` }
    await expect(flow.password('v', 'nobody@example.com', 'wrong', origin)).rejects.toThrow('did not match')
    await expect(flow.password('v', person.email, 'wrong', origin)).rejects.toThrow('did not match')
    expect(calls).toEqual([null, expect.stringMatching(/^\$argon2id/)])
  })

  it('never writes down what was typed as an address', async () => {
    const browser = browse()
    await browser.session()
    await browser.send('POST', '/sign-in', { email: 'MySecretPassword!', password: 'x' })
    const everything = await house.database.pool.query(
      "SELECT string_agg(ledger::text, ' ') AS text FROM ledger",
    )
    const failures = await house.database.pool.query(
      "SELECT string_agg(f::text, ' ') AS text FROM sign_in_failure f",
    )
    expect(`${everything.rows[0].text} ${failures.rows[0].text}`).not.toMatch(/mysecretpassword/i)
  })
})

describe('codes', () => {
  it('are taken one step early or late, not two', async () => {
    for (const [steps, status] of [
      [-2, 401],
      [2, 401],
      [-1, 204],
    ] as const) {
      const answer = await browse().signIn(person.email, code(house.clock.now + steps * 30_000))
      expect([steps, answer.statusCode]).toEqual([steps, status])
    }
  })

  it('are taken once, and never an older one after a newer', async () => {
    const used = code()
    const earlier = code(house.clock.now - 30_000)
    expect((await browse().signIn(person.email, used)).statusCode).toBe(204)
    for (const again of [used, earlier]) {
      const answer = await browse().signIn(person.email, again)
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'sign-in-refused'])
    }
    expect((await facts()).map(({ detail }) => detail.reason ?? 'in')).toEqual([
      'in',
      'used-code',
      'used-code',
    ])
  })

  it('open one session when two browsers send the same at once', async () => {
    const two = [browse(), browse()]
    for (const browser of two) {
      await browser.session()
      await browser.send('POST', '/sign-in', { email: person.email, password })
    }
    const same = code()
    const answers = await Promise.all(
      two.map((browser) => browser.send('POST', '/sign-in/totp', { code: same })),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 401])
  })

  it('may be a recovery code, which works once, however it is typed', async () => {
    const kept = house.ports.tokens.recoveryCode()
    await house.database.pool.query('INSERT INTO recovery_code (person_id, code_hash) VALUES ($1, $2)', [
      person.id,
      house.ports.tokens.hash(kept),
    ])
    const typed = kept.toLowerCase().replaceAll('-', ' ')
    expect((await browse().signIn(person.email, typed)).statusCode).toBe(204)
    expect((await browse().signIn(person.email, kept)).statusCode).toBe(401)
    expect((await facts())[0]).toMatchObject({ action: 'signed-in', detail: { proof: 'recovery-code' } })
  })

  it('do not help with an authenticator secret sealed for somebody else', async () => {
    const other = await addPerson(house, `other${visits}@example.com`, 'owner')
    await house.database.pool.query(
      'UPDATE person SET totp_sealed = (SELECT totp_sealed FROM person WHERE id = $2) WHERE id = $1',
      [person.id, other.id],
    )
    expect((await browse().signIn(person.email, codeAt(other.secret, house.clock.now))).statusCode).toBe(401)
    expect((await facts()).at(-1)?.detail.reason).toBe('authenticator-secret-unreadable')
  })
})

describe('sessions', () => {
  it('end with sign-out, for every copy of the cookie', async () => {
    const browser = browse()
    await browser.signIn(person.email, code())
    const copy = browse()
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    expect((await copy.session()).person).not.toBeNull()
    expect((await browser.send('POST', '/sign-out')).statusCode).toBe(204)
    expect(browser.cookies.has('ringfence_session')).toBe(false)
    expect((await copy.session()).person).toBeNull()
    expect((await facts()).at(-1)?.action).toBe('signed-out')
  })

  it('end after twelve idle hours, and after seven days whatever happens', async () => {
    const idle = browse()
    await idle.signIn(person.email, code())
    house.clock.now += 12 * 60 * minute - 1
    expect((await idle.session()).person).not.toBeNull()
    house.clock.now += 12 * 60 * minute
    expect((await idle.session()).person).toBeNull()

    const busy = browse()
    await busy.signIn(person.email, code())
    const began = house.clock.now
    const alive = []
    for (let hours = 11; hours <= 176; hours += 11) {
      house.clock.now = began + hours * 60 * minute
      alive.push((await busy.session()).person !== null)
    }
    expect(alive).toEqual([...Array(15).fill(true), false])
  })

  it('end when the person is disabled', async () => {
    const browser = browse()
    await browser.signIn(person.email, code())
    await house.database.pool.query('UPDATE person SET active = false WHERE id = $1', [person.id])
    expect((await browser.session()).person).toBeNull()
  })

  it('are kept as hashes only', async () => {
    const browser = browse()
    await browser.signIn(person.email, code())
    const token = browser.cookies.get('ringfence_session') ?? ''
    const { rows } = await house.database.pool.query("SELECT string_agg(s::text, ' ') AS text FROM session s")
    expect(token).toHaveLength(43)
    expect(rows[0].text).not.toContain(token)
  })

  it('cannot be planted before sign-in', async () => {
    const browser = browse()
    const planted = 'p'.repeat(43)
    browser.cookies.set('ringfence_session', planted)
    await browser.signIn(person.email, code())
    expect(browser.cookies.get('ringfence_session')).not.toBe(planted)
  })
})

it('all of it is one unbroken chain', async () => {
  expect((await verifyLedger(house.database.pool)).problems).toEqual([])
})
