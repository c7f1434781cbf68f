import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { bigLog } from './big-log.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser } from './browser.ts'
import { drop, headline, investigate } from './drop.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The power goes while an investigation runs.

const data = freshData()
let folder: string
let server: Served
let browser: TestBrowser

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-files-'))
  server = await serve(data)
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  for (const each of [data, folder]) if (each) await removed(each)
})

describe(`kill -9 in the middle of an investigation${skipReason}`, () => {
  browserTest(
    'the next start finishes it, once',
    async () => {
      const log = bigLog(100_000, 30)
      await writeFile(join(folder, log.name), log.text)
      const { page } = await browser.visitor()
      await setUp(page, server.link)
      await enter(page)
      await drop(page, join(folder, log.name))
      const id = new URL(await investigate(page, log.country, log.timezone)).pathname
      await page.getByRole('heading', { name: /Reading the calls|Judging/ }).waitFor()
      await server.kill()

      server = await serve(data)
      await page.goto(`${server.origin}${id}`)
      // Cookies know no ports: the session outlives the server.
      expect(await headline(page)).toBe('Breach — still going on')
      await page.getByRole('link', { name: 'Investigations' }).first().click()
      const list = page.getByRole('list', { name: /newest first/ }).getByRole('listitem')
      await list.first().waitFor()
      expect(await list.count()).toBe(1)
      expect(await list.first().textContent()).toContain(log.name)
    },
    120_000,
  )
})
