import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The firmware that models are to be brought to, in the console: set, followed from audit to audit, changed, withdrawn.

const data = freshData()
let folder: string
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-targets-'))
  await writeFile(join(folder, 'rtp.conf'), '[general]\nrtpstart=10000\nrtpend=20000\n')
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

const PATIENCE = { timeout: 60_000 }
const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)

/** Phones of one model by their firmware, and one of another maker. */
async function audit(page: Page, ...versions: readonly string[]): Promise<void> {
  const phones = versions.map(
    (version, n) => `  - { name: desk ${n}, vendor: Yealink, product: SIP-T46S, version: ${version} }\n`,
  )
  const other = '  - { name: meeting room, vendor: Grandstream, product: GXP1625, version: 1.0.7.64 }\n'
  await writeFile(join(folder, 'inventory.yaml'), `devices:\n${phones.join('')}${other}`)
  await page.goto(`${server.origin}/audit/new`)
  await page.getByRole('heading', { name: 'Drop the configuration here' }).waitFor()
  const names = ['rtp.conf', 'inventory.yaml'].map((name) => join(folder, name))
  await page.locator('input[type=file]').setInputFiles(names)
  await page.getByRole('button', { name: 'Audit', exact: true }).click()
  await page.waitForURL(/\/audit$/, PATIENCE)
  await page.getByRole('heading', { name: 'Score' }).waitFor(PATIENCE)
  await page.getByRole('navigation', { name: 'Audit' }).getByRole('link', { name: 'Devices' }).click()
  await page.getByRole('heading', { name: 'Targets' }).waitFor(PATIENCE)
}

const row = (page: Page, model: string) =>
  page.getByRole('table', { name: 'Targets by model' }).getByRole('row').filter({ hasText: model })

describe(`firmware targets${skipReason}`, () => {
  browserTest(
    'where no model has one, it is said what a target is, and the form proposes the version that mends',
    async () => {
      const { page } = visitor
      await audit(page, '66.85.0.5', '66.85.0.5', '66.86.0.160')
      await page.getByText('No model has a target yet').waitFor()
      await page.getByText('Set or change a target').click()
      await page.getByLabel('Model', { exact: true }).selectOption('Grandstream GXP1625')
      expect(await page.getByLabel('Firmware', { exact: true }).inputValue()).toBe('1.0.7.81')
      expect(await wrongIn(page, 'targets-empty')).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'a target is set with a last day, and shows how many devices are there and who set it',
    async () => {
      const { page } = visitor
      await page.getByLabel('Model', { exact: true }).selectOption('Yealink SIP-T46S')
      await page.getByLabel('Firmware', { exact: true }).fill('66.86.0.160')
      await page.getByLabel('Last day', { exact: true }).fill(day(30))
      await page.getByRole('button', { name: 'Set the target' }).press('Enter')
      await row(page, 'Yealink SIP-T46S').getByText('1 of 3').waitFor(PATIENCE)
      await row(page, 'Yealink SIP-T46S').getByText(day(30)).waitFor()
      await page.getByRole('button', { name: 'Change the target' }).waitFor()
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'a version that is none is refused with what to do',
    async () => {
      const { page } = visitor
      await page.getByLabel('Firmware', { exact: true }).fill('newest')
      await page.getByRole('button', { name: 'Change the target' }).click()
      await page
        .getByRole('alert')
        .getByText('cannot be read as a version', { exact: false })
        .waitFor(PATIENCE)
      // The refusal is one the browser notes.
      visitor.faults()
      await row(page, 'Yealink SIP-T46S').getByText('66.86.0.160').waitFor()
    },
    180_000,
  )

  browserTest(
    'it is changed, overdue is said plainly, and it is as by day so by night, on a desk and on a phone',
    async () => {
      const { page } = visitor
      await page.getByLabel('Firmware', { exact: true }).fill('66.86.0.160')
      await page.getByLabel('Last day', { exact: true }).fill(day(-1))
      await page.getByRole('button', { name: 'Change the target' }).click()
      await row(page, 'Yealink SIP-T46S')
        .getByText(`Overdue: ${day(-1)}`)
        .waitFor(PATIENCE)
      await page.getByLabel('Model', { exact: true }).selectOption('Grandstream GXP1625')
      await page.getByLabel('Firmware', { exact: true }).fill('1.0.7.64')
      await page.getByLabel('Last day', { exact: true }).fill('')
      await page.getByRole('button', { name: 'Set the target' }).click()
      await row(page, 'Grandstream GXP1625').getByText('All 1').waitFor(PATIENCE)
      expect(await wrongIn(page, 'targets')).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'the next audit moves it: nothing is overdue once every device is there',
    async () => {
      const { page } = visitor
      await audit(page, '66.86.0.160', '66.86.0.161', '66.87.0.1')
      await row(page, 'Yealink SIP-T46S').getByText('All 3').waitFor(PATIENCE)
      expect(await page.getByText('Overdue').count()).toBe(0)
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'targets are withdrawn, and each act is in the audit log',
    async () => {
      const { page } = visitor
      for (const model of ['Grandstream GXP1625', 'Yealink SIP-T46S'])
        await page.getByRole('button', { name: `Withdraw the target of ${model}` }).click()
      await page.getByText('No model has a target yet').waitFor(PATIENCE)
      await page.goto(`${server.origin}/settings/audit-log`)
      const entries = page.getByRole('table')
      await entries.getByText('Firmware target withdrawn').first().waitFor(PATIENCE)
      await entries.getByText('Firmware target set').first().waitFor(PATIENCE)
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )
})
