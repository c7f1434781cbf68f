import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addPerson,
  Browser,
  codeAt,
  password,
  type TestHouse,
  testHouse,
} from '../../../test/support/http.ts'
import { createSignIn } from '../../app/flows/sign-in.ts'

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

describe('failures', () => {
  const fail = async (browser: Browser, email: string) => {
    await browser.session()
    return browser.send('POST', '/sign-in', { email, password: 'wrong wrong wrong' })
  }

  it('lock an account after five, with growing waits, known or not, and let it in after the wait', async () => {
    const courses = []
    for (const email of [person.email, 'nobody-here@example.com']) {
      const course = []
      const begin = house.clock.now
      for (let round = 0; round < 8; round++) {
        const answer = await fail(browse(`192.0.2.${visits + round}`), email)
        course.push([answer.statusCode, answer.json().code, answer.headers['retry-after']])
        if (answer.statusCode === 429) house.clock.now += Number(answer.headers['retry-after']) * 1000
      }
      courses.push(course)
      house.clock.now = begin + 10 * minute
    }
    const refused = [401, 'sign-in-refused', undefined]
    expect(courses[0]).toEqual([
      refused,
      refused,
      refused,
      refused,
      refused,
      [429, 'sign-in-locked', '30'],
      refused,
      [429, 'sign-in-locked', '60'],
    ]) // prettier-ignore
    expect(courses[1]).toEqual(courses[0])
    expect((await browse().signIn(person.email, code())).statusCode).toBe(204)
    expect((await facts()).map(({ action }) => action)).toEqual([
      ...Array(4).fill('sign-in-failed'),
      'sign-in-failed',
      'sign-in-locked',
      'sign-in-failed',
      'sign-in-locked',
      'signed-in',
    ]) // prettier-ignore
  })

  it('lock also for the right password, and outlive the server', async () => {
    for (let round = 0; round < 5; round++) await fail(browse(), person.email)
    const restarted = createSignIn(house.ports)
    await expect(
      restarted.password('v', person.email, password, { address: '192.0.2.99' }),
    ).rejects.toMatchObject({
      code: 'sign-in-locked',
    })
  })

  it('of codes count like those of passwords', async () => {
    const browser = browse()
    await browser.session()
    const course = []
    for (let round = 0; round < 6; round++) {
      await browser.send('POST', '/sign-in', { email: person.email, password })
      course.push((await browser.send('POST', '/sign-in/totp', { code: '000000' })).statusCode)
    }
    expect(course).toEqual([401, 401, 401, 401, 401, 429])
  })

  it('cannot slip under the limit by being made at once', async () => {
    const browser = browse()
    await browser.session()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        browser.send('POST', '/sign-in', { email: person.email, password: 'wrong' }),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5)
  })

  it('of one address lock that address, an IPv6 network being one, and no other', async () => {
    const answers = []
    for (let round = 0; round < 21; round++)
      answers.push(
        (await fail(browse(`2001:db8:0:7::${round + 1}`), `guess${visits}-${round}@example.com`)).statusCode,
      )
    expect(answers).toEqual([...Array(20).fill(401), 429])
    expect((await browse('2001:db8:0:8::1').signIn(person.email, code())).statusCode).toBe(204)
  })

  it('are braked in memory before they reach the database', async () => {
    const browser = browse('192.0.2.200')
    const codes = new Set<string>()
    await browser.session()
    for (let round = 0; round < 31; round++)
      codes.add((await browser.send('POST', '/sign-in/totp', { code: '1' })).json().code)
    expect(codes).toEqual(new Set(['sign-in-expired', 'too-many-requests']))
  })
})
