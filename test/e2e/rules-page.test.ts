import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { InvestigationView } from '../../src/contract/index.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The rules of a site over the sample breach: read, proven, set otherwise, played over what is on record, saved, obeyed.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor
/** The investigation that was made before any rule was changed. */
let first: string

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
  await visitor.page.getByRole('button', { name: 'Load the sample breach' }).click()
  expect(await headline(visitor.page)).toMatch(/^Breach/)
  first = new URL(visitor.page.url()).pathname.split('/').at(-1) ?? ''
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

const site = '/api/v1/customers/default/sites/main'

/** The headers a change by the API takes. */
async function change(page: Page): Promise<Record<string, string>> {
  const session = await page.request.get(`${server.origin}/api/v1/session`)
  const { csrf } = (await session.json()) as { csrf: string }
  return { 'x-csrf-token': csrf, origin: server.origin }
}

const look = async (page: Page, id: string): Promise<InvestigationView> =>
  (await page.request.get(`${server.origin}${site}/investigations/${id}`)).json()

const kept = async (page: Page): Promise<number> => {
  const response = await page.request.get(`${server.origin}${site}/calls/count`)
  return ((await response.json()) as { calls: number }).calls
}

const card = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Rules' }).getByRole('listitem', { name: title })
const bar = (page: Page) => page.getByRole('region', { name: 'Changes that are not saved' })
const trial = (page: Page) => page.getByRole('dialog', { name: 'What these rules would change' })
const show = (page: Page) => bar(page).getByRole('button', { name: 'Show what this changes' }).click()
const open = async (page: Page): Promise<void> => {
  await page.goto(`${server.origin}/rules`)
  await card(page, 'Dialled out through voicemail or DISA').waitFor()
}

