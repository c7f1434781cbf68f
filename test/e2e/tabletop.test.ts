import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// A breach played through at the table: from "I think we have been breached" to closed. SCREENSHOTS names a folder for pictures.

const data = freshData()
const shots = process.env['SCREENSHOTS']
let server: Served
let browser: TestBrowser
let visitor: Visitor
let page: Page

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  page = visitor.page
  await setUp(page, server.link)
  await enter(page)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

const picture = async (name: string): Promise<void> => {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  for (const width of [1440, 768, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(300)
      await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  await page.setViewportSize({ width: 1440, height: 900 })
}

const button = (name: string | RegExp): Locator => page.getByRole('button', { name })
const band = (): Locator => page.getByRole('region', { name: 'State of the incident' })
const next = (): Locator => page.getByRole('region', { name: 'What to do next' })

describe(`a breach at the table${skipReason}`, () => {
  browserTest(
    'somebody who knows nothing gets from “I think we have been breached” to contained in ten clicks',
    async () => {
      let clicks = 0
      const click = async (what: Locator): Promise<void> => {
        await what.click()
        clicks++
      }
      await page.goto(`${server.origin}/`)
      await picture('overview')
      await click(button('I think we have been breached'))
      expect(await wrongIn(page)).toEqual([])
      await click(button('Show me what to do'))
      await band().getByText('Not stopped yet').waitFor()
      await picture('opened')
      expect(await wrongIn(page)).toEqual([])
      await click(button('Done: Bar calls abroad and to premium numbers'))
      for (const question of ['Fraudulent calls', 'which accounts', 'the PBX never made']) {
        await next().getByText(question).waitFor()
        await click(next().getByRole('button', { name: /^No/ }))
      }
      await click(next().getByRole('button', { name: 'It is contained' }))
      await band().getByText('Contained', { exact: true }).waitFor()
      expect(clicks).toBeLessThanOrEqual(10)
      await picture('contained')
      expect(visitor.faults()).toEqual([])
    },
    120_000,
  )

  browserTest(
    'what an investigation found joins it, and the money is seen',
    async () => {
      await page.goto(`${server.origin}/investigations`)
      await button('Load the sample breach').click()
      expect(await headline(page)).toMatch(/^Breach/)
      await button('Handle this breach').click()
      await band().waitFor()
      await band().getByText('$', { exact: false }).first().waitFor()
      await picture('with-findings')
      await button(/^Timeline/).click()
      await page
        .getByText(/calls to/)
        .first()
        .waitFor()
      await picture('timeline')
      expect(await wrongIn(page)).toEqual([])
      await button(/^Closing/).click()
      await page.getByRole('heading', { name: 'What closing takes' }).waitFor()
      await picture('closing')
      expect(await wrongIn(page)).toEqual([])
      for (const step of ['2 Isolate', '5 Exposure', '6 Audit']) {
        await button(new RegExp(`^${step}`)).click()
        await page.getByRole('heading', { name: `Step ${step.replace(' ', ': ')}` }).waitFor()
        await picture(step.replace(' ', '-'))
        expect(await wrongIn(page)).toEqual([])
      }
      await page.getByRole('link', { name: 'Incidents' }).first().click()
      await page.getByRole('table', { name: 'Incidents' }).waitFor()
      await picture('list')
      expect(await wrongIn(page)).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )
})
