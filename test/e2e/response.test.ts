import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, type Running } from '../support/asterisk/sip.ts'
import { withKit } from '../support/asterisk/with-kit.ts'
import { browserTest, openBrowser, skipReason, type TestBrowser } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, cli, freshData, removed, type Served, serve } from './program.ts'

// Controls, Alerts, Policies and Drills over a real PBX: what a person presses, and what becomes of real calls.

const ABROAD = '9011252612345670'
const HOME_CALL = '912025550143'
const data = freshData()
const runs = skipReason === '' && hasAsterisk
let server: Served
let browser: TestBrowser
let pbx: Pbx
let line: Awaited<ReturnType<typeof carrier>>
let folder: string
let page: Page

/** A phone that nobody has attacked from before: the first three have alerts by then. */
const FOURTH = 'fourth-Phone-4'
const withFourthPhone = (files: Readonly<Record<string, string>>): Record<string, string> => ({
  ...files,
  'pjsip.conf': `${files['pjsip.conf']}
[1004](phone)
auth=1004
aors=1004
[1004]
type=auth
auth_type=userpass
username=1004
password=${FOURTH}
[1004]
type=aor
`,
})

beforeAll(async () => {
  if (!runs) return
  await built()
  folder = mkdtempSync(join(tmpdir(), 'ringfence-response-'))
  pbx = await startPbx({ files: (files) => withFourthPhone(withKit(files)) })
  line = await carrier(pbx.carrier)
  server = await serve(data)
  browser = await openBrowser()
  writeFileSync(join(folder, 'secret'), managers['ringfence']?.secret ?? '')
  writeFileSync(
    join(folder, 'site.yaml'),
    'country: US # at home\nprefixes: { outsideLine: ["9"] }\ncontainment: { mode: ask }\n',
  )
  const site = ['--site', 'main']
  expect((await cli(['sites', ...site, '--settings', join(folder, 'site.yaml')], { data })).code).toBe(0)
  const to = ['--ami', `${pbx.address}:5038`, '--user', 'ringfence', '--secret-file', join(folder, 'secret')]
  expect((await cli(['connect', 'asterisk', ...site, ...to], { data })).code).toBe(0)
  page = (await browser.visitor()).page
  await setUp(page, server.link)
  await enter(page)
}, 180_000)

afterAll(async () => {
  if (!runs) return
  await browser.close()
  await server.stop()
  line.stop()
  await pbx.remove()
  await removed(data)
  rmSync(folder, { recursive: true, force: true })
})

const phone = (account: string, host = 11) => ({
  account,
  password: phones[account] as string,
  from: pbx.block.address(host),
})
const calling = async (account: string, to: string): Promise<number> =>
  (await call(pbx, phone(account), to, 0.05).done).status
const attack = (account: string): Running[] =>
  Array.from({ length: 7 }, (_, n) => call(pbx, phone(account, 66), `901125261234560${n}`))
const open = async (section: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: section }).click()
  await page.getByRole('heading', { name: section, level: 1 }).waitFor()
}
const control = (name: string) => page.getByRole('article', { name })
const ended = async (calls: readonly Running[]): Promise<boolean> =>
  (await Promise.all(calls.map(({ done }) => done))).every(({ byeAt, status }) => byeAt > 0 || status !== 200)

/** Over the socket of this machine, where the system user acts: a second person. */
const approveElsewhere = (id: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const path = `/api/v1/customers/default/sites/main/controls/${id}/approve`
    const headers = { 'content-type': 'application/json' }
    request({ socketPath: join(data, 'ringfence.sock'), method: 'POST', path, headers }, (answer) =>
      resolve(answer.resume().statusCode ?? 0),
    )
      .on('error', reject)
      .end('{}')
  })

