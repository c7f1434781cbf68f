import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'

const rates = '/customers/default/sites/main/rates'
let house: TestHouse
let owner: Browser
let viewer: Browser
beforeAll(async () => {
  house = await testHouse()
  const come = async (role: 'owner' | 'viewer', address: string) => {
    const { email, secret } = await addPerson(house, `${role}@example.com`, role)
    const browser = new Browser(house.server, address)
    await browser.signIn(email, codeAt(secret, house.clock.now))
    return browser
  }
  owner = await come('owner', '203.0.113.1')
  viewer = await come('viewer', '203.0.113.2')
  await owner.send('PUT', '/customers/default/sites/main/settings', {
    yaml: 'country: US\ntimezone: America/New_York\nprefixes: { outsideLine: ["9"] }\n',
  })
})
afterAll(() => house.close())

const trial = async (query: string) => (await viewer.send('GET', `${rates}/trial?${query}`)).json()
const list =
  'Dial code;Place;Price;From\n4930;Berlin;0,02;01.03.2026\n4930;Berlin;0,50;01.04.2026\n252;Somalia;0,90;\nx;Nowhere;1;\n'
const mapping = {
  columns: { prefix: 'Dial code', description: 'Place', rate_per_minute: 'Price', effective_from: 'From' },
  decimal: 'comma',
  dates: 'dmy',
  currency: 'usd',
}

describe('the rates of a site', () => {
  it('are an estimate until somebody gives a deck, with its two ends', async () => {
    expect((await viewer.send('GET', rates)).json()).toEqual({ deck: null })
    const found = await trial('number=901125261234567&seconds=600')
    expect(found).toMatchObject({ e164: '+25261234567', country: 'SO', risk: 'high', estimated: true })
    expect(found.lowest.micros).toBeLessThan(found.cost.micros)
    expect(found.highest.micros).toBeGreaterThan(found.cost.micros)
  })

  it('are previewed: the columns guessed, what cannot be read said, nothing changed', async () => {
    const guessed = (await owner.send('POST', `${rates}/preview`, { text: list })).json()
    expect(guessed).toMatchObject({
      header: ['Dial code', 'Place', 'Price', 'From'],
      mapping: { columns: { prefix: 'Dial code', rate_per_minute: 'Price' }, decimal: 'comma' },
      deck: null,
      problem: expect.stringContaining('currency'),
    })
    const mapped = (await owner.send('POST', `${rates}/preview`, { text: list, mapping })).json()
    expect(mapped).toMatchObject({
      problem: null,
      deck: { rows: 3, prefixes: 2, currency: 'USD', ahead: 1, nextChange: '2026-04-01T00:00:00.000Z' },
      rejected: 1,
      rejects: [{ line: 5, reason: expect.stringContaining('"x" is not digits') }],
    })
    expect(mapped.rates[0]).toMatchObject({ prefix: '4930', perMinute: '0.02' })
    expect((await viewer.send('GET', rates)).json()).toEqual({ deck: null })
  })

  it('count once imported, each row from its day on', async () => {
    const done = await owner.send('PUT', rates, { text: list, mapping })
    expect([done.statusCode, done.json().deck]).toMatchObject([200, { rows: 3, currency: 'USD' }])
    // The clock stands at 6 March 2026.
    expect(await trial('number=9011493012345678&seconds=90')).toMatchObject({
      e164: '+493012345678',
      estimated: false,
      rate: { prefix: '4930', perMinute: '0.02', effectiveFrom: '2026-03-01T00:00:00.000Z' },
      billedSeconds: 90,
      cost: { micros: 30_000, currency: 'USD' },
    })
    const later = await trial('number=9011493012345678&seconds=60&at=2026-04-01T00:00:00Z')
    expect(later.cost).toEqual({ micros: 500_000, currency: 'USD' })
    expect(await trial('number=9011441234567890&seconds=60')).toMatchObject({ rate: null, cost: null })
    expect(await trial('number=911')).toMatchObject({ e164: null, kind: 'emergency', cost: null })
  })

  it('take new rows beside the old, of one currency', async () => {
    const more = 'prefix,rate_per_minute,currency,effective_from\n252,1.20,USD,2026-03-06\n'
    const added = await owner.send('PUT', rates, { text: more, mode: 'add' })
    expect(added.json().deck).toMatchObject({ rows: 4, prefixes: 2 })
    expect((await trial('number=901125261234567&seconds=60')).cost.micros).toBe(1_200_000)
    const other = await owner.send('PUT', rates, { text: more.replace('USD', 'EUR'), mode: 'add' })
    expect([other.statusCode, other.json().code]).toEqual([422, 'deck-mixed-currencies'])
  })

  it('are changed by owners alone, go back to the estimate, and every change is in the ledger', async () => {
    for (const [method, url] of [
      ['PUT', rates],
      ['DELETE', rates],
      ['POST', `${rates}/preview`],
    ] as const) {
      const refused = await viewer.send(method, url, { text: list })
      expect([method, refused.json().code]).toEqual([method, 'not-allowed'])
    }
    expect((await owner.send('DELETE', rates)).json()).toEqual({ deck: null })
    const { rows } = await house.database.pool.query(
      "SELECT action, detail FROM ledger WHERE action LIKE 'rates.%' ORDER BY seq",
    )
    expect(rows).toEqual([
      { action: 'rates.imported', detail: { rows: 3, rejected: 1, mode: 'replace', currency: 'USD' } },
      { action: 'rates.imported', detail: { rows: 1, rejected: 0, mode: 'add', currency: 'USD' } },
      { action: 'rates.removed', detail: {} },
    ])
  })
})
