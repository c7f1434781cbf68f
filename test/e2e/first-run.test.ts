import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Verdict } from '../../src/contract/index.ts'
import { type BigLog, bigLog } from './big-log.ts'
import {
  axeProblems,
  browserTest,
  openBrowser,
  skipReason,
  type TestBrowser,
  type Visitor,
} from './browser.ts'
import { drop, headline, investigate } from './drop.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The first evening with Ringfence: from the printed link to a verdict on 100,000 rows, in a real browser.

const data = freshData()
let folder: string
let log: BigLog
let server: Served
let browser: TestBrowser
let visitor: Visitor
let page: Page
let htmlReport: string

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-files-'))
  log = bigLog(100_000, 30)
  await writeFile(join(folder, log.name), log.text)
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  page = visitor.page
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  for (const each of [data, folder]) if (each) await removed(each)
})

async function downloaded(choice: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Reports' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: choice }).click()
  const download = await coming
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return { name: download.suggestedFilename(), bytes: await readFile(path) }
}

const pdfText = (bytes: Buffer): string | null => {
  const { status, stdout } = spawnSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' })
  return status === 0 ? stdout : null
}

describe(`the first run${skipReason}`, () => {
  browserTest('the printed link is local and leads to the first administrator', async () => {
    expect(server.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup#token=[\w-]{43}$/)
    await page.goto(server.link)
    await page.getByRole('heading', { name: 'Create the first administrator' }).waitFor()
    expect(await axeProblems(page)).toEqual([])
    expect(page.url()).toBe(`${server.origin}/setup`)
  })

  browserTest('name, password, authenticator, recovery codes: then the empty console', async () => {
    const { recoveryCodes } = await setUp(page, server.link)
    expect(new Set(recoveryCodes).size).toBe(10)
    await enter(page)
    expect(page.url()).toBe(`${server.origin}/investigations`)
    await page.getByRole('heading', { name: 'Drop your call log here' }).waitFor()
    await page.getByRole('button', { name: 'Load the sample breach' }).waitFor()
    expect(visitor.faults()).toEqual([])
  })

  browserTest(
    '100,000 rows dropped: a verdict, with accounts, reasons and money',
    async () => {
      const began = performance.now()
      await drop(page, join(folder, log.name))
      await investigate(page, log.country, log.timezone)
      expect(await headline(page)).toBe('Breach — still going on')
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      console.log(`From drop to verdict: ${seconds} s for ${log.rows.toLocaleString('en-US')} rows`)
      await page.getByRole('heading', { name: 'What did it cost?' }).waitFor()
      const accounts = page.getByRole('table', { name: 'Accounts' }).getByRole('row')
      const first = await accounts.nth(1).getByRole('cell').allTextContents()
      expect(first[0]).toBe(log.account)
      expect(first[1]?.length).toBeGreaterThan(40)
      // The very last one says whose the calls were.
      expect(first.at(-2)).toMatch(/^\$[\d,]*[1-9]/)
      expect(await axeProblems(page)).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    90_000,
  )

  browserTest(
    'the four reports are what they say and tell the same story',
    async () => {
      const json = await downloaded(/JSON/)
      const verdict = JSON.parse(json.bytes.toString('utf8')) as Verdict
      expect(json.name).toMatch(/\.json$/)
      expect(verdict).toMatchObject({ verdict: 'breach', ongoing: true })
      expect(verdict.input.rows + verdict.input.rejected).toBeGreaterThanOrEqual(100_000)
      expect(verdict.exposure.likely.micros).toBeGreaterThan(0)
      expect(verdict.flaggedCalls.length).toBeGreaterThanOrEqual(log.fraudCalls)
      expect(verdict.flaggedCalls.length).toBeLessThanOrEqual(log.fraudCalls * 1.05)
      expect(verdict.flaggedCalls.every((call) => call.reason.length > 10)).toBe(true)

      const csv = await downloaded(/CSV/)
      const lines = csv.bytes.toString('utf8').trimEnd().split('\r\n')
      expect(lines).toHaveLength(verdict.flaggedCalls.length + 1)
      expect(lines.join('\n')).toContain(verdict.flaggedCalls[0]?.id)

      const page = await downloaded(/HTML/)
      htmlReport = join(folder, page.name)
      const html = page.bytes.toString('utf8')
      expect(html).toMatch(/^<!doctype html>/i)
      expect(html).not.toMatch(/<script/i)
      for (const { account } of verdict.accounts) expect(html).toContain(account)

      const pdf = (await downloaded(/PDF/)).bytes
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      expect(pdf.subarray(-32).toString('latin1')).toContain('%%EOF')
      const text = pdfText(pdf)
      if (text === null) console.log('SKIPPED reading the PDF back: pdftotext is missing')
      else for (const { account } of verdict.accounts) expect(text).toContain(account)
      expect(visitor.faults()).toEqual([])
    },
    60_000,
  )

  browserTest('the report as a page runs nothing and fetches nothing', async () => {
    const { page: reader, faults } = await browser.visitor({ viewport: { width: 1000, height: 900 } })
    const asked: string[] = []
    reader.on('request', (request) => asked.push(request.url()))
    await reader.goto(`file://${htmlReport}`)
    expect(await reader.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
    expect(await axeProblems(reader)).toEqual([])
    expect(faults()).toEqual([])
    await reader.context().close()
  })

  browserTest('the one-time link has had its time', async () => {
    const stranger = await browser.visitor()
    await stranger.page.goto(server.link)
    await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await stranger.context.close()
  })

  browserTest('Ctrl-C ends it cleanly, and the next start prints an address without a link', async () => {
    expect(await server.stop()).toBe(0)
    server = await serve(data)
    expect(server.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })
})
