import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { generate, invoice, writeDialect } from '../support/scenario/index.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { drop, headline, investigate } from './drop.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The money of a breach: the carrier's invoice matched line by line, the dispute, and what comes back.

const data = freshData()
const stolen = generate({ seed: 3, attack: 'A12', country: 'US', timezone: 'America/New_York' })
const bill = invoice(stolen)
let folder: string
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-money-'))
  await writeFile(join(folder, 'Master.csv'), writeDialect(stolen, 'asterisk-csv').files[0]?.text ?? '')
  // As a carrier writes it: other words, another order, rent at the end.
  const theirs = bill.csv
    .replace('line_id,start_time,from,to,', 'Call ID,Start date,Caller,Called number,')
    .replace('duration_seconds,billed_seconds,amount', 'Duration,Billed seconds,Charge')
  await writeFile(join(folder, 'march.csv'), `${theirs.trim()}\n,,,,,,25.00,USD,Trunk rental\n`)
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

describe(`the money page${skipReason}`, () => {
  browserTest(
    'an invoice is understood, matched line by line, and shows that somebody else uses the trunk',
    async () => {
      const { page } = visitor
      await page.evaluate(async (deck) => {
        const { csrf } = await (await fetch('/api/v1/session')).json()
        await fetch('/api/v1/customers/default/sites/main/rates', {
          method: 'PUT',
          headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
          body: JSON.stringify({ text: deck, mode: 'replace' }),
        })
      }, stolen.deck)
      await page.goto(`${server.origin}/investigations`)
      await drop(page, join(folder, 'Master.csv'))
      await investigate(page, 'US', 'America/New_York')
      await headline(page, 120_000)
      await page.goto(`${server.origin}/`)
      await page.getByRole('button', { name: 'I think we have been breached' }).click()
      await page.getByRole('button', { name: 'Show me what to do' }).click()
      await page
        .getByRole('navigation', { name: 'Steps' })
        .getByRole('button', { name: /^Money/ })
        .click()
      await page.getByRole('heading', { name: 'Match the invoice with your calls' }).waitFor()
      expect(await wrongIn(page, 'money-empty')).toEqual([])

      await page.locator('input[type=file]').setInputFiles(join(folder, 'march.csv'))
      await page.getByRole('table', { name: 'How the invoice reads' }).waitFor()
      expect(await page.getByLabel('Number called').inputValue()).toBe('Called number')
      expect(await page.getByLabel('Length billed').inputValue()).toBe('Billed seconds')
      expect(await wrongIn(page, 'money-preview')).toEqual([])
      await page.getByRole('button', { name: 'Match it with the calls' }).click()

      const finding = page.getByRole('article', { name: 'Somebody else calls by this trunk' })
      await finding.waitFor({ timeout: 120_000 })
      await finding.getByText('A breach by itself').waitFor()
      const classes = page.getByRole('table', { name: 'Lines by class, USD' })
      await classes.getByText('The invoice', { exact: true }).waitFor()
      expect(await wrongIn(page, 'money-matched')).toEqual([])

      await page.getByRole('button', { name: 'Show the lines: The PBX never made them' }).click()
      const lines = page.getByRole('table', { name: 'Lines: The PBX never made them' })
      await lines.getByRole('row').nth(1).waitFor()
      const strangers = [...bill.truth.lines.values()].filter((line) => line.class === 'provider-only')
      await page.getByText(`: ${strangers.length.toLocaleString('en-US')} lines`).waitFor()
      expect(await wrongIn(page, 'money-lines')).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    300_000,
  )

  browserTest(
    'the dispute is followed to the credit; the pack holds every line',
    async () => {
      const { page } = visitor
      await page.getByText('Write down what the carrier says').click()
      for (const [what, amount] of [
        ['sent', '1500.00'],
        ['credited', '1000.00'],
      ] as const) {
        await page.getByLabel('What happened').selectOption(what)
        await page.getByLabel('Amount, USD').fill(amount)
        await page.getByLabel('Reference of the dispute').fill('D-4711')
        await page.getByRole('button', { name: 'Write it down' }).click()
        await page
          .getByRole('listitem')
          .filter({ hasText: what === 'sent' ? 'Sent' : 'Credited' })
          .getByText('D-4711')
          .waitFor()
      }
      const figures = page.getByRole('region', { name: 'The dispute' })
      await figures.getByText('$500.00').waitFor()
      expect(await wrongIn(page, 'money-dispute')).toEqual([])
      const incident = new URL(page.url()).pathname.split('/').at(-1)
      const pack = await page.request.get(
        `${server.origin}/api/v1/customers/default/sites/main/incidents/${incident}/dispute-lines.csv`,
      )
      const wrong = [...bill.truth.lines.values()].filter(
        ({ over, class: kind }) => kind === 'provider-only' || over > 0,
      )
      expect((await pack.text()).trim().split('\n')).toHaveLength(1 + wrong.length)
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )
})
