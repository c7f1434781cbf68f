import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// What the console may cost a phone on a bad line, and a reader who has just begun to read.

const data = freshData()
const MOST_BYTES = 250_000
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

/** Bytes over the line for everything a page fetched, as the browser counted them: packed, with headers. */
const transferred = (page: Page): Promise<number> =>
  page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map((entry) => (entry as PerformanceResourceTiming).transferSize)
      .reduce((sum, bytes) => sum + bytes, 0),
  )

describe(`the budget of the console${skipReason}`, () => {
  browserTest(
    'the first page comes in 250 KB, everything counted, with an empty cache',
    async () => {
      const { page, faults } = await browser.visitor()
      await page.goto(server.link)
      await page.getByRole('heading', { name: 'Create the first administrator' }).waitFor()
      await page.waitForLoadState('networkidle')
      const bytes = await transferred(page)
      expect(bytes).toBeGreaterThan(50_000)
      expect(bytes).toBeLessThan(MOST_BYTES)
      expect(faults()).toEqual([])
    },
    60_000,
  )

  browserTest(
    'the verdict page does not move under the reader, and leaves no error in the console',
    async () => {
      const { page, faults } = visitor
      await setUp(page, server.link)
      await enter(page)
      await page.getByRole('button', { name: 'Load the sample breach' }).click()
      await headline(page)
      const address = page.url()
      await page.addInitScript(() => {
        Object.assign(window, { shifted: 0 })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            Object.assign(window, {
              shifted: (window as unknown as { shifted: number }).shifted + entry.value,
            })
        }).observe({ type: 'layout-shift', buffered: true })
      })
      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height })
        await page.goto(address)
        await headline(page)
        await page.waitForLoadState('networkidle')
        await page.getByRole('heading', { name: 'What was read' }).waitFor()
        const shifted = await page.evaluate(() => (window as unknown as { shifted: number }).shifted)
        // Below 0.1 is what the web calls good; we want nothing that an eye would see.
        expect([width, shifted < 0.02, shifted]).toEqual([width, true, shifted])
      }
      expect(faults()).toEqual([])
    },
    180_000,
  )
})