describe.skipIf(!runs)('the Controls page', () => {
  browserTest(
    'shows what would be done and to which calls, puts it in force on the real PBX, and takes it back',
    async () => {
      await open('Controls')
      await page.getByText('Nothing is in force.').waitFor()
      await page.getByText('At a switch').click()
      expect(await wrongIn(page, 'controls-empty')).toEqual([])
      await page.getByRole('combobox', { name: 'Accounts' }).fill('1001')
      await page.keyboard.press('Enter')
      await page.getByRole('combobox', { name: 'Numbers that begin with' }).fill('+252')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.getByText('Nothing has been done yet.').waitFor()
      await page.getByRole('heading', { name: 'Block numbers that begin with +252' }).waitFor()
      expect(await calling('1001', HOME_CALL)).toBe(200)
      expect(await wrongIn(page, 'controls-preview')).toEqual([])
      await page.getByRole('button', { name: /^Put in force/ }).click()
      await control('Bar account 1001').getByText('In force').waitFor()
      await control('Block numbers that begin with +252').getByText('In force').waitFor()
      expect(await calling('1001', HOME_CALL)).toBe(403)
      expect(await calling('1002', ABROAD)).toBe(403)
      expect(await calling('1001', '911')).toBe(200)
      const [since, ends] = await control('Bar account 1001').locator('time').all()
      for (const one of [since, ends]) {
        expect(await one?.textContent()).not.toMatch(/UTC|T\d\d:/)
        expect(await one?.getAttribute('title')).toMatch(/ UTC$/)
      }
      expect(await wrongIn(page, 'controls-in-force')).toEqual([])
      for (const name of ['Bar account 1001', 'Block numbers that begin with +252']) {
        await control(name).getByRole('button', { name: 'Undo' }).click()
        await control(name).waitFor({ state: 'detached' })
      }
      expect(await calling('1001', ABROAD)).toBe(200)
    },
    120_000,
  )

  browserTest(
    'locks down in two taps on a phone; shows what has drifted while the PBX is away, and what is in force when it is back',
    async () => {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('button', { name: 'Lock down', exact: true }).click()
      await page.getByRole('button', { name: /^Lock down now/ }).click()
      await control('Block all international calls').getByText('In force').waitFor()
      await page.setViewportSize({ width: 1440, height: 900 })
      expect(await calling('1002', ABROAD)).toBe(403)
      expect(await calling('1002', HOME_CALL)).toBe(200)
      expect(await calling('1002', '911')).toBe(200)
      await pbx.kill()
      await control('Block all international calls').getByText('Drifted: being put back').waitFor()
      expect(await wrongIn(page, 'controls-drifted')).toEqual([])
      await pbx.start()
      await control('Block all international calls').getByText('In force').waitFor()
      expect(await calling('1002', ABROAD)).toBe(403)
      await control('Block all international calls').getByRole('button', { name: 'Undo' }).click()
      await control('Block all international calls').waitFor({ state: 'detached' })
    },
    120_000,
  )
})

describe.skipIf(!runs)('the Alerts page', () => {
  browserTest(
    'where the policy asks, one button stops the attack, and says what a minute of waiting costs',
    async () => {
      await open('Alerts')
      await page.getByText('Nothing bad is going on.').waitFor()
      const bad = attack('1001')
      await page.getByRole('heading', { name: /^Attack since/ }).waitFor()
      const stop = page.getByRole('button', { name: /^Stop it: .* a minute/ })
      await stop.waitFor()
      await page.getByRole('listitem').filter({ hasText: 'Account 1001' }).getByText('Asks you').waitFor()
      expect(await wrongIn(page, 'alerts-attack')).toEqual([])
      await stop.click()
      expect(await ended(bad)).toBe(true)
      await open('Controls')
      await control('Bar account 1001').getByText('In force').waitFor()
      expect(await calling('1001', HOME_CALL)).toBe(403)
      await control('Bar account 1001').getByRole('button', { name: 'Undo' }).click()
      await control('Bar account 1001').waitFor({ state: 'detached' })
    },
    120_000,
  )
})

