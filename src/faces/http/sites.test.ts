import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'

let house: TestHouse
let owner: Browser
let guest: Browser

const as = async (email: string, role: 'owner' | 'viewer', customer: string | null = null) => {
  const { secret } = await addPerson(house, email, role, customer)
  const browser = new Browser(house.server)
  await browser.signIn(email, codeAt(secret, house.clock.now))
  return browser
}

beforeAll(async () => {
  house = await testHouse()
  owner = await as('owner@example.com', 'owner')
  const made = await owner.send('POST', '/sites', { name: 'Head office', newCustomer: 'Bakery' })
  expect(made.statusCode).toBe(201)
  guest = await as('guest@example.com', 'owner', made.json().customer)
})
afterAll(() => house.close())

const sites = async (browser: Browser) =>
  (await browser.send('GET', '/overview')).json().sites as { customer: string; site: string; name: string }[]
const settingsOf = ({ customer, site }: { customer: string; site: string }) =>
  `/customers/${customer}/sites/${site}/settings`

it('shows each person the sites of their own customer, those of the house all', async () => {
  expect((await sites(owner)).map(({ name }) => name)).toEqual(['Head office', 'Main site'])
  expect((await sites(guest)).map(({ name }) => name)).toEqual(['Head office'])
})

it('lets nobody add a site to another customer, or a customer to the house from inside one', async () => {
  const other = await guest.send('POST', '/sites', { name: 'Mine now', customer: 'default' })
  expect([other.statusCode, other.json().code]).toEqual([404, 'place-unknown'])
  const more = await guest.send('POST', '/sites', { name: 'Mine', newCustomer: 'Mine' })
  expect(more.statusCode).toBe(404)
  const viewer = await as('viewer@example.com', 'viewer')
  expect((await viewer.send('POST', '/sites', { name: 'No', newCustomer: 'No' })).statusCode).toBe(403)
})

it('keeps site.yaml as it was written, and names the line of what is wrong in it', async () => {
  const [place] = await sites(guest)
  if (!place) throw new Error('no site')
  const yaml = '# where we are\ncountry: DE\ntimezone: Europe/Berlin\n'
  const saved = await guest.send('PUT', settingsOf(place), { yaml })
  expect(saved.json()).toMatchObject({ yaml, settings: { country: 'DE', timezone: 'Europe/Berlin' } })
  const wrong = await guest.send('PUT', settingsOf(place), { yaml: 'country: DE\ntimezon: Europe/Berlin\n' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.json().detail).toBe('site.yaml:2: unknown key "timezon"; did you mean "timezone"?')
  expect((await guest.send('GET', settingsOf(place))).json().yaml).toBe(yaml)
})

it('changes single values from a form and leaves comments alone', async () => {
  const [place] = await sites(guest)
  if (!place) throw new Error('no site')
  const settings = { name: 'Berlin', country: 'DE', known: ['+43'] }
  const saved = await guest.send('PUT', settingsOf(place), { settings, customerName: 'Bäckerei' })
  expect(saved.json()).toMatchObject({ name: 'Berlin', customerName: 'Bäckerei', settings })
  expect(saved.json().yaml).toContain('# where we are\ncountry: DE\n')
  expect(saved.json().yaml).not.toContain('timezone')
  const { rows } = await house.database.pool.query(
    "SELECT action FROM ledger WHERE action LIKE 'site.%' ORDER BY seq",
  )
  expect(rows.map(({ action }) => action)).toEqual(['site.created', 'site.changed', 'site.changed'])
})
