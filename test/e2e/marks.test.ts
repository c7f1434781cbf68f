import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// "This was us" and "this was them too", on the sample breach: judged again at once, said what changed, and taken back.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
  await visitor.page.getByRole('button', { name: 'Load the sample breach' }).click()
  await headline(visitor.page)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

const judged = async (page: Page) => {
  await page.locator('#marks').waitFor()
  await page.getByText('Judging again', { exact: true }).waitFor({ state: 'detached' })
}
const flagged = async (page: Page): Promise<string> =>
  (await page.locator('#calls').getByRole('status').textContent()) ?? ''

describe(`marking${skipReason}`, () => {
  let before: string
  browserTest(
    'calls that were us are no longer flagged, and the page says what that changed',
    async () => {
      const { page } = visitor
      before = await flagged(page)
      await page
        .getByRole('button', { name: /^Say whose calls to/ })
        .first()
        .click()
      await page
        .getByRole('menuitem', { name: /^Every call to/ })
        .first()
        .click()
      await judged(page)
      const said = page.locator('#marks')
      await said.getByText(/calls are no longer flagged/).waitFor()
      await said.getByText(/^Likely loss: \$[\d.,]+ before, \$[\d.,]+ now\.$/).waitFor()
      expect(await flagged(page)).not.toBe(before)
      expect(await wrongIn(page)).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    60_000,
  )

  browserTest(
    'the first verdict can still be seen, and a mark taken back restores it, also when the power goes meanwhile',
    async () => {
      const { page } = visitor
      await page.getByRole('button', { name: 'Show the first verdict' }).click()
      await page.locator('#calls').getByText(before, { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Show it with the marks' }).click()
      await page.getByRole('button', { name: 'Take it back' }).click()
      await page.getByText('Judging again', { exact: true }).waitFor()
      await server.kill()

      server = await serve(data)
      await page.goto(server.origin + new URL(page.url()).pathname)
      await judged(page)
      await page.locator('#calls').getByText(before, { exact: true }).waitFor()
      await page
        .locator('#marks')
        .getByText(/calls more are flagged/)
        .waitFor()
      await page.getByRole('button', { name: 'Take it back' }).waitFor({ state: 'detached' })
    },
    90_000,
  )

  browserTest(
    'the week of the account and the map stand beside the tables',
    async () => {
      const { page } = visitor
      await page.getByRole('img', { name: /usually calls most on/ }).waitFor()
      await page.getByRole('button', { name: /^Somalia: \d+ calls/ }).press('Enter')
      expect(await page.locator('#calls-title').evaluate((title) => title === document.activeElement)).toBe(
        true,
      )
    },
    60_000,
  )
})
