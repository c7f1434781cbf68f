import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import {
  axeProblems,
  browserTest,
  openBrowser,
  skipReason,
  type TestBrowser,
  type Visitor,
} from './browser.ts'
import { headline } from './drop.ts'
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

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 768, height: 1024 } },
] as const

/** The console follows the system's colours by script, a moment after the style sheets did. */
async function settled(page: Page, colorScheme: string): Promise<void> {
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** What is wrong with the page in each look, each named after it. */
async function wrongIn(page: Page): Promise<string[]> {
  const wrong: string[] = []
  for (const { colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await settled(page, colorScheme)
    const name = `${colorScheme} ${viewport.width}`
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > viewport.width) wrong.push(`${name}: ${wide} pixels wide`)
    wrong.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`))
  }
  return wrong
}

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
      await page.getByRole('link', { name: 'Ringfence' }).click()
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
