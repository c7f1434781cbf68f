import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'

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
  house.clock.now += minute
  person = await addPerson(house, `person${visits}@example.com`, 'viewer')
})

/** Each code works once, so each sign-in is half a minute later. */
async function signedIn(userAgent = 'Test', who = person): Promise<Browser> {
  house.clock.now += 30_000
  const browser = new Browser(house.server, `198.51.100.${visits}`, userAgent)
  expect((await browser.signIn(who.email, codeAt(who.secret, house.clock.now))).statusCode).toBe(204)
  return browser
}
const listed = async (browser: Browser) => (await browser.send('GET', '/sessions')).json().items
const proven = async () => {
  const { rows } = await house.database.pool.query(
    'SELECT proven_at FROM session WHERE person_id = $1 ORDER BY created_at',
    [person.id],
  )
  return rows.map(({ proven_at }) => proven_at.getTime())
}

describe('own sessions', () => {
  it('are listed with where they come from, and which one this is', async () => {
    await signedIn('Phone')
    const desk = await signedIn('Desk')
    const items = await listed(desk)
    expect(items).toMatchObject([
      { userAgent: 'Desk', address: `198.51.100.${visits}`, current: true },
      { userAgent: 'Phone', current: false },
    ])
    expect(JSON.stringify(items)).not.toContain(desk.cookies.get('ringfence_session'))
  })

  it('can be ended one by one, or all the others at once', async () => {
    const phone = await signedIn('Phone')
    await signedIn('Tablet')
    const desk = await signedIn('Desk')
    const { id } = (await listed(desk)).find(({ userAgent }: { userAgent: string }) => userAgent === 'Phone')
    expect((await desk.send('DELETE', `/sessions/${id}`)).json()).toEqual({ ended: 1 })
    expect((await phone.session()).person).toBeNull()
    expect((await desk.send('DELETE', '/sessions/others')).json()).toEqual({ ended: 1 })
    expect((await listed(desk)).map(({ userAgent }: { userAgent: string }) => userAgent)).toEqual(['Desk'])
  })

  it('of somebody else cannot be ended', async () => {
    const mine = await signedIn()
    const other = await addPerson(house, `other${visits}@example.com`, 'owner')
    const theirs = await signedIn('Other', other)
    const [{ id }] = await listed(theirs)
    expect((await mine.send('DELETE', `/sessions/${id}`)).json()).toEqual({ ended: 0 })
    expect((await theirs.session()).person).not.toBeNull()
  })
})

describe('a fresh second factor', () => {
  it('moves the moment forward of this session alone, and spends its code', async () => {
    await signedIn()
    const browser = await signedIn()
    house.clock.now += 20 * minute
    const code = codeAt(person.secret, house.clock.now)
    expect((await browser.send('POST', '/session/proof', { code })).statusCode).toBe(204)
    const [other, this_] = await proven()
    expect([house.clock.now - other > 20 * minute, this_]).toEqual([true, house.clock.now])
    const again = await browser.send('POST', '/session/proof', { code })
    expect([again.statusCode, again.json().code]).toEqual([422, 'code-refused'])
  })

  it('that is wrong counts as a failed attempt: five, then a wait', async () => {
    const browser = await signedIn()
    const codes = []
    for (let round = 0; round < 6; round++)
      codes.push((await browser.send('POST', '/session/proof', { code: '000000' })).json().code)
    expect(codes).toEqual([...Array(5).fill('code-refused'), 'sign-in-locked'])
  })
})
