import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { type Administrator, enter, setUp, signOut, typePassword } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// People, their roles and their ways in, in a browser. Passkeys need a name: they do not work at a bare address.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor
let page: Page
let ada: Administrator
let origin = ''

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  origin = server.origin.replace('127.0.0.1', 'localhost')
  browser = await openBrowser()
  visitor = await browser.visitor()
  page = visitor.page
  ada = await setUp(page, server.link.replace('127.0.0.1', 'localhost'))
  await enter(page)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

/** A security key inside the browser, which says yes at once. */
async function virtualKey(): Promise<void> {
  const session = await visitor.context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const besidesRefusals = (faults: readonly string[]): string[] =>
  faults.filter((fault) => !/status of 4\d\d/.test(fault))

describe(`access${skipReason}`, () => {
  browserTest(
    'a passkey is added, opens the console by itself, and is removed',
    async () => {
      await virtualKey()
      await page.goto(`${origin}/settings/sign-in`)
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.getByLabel(/^Name/).fill('The test key')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('button', { name: 'Remove The test key' }).waitFor()
      expect(await wrongIn(page)).toEqual([])
      await signOut(page)
      await page.getByRole('button', { name: 'Use a passkey' }).click()
      await page.getByRole('button', { name: /^You:/ }).waitFor()
      await page.goto(`${origin}/settings/sign-in`)
      await page.getByRole('button', { name: 'Remove The test key' }).click()
      await page.getByRole('button', { name: 'Remove it' }).click()
      await page.getByText(/None yet/).waitFor()
      expect(visitor.faults()).toEqual([])
    },
    90_000,
  )

  browserTest(
    'new recovery codes replace the old ones',
    async () => {
      await page.getByRole('button', { name: 'Make new ones' }).click()
      await page.getByRole('button', { name: 'Make them' }).click()
      const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
      await list.first().waitFor()
      const [fresh] = await list.allTextContents()
      expect(ada.recoveryCodes).not.toContain(fresh)
      await page.getByRole('button', { name: 'I have kept them' }).click()
      ada = { ...ada, recoveryCodes: [fresh ?? ''] }
    },
    60_000,
  )

  browserTest(
    'a dangerous act asks again who is there, and then goes on',
    async () => {
      await page.goto(`${origin}/settings/people`)
      let asked = 0
      // What the server says ten minutes after the last second factor; here once, so that the test need not wait.
      await page.route('**/api/v1/people', async (route) => {
        if (route.request().method() !== 'POST' || asked++ > 0) return route.continue()
        const body = { code: 'step-up-required', status: 403, detail: 'again', remedy: 'again' }
        return route.fulfill({ status: 403, json: body })
      })
      await page.getByRole('button', { name: 'Invite somebody' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('Grace Hopper')
      await page.getByRole('textbox', { name: 'E-mail' }).fill('grace@example.com')
      await page.getByRole('button', { name: 'Add a role' }).click()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'Invite', exact: true }).click()
      await page.getByText('Is it still you?').waitFor()
      await page.getByLabel(/Six digits/).fill(ada.recoveryCodes[0] ?? '')
      await page.getByRole('button', { name: 'Confirm' }).click()
      await page.getByTestId('one-time-link').waitFor()
      expect(asked).toBe(2)
      await page.unroute('**/api/v1/people')
    },
    60_000,
  )

  browserTest(
    'somebody invited comes in by the link, may do what their role says, and is put out',
    async () => {
      const link = (await page.getByTestId('one-time-link').textContent()) ?? ''
      await page.getByRole('button', { name: 'Done' }).click()
      const guest = await browser.visitor()
      await guest.page.goto(link)
      await guest.page.getByRole('heading', { name: 'Welcome, Grace Hopper' }).waitFor()
      expect(guest.page.url()).not.toContain('token')
      await guest.page.getByRole('textbox', { name: 'Password' }).fill('violet harbour seven lanterns')
      expect(await wrongIn(guest.page)).toEqual([])
      await guest.page.getByRole('button', { name: 'Continue' }).click()
      await joinWithAuthenticator(guest.page)
      await enter(guest.page)
      // What a viewer may not start is not offered.
      await guest.page.getByText('Your role may look, and not start anything').waitFor()
      expect(await guest.page.getByRole('button', { name: /sample breach|Choose files/ }).count()).toBe(0)
      const people = await guest.page.request.get(`${origin}/api/v1/people`)
      expect(people.status()).toBe(403)

      await page.reload()
      await page.getByRole('table', { name: 'People' }).waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'What to do about Grace Hopper' }).click()
      await page.getByRole('menuitem', { name: 'Deactivate' }).click()
      await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
      await page.getByText('Deactivated').waitFor()
      await guest.page.reload()
      await guest.page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(besidesRefusals(guest.faults())).toEqual([])
    },
    90_000,
  )

  browserTest(
    'sessions are listed, and the others can be ended',
    async () => {
      const other = await browser.visitor({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0' })
      await other.page.goto(`${origin}/sign-in`)
      await typePassword(other.page, ada.email, ada.password)
      await other.page.getByLabel('Six digits').fill(ada.code(1))
      await other.page.getByRole('button', { name: /^You:/ }).waitFor()
      await page.goto(`${origin}/settings/sessions`)
      await page.getByText('Firefox on Linux').waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'End the session on Firefox on Linux' }).click()
      await page.getByText('Firefox on Linux').waitFor({ state: 'detached' })
      await other.page.reload()
      await other.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    },
    90_000,
  )

  browserTest(
    'a token is made, shown once, and reads with nothing else',
    async () => {
      await page.goto(`${origin}/settings/tokens`)
      await page.getByRole('button', { name: 'Make a token' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('Nightly')
      await page.getByRole('checkbox', { name: 'investigations.read' }).check()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'Make it' }).click()
      const token = (await page.getByTestId('token').textContent()) ?? ''
      await page.getByRole('button', { name: 'Done' }).click()
      expect(await wrongIn(page)).toEqual([])
      const path = `${server.origin}/api/v1/customers/default/sites/main/investigations`
      const read = () => fetch(path, { headers: { authorization: `Bearer ${token}` } })
      expect((await read()).status).toBe(200)
      await page.getByRole('button', { name: 'End Nightly' }).click()
      await page.getByRole('button', { name: 'End it' }).click()
      await page.getByText(/^None\./).waitFor()
      expect((await read()).status).toBe(401)
    },
    60_000,
  )

  browserTest(
    'the audit log tells all of it',
    async () => {
      await page.goto(`${origin}/settings/audit-log`)
      const log = page.getByRole('table', { name: 'Audit log' })
      for (const what of ['API token ended', 'Person deactivated', 'Passkey added'])
        await log.getByText(what, { exact: true }).first().waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.getByLabel('Show').selectOption({ label: 'Passkey added' })
      // The heading and the one passkey; the list is empty for a moment while it is asked for again.
      await expect.poll(() => log.getByRole('row').count(), { timeout: 15_000 }).toBe(2)
      expect(await log.getByText('Person deactivated').count()).toBe(0)
    },
    60_000,
  )

  browserTest(
    'whoever guesses is told to wait',
    async () => {
      const guesser = await browser.visitor()
      await guesser.page.goto(`${origin}/sign-in`)
      for (let guess = 0; guess < 6; guess++) {
        const answered = guesser.page.waitForResponse('**/api/v1/sign-in')
        await typePassword(guesser.page, ada.email, `not the one ${guess}`)
        await answered
      }
      await guesser.page
        .getByRole('alert')
        .getByText(/too many failed attempts.*Wait/)
        .waitFor()
    },
    60_000,
  )
})

async function joinWithAuthenticator(guest: Page): Promise<void> {
  const { Secret, TOTP } = await import('otpauth')
  const app = guest.getByRole('link', { name: 'Open app on this device' })
  const secret = new URL((await app.getAttribute('href')) ?? '').searchParams.get('secret') ?? ''
  await guest
    .getByLabel('Six digits from the app')
    .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await guest.getByRole('button', { name: 'Confirm' }).click()
}
