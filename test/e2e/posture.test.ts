import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserTest, openBrowser, skipReason, type TestBrowser, type Visitor } from './browser.ts'
import { wrongIn } from './looks.ts'
import { enter, setUp } from './person.ts'
import { built, freshData, removed, type Served, serve } from './program.ts'

// The audit of a site in the console: from its files to what is weak, who reaches what, and what people say of it.

const data = freshData()
const root = resolve(import.meta.dirname, '../..')
let folder: string
let server: Served
let browser: TestBrowser
let visitor: Visitor

beforeAll(async () => {
  if (skipReason !== '') return
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-posture-'))
  const example = join(root, 'content/sites/example')
  const network = ['zones.yaml', 'inventory.yaml', 'edge.rules', 'edge6.rules', 'pbx.rules']
  execFileSync('tar', [
    '-czf',
    join(folder, 'office.tgz'),
    ...['-C', join(root, 'test/audit/shipped'), 'asterisk-22'],
    ...['-C', example, ...network],
  ])
  await writeFile(
    join(folder, 'manager.conf'),
    '[general]\nenabled=yes\nport=5038\nbindaddr=0.0.0.0\n\n[crm]\nsecret=cAnary-1-Zx9\nwrite=all\n',
  )
  server = await serve(data)
  browser = await openBrowser()
  visitor = await browser.visitor()
  await setUp(visitor.page, server.link)
  await enter(visitor.page)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  for (const each of [data, folder]) if (each) await removed(each)
})

/** Six hundred accounts whose secret is their name, 400 phones, thirteen zones behind one firewall. */
async function writeLargeSite(): Promise<void> {
  const numbers = Array.from({ length: 600 }, (_, n) => 1000 + n)
  const account = (n: number): string =>
    `[${n}]\ntype=endpoint\nauth=${n}\naors=${n}\ncontext=inside\n[${n}]\ntype=auth\nusername=${n}\npassword=${n}\n[${n}]\ntype=aor\nmax_contacts=1\n`
  const device = (n: number): string =>
    `  - { name: phone ${n}, vendor: Yealink, product: SIP-T4${n % 9}S, version: 66.85.0.${n % 30} }\n`
  const zones = Array.from({ length: 11 }, (_, n) => `  floor-${n}: 10.1.${n}.0/24\n`)
  const interfaces = zones.map((_, n) => `      eth${n + 2}: floor-${n}\n`)
  await writeFile(join(folder, 'pjsip.conf'), numbers.map(account).join(''))
  await writeFile(join(folder, 'inventory.yaml'), `devices:\n${numbers.slice(0, 400).map(device).join('')}`)
  await writeFile(
    join(folder, 'zones.yaml'),
    `zones:\n  internet: any\n  pbx: 10.1.200.5\n${zones.join('')}firewalls:\n  edge:\n    interfaces:\n      eth0: internet\n      eth1: pbx\n${interfaces.join('')}`,
  )
  await writeFile(
    join(folder, 'edge.rules'),
    '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A FORWARD -s 10.1.3.0/24 -d 10.1.200.5 -p udp -m udp --dport 5060 -j ACCEPT\n-A FORWARD -s 10.1.3.0/24 -d 10.1.200.5 -p udp -m udp --dport 5060 -j DROP\nCOMMIT\n',
  )
}

const PATIENCE = { timeout: 120_000 }

async function auditFiles(page: Page, ...names: readonly string[]): Promise<void> {
  await page.goto(`${server.origin}/audit/new`)
  await page.getByRole('heading', { name: 'Drop the configuration here' }).waitFor()
  await page.locator('input[type=file]').setInputFiles(names.map((name) => join(folder, name)))
  await page.getByRole('button', { name: 'Audit', exact: true }).click()
  await page.waitForURL(/\/audit$/, PATIENCE)
  await page.getByRole('heading', { name: 'Score' }).waitFor(PATIENCE)
  await page.getByRole('table', { name: 'Audits, newest first' }).waitFor()
}

