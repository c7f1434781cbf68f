import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { drop, headline, investigate } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// A month's calls beside the budget their owner sets.

const data = freshData()
let folder: string
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  folder = await mkdtemp(join(tmpdir(), 'ringfence-spend-'))
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
  for (const each of [folder, data]) if (each) await removed(each)
})

const DAY = 86_400_000
/** Ten calls of ten minutes to London each day since six weeks ago, and a dear day in this month. */
function records(): string {
  const rows: string[] = []
  const now = Date.now()
  for (let at = now - 42 * DAY; at < now; at += DAY) {
    const dear = Math.floor((now - at) / DAY) === 2
    for (let n = 0; n < (dear ? 60 : 10); n++) {
      const start = new Date(at - n * 60_000).toISOString().slice(0, 19).replace('T', ' ')
      const end = new Date(at - n * 60_000 + 600_000).toISOString().slice(0, 19).replace('T', ' ')
      rows.push(
        `"","1004","011442071838750","from-internal","1004","PJSIP/1004-1","PJSIP/carrier-1","Dial","","${start}","${start}","${end}",600,600,"ANSWERED","DOCUMENTATION","${start}.${n}",""`,
      )
    }
  }
  return `${rows.join('\n')}\n`
}

describe(`spend${skipReason}`, () => {
  browserTest(
    'what was spent, what is expected, and a budget that is set, passed and taken away again',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/settings/spend`)
      await page.getByText('No budget set').waitFor()
      await page.getByText('Nothing to learn from yet').waitFor()
      expect(await wrongIn(page, 'spend-empty')).toEqual([])

      await page.goto(`${server.origin}/investigations`)
      const path = join(folder, 'Master.csv')
      await writeFile(path, records())
      await drop(page, path)
      await investigate(page, 'US', 'UTC')
      expect(await headline(page)).not.toBe('')

      await page.goto(`${server.origin}/settings/spend`)
      await page.getByText('By what each weekday usually costs').waitFor()
      const budget = page.getByRole('textbox', { name: 'A month, in USD' })
      await budget.fill('a lot')
      await page.getByText('A number, like 1500 or 1500.50.').waitFor()
      expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
      await budget.fill('100000')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Within the budget').waitFor()
      expect(await wrongIn(page, 'spend')).toEqual([])
      await page.getByRole('textbox', { name: 'A month, in USD' }).fill('0.5')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Over the budget').waitFor()
      expect(await wrongIn(page, 'spend-over')).toEqual([])
      await page.getByRole('textbox', { name: 'A month, in USD' }).fill('')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('No budget set').waitFor()
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )
})
