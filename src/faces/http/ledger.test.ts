import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeInvestigations } from '../../../test/support/fake-investigations.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'

let house: TestHouse
let owner: Browser
beforeAll(async () => {
  house = await testHouse(fakeInvestigations())
  await house.database.pool.query("INSERT INTO customer (id, name) VALUES ('acme', 'Acme')")
  owner = await signedIn('owner@example.com', 'owner')
})
afterAll(() => house.close())

async function signedIn(email: string, role: 'owner' | 'auditor' | 'viewer', customer: string | null = null) {
  const { secret } = await addPerson(house, email, role, customer)
  const browser = new Browser(house.server, '198.51.100.1')
  expect((await browser.signIn(email, codeAt(secret, house.clock.now))).statusCode).toBe(204)
  return browser
}
const read = async (query = '', by = owner) => (await by.send('GET', `/ledger${query}`)).json()

describe('the ledger', () => {
  it('is read newest first, in pages that neither skip nor repeat', async () => {
    for (let n = 0; n < 3; n++) await signedIn(`person${n}@example.com`, 'viewer')
    const all = (await read()).items
    const paged = []
    for (let cursor = ''; ; ) {
      const page = await read(`?limit=2&cursor=${cursor}`)
      paged.push(...page.items)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all)
    expect(all.map(({ seq }: { seq: number }) => seq)).toEqual(
      all.map((_: unknown, n: number) => all.length - n),
    )
    expect(all[0]).toMatchObject({ action: 'signed-in', actorName: 'viewer', customer: '*' })
  })

  it('is searched by what was done, by whom, and when', async () => {
    const [newest] = (await read()).items
    const found = (await read(`?action=signed-in&actor=${newest.actor}`)).items
    expect(found).toEqual([newest])
    expect((await read('?action=nothing-such')).items).toEqual([])
    expect((await read('?until=2026-01-01T00:00:00Z')).items).toEqual([])
    expect((await read("?actor=' OR 1=1 --")).items).toEqual([])
    expect((await owner.send('GET', '/ledger?since=yesterday')).json().code).toBe('request-invalid')
  })

  it('of one customer shows that customer alone, and viewers nothing', async () => {
    const auditor = await signedIn('auditor@acme.example', 'auditor', 'acme')
    const items = (await read('', auditor)).items
    expect(new Set(items.map(({ customer }: { customer: string }) => customer))).toEqual(new Set(['acme']))
    const viewer = await signedIn('viewer@acme.example', 'viewer', 'acme')
    expect((await read('', viewer)).code).toBe('not-allowed')
  })
})

describe('an export', () => {
  const report = '/customers/default/sites/main/investigations'
  it('is in the ledger, with who took it; one that failed is not', async () => {
    expect((await owner.send('GET', `${report}/i2/report.pdf`)).statusCode).toBe(200)
    expect((await owner.send('GET', `${report}/i1/report.pdf`)).statusCode).not.toBe(200)
    const { items } = await read('?action=exported')
    expect(items).toMatchObject([
      {
        customer: 'default',
        subject: 'i2',
        actorName: 'owner',
        detail: { what: 'report.pdf', site: 'main' },
      },
    ])
    expect(items).toHaveLength(1)
  })
})
