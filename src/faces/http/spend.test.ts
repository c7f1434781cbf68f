import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { plainCall } from '../../../test/support/calls.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { callStore } from '../../adapters/storage/calls.ts'

const place = { customer: 'default', site: 'main' }
const site = '/customers/default/sites/main'
let house: TestHouse
let owner: Browser

// It is 6 March 2026, 21:00 UTC: 13:00 in Los Angeles.
beforeAll(async () => {
  house = await testHouse()
  const { email, secret } = await addPerson(house, 'owner@example.com', 'owner')
  owner = new Browser(house.server)
  await owner.signIn(email, codeAt(secret, house.clock.now))
})
afterAll(() => house.close())
beforeEach(() => house.database.pool.query('DELETE FROM call'))

const settings = (yaml: string) => owner.send('PUT', `${site}/settings`, { yaml })
const usd = (dollars: number) => ({ micros: dollars * 1_000_000, currency: 'USD' })
let n = 0
const save = (...calls: readonly (readonly [at: string, cost: ReturnType<typeof usd> | null])[]) =>
  callStore(house.database.pool).save(
    place,
    (async function* () {
      yield calls.map(([at, cost]) => ({
        ...plainCall(n++, { startedAt: Date.parse(at), answeredAt: Date.parse(at), endedAt: Date.parse(at) }),
        cost,
      }))
    })(),
    [],
    null,
  )
const view = async () => (await owner.send('GET', `${site}/spend`)).json()

describe('the spend of a month', () => {
  it('is added up by the days of the site’s own clock, today apart; what has no price or another currency is said', async () => {
    await settings('timezone: America/Los_Angeles\n')
    await save(
      ['2026-03-01T07:59:59Z', usd(500)],
      ['2026-03-01T08:00:00Z', usd(3)],
      ['2026-03-06T07:59:59Z', usd(20)],
      ['2026-03-06T20:00:00Z', usd(7)],
      ['2026-03-06T20:30:00Z', null],
      ['2026-03-06T20:40:00Z', { micros: 9, currency: 'EUR' }],
    )
    const { forecast, days, ...rest } = await view()
    expect(rest).toEqual({
      month: '2026-03',
      timezone: 'America/Los_Angeles',
      spent: usd(30),
      today: usd(7),
      budget: null,
      state: 'none',
      others: [{ micros: 9, currency: 'EUR' }],
      unpriced: 1,
    })
    expect(days.map((day: { spent: { micros: number } }) => day.spent.micros / 1e6)).toEqual([
      3, 0, 0, 0, 20, 7,
    ])
    // Of the six days before today those in the middle cost 0 and 3; 25 are to come.
    expect(forecast).toEqual(usd(30 + 25 * 1.5))
  })

  it('stands to the budget of site.yaml, and a budget that is none is refused', async () => {
    await save(['2026-03-02T12:00:00Z', usd(100)], ['2026-03-05T12:00:00Z', usd(100)])
    const stateAt = async (budget: string) => {
      await settings(`limits: { spendPerMonth: "${budget}" }\n`)
      const { state, budget: read } = await view()
      return [state, read.micros / 1e6, read.currency]
    }
    expect(await stateAt('199.50 USD')).toEqual(['over', 199.5, 'USD'])
    expect(await stateAt('200 USD')).toEqual(['heading-over', 200, 'USD'])
    expect(await stateAt('9000 USD')).toEqual(['within', 9000, 'USD'])
    expect(await stateAt('200 EUR')).toEqual(['within', 200, 'EUR'])
    const refused = await settings('limits: { spendPerMonth: "a lot" }\n')
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'file-invalid'])
  })

  it('of a site nobody knows is not found', async () => {
    expect((await owner.send('GET', '/customers/default/sites/nowhere/spend')).statusCode).toBe(404)
  })
})
