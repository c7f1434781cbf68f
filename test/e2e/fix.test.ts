import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { managers } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { probed } from '../support/probe/run.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, cli, freshData, removed, type Served, serve } from './program.ts'

// A finding on a real PBX is mended from its page: seen line by line, made, gone from the next audit, undone.

const data = freshData()
const runs = skipReason === '' && hasAsterisk
let server: Served
let browser: TestBrowser
let pbx: Pbx
let folder: string
let page: Page

beforeAll(async () => {
  if (!runs) return
  await built()
  folder = mkdtempSync(join(tmpdir(), 'ringfence-fix-'))
  pbx = await startPbx({
    files: (files) => ({
      ...files,
      'pjsip.conf': `${files['pjsip.conf']}\n[anonymous]\ntype=endpoint\ncontext=public\ndisallow=all\nallow=ulaw\n`,
      'extensions.conf': `${files['extensions.conf']}\n[public]\nexten => _9011X.,1,Progress()\n same => n,Wait(5)\n`,
    }),
  })
  server = await serve(data)
  browser = await openBrowser()
  writeFileSync(join(folder, 'secret'), managers['all']?.secret ?? '')
  const to = ['--ami', `${pbx.address}:5038`, '--user', 'all', '--secret-file', join(folder, 'secret')]
  const connected = await cli(
    ['connect', 'asterisk', '--site', 'main', ...to, '--config-dir', join(pbx.dir, 'etc')],
    { data },
  )
  expect(connected.code).toBe(0)
  page = (await browser.visitor()).page
  await setUp(page, server.link)
  await enter(page)
}, 180_000)

afterAll(async () => {
  if (!runs) return
  await browser.close()
  await server.stop()
  await pbx.remove()
  await removed(data)
  rmSync(folder, { recursive: true, force: true })
})

const strangers = async (): Promise<string[]> => (await probed(pbx.address, { only: ['P5'] })).verdict('P5')
/** By the keyboard alone. */
const press = async (name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

describe.skipIf(!runs)('Make this fix', () => {
  browserTest(
    'strangers who could call are refused by the real PBX, until it is undone',
    async () => {
      await page.goto(new URL('/audit/new', page.url()).href)
      await press('Audit it now')
      await page.getByRole('heading', { name: 'What to mend first' }).waitFor()
      expect(await strangers()).toEqual(['fail'])

      await page.goto(new URL('/audit/findings/SIP-002', page.url()).href)
      await page.getByRole('button', { name: 'Make this fix' }).waitFor()
      expect(await wrongIn(page, 'fix-offered')).toEqual([])
      await press('Make this fix')
      await page.getByText('Nothing has been done yet.').waitFor()
      await page.getByText('+ pjsip.conf [anonymous] deny=0.0.0.0/0').waitFor()
      expect([await wrongIn(page, 'fix-preview'), await strangers()]).toEqual([[], ['fail']])

      await press('Put in force')
      await page.getByText('Read back from the system').waitFor()
      expect([await wrongIn(page, 'fix-made'), await strangers()]).toEqual([[], ['pass']])
      await press('Audit again')
      await page.getByText('Passes', { exact: true }).waitFor()

      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Controls' }).click()
      await page.getByText('until it is undone').waitFor()
      await press('Undo')
      await page.getByText('Nothing is in force.').waitFor()
      expect(await strangers()).toEqual(['fail'])
    },
    180_000,
  )
})
