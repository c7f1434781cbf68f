import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainCall } from '../../../test/support/calls.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { callStore } from '../../adapters/storage/calls.ts'

const base = '/customers/default/sites/main/calls'
let house: TestHouse
let browser: Browser

const at = (n: number) => Date.UTC(2026, 2, 6, 12, 0, n)

beforeAll(async () => {
  house = await testHouse()
  const { email, secret } = await addPerson(house, 'owner@example.com', 'owner')
  browser = new Browser(house.server)
  await browser.signIn(email, codeAt(secret, house.clock.now))
  const calls = Array.from({ length: 25 }, (_, n) => ({
    ...plainCall(n, {
      id: `c${n}`,
      startedAt: at(n),
      account: n % 5 === 0 ? '1005' : '=cmd',
      billableSeconds: n * 10,
    }),
    peer: n === 7 ? '252615550007' : '4930123456',
    country: n === 7 ? 'SO' : 'DE',
    cost: { micros: n * 1_000_000, currency: 'EUR' },
  }))
  async function* once() {
    yield calls
  }
  const act = { actor: 'system:test', action: 'calls.saved', subject: 'main', detail: {}, at: at(99) }
  await callStore(house.database.pool).save({ customer: 'default', site: 'main' }, once(), [], act)
}, 60_000)
afterAll(() => house.close())

const get = async (query: string) => (await browser.send('GET', `${base}?${query}`)).json()
const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)

describe('the explorer', () => {
  it('goes through all calls page by page, newest first, each once', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await get(
        `limit=10&cursor=${cursor}`,
      )
      seen.push(...ids(page))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `c${24 - n}`))
  })

  it.each([
    ['an account', 'account=1005', ['c20', 'c15', 'c10', 'c5', 'c0']],
    ['a country', 'country=SO', ['c7']],
    ['a prefix', 'prefix=%2B25261', ['c7']],
    ['a piece of a number', 'number=555000', ['c7']],
    ['a length', 'minSeconds=220&maxSeconds=230', ['c23', 'c22']],
    ['a cost', 'minCost=24', ['c24']],
    ['a time', `since=${new Date(at(3)).toISOString()}&until=${new Date(at(5)).toISOString()}`, ['c4', 'c3']],
    ['what is flagged, of which there is nothing', 'flagged=true', []],
  ])('finds by %s, and counts the same', async (_, query, expected) => {
    expect(ids(await get(query))).toEqual(expected)
    const { calls, more } = (await browser.send('GET', `${base}/count?${query}`)).json()
    expect([calls, more]).toEqual([expected.length, false])
  })

  it('refuses a cursor that is not its own and a filter nobody can read', async () => {
    expect((await browser.send('GET', `${base}?cursor=1;drop`)).json().code).toBe('cursor-invalid')
    expect((await browser.send('GET', `${base}?since=yesterday`)).json().code).toBe('request-invalid')
  })

  it('exports what it shows, and nothing in it that a spreadsheet would run', async () => {
    const { body, headers } = await browser.send('GET', `${base}.csv?minSeconds=200`)
    const lines = body.trimEnd().split('\r\n')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(lines).toHaveLength(6)
    expect(lines[1]).toContain(",'=cmd,")
    expect(lines[1]).toContain(',DE,240,')
    const { items } = (await browser.send('GET', '/ledger?action=exported')).json()
    expect(items).toMatchObject([{ subject: 'calls.csv', detail: { what: 'calls.csv', site: 'main' } }])
  })

  it('keeps a search under a name', async () => {
    await browser.send('POST', `${base}/views`, { name: 'Somalia', query: 'country=SO' })
    await browser.send('POST', `${base}/views`, { name: 'Somalia', query: 'country=SO&flagged=true' })
    const { views } = (await browser.send('GET', `${base}/views`)).json()
    expect(views).toMatchObject([{ name: 'Somalia', query: 'country=SO&flagged=true' }])
    await browser.send('DELETE', `${base}/views/${views[0].id}`)
    expect((await browser.send('GET', `${base}/views`)).json().views).toEqual([])
  })
})
