import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { managers } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// A real Asterisk is connected in the console: tried first, kept, followed live without a restart, removed again.

const data = freshData()
const runs = skipReason === '' && hasAsterisk
let server: Served
let browser: TestBrowser
let visitor: Visitor
let page: Page
let pbx: Pbx

beforeAll(async () => {
  if (!runs) return
  await built()
  pbx = await startPbx({})
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  page = visitor.page
  await setUp(page, server.link)
  await enter(page)
}, 180_000)

afterAll(async () => {
  if (!runs) return
  await browser.close()
  await server.stop()
  await pbx.remove()
  await removed(data)
})

const open = async (section: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: section }).click()
  await page.getByRole('heading', { name: section, level: 1 }).waitFor()
}
const form = () => page.getByRole('form', { name: 'New connection' })
const field = (name: string) => form().getByRole('textbox', { name, exact: true })
const card = () => page.getByRole('article', { name: `Asterisk at ${pbx.address}:5038` })

describe.skipIf(!runs)('the Connect page', () => {
  browserTest(
    'says why a wrong secret does not connect, shows what the right one can do, and keeps it',
    async () => {
      await open('Connect')
      await page.getByText('Nothing yet.').waitFor()
      await field('Address of the PBX').fill(pbx.address)
      await field('Manager user').fill('ringfence')
      await field('Secret of the manager user').fill('wrong')
      await form().getByRole('button', { name: 'Try it' }).click()
      await page.getByText('ami-login-refused').waitFor()
      expect(await wrongIn(page, 'connect-refused')).toEqual([])
      await field('Secret of the manager user').fill(managers['ringfence']?.secret ?? '')
      await page.getByText('ami-login-refused').waitFor({ state: 'detached' })
      await form().getByRole('button', { name: 'Try it' }).click()
      const found = page.getByRole('region', { name: 'What was found' })
      await found
        .getByRole('listitem')
        .filter({ hasText: 'Hang up calls' })
        .getByText('Can', { exact: true })
        .waitFor()
      await found.getByRole('listitem').filter({ hasText: 'Bar an account' }).getByText('Missing').waitFor()
      await found.getByText('[ringfence-guard]').waitFor()
      await found.getByText('give the record file with “File of call records”').waitFor()
      expect(await wrongIn(page, 'connect-found')).toEqual([])
      await page.getByText('Nothing yet.').waitFor()
      await found.getByRole('button', { name: 'Connect' }).click()
      await card().getByText('Answers').waitFor()
      expect(await field('Secret of the manager user').inputValue()).toBe('')
      await card().getByText('2 of ').click()
      await card().getByText('[ringfence-guard]').waitFor()
      expect(await wrongIn(page, 'connect-connected')).toEqual([])
      // The wrong secret is refused with a status, which the browser notes in its console.
      expect(visitor.faults().filter((fault) => !/status of 422/.test(fault))).toEqual([])
    },
    120_000,
  )

  browserTest(
    'is followed by the running server at once; says why when it is gone, and forgets it when asked',
    async () => {
      await open('Live')
      await page.getByText('No phone system is connected').waitFor({ state: 'detached' })
      await pbx.kill()
      await open('Connect')
      await page.getByRole('button', { name: 'Try all again' }).click()
      await card().getByText('Does not answer').waitFor()
      expect(await wrongIn(page, 'connect-gone')).toEqual([])
      await card().getByRole('button', { name: 'Remove' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
      await page.getByText('Nothing yet.').waitFor()
    },
    120_000,
  )

  browserTest(
    'shows the way by hand where nothing can be connected, and keeps that it was gone',
    async () => {
      await open('Connect')
      await page.getByLabel('Product').selectOption('Microsoft Teams Phone')
      const way = page.getByRole('article', { name: 'Bar an account' })
      await way.getByText('-PolicyName DialoutCPCandPSTNDisabled').waitFor()
      expect(await wrongIn(page, 'connect-by-hand')).toEqual([])
      await way.getByLabel('Done to').fill('mia@example.com')
      await way.getByRole('button', { name: 'I have done this' }).click()
      await way.getByText('Kept in the audit log').waitFor()
      await page.goto(new URL('/settings/audit-log', server.origin).href)
      await page.getByText('Control said to be done by hand').filter({ visible: true }).first().waitFor()
      await page.getByText('mia@example.com').first().waitFor()
    },
    60_000,
  )
})
