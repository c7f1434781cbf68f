import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, cli, freshData, removed, type Served, serve } from './program.ts'

// Step 3 of an incident: who is told is seen before it is sent, and what becomes of it afterwards.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor
let mail: MailServer

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  mail = await startMailServer({ tls: 'none', recipient: (to) => (to.startsWith('gone') ? 550 : null) })
  server = await serve(data)
  const where = ['--host', '127.0.0.1', '--port', String(mail.port), '--tls', 'none']
  await cli(['connect', 'smtp', ...where, '--from', 'alerts@example.com'], { data })
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await mail?.close()
  await removed(data)
})

describe(`notices of an incident${skipReason}`, () => {
  browserTest(
    'are previewed, sent, and followed on its page and in its timeline; legal joins by itself',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/settings/notifications`)
      for (const [name, who] of [
        ['Grace', 'it-leadership'],
        ['Gone', 'finance'],
        ['Lena', 'legal'],
      ] as const) {
        await page.getByRole('button', { name: 'Add a person' }).click()
        await page.getByLabel('Name').fill(name)
        await page.getByLabel('Is', { exact: true }).selectOption(who)
        await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.com`)
        await page.getByRole('button', { name: 'Add', exact: true }).click()
      }
      await page.getByRole('button', { name: 'Save the plan' }).click()
      await page.getByText('Saved. The next notice goes by it.').waitFor()

      const id = await page.evaluate(async () => {
        const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string }
        const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf }
        const answer = await fetch('/api/v1/customers/default/sites/main/incidents', {
          method: 'POST',
          headers,
          body: JSON.stringify({ words: 'The phones ring at night.' }),
        })
        return ((await answer.json()) as { id: string }).id
      })
      await page.goto(`${server.origin}/incidents/${id}?view=3`)
      await page.getByText('Nobody was told yet.').waitFor()
      await page.getByLabel('What you add').fill('Take your mobile.')
      await page.getByRole('button', { name: 'Show what would be sent' }).click()
      await page.getByText('Grace grace@example.com').click()
      await page.getByText('Take your mobile.').first().waitFor()
      expect(await wrongIn(page)).toEqual([])
      expect(mail.mails).toEqual([])
      await page.getByRole('button', { name: 'Send it to 2 people' }).click()
      const rows = page.getByRole('table', { name: 'Notices' }).getByRole('row')
      await rows.filter({ hasText: 'Grace' }).getByText('Sent').waitFor()
      await rows.filter({ hasText: 'Gone' }).getByText('no such mailbox').waitFor()
      expect(mail.mails.map(({ to }) => to[0])).toEqual(['grace@example.com'])

      await page.getByRole('button', { name: /^Yes: Voicemail, recordings or customer data/ }).click()
      await rows.filter({ hasText: 'Lena' }).getByText('Sent').waitFor()
      await page.getByText('Data that may be exposed: 3').click()
      await page.getByRole('checkbox', { name: 'Payment cards' }).check()
      await page.getByRole('button', { name: 'Note it' }).click()
      await page.getByText('Data that may be exposed: 4').waitFor()
      expect(await wrongIn(page)).toEqual([])

      await page.getByRole('button', { name: 'Timeline' }).click()
      await page.getByText('Notice to Grace: sent').waitFor()
      await page.getByText('Notice to Gone: failed').waitFor()
      expect(visitor.faults()).toEqual([])
    },
    120_000,
  )
})
