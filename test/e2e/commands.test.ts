import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { headline } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The command palette and the keys: everything is reached by name, and no letter is stolen from a field.

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
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to or do something' })
const help = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

describe(`commands${skipReason}`, () => {
  browserTest(
    'Ctrl K finds pages and investigations by name; arrows and Enter go there, Escape goes back',
    async () => {
      const { page } = visitor
      const address = page.url()
      await page.keyboard.press('Control+k')
      await palette(page)
        .getByRole('option', { name: /^Overview/ })
        .waitFor()
      expect(await wrongIn(page, 'palette')).toEqual([])
      await page.keyboard.press('Escape')
      await palette(page).waitFor({ state: 'detached' })
      expect(page.url()).toBe(address)

      await page.keyboard.press('Meta+k')
      await palette(page).waitFor()
      await page.keyboard.type('notif')
      await page.keyboard.press('Enter')
      await page.waitForURL(`${server.origin}/settings/notifications`)
      await page.getByRole('button', { name: /^Go to/ }).click()
      await palette(page).waitFor()
      await page.keyboard.type('sample')
      await palette(page)
        .getByRole('option', { name: /^Sample breach/ })
        .waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(address)
      await headline(page)
      expect(visitor.faults()).toEqual([])
    },
    120_000,
  )

  browserTest(
    'g and a letter go to every section of the list that ? shows',
    async () => {
      const { page } = visitor
      await page.keyboard.press('?')
      await help(page).waitFor()
      expect(await wrongIn(page, 'shortcuts')).toEqual([])
      const keys = await help(page)
        .locator('dt', { hasText: 'then' })
        .locator('kbd:last-child')
        .allTextContents()
      const titles = await help(page).locator('dt:has-text("then") + dd').allTextContents()
      expect(new Set(keys).size).toBe(titles.length)
      expect(titles.length).toBeGreaterThan(9)
      await page.keyboard.press('Escape')
      await help(page).waitFor({ state: 'detached' })
      for (const [n, title] of titles.entries()) {
        await page.keyboard.press('g')
        await page.keyboard.press(keys[n] ?? '')
        await heading(page, title).waitFor()
      }
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'letters that are typed stay letters, and single letters can be switched off',
    async () => {
      const { page } = visitor
      await page.keyboard.press('g')
      await page.keyboard.press('r')
      await heading(page, 'Rules').waitFor()
      const field = page.getByRole('searchbox', { name: 'Search the rules' })
      await field.waitFor()
      await page.keyboard.press('/')
      await page.keyboard.type('go?/')
      expect(await field.inputValue()).toBe('go?/')
      expect(await help(page).count()).toBe(0)
      await heading(page, 'Rules').waitFor()

      await field.blur()
      await page.keyboard.press('?')
      await help(page).getByLabel('Single letters count').uncheck()
      await page.keyboard.press('Escape')
      await help(page).waitFor({ state: 'detached' })
      await page.keyboard.press('g')
      await page.keyboard.press('c')
      await page.keyboard.press('?')
      await page.keyboard.press('Control+k')
      await palette(page).waitFor()
      expect(await help(page).count()).toBe(0)
      expect(new URL(page.url()).pathname).toBe('/rules')
      await page.keyboard.type('keyboard')
      await page.keyboard.press('Enter')
      await help(page).getByLabel('Single letters count').check()
      await page.keyboard.press('Escape')
      await help(page).waitFor({ state: 'detached' })
      await page.keyboard.press('g')
      await page.keyboard.press('c')
      await heading(page, 'Controls').waitFor()
      expect(visitor.faults()).toEqual([])
    },
    120_000,
  )
})
