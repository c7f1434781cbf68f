import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// Many customers with many sites: adding one, setting it up, finding it again.

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
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

describe(`sites${skipReason}`, () => {
  browserTest(
    'a site is added and set up with a form; the file says the same and names its wrong lines',
    async () => {
      const { page } = visitor
      await page.getByRole('link', { name: 'Settings' }).first().click()
      await page.getByRole('button', { name: 'Add a site' }).click()
      await page.getByLabel('Customer', { exact: true }).selectOption({ label: 'A new customer' })
      await page.getByLabel('Name of the customer').fill('Harbour Foods')
      await page.getByLabel('Name of the site').fill('Head office')
      await page.getByRole('button', { name: 'Add it' }).click()
      await page.getByLabel('Country').selectOption('DE')
      await page.getByLabel('Time zone').selectOption('Europe/Berlin')
      await page.getByLabel('Destinations that are normal').fill('+43, +41')
      await page.getByLabel('Most spent in a day').fill('a lot')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText(/does not have the form/).waitFor()
      await page.getByLabel('Most spent in a day').fill('200 EUR')
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved. The next investigation').waitFor()

      await page.getByRole('button', { name: 'As site.yaml' }).click()
      const yaml = page.getByRole('textbox', { name: 'site.yaml' })
      expect(await yaml.inputValue()).toContain('country: DE\ntimezone: Europe/Berlin\n')
      await yaml.fill('country: DE\ntimezon: Europe/Berlin\n')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('did you mean "timezone"?').waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'Line 2' }).click()
      const chosen = await yaml.evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      )
      expect(chosen).toBe('timezon: Europe/Berlin')
      expect(visitor.faults().filter((fault) => !fault.includes('422'))).toEqual([])
    },
    60_000,
  )

  browserTest(
    'with five hundred sites the switcher finds one by typing, and the overview shows the worst first',
    async () => {
      const { page } = visitor
      await page.evaluate(async () => {
        const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string }
        const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf }
        const add = (n: number) =>
          fetch('/api/v1/sites', {
            method: 'POST',
            headers,
            body: JSON.stringify({ name: `Branch ${n}`, customer: 'default' }),
          })
        await Promise.all(Array.from({ length: 500 }, (_, n) => add(n + 1)))
      })
      await page.goto(`${server.origin}/?site=default/main`)
      await page.getByRole('button', { name: /^Site: .*Main site/ }).click()
      const field = page.getByRole('combobox', { name: 'Choose a site' })
      await field.fill('branch 499')
      await page.getByText('1 of 502').waitFor()
      await field.press('Enter')
      await page.getByRole('button', { name: /^Site: .*Branch 499/ }).waitFor()
      await page.getByRole('button', { name: 'Load the sample breach' }).click()
      await page.locator('#headline').waitFor()
      await page.getByRole('link', { name: 'Overview' }).first().click()
      const rows = page.getByRole('table', { name: 'Sites' }).getByRole('row')
      await rows.nth(1).waitFor()
      expect(await rows.nth(1).textContent()).toMatch(/^Branch 499.*Breach, ongoing.*\$/)
      expect(await rows.count()).toBeLessThan(60)
      expect(await wrongIn(page)).toEqual([])
    },
    120_000,
  )
})
