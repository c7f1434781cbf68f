import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { type Keyboard, keyboardOf } from './keyboard.ts'
import { totpOf } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The two minutes of the README without a mouse: every key is pressed, nothing is clicked, and the focus is seen all the way.

const data = freshData()
const samples = resolve(import.meta.dirname, '../../content/samples/breach')
const password = 'copper lantern meadow tide'
let folder: string
let server: Served
let browser: TestBrowser
let visitor: Visitor
let page: Page
let keys: Keyboard
let code: (halfMinutesOn?: number) => string

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-keys-'))
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  page = visitor.page
  keys = keyboardOf(page)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  for (const each of [data, folder]) if (each) await removed(each)
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const seen = () => {
  expect(keys.unseen()).toEqual([])
  expect(visitor.faults()).toEqual([])
}

async function saved(begin: () => Promise<void>): Promise<{ name: string; bytes: number }> {
  const coming = page.waitForEvent('download')
  await begin()
  const download = await coming
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return { name: download.suggestedFilename(), bytes: (await stat(path)).size }
}

describe(`without a mouse${skipReason}`, () => {
  browserTest(
    'the first administrator is made',
    async () => {
      // Playwright takes over the window of the system from the first listener on, and that takes it a moment.
      page.on('filechooser', () => undefined)
      await page.goto(server.link)
      await page.getByRole('heading', { name: 'Create the first administrator' }).waitFor()
      await keys.type(page.getByLabel('Your name'), 'Ada Moreau')
      await keys.type(page.getByLabel('E-mail'), 'ada@example.com')
      await keys.type(page.getByRole('textbox', { name: 'Password' }), password)
      await keys.enter(button('Continue'))
      const app = page.getByRole('link', { name: 'Open app on this device' })
      code = totpOf(await app.getAttribute('href'))
      await keys.type(page.getByLabel('Six digits from the app'), code())
      await keys.enter(button('Confirm'))
      await keys.reach(page.getByLabel('I have kept them'))
      await page.keyboard.press('Space')
      await keys.enter(button('Enter the console'))
      await page.getByRole('heading', { name: 'Investigations', level: 1 }).waitFor()
      seen()
    },
    120_000,
  )

  browserTest(
    'signing out and in',
    async () => {
      await keys.reach(button(/^You:/))
      await page.keyboard.press('Enter')
      await keys.choose(page.getByRole('menuitem', { name: 'Sign out' }))
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await keys.type(page.getByLabel('E-mail'), 'ada@example.com')
      await keys.type(page.getByRole('textbox', { name: 'Password' }), password)
      await page.keyboard.press('Enter')
      // A code counts once: this is the next one.
      await keys.type(page.getByRole('textbox', { name: /six digits/i }), code(1))
      // The sixth digit enters by itself.
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
      await keys.enter(page.getByRole('link', { name: 'Investigations', exact: true }).first())
      await page.getByRole('heading', { name: 'Investigations', level: 1 }).waitFor()
      seen()
    },
    120_000,
  )

  browserTest(
    'files are chosen and looked into, to a verdict',
    async () => {
      await keys.reach(button('Choose files'))
      const choosing = page.waitForEvent('filechooser')
      await page.keyboard.press('Enter')
      // The window of the system is the system's own; it has its keys.
      await (await choosing).setFiles(['Master.csv', 'security.log'].map((name) => join(samples, name)))
      await page.getByText('security.log').first().waitFor()
      await keys.type(page.getByLabel('Country of the phone system'), 'United States')
      await keys.type(page.getByLabel('Time zone'), 'America/New')
      await keys.enter(button('Investigate'))
      await page.waitForURL(/\/investigations\/[^/]+$/)
      expect(await headline(page)).toMatch(/^Breach/)
      seen()
    },
    120_000,
  )

  browserTest(
    'calls are said to be ours, and it is judged again',
    async () => {
      await keys.enter(button(/^Say whose calls to/).first())
      await keys.choose(page.getByRole('menuitem', { name: /^Every call to/ }).first())
      await page.locator('#marks').waitFor()
      await page
        .locator('#marks')
        .getByText(/calls are no longer flagged/)
        .waitFor({ timeout: 60_000 })
      seen()
    },
    120_000,
  )

  browserTest(
    'each of the four reports is taken away',
    async () => {
      for (const ending of ['pdf', 'html', 'csv', 'json']) {
        await keys.enter(button('Reports'), true)
        const choice = page.getByRole('menuitem', { name: new RegExp(`\\(${ending}\\)`, 'i') })
        const { name, bytes } = await saved(() => keys.choose(choice))
        expect(name).toMatch(new RegExp(`\\.${ending}$`))
        expect(bytes).toBeGreaterThan(1000)
        await page.keyboard.press('Escape')
        await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
      }
      seen()
    },
    120_000,
  )

  browserTest(
    'the calls are found, narrowed down and exported',
    async () => {
      await page.keyboard.press('g')
      await page.keyboard.press('k')
      await page.getByRole('heading', { name: 'Calls', level: 1 }).waitFor()
      const rows = page.getByRole('table', { name: 'Calls' }).getByRole('row')
      await rows.nth(5).waitFor({ timeout: 60_000 })
      await keys.type(page.getByLabel('Account', { exact: true }), '402')
      await page.keyboard.press('Enter')
      await page.waitForURL(/account=.*402/)
      await rows.nth(1).getByRole('cell', { name: '402', exact: true }).waitFor()
      await keys.reach(page.getByRole('link', { name: 'Export as CSV' }), true)
      const { name, bytes } = await saved(() => page.keyboard.press('Enter'))
      expect(name).toMatch(/\.csv$/)
      expect(bytes).toBeGreaterThan(1000)
      await keys.reach(page.getByRole('region', { name: 'Calls, scrolls' }))
      await page.keyboard.press('End')
      await rows.last().waitFor()
      seen()
    },
    120_000,
  )
})