describe(`the audit of a site${skipReason}`, () => {
  browserTest(
    'where nothing was audited yet, every page says how to begin',
    async () => {
      const { page } = visitor
      for (const path of ['', '/findings', '/reach', '/devices']) {
        await page.goto(`${server.origin}/audit${path}`)
        await page.getByRole('heading', { name: 'Nothing has been audited here yet' }).waitFor()
      }
      expect(await wrongIn(page, 'audit-empty')).toEqual([])
      expect(visitor.faults()).toEqual([])
      await page.getByRole('link', { name: 'Make the first audit' }).click()
      await page.getByRole('heading', { name: 'Drop the configuration here' }).waitFor()
      await page.getByText('Nothing this site is connected to tells its configuration').waitFor()
      expect(await wrongIn(page, 'audit-new')).toEqual([])
    },
    180_000,
  )

  browserTest(
    'an archive becomes a score with what holds it down, what to mend first, and what is not known',
    async () => {
      const { page } = visitor
      await auditFiles(page, 'office.tgz')
      await page.getByRole('heading', { name: 'What lets an intruder in' }).waitFor()
      await page.getByText(/checks were assessed \(\d+ %\)/).waitFor()
      expect(await page.getByRole('list', { name: 'Score by area' }).getByRole('listitem').count()).toBe(8)
      await page.getByText(/checks? that nothing given tells of/).click()
      expect(await wrongIn(page, 'audit-posture')).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'the assessment is taken away to hand on, and that is in the audit log',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/audit`)
      await page.getByRole('button', { name: 'Assessment' }).press('Enter')
      const choice = page.getByRole('menuitem', { name: 'Assessment to hand on (PDF)' })
      await choice.waitFor()
      const coming = page.waitForEvent('download', PATIENCE)
      await choice.click()
      const taken = await coming
      expect(taken.suggestedFilename()).toBe('assessment.pdf')
      expect((await readFile(await taken.path())).subarray(0, 5).toString('latin1')).toBe('%PDF-')
      await page.goto(`${server.origin}/settings/audit-log`)
      await page.getByText('assessment.pdf').first().waitFor(PATIENCE)
      expect(visitor.faults()).toEqual([])
    },
    300_000,
  )

  browserTest(
    'the matrix shows who reaches what, with the packet and the rule; a question of one’s own is answered',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/audit/reach`)
      await page.getByRole('heading', { name: 'Who reaches pbx' }).waitFor()
      const answer = page.getByRole('button', { name: /^voice to SIP: / })
      await answer.waitFor()
      await answer.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'From voice to pbx: SIP' }).waitFor()
      await page.getByText('A packet that gets through').waitFor()
      await page
        .getByText(/office\.tgz\/.*\.rules, line \d+/)
        .first()
        .waitFor()
      expect(await wrongIn(page, 'audit-reach')).toEqual([])
      await page.getByRole('button', { name: 'Close' }).click()
      await page.getByLabel('From', { exact: true }).fill('data')
      await page.getByLabel('To', { exact: true }).fill('10.0.20.5')
      await page.getByLabel('Protocol').selectOption('tcp')
      await page.getByLabel('Port', { exact: true }).fill('443')
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      await page
        .getByRole('status')
        .getByText(/^(Gets there|In some cases|Is kept out)$/)
        .waitFor(PATIENCE)
      await page.getByLabel('Close it for everybody but').fill('10.0.30.9')
      await page.getByRole('button', { name: 'Propose rules' }).click()
      await page.getByText('With these rules nobody else gets there', { exact: false }).waitFor(PATIENCE)
      expect(await wrongIn(page, 'audit-closing')).toEqual([])
      await page.getByLabel('From', { exact: true }).fill('nowhere')
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      await page.getByRole('alert').getByText('"nowhere" is no address', { exact: false }).waitFor(PATIENCE)
      // The refusal is one the browser notes.
      visitor.faults()
    },
    180_000,
  )

  browserTest(
    'the devices come with the advisories about their versions',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/audit/devices`)
      await page.getByRole('cell', { name: /reception phone/ }).waitFor()
      await page.getByRole('table', { name: 'Devices by model' }).getByText('Until 2027-10-19').waitFor()
      await page.getByText(/As of the advisories of \d{4}-\d\d-\d\d/).waitFor()
      await page.getByRole('table', { name: 'Devices' }).locator('summary').first().click()
      expect(await wrongIn(page, 'audit-devices')).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'a second audit says what is new and what was not looked at; a finding names file and line and no secret',
    async () => {
      const { page } = visitor
      await auditFiles(page, 'manager.conf')
      await page.getByRole('heading', { name: /^Since / }).waitFor()
      await page.getByRole('img', { name: /Score of the last 2 audits/ }).waitFor()
      await page.getByRole('navigation', { name: 'Audit' }).getByRole('link', { name: 'Findings' }).click()
      await page.getByRole('table', { name: 'Findings' }).waitFor()
      await page.getByLabel('Severity').selectOption('high')
      await page.waitForURL(/severity=high/)
      expect(await wrongIn(page, 'audit-findings')).toEqual([])
      await page.getByRole('link', { name: 'Every management user is limited to known addresses' }).click()
      await page.getByRole('heading', { name: 'Found in 1 place' }).waitFor()
      await page.getByText('manager.conf, line 6').waitFor()
      await page.getByText('Who else asks for it').click()
      expect(await page.content()).not.toContain('cAnary')
      expect(await wrongIn(page, 'audit-finding')).toEqual([])
    },
    180_000,
  )

  browserTest(
    'a risk is accepted with a reason, a name and a last day, and taken back',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/audit/findings/ADM-001`)
      await page.getByText('Accept the risk instead').click()
      await page.getByLabel('Why it can be lived with').fill('The CRM moves to its own network in June.')
      await page.getByLabel('Who answers for it').fill('Dana Ferro')
      const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
      await page.getByLabel('Last day').fill(day)
      expect(await wrongIn(page, 'audit-accept')).toEqual([])
      await page.getByRole('button', { name: 'Accept the risk' }).click()
      await page.getByText('Dana Ferro answers for it', { exact: false }).waitFor(PATIENCE)
      await page.goto(`${server.origin}/audit`)
      await page.getByText('1 finding is an accepted risk, and counts all the same.').waitFor(PATIENCE)
      await page.goto(`${server.origin}/audit/findings/ADM-001`)
      await page.getByRole('button', { name: /^Take it back/ }).click()
      await page.getByText('Accept the risk instead').waitFor(PATIENCE)
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'a check that only a person can answer is answered with a name and a day',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/audit/findings?status=manual`)
      const table = page.getByRole('table', { name: 'Findings' })
      await table.waitFor()
      await page.goto(`${server.origin}/audit/findings/MFA-004`)
      await page.getByRole('heading', { name: 'Only a person can answer this' }).waitFor()
      await page.getByLabel('It is so', { exact: true }).check()
      await page.getByLabel('What was seen').fill('Looked at the settings of every administrator.')
      expect(await wrongIn(page, 'audit-attest')).toEqual([])
      await page.getByRole('button', { name: 'Answer', exact: true }).click()
      await page.getByText(/looked on .* and said it is so/).waitFor(PATIENCE)
      await page.getByText('Passes', { exact: true }).waitFor()
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )

  browserTest(
    'a large site: hundreds of weak accounts and devices, thirteen zones',
    async () => {
      const { page } = visitor
      await writeLargeSite()
      await auditFiles(page, 'pjsip.conf', 'inventory.yaml', 'zones.yaml', 'edge.rules')
      await page.getByText('The last audits').waitFor()
      expect(await wrongIn(page, 'audit-large')).toEqual([])
      await page.goto(`${server.origin}/audit/findings/PW-001`)
      await page.getByRole('heading', { name: 'Found in 600 places' }).waitFor(PATIENCE)
      await page.getByRole('button', { name: 'Show all 500' }).click()
      await page.getByText('And 100 more of the same kind.').waitFor(PATIENCE)
      await page.goto(`${server.origin}/audit/devices`)
      await page.getByRole('heading', { name: '400 devices' }).waitFor(PATIENCE)
      expect(await wrongIn(page, 'audit-large-devices')).toEqual([])
      await page.goto(`${server.origin}/audit/reach`)
      await page.getByRole('heading', { name: 'Who reaches pbx' }).waitFor(PATIENCE)
      expect(await page.getByRole('table').getByRole('rowheader').count()).toBe(12)
      expect(await wrongIn(page, 'audit-large-reach')).toEqual([])
      expect(visitor.faults()).toEqual([])
    },
    300_000,
  )

  browserTest(
    'zones are saved when they are right, and refused with the line when they are not',
    async () => {
      const { page } = visitor
      await page.goto(`${server.origin}/audit/new`)
      const zones = page.getByLabel('zones.yaml')
      await zones.fill('zones:\n  pbx: [1]\n')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('zones.yaml:2', { exact: false }).waitFor(PATIENCE)
      visitor.faults()
      await zones.fill('zones:\n  internet: any\n  pbx: 10.0.20.5\n')
      await page.getByLabel('How often').selectOption('week')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('The next is due').waitFor(PATIENCE)
      expect(visitor.faults()).toEqual([])
    },
    180_000,
  )
})
