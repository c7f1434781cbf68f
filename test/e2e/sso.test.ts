import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type RealProvider, realProvider } from '../support/oidc.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { type Administrator, enter, setUp, signOut } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// Single sign-on in a browser, by a provider of its own: away, and back.

const data = freshData()
let server: Served
let provider: RealProvider
let browser: TestBrowser
let visitor: Visitor
let page: Page
let ada: Administrator

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  listener.close()
  await once(listener, 'close')
  return port
}

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  const port = await freePort()
  const at = `http://127.0.0.1:${port}`
  provider = await realProvider([`${at}/sign-in/return`, `${at}/settings/sign-in/return`])
  await mkdir(data)
  await writeFile(join(data, 'client-secret'), `${provider.settings.clientSecret}\n`)
  server = await serve(data, String(port), {
    RINGFENCE_OIDC_ISSUER: provider.issuer,
    RINGFENCE_OIDC_CLIENT_ID: provider.settings.clientId,
    RINGFENCE_OIDC_CLIENT_SECRET_FILE: join(data, 'client-secret'),
    RINGFENCE_OIDC_NAME: 'Example Login',
  })
  browser = await openBrowser()
  visitor = await browser.visitor()
  page = visitor.page
  ada = await setUp(page, server.link)
  await enter(page)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await provider?.close()
  await removed(data)
})

const inside = () => page.getByRole('button', { name: /^You:/ }).waitFor()
/** To a provider that does not remember the sign-in before. */
async function goAway(): Promise<void> {
  await visitor.context.clearCookies()
  await page.goto(`${server.origin}/sign-in`)
  await page.getByRole('button', { name: 'Sign in with Example Login' }).click()
}

describe(`single sign-on${skipReason}`, () => {
  browserTest(
    'an account is linked, and opens the console: with our code where the provider vouches for none',
    async () => {
      provider.account = { sub: 'ada', email: 'ada@elsewhere.example', amr: ['pwd'] }
      await page.goto(`${server.origin}/settings/sign-in`)
      await page.getByRole('button', { name: 'Link my account' }).click()
      await page.getByRole('button', { name: 'Unlink it' }).waitFor()
      expect(page.url()).toBe(`${server.origin}/settings/sign-in`)
      expect(await wrongIn(page)).toEqual([])

      await signOut(page)
      await page.goto(`${server.origin}/settings/sessions`)
      await page.getByRole('button', { name: 'Sign in with Example Login' }).waitFor()
      expect(await wrongIn(page)).toEqual([])
      await page.getByRole('button', { name: 'Sign in with Example Login' }).click()
      await page.getByLabel('Six digits').fill(ada.code(1))
      await page.getByRole('heading', { name: 'Your sessions' }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/settings/sessions')
    },
    90_000,
  )

  browserTest(
    'at once where the provider says that a second factor was shown',
    async () => {
      provider.account = { sub: 'ada', amr: ['pwd', 'mfa'] }
      await signOut(page)
      await goAway()
      await inside()
    },
    90_000,
  )

  browserTest(
    'somebody who has nothing else confirms a dangerous act there, in a tab of its own, and keeps the way in',
    async () => {
      const session = await page.request.get(`${server.origin}/api/v1/session`)
      const { csrf } = (await session.json()) as { csrf: string }
      const made = await page.request.post(`${server.origin}/api/v1/people`, {
        headers: { 'x-csrf-token': csrf, origin: server.origin },
        data: {
          name: 'Vic',
          email: 'vic@example.com',
          grants: [{ role: 'viewer', customer: null, site: null }],
        },
      })
      expect(made.status()).toBe(201)
      provider.account = { sub: 'vic', email: 'vic@example.com' }
      const vic = await browser.visitor()
      await vic.page.goto(`${server.origin}/sign-in`)
      await vic.page.getByRole('button', { name: 'Sign in with Example Login' }).click()
      await vic.page.getByRole('button', { name: /^You:/ }).waitFor()
      await vic.page.goto(`${server.origin}/settings/sign-in`)
      await vic.page.getByRole('button', { name: 'Unlink it' }).click()
      const dialog = vic.page.getByRole('dialog', { name: 'Is it still you?' })
      const again = dialog.getByRole('button', { name: 'Sign in again at Example Login' })
      await again.waitFor()
      expect(await wrongIn(vic.page, 'step-up-sso')).toEqual([])
      await again.click()
      await dialog.waitFor({ state: 'detached' })
      await vic.page.getByText('That account is your only way in.').waitFor()
      await vic.context.close()
    },
    120_000,
  )

  browserTest(
    'a stranger, and one who breaks off, are told what to do, and get no further',
    async () => {
      await signOut(page)
      for (const [account, code] of [
        [{ sub: 'mallory', email: 'mallory@example.com' }, 'sso-unknown'],
        [null, 'sso-refused'],
      ] as const) {
        provider.account = account
        await goAway()
        expect(await page.getByRole('alert').textContent()).toContain(code)
        expect(await wrongIn(page)).toEqual([])
        // What came back works once, and does not stay in the address.
        expect(page.url()).toBe(`${server.origin}/sign-in/return`)
        await page.getByRole('link', { name: 'Back to the sign-in page' }).click()
      }
      expect(visitor.faults().filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([])
    },
    90_000,
  )
})
