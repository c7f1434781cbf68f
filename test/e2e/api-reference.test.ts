import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser } from './browser.ts'
import { wrongIn } from './looks.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The API's own page, as somebody sees it who has a program to write and no account.

const data = freshData()
let server: Served
let browser: TestBrowser

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

describe(`the API page${skipReason}`, () => {
  browserTest(
    'describes every address of the API, finds them by words, and leads to one of them by link',
    async () => {
      const { page, faults } = await browser.visitor()
      await page.goto(`${server.origin}/api-reference`)
      const document = await (await page.request.get(`${server.origin}/api/v1/openapi.json`)).json()
      const all = Object.values(document.paths as Record<string, object>).reduce(
        (sum, methods) => sum + Object.keys(methods).length,
        0,
      )
      await page.getByText(`${all} addresses`).waitFor()
      expect(await wrongIn(page)).toEqual([])

      await page.getByRole('searchbox', { name: 'Find' }).fill('calls.export csv')
      await page.getByText('1 address', { exact: true }).waitFor()
      await page.getByText('Wants the permission calls.export.').waitFor({ state: 'attached' })

      await page.goto(`${server.origin}/api-reference#createSite`)
      await page.reload()
      await page.locator('#createSite').getByText('Wants the permission sites.write.').waitFor()
      await page.locator('#createSite').getByText('id of a customer there is').waitFor()
      expect(await wrongIn(page)).toEqual([])
      expect(faults()).toEqual([])
    },
    120_000,
  )
})
