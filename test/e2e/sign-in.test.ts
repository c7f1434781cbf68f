import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { type Administrator, enter, setUp, signOut, typePassword } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The door, from outside: who comes in, who does not, and what they are told.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor
let page: Page
let ada: Administrator

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  page = visitor.page
  ada = await setUp(page, server.link)
  await enter(page)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

/** Answers of 401 are part of being refused; browsers write each into their console. */
const besidesRefusals = (faults: readonly string[]): string[] =>
  faults.filter((fault) => !/status of 401|status of 422/.test(fault))

describe(`signing in${skipReason}`, () => {
  browserTest('signing out leaves nothing behind', async () => {
    const before = await visitor.context.cookies()
    await signOut(page)
    await visitor.context.addCookies(before)
    await page.goto(`${server.origin}/investigations`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  browserTest('cookies are out of the reach of scripts and of other pages', async () => {
    for (const cookie of await visitor.context.cookies())
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: expect.stringMatching(/Strict|Lax/) })
  })

  browserTest('a wrong password and an unknown address are told the same', async () => {
    await page.goto(`${server.origin}/sign-in`)
    const told: (string | null)[] = []
    for (const [email, password] of [
      [ada.email, 'not the right one at all'],
      ['nobody@example.com', ada.password],
    ] as const) {
      await page.reload()
      await typePassword(page, email, password)
      told.push(await page.getByRole('alert').textContent())
    }
    expect(told[0]).toContain('sign-in-refused')
    expect(told[1]).toBe(told[0])
    expect(besidesRefusals(visitor.faults())).toEqual([])
  })

  browserTest('a password alone opens nothing; a wrong code neither', async () => {
    await page.reload()
    await typePassword(page, ada.email, ada.password)
    await page.getByLabel('Six digits').fill('000000')
    expect(await page.getByRole('alert').textContent()).toMatch(/code-refused|sign-in-refused/)
    const answer = await page.request.get(
      `${server.origin}/api/v1/customers/default/sites/main/investigations`,
    )
    expect(answer.status()).toBe(401)
  })

  browserTest('password and code lead to where one was going', async () => {
    await page.goto(`${server.origin}/investigations/none-such`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await typePassword(page, ada.email, ada.password)
    // A code works once, and the one of this half minute was used to set up.
    await page.getByLabel('Six digits').fill(ada.code(1))
    await page.getByRole('heading', { name: 'This investigation could not be opened' }).waitFor()
    await signOut(page)
  })

  browserTest('a recovery code works once', async () => {
    const [code = ''] = ada.recoveryCodes
    await typePassword(page, ada.email, ada.password)
    await page.getByRole('button', { name: /use a recovery code/ }).click()
    await page.getByLabel('Recovery code').fill(code)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await signOut(page)
    await typePassword(page, ada.email, ada.password)
    await page.getByRole('button', { name: /use a recovery code/ }).click()
    await page.getByLabel('Recovery code').fill(code)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('refused')
    expect(besidesRefusals(visitor.faults()).filter((fault) => !fault.includes('404'))).toEqual([])
  })
})
