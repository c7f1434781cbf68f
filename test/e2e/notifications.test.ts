import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, cli, freshData, removed, type Served, serve } from './program.ts'

// From nothing to a notice that somebody without an account acknowledges, in a real browser with a real mail server.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor
let mail: MailServer

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  mail = await startMailServer({ tls: 'none' })
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await mail?.close()
  await removed(data)
})

describe(`notifications${skipReason}`, () => {
  browserTest(
    'a channel inside the network is refused in the browser, and taken from whoever sits at the machine',
    async () => {
      const { page } = visitor
      await page.getByRole('link', { name: 'Settings' }).first().click()
      await page.getByRole('link', { name: 'Notifications' }).click()
      await page.getByText('None yet: nobody can be told.').waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'Add a channel' }).click()
      await page.getByLabel('Mail server').fill('127.0.0.1')
      await page.getByLabel('Encryption').selectOption('none')
      await page.getByLabel('Port').fill(String(mail.port))
      await page.getByLabel('Sender').fill('alerts@example.com')
      await page.getByRole('button', { name: 'Try it and keep it' }).click()
      await page.getByText('RINGFENCE_OUTGOING_HOSTS').waitFor()
      await page.getByRole('button', { name: 'Cancel' }).click()
      const made = await cli(
        [
          ...['connect', 'smtp', '--host', `127.0.0.1:${mail.port}`, '--tls', 'none'],
          ...['--from', 'alerts@example.com', '--json'],
        ],
        { data },
      )
      expect([made.code, made.stderr]).toEqual([0, ''])
      await page.reload()
      await page.getByRole('button', { name: 'Send a test' }).click()
      await page.getByLabel('E-mail address').fill('ada@example.com')
      await page.getByRole('button', { name: 'Send it' }).click()
      await page.getByText('It was taken:').waitFor()
      expect(mail.mails.map((one) => one.header('subject'))).toEqual(['Ringfence: a test for Main site'])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    },
    90_000,
  )

  browserTest(
    'people, the matrix, the clock and the words are planned and saved as one; what is wrong is named',
    async () => {
      const { page } = visitor
      for (const [name, who] of [
        ['Grace', 'it-leadership'],
        ['Lena', 'legal'],
      ] as const) {
        await page.getByRole('button', { name: 'Add a person' }).click()
        await page.getByLabel('Name').fill(name)
        await page.getByLabel('Is', { exact: true }).selectOption(who)
        await page.getByLabel('Mobile, to call by hand').fill('+12025550100')
        await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.com`)
        await page.getByRole('button', { name: 'Add', exact: true }).click()
      }
      await page.getByLabel('Finance: First hour').uncheck()
      await page.getByLabel('Numbers that ring on the phone system').fill('+1202555*')
      await page.getByLabel('Subject').fill('Breach at {{sites}}')
      await page.getByRole('button', { name: 'Save the plan' }).click()
      await page.getByText('did you mean {{site}}').waitFor()
      await page.getByLabel('Subject').fill('Breach at {{site}}')
      await page.getByRole('button', { name: 'Save the plan' }).click()
      await page.getByText('Saved. The next notice goes by it.').waitFor()
      await page.getByText('The only number of Grace rings on the phone system of this site').waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.reload()
      await page.getByRole('button', { name: 'Grace' }).waitFor()
      expect(await page.getByLabel('Finance: First hour').isChecked()).toBe(false)
      expect(await page.getByLabel('Subject').inputValue()).toBe('Breach at {{site}}')
      expect(visitor.faults().filter((fault) => !/ 4(03|22) /.test(fault))).toEqual([])
    },
    90_000,
  )

  browserTest(
    'a notice of an incident is previewed, sent, and acknowledged by its link without an account',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/investigations`)
      await page.getByRole('button', { name: 'Load the sample breach' }).click()
      await page.locator('#headline').waitFor()
      const incident = await page.evaluate(async () => {
        const id = location.pathname.split('/').at(-1)
        const answer = await fetch(`/api/v1/customers/default/sites/main/investigations/${id}`)
        return ((await answer.json()) as { result: { incidents: { id: string }[] } }).result.incidents[0]?.id
      })
      const asked = (path: string, body: object) =>
        page.evaluate(
          async ([url, text]) => {
            const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string }
            const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf }
            return (await fetch(url as string, { method: 'POST', headers, body: text as string })).json()
          },
          [`/api/v1/customers/default/sites/main/incidents/${incident}/notices${path}`, JSON.stringify(body)],
        )
      const wanted = { stage: 'first-hour', note: 'The carrier knows.' }
      const { drafts } = (await asked('/preview', wanted)) as { drafts: { subject: string; text: string }[] }
      expect(drafts.map(({ subject }) => subject)).toEqual(['Breach at Main site'])
      expect(drafts[0]?.text).toContain('The carrier knows.')
      await asked('', wanted)
      await expect.poll(() => mail.mails.length, { timeout: 30_000 }).toBe(2)
      const sent = mail.mails[1]
      expect(sent?.to).toEqual(['grace@example.com'])
      // Legal joins by itself.
      await asked('/data', { data: ['voicemail'] })
      await expect.poll(() => mail.mails.at(-1)?.to, { timeout: 30_000 }).toEqual(['lena@example.com'])

      const link = /\/acknowledge#[\w.=-]+/.exec(unfolded(sent?.raw ?? ''))?.[0] ?? ''
      const stranger = await browser.visitor({ viewport: { width: 390, height: 800 } })
      await stranger.page.goto(server.origin + link)
      await stranger.page.getByText('at Main site').waitFor()
      expect(await wrongIn(stranger.page)).toEqual([])
      await stranger.page.getByRole('button', { name: 'I have read this' }).click()
      await stranger.page.getByText('Thank you, Grace.').waitFor()
      expect(stranger.faults()).toEqual([])
      await stranger.page.goto(`${server.origin}/acknowledge#nothing`)
      await stranger.page.reload()
      await stranger.page.getByText('This link is not valid, or no longer.').waitFor()
      const told = await page.evaluate(
        async (url) => (await fetch(url)).json(),
        `/api/v1/customers/default/sites/main/incidents/${incident}/notices`,
      )
      expect(told.telling.acknowledgedAt).not.toBeNull()
      expect(told.telling.data).toEqual(['voicemail'])
    },
    120_000,
  )
})

/** Quoted-printable text as it was written. */
const unfolded = (raw: string): string => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=')
