import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addPerson,
  Browser,
  codeAt,
  password,
  type TestHouse,
  testHouse,
} from '../../../test/support/http.ts'

const minute = 60_000
const better = 'violet harbour seven lanterns'
let house: TestHouse
let person: Awaited<ReturnType<typeof addPerson>>
let round = 0
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  round++
  house.clock.now += minute
  person = await addPerson(house, `person${round}@example.com`, 'responder')
})

async function signedIn(secret = person.secret, word = password): Promise<Browser> {
  house.clock.now += minute
  const browser = new Browser(house.server, `198.51.100.${round}`)
  const answer = await browser.signIn(person.email, codeAt(secret, house.clock.now), word)
  expect(answer.statusCode).toBe(204)
  return browser
}
const said = (answer: { statusCode: number; body: string }) => [
  answer.statusCode,
  answer.body === '' ? '' : JSON.parse(answer.body).code,
]

describe('a new password', () => {
  it('wants the present one, must be good, and ends other sessions', async () => {
    const other = await signedIn()
    const browser = await signedIn()
    const change = async (current: string, word: string) =>
      said(await browser.send('POST', '/me/password', { current, password: word }))
    expect(await change('not the present one', better)).toEqual([422, 'code-refused'])
    expect(await change(password, 'password123456')).toEqual([422, 'password-refused'])
    expect(await change(password, better)).toEqual([204, ''])
    expect((await browser.session()).person).not.toBeNull()
    expect((await other.session()).person).toBeNull()
    await signedIn(person.secret, better)
  })

  it('cannot be reached by guessing the present one: five, then a wait', async () => {
    const browser = await signedIn()
    const codes = []
    for (let guess = 0; guess < 6; guess++)
      codes.push(said(await browser.send('POST', '/me/password', { current: 'wrong', password: better }))[1])
    expect(codes).toEqual([...Array(5).fill('code-refused'), 'sign-in-locked'])
  })

  it('wants a fresh second factor', async () => {
    const browser = await signedIn()
    house.clock.now += 11 * minute
    const answer = await browser.send('POST', '/me/password', { current: password, password: better })
    expect(said(answer)).toEqual([403, 'step-up-required'])
  })
})

describe('a new authenticator', () => {
  it('takes the place of the old one with its first code, not before', async () => {
    const browser = await signedIn()
    const { secret } = (await browser.send('POST', '/me/authenticator')).json()
    await signedIn()
    const confirm = async (code: string) =>
      said(await browser.send('POST', '/me/authenticator/confirm', { code }))
    expect(await confirm('000000')).toEqual([422, 'code-refused'])
    expect(await confirm(codeAt(secret, house.clock.now))).toEqual([204, ''])
    house.clock.now += minute
    const old = new Browser(house.server, '192.0.2.7')
    expect((await old.signIn(person.email, codeAt(person.secret, house.clock.now))).statusCode).toBe(401)
    await signedIn(secret)
  })

  it('of one person is not confirmed by another', async () => {
    const browser = await signedIn()
    const { secret } = (await browser.send('POST', '/me/authenticator')).json()
    person = await addPerson(house, `second${round}@example.com`, 'viewer')
    const other = await signedIn()
    const answer = await other.send('POST', '/me/authenticator/confirm', {
      code: codeAt(secret, house.clock.now),
    })
    expect(said(answer)).toEqual([410, 'setup-expired'])
  })
})

it('new recovery codes end the old ones', async () => {
  const browser = await signedIn()
  const renew = async () => (await browser.send('POST', '/me/recovery-codes')).json().recoveryCodes
  const [old] = await renew()
  const [fresh] = await renew()
  expect((await browser.send('GET', '/me/methods')).json()).toEqual({
    password: true,
    sso: false,
    authenticator: true,
    recoveryCodesLeft: 10,
    passkeys: [],
  })
  const visitor = new Browser(house.server, '192.0.2.8')
  expect((await visitor.signIn(person.email, old)).statusCode).toBe(401)
  expect((await visitor.signIn(person.email, fresh)).statusCode).toBe(204)
})

describe('a passkey', () => {
  it('question names no account, and an answer that fits nothing is refused and counted', async () => {
    const visitor = new Browser(house.server, '192.0.2.9')
    await visitor.session()
    const { options } = (await visitor.send('POST', '/sign-in/passkey/options')).json()
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [] })
    const answer = { id: 'bm9uZQ', rawId: 'bm9uZQ', type: 'public-key', response: {} }
    const codes = []
    for (let guess = 0; guess < 6; guess++)
      codes.push(said(await visitor.send('POST', '/sign-in/passkey', { answer }))[1])
    expect(codes).toEqual([...Array(5).fill('passkey-refused'), 'sign-in-locked'])
  })
})
