import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// Every page, by day and by night, on a desk and on a phone: readable for everybody, and never wider than the screen.

const data = freshData()
let server: Served
let browser: TestBrowser

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

describe(`every page${skipReason}`, () => {
  let visitor: Visitor
  browserTest(
    'the three steps of setting up',
    async () => {
      visitor = await browser.visitor()
      const { page } = visitor
      await page.goto(server.link)
      await page.getByRole('heading', { name: 'Create the first administrator' }).waitFor()
      expect(await wrongIn(page)).toEqual([])
      await setUp(page, server.link, async () => expect(await wrongIn(page)).toEqual([]))
      expect(await wrongIn(page)).toEqual([])
      await enter(page)
    },
    60_000,
  )

  browserTest(
    'the empty console',
    async () => {
      const { page } = visitor
      await page.getByText('Where do I find my call log?').click()
      expect(await wrongIn(page)).toEqual([])
    },
    60_000,
  )

  browserTest(
    'the verdict on the sample breach',
    async () => {
      const { page } = visitor
      await page.getByRole('button', { name: 'Load the sample breach' }).click()
      expect(await headline(page)).toMatch(/^Breach/)
      await page.getByRole('table', { name: 'Accounts' }).waitFor()
      expect(await wrongIn(page)).toEqual([])
    },
    60_000,
  )

  browserTest(
    'the list of investigations',
    async () => {
      const { page } = visitor
      await page.getByRole('link', { name: 'Investigations' }).first().click()
      await page
        .getByRole('list', { name: /newest first/ })
        .getByRole('listitem')
        .first()
        .waitFor()
      expect(await wrongIn(page)).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    60_000,
  )

  browserTest(
    'an address that leads nowhere',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/no-such-page`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await wrongIn(page)).toEqual([])
    },
    60_000,
  )

  browserTest(
    'the sign-in',
    async () => {
      const { page } = await browser.visitor()
      await page.goto(server.origin)
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(await wrongIn(page)).toEqual([])
    },
    60_000,
  )
})
