import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// A carrier's price list, from its file to what a call costs.

const data = freshData()
let folder: string
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-rates-'))
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  for (const each of [data, folder]) if (each) await removed(each)
})

describe(`rates${skipReason}`, () => {
  browserTest(
    'a number is tested by the estimate; a price list is understood, previewed, imported and taken away',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/settings/rates`)
      await page.getByText('No price list has been imported').waitFor()
      await page.getByRole('textbox', { name: 'Number' }).fill('+252612345678')
      await page.getByRole('button', { name: 'Test it' }).click()
      await page.getByText(/between .* and /).waitFor()
      expect(await wrongIn(page)).toEqual([])

      const path = join(folder, 'prices.csv')
      await writeFile(
        path,
        'Dial code;Destination;Price per min;From\n4930;Berlin;0,02;01.03.2026\n252;Somalia;0,90;01.03.2026\nx;Nowhere;1;\n',
      )
      await page.locator('input[type=file]').setInputFiles(path)
      // Which column is what was guessed; the currency nobody can guess.
      await page.getByText('It cannot be read like this').waitFor()
      expect(await page.getByLabel('Number prefix').inputValue()).toBe('Dial code')
      await page.getByLabel('Dates').selectOption('dmy')
      await page.getByLabel('Currency of the file').fill('EUR')
      await page.getByLabel('Currency of the file').blur()
      await page.getByText('1 line cannot be used').waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'Import 2 rows' }).click()
      await page.getByText('A price list of 2 rows for 2 prefixes, in EUR.').waitFor()

      await page.getByRole('button', { name: 'Test it' }).click()
      await page.getByText('prefix 252 Somalia', { exact: false }).waitFor()
      await page.getByText('€9.00').waitFor()
      await page.reload()
      await page.getByText('A price list of 2 rows').waitFor()
      await page.getByRole('button', { name: 'Remove the price list' }).click()
      await page.getByRole('button', { name: 'Remove it' }).click()
      await page.getByText('No price list has been imported').waitFor()
      expect(visitor.faults()).toEqual([])
    },
    120_000,
  )
})
