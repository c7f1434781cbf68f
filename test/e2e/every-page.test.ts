import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { type Furnished, furnish } from './furnish.ts'
import { wrongIn } from './looks.ts'
import { outerPages, pages, type ShownPage, settled } from './pages.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// Every route of the console with something in it: readable for everybody by day and by night, never wider than the screen, and
// nothing in the browser's console.

const data = freshData()
let server: Served
let browser: TestBrowser
let visitor: Visitor
let furnished: Furnished

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
  furnished = await furnish(visitor.page)
}, 600_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await removed(data)
})

async function looksRight({ page, faults }: Visitor, { name, path, refuses }: ShownPage): Promise<void> {
  await page.goto(new URL(path(furnished), server.origin).href)
  await settled(page)
  expect(await wrongIn(page, name)).toEqual([])
  expect(faults().filter((fault) => !refuses || !/status of 4\d\d/.test(fault))).toEqual([])
}

describe(`every page${skipReason}`, () => {
  browserTest(
    'that the console has a route to is looked at here',
    async () => {
      await visitor.page.goto(server.origin)
      await settled(visitor.page)
      const routes = await visitor.page.evaluate(() => {
        const { __TSR_ROUTER__: router } = window as unknown as {
          __TSR_ROUTER__: { routesByPath: Record<string, unknown> }
        }
        return Object.keys(router.routesByPath)
      })
      // A frame with a page of its own stands there twice; the settings begin with their first page.
      const known = new Set(routes.map((route) => route.replace(/(.)\/$/, '$1')))
      known.delete('/settings')
      const looked = new Set(['/setup', ...[...pages, ...outerPages].map(({ route }) => route)])
      expect([...known].sort()).toEqual([...looked].sort())
    },
    60_000,
  )

  for (const each of pages) browserTest(`inside: ${each.name}`, () => looksRight(visitor, each), 240_000)

  for (const each of outerPages)
    browserTest(`outside: ${each.name}`, async () => looksRight(await browser.visitor(), each), 240_000)
})