describe.skipIf(!runs)('the Policies page', () => {
  browserTest(
    'lets the owner have Ringfence act: the next attack is cut by itself, told, and taken back with one button',
    async () => {
      await open('Policies')
      await page.getByRole('radio', { name: /^Act/ }).check()
      expect(await wrongIn(page, 'policies')).toEqual([])
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved. In force within seconds.').waitFor()
      const { yaml } = await page.evaluate(
        async () =>
          (await (await fetch('/api/v1/customers/default/sites/main/settings')).json()) as { yaml: string },
      )
      expect(yaml).toContain('country: US # at home')
      expect(yaml).toContain('mode: act')
      // Read again every three seconds; until then the old one stands.
      await page.waitForTimeout(4000)
      expect(await ended(attack('1003'))).toBe(true)
      const act = page.getByRole('listitem').filter({ hasText: 'Account 1003' }).filter({ hasText: 'Done:' })
      await act.getByText('bar account 1003').waitFor()
      expect(await calling('1003', HOME_CALL)).toBe(403)
      expect(await calling('1003', '911')).toBe(200)
      expect(await wrongIn(page, 'policies-acted')).toEqual([])
      await act.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('Taken back.').waitFor()
      expect(await calling('1003', HOME_CALL)).toBe(200)
    },
    120_000,
  )

  browserTest(
    'asks for two people: nothing happens before the second has approved',
    async () => {
      await page.getByLabel('People who must approve').selectOption('2')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved. In force within seconds.').first().waitFor()
      await open('Controls')
      await page.getByRole('combobox', { name: 'Accounts' }).fill('1002')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.getByRole('button', { name: /^Put in force/ }).click()
      await control('Bar account 1002').getByText('1 of 2 people have approved it').waitFor()
      expect(await wrongIn(page, 'controls-second')).toEqual([])
      expect(await calling('1002', HOME_CALL)).toBe(200)
      const { controls } = await page.evaluate(
        async () =>
          (await (await fetch('/api/v1/customers/default/sites/main/controls?open=true')).json()) as {
            controls: { id: string; kind: string }[]
          },
      )
      const waiting = controls.find(({ kind }) => kind === 'bar-account')
      expect(await approveElsewhere(waiting?.id ?? '')).toBe(200)
      await control('Bar account 1002').getByText('In force').waitFor()
      expect(await calling('1002', HOME_CALL)).toBe(403)
      await control('Bar account 1002').getByRole('button', { name: 'Undo' }).click()
      await control('Bar account 1002').waitFor({ state: 'detached' })
    },
    120_000,
  )
})

describe.skipIf(!runs)('the Drills page', () => {
  browserTest(
    'plays an attack and says how soon it is noticed, and names what is missed with why',
    async () => {
      await open('Drills')
      await page.getByRole('button', { name: 'Run: A2' }).click()
      await page.getByRole('article', { name: /^A2:/ }).getByText('Noticed', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Run: A12' }).click()
      await page.getByRole('article', { name: /^A12:/ }).getByText('Missed', { exact: true }).waitFor()
      await page.getByRole('article', { name: /^A12:/ }).getByText('ringfence reconcile').waitFor()
      expect(await wrongIn(page, 'drills')).toEqual([])
    },
    180_000,
  )

  browserTest(
    'shows what it would dial on a test PBX, calls nobody before it is asked to, then places the calls and says how soon it noticed',
    async () => {
      const form = page.getByRole('form', { name: 'Real calls' })
      await form.getByLabel('Test PBX').fill(`${pbx.address}:5060`)
      await form.getByLabel('Account').fill('1004')
      await form.getByLabel('Secret').fill(FOURTH)
      await form.getByRole('button', { name: 'Show what would be dialled' }).click()
      await page.getByText('Nothing was sent yet').waitFor()
      expect(await wrongIn(page, 'drills-real-planned')).toEqual([])
      await page.getByRole('button', { name: 'Place these calls' }).click()
      await page.getByText(/s after the first call; .* lost by then/).waitFor({ timeout: 90_000 })
      expect(await wrongIn(page, 'drills-real')).toEqual([])
    },
    180_000,
  )
})
