import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, type Running } from '../support/asterisk/sip.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import {
  axeProblems,
  browserTest,
  openBrowser,
  skipReason,
  type TestBrowser,
  type Visitor,
} from './browser.ts'
import { enter, setUp } from './person.ts'
import { built, cli, freshData, removed, type Served, serve } from './program.ts'

// The Live page on a real PBX: what a person sees while money is being lost, and that the button ends it.

const data = freshData()
const runs = skipReason === '' && hasAsterisk
let server: Served
let browser: TestBrowser
let pbx: Pbx
let line: Awaited<ReturnType<typeof carrier>>
let folder: string
let mail: MailServer

beforeAll(async () => {
  if (!runs) return
  await built()
  folder = mkdtempSync(join(tmpdir(), 'ringfence-live-'))
  pbx = await startPbx()
  line = await carrier(pbx.carrier)
  mail = await startMailServer({ tls: 'none' })
  server = await serve(data)
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  if (!runs) return
  await browser.close()
  await server.stop()
  line.stop()
  await mail.close()
  await pbx.remove()
  await removed(data)
  rmSync(folder, { recursive: true, force: true })
})

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { colorScheme: 'light', viewport: { width: 768, height: 1024 } },
  { colorScheme: 'dark', viewport: { width: 768, height: 1024 } },
] as const

/** What is wrong with the page in each look. RINGFENCE_SHOTS names a folder to keep pictures in. */
async function wrongIn({ page }: Visitor, name: string): Promise<string[]> {
  const wrong: string[] = []
  for (const { colorScheme, viewport } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > viewport.width) wrong.push(`${colorScheme} ${viewport.width}: ${wide} pixels wide`)
    wrong.push(...(await axeProblems(page)).map((problem) => `${colorScheme} ${viewport.width}: ${problem}`))
    const shots = process.env['RINGFENCE_SHOTS']
    if (shots)
      await page.screenshot({
        path: join(shots, `${name}-${viewport.width}-${colorScheme}.png`),
        fullPage: true,
      })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  return wrong
}

describe.skipIf(!runs)('the Live page', () => {
  let visitor: Visitor
  const attack: Running[] = []

  browserTest(
    'says what to do while nothing is connected, then shows the calls of a PBX that was connected meanwhile',
    async () => {
      visitor = await browser.visitor()
      const { page } = visitor
      await setUp(page, server.link)
      await enter(page)
      await page.getByRole('link', { name: 'Live' }).click()
      await page.getByRole('heading', { name: 'No phone system is connected at this site' }).waitFor()
      expect(await wrongIn(visitor, 'nothing')).toEqual([])
      writeFileSync(join(folder, 'secret'), managers['ringfence']?.secret ?? '')
      const to = [
        '--ami',
        `${pbx.address}:5038`,
        '--user',
        'ringfence',
        '--secret-file',
        join(folder, 'secret'),
      ]
      // What this page is for is what people do: nothing happens by itself.
      writeFileSync(join(folder, 'site.yaml'), 'country: US\ncontainment: { mode: notify }\n')
      const settings = ['--site', 'main', '--settings', join(folder, 'site.yaml')]
      expect((await cli(['sites', ...settings], { data })).code).toBe(0)
      expect((await cli(['connect', 'asterisk', '--site', 'main', ...to], { data })).code).toBe(0)
      await page.getByRole('heading', { name: 'Calls in progress' }).waitFor()
      await page.getByText('Nobody is on the phone').waitFor()
      expect(await wrongIn(visitor, 'quiet')).toEqual([])
    },
    120_000,
  )

  browserTest(
    'is not the only way to hear of it: people are to be told by mail',
    async () => {
      const { page } = visitor
      const to = ['--host', '127.0.0.1', '--port', String(mail.port), '--tls', 'none']
      const made = await cli(['connect', 'smtp', ...to, '--from', 'alerts@example.com', '--json'], { data })
      expect(made.code).toBe(0)
      const saved = await page.evaluate(async (channel) => {
        const plan = '/api/v1/customers/default/sites/main/notice-plan'
        const { csrf } = (await (await fetch('/api/v1/session')).json()) as { csrf: string }
        const before = (await (await fetch(plan)).json()) as { plan: object; revision: number }
        const grace = { id: 'grace', name: 'Grace', stakeholder: 'it-leadership' }
        const contacts = [{ ...grace, ways: [{ channel, to: 'grace@example.com' }] }]
        const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf }
        const body = JSON.stringify({ revision: before.revision, plan: { ...before.plan, contacts } })
        return (await fetch(plan, { method: 'PUT', headers, body })).status
      }, JSON.parse(made.stdout).id)
      expect(saved).toBe(200)
    },
    60_000,
  )

  browserTest(
    'shows what is being lost a minute, and ends all bad calls and no other with one button',
    async () => {
      const { page } = visitor
      const of = (account: string, host: number) => ({
        account,
        password: phones[account] as string,
        from: pbx.block.address(host),
      })
      const good = call(pbx, of('1002', 12), '912125550100')
      expect(await good.answered).toBe(true)
      for (let n = 0; n < 7; n++) attack.push(call(pbx, of('1001', 66), `0112526123456${n}`))
      await page.getByRole('button', { name: /^Hang up the 7 bad calls/ }).waitFor()
      await page.getByText('Money is being lost').waitFor()
      await expect.poll(() => mail.mails.length, { timeout: 30_000 }).toBeGreaterThan(0)
      expect(mail.mails[0]?.header('subject')).toMatch(/^Phone breach at .+: Pumped calls/)
      expect(mail.mails[0]?.raw).toContain('Lost so far: $')
      expect(await wrongIn(visitor, 'attack')).toEqual([])
      await page.getByRole('button', { name: /^Hang up the 7 bad calls/ }).click()
      expect((await Promise.all(attack.map(({ done }) => done))).every(({ ok }) => ok)).toBe(true)
      await page.getByText('1 call in progress.').waitFor()
      await page.getByRole('button', { name: /^Hang up: 1002/ }).click()
      expect((await good.done).ok).toBe(true)
      await page.getByText('Nobody is on the phone').waitFor()
      // Seven calls, one attack, one message.
      expect(mail.mails.map(({ to }) => to)).toEqual([['grace@example.com']])
    },
    120_000,
  )

  browserTest(
    'says that the PBX is lost, and that the server is; both come back by themselves',
    async () => {
      const { page } = visitor
      await pbx.kill()
      await page.getByText('The Asterisk of this site is lost').waitFor()
      expect(await wrongIn(visitor, 'lost')).toEqual([])
      await pbx.start()
      await page.getByText('The Asterisk of this site is lost').waitFor({ state: 'detached' })
      const { port } = new URL(server.origin)
      await server.kill()
      await page.getByText('The server has said nothing for a while').waitFor()
      server = await serve(data, port)
      await page.getByText('The server has said nothing for a while').waitFor({ state: 'detached' })
    },
    120_000,
  )
})