describe(`the rules page${skipReason}`, () => {
  browserTest(
    'says of every rule what it looks for, and plays its proof',
    async () => {
      const { page } = visitor
      await open(page)
      expect(await page.getByRole('list', { name: 'Rules' }).getByRole('listitem').count()).toBe(34)
      const rule = card(page, 'Several calls at once to places never called before')
      await rule.getByRole('button', { name: 'Proof, and what to do' }).click()
      await rule.getByText(/^spoke \d+ times?$/).waitFor()
      await rule.getByText('stays silent', { exact: true }).waitFor()
      expect(await rule.getByRole('table', { name: 'It must speak on these' }).getByRole('row').count()).toBe(
        8,
      )
      expect(await wrongIn(page, 'rules-proof')).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    300_000,
  )

  browserTest(
    'finds rules by what they look for',
    async () => {
      const { page } = visitor
      await page.getByRole('searchbox', { name: 'Search the rules' }).fill('voicemail or disa')
      await card(page, 'Redialled within seconds').waitFor({ state: 'detached' })
      await card(page, 'Dialled out through voicemail or DISA').waitFor()
      await page.getByRole('searchbox', { name: 'Search the rules' }).fill('no such thing')
      await page.getByText('No rule fits this.').waitFor()
      await page.getByRole('searchbox', { name: 'Search the rules' }).fill('')
      await card(page, 'Redialled within seconds').waitFor()
    },
    60_000,
  )

  browserTest(
    'a change is played over the calls on record before it is saved, with what it changes',
    async () => {
      const { page } = visitor
      // Calls are kept a moment after the verdict is there.
      await expect.poll(() => kept(page), { timeout: 60_000 }).toBeGreaterThan(1000)
      const limit = card(page, 'Several calls at once to places never called before').getByLabel(
        'Calls at the same time beyond the people who call, at least',
      )
      await limit.fill('60')
      await bar(page).getByText('1 change not saved').waitFor()
      for (const rule of ['A run of calls to high-risk destinations', 'Many calls into one block of numbers'])
        await card(page, rule).getByRole('switch').press('Space')
      await bar(page).getByText('3 changes not saved').waitFor()
      expect(await page.getByRole('button', { name: 'Save these rules' }).count()).toBe(0)
      await show(page)
      await trial(page)
        .getByText(/^Judged twice: [\d,]+ calls and [\d,]+ sign-ins from/)
        .waitFor()
      await trial(page).getByText('With these limits the proof of 1 rule no longer holds.').waitFor()
      await trial(page).getByRole('button', { name: 'Go on changing' }).click()
      await trial(page).waitFor({ state: 'detached' })
      expect(visitor.faults()).toEqual([])
    },
    300_000,
  )

  browserTest(
    'settings that would miss the breach say so: its calls are no longer flagged, in money',
    async () => {
      const { page } = visitor
      const toggles = page.getByRole('list', { name: 'Rules' }).getByRole('switch')
      for (let n = 0; n < 34; n++) if (await toggles.nth(n).isChecked()) await toggles.nth(n).press('Space')
      await page.getByText('34 rules, 34 off').waitFor()
      // What fits no search is off all the same, and the looks at the dialog are quicker.
      await page.getByRole('searchbox', { name: 'Search the rules' }).fill('voicemail')
      await show(page)
      const lost = trial(page).getByRole('heading', { name: /^No longer flagged: [1-9][\d,]* calls/ })
      await lost.waitFor()
      await trial(page).getByText('Accounts no longer in it:').waitFor()
      const loss = trial(page)
        .getByRole('definition')
        .filter({ hasText: /^\$[\d,.]+ before$/ })
      await loss.first().waitFor()
      expect(await wrongIn(page, 'rules-lost')).toEqual([])
    },
    300_000,
  )

  browserTest(
    'what is saved stands in the settings of the site and in the ledger, and the next investigation obeys it',
    async () => {
      const { page } = visitor
      await trial(page).getByRole('button', { name: 'Save these rules' }).click()
      await page.getByText('Saved. In force within seconds.').waitFor()
      await trial(page).waitFor({ state: 'detached' })
      await bar(page).waitFor({ state: 'detached' })
      const settings = await page.request.get(`${server.origin}${site}/settings`)
      const { yaml } = (await settings.json()) as { yaml: string }
      expect(yaml).toMatch(/^rules:/m)
      expect(yaml).toMatch(/^ {2}many-at-once:\n {4}on: false\n {4}limits:\n {6}leastTogether: 60$/m)
      await page.goto(`${server.origin}/settings/audit-log`)
      await page.getByRole('cell', { name: 'Detection rules changed' }).first().waitFor()
      const headers = await change(page)
      const again = await page.request.post(`${server.origin}${site}/investigations/sample`, { headers })
      await page.goto(`${server.origin}/investigations/${((await again.json()) as { id: string }).id}`)
      // The guessed password is a fact of the log and no rule's; of the calls that came of it nothing is left.
      expect(await headline(page)).toBe('Breach — it has stopped')
      const second = page.url().split('/').at(-1) ?? ''
      expect(await look(page, second)).toMatchObject({ flaggedTotal: 0 })
      // An old one keeps its verdict until it is judged again.
      expect((await look(page, first)).flaggedTotal).toBeGreaterThan(50)
      const mark = { says: 'us', what: 'number', value: '+15555550100' }
      await page.request.post(`${server.origin}${site}/investigations/${first}/marks`, {
        headers,
        data: mark,
      })
      await expect.poll(async () => (await look(page, first)).flaggedTotal, { timeout: 60_000 }).toBe(0)
      expect(visitor.faults()).toEqual([])
    },
    300_000,
  )

  browserTest(
    'what somebody else changed meanwhile is not overwritten, and settings that fit no rule are refused',
    async () => {
      const { page } = visitor
      await open(page)
      await card(page, 'A flood of incoming calls').getByRole('switch').press('Space')
      await show(page)
      await trial(page).getByRole('button', { name: 'Save these rules' }).waitFor()
      const headers = await change(page)
      const set = await page.request.put(`${server.origin}${site}/settings`, {
        headers,
        data: { yaml: 'country: US\ntimezone: America/New_York\n' },
      })
      expect(set.status()).toBe(200)
      await trial(page).getByRole('button', { name: 'Save these rules' }).click()
      await trial(page).getByText('Somebody changed the rules of this site meanwhile.').waitFor()
      const wrong = await page.request.put(`${server.origin}${site}/settings`, {
        headers,
        data: { yaml: 'rules: { floods: { on: false } }\n' },
      })
      expect([wrong.status(), ((await wrong.json()) as { code: string }).code]).toEqual([
        422,
        'rule-settings-invalid',
      ])
    },
    300_000,
  )
})
