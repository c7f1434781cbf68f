import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// How long a site keeps what it has, from "for ever" to what is older being gone.

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
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

describe(`retention${skipReason}`, () => {
  browserTest(
    'calls are kept for ever until a number of days is set; what is older is counted, deleted once asked, and told in the audit log',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/investigations`)
      await page.getByRole('button', { name: 'Load the sample breach' }).click()
      expect(await headline(page)).toMatch(/^Breach/)

      await page.goto(`${server.origin}/settings/retention`)
      const calls = page.getByRole('row', { name: /^Calls/ })
      await calls.getByText('For ever').waitFor()
      expect(await wrongIn(page, 'retention-empty')).toEqual([])
      const days = page.getByRole('textbox', { name: 'Calls' })
      await days.fill('7')
      await page.getByText('From 30 to 36500.').waitFor()
      expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
      await days.fill('30')
      await page.getByRole('button', { name: 'Save' }).click()
      await calls.getByText('30 days').waitFor()
      expect(await wrongIn(page, 'retention')).toEqual([])

      await page.getByRole('button', { name: 'Delete what is older' }).click()
      await page.getByText(/calls of this site go, for everybody/).waitFor()
      expect(await wrongIn(page, 'retention-asked')).toEqual([])
      await page.getByRole('button', { name: 'Delete it' }).click()
      await page.getByText(/^Deleted .* calls\.$/).waitFor()
      await page.goto(`${server.origin}/settings/audit-log`)
      await page.getByText('Data past their time deleted').last().waitFor()
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )
})
