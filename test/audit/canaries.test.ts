import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { auditFileKinds } from '../../src/app/audit-files.ts'
import { audit } from '../../src/app/flows/audit.ts'
import { type AuditHouse, auditHouse } from '../support/audits.ts'
import { CANARIES, canariesIn, canary, canaryFiles, canaryRules } from '../support/canaries.ts'

test('a canary stands in every place, and is found where it is shown', () => {
  const planted = [...canaryFiles.map(({ text }) => text), ...Object.values(canaryRules)].join('\n')
  expect(canariesIn(planted)).toHaveLength(CANARIES + 5)
})

test('no secret of any configuration is in what the audit says', async () => {
  const report = audit(await readChecks(), { files: canaryFiles }, sha1)
  expect(report.findings.filter(({ status }) => status === 'fail').length).toBeGreaterThan(25)
  expect(canariesIn(JSON.stringify(report))).toEqual([])
})

describe('after an audit that is kept, no secret of what was sent', () => {
  const place = { customer: 'default', site: 'main' }
  let house: AuditHouse
  let folder: string
  beforeAll(async () => {
    house = await auditHouse()
    folder = await mkdtemp(join(tmpdir(), 'rf-canaries-'))
    for (const [name, rules] of Object.entries(canaryRules)) {
      const files = Object.fromEntries(canaryFiles.map(({ path, text }) => [path, text]))
      await house.sent({ ...files, [name]: rules })
      house.clock.now += 1000
    }
    // People write too: what they say is kept as they say it, and no secret is among it.
    const fixes = (await house.audits.get(place, 'latest')).fixes
    const { on } = await house.audits.check(place, 'latest', fixes[0]?.check ?? '')
    const risk = {
      resources: on.map(({ resource }) => resource),
      reason: 'Replaced in June.',
      owner: 'Dana',
      until: '2026-04-01',
    }
    await house.audits.accept(place, fixes[0]?.check ?? '', risk, 'ada')
  }, 300_000)
  afterAll(async () => {
    await house.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is in any table of the database, the ledger among them', async () => {
    const { pool } = house.database
    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
    )
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const { rows } = await pool.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
      expect([name, canariesIn(rows.map(({ text }) => text).join('\n'))]).toEqual([name, []])
    }
  })

  it('is on any page about it: posture, each finding, who reaches what, devices', async () => {
    const { audits } = house
    const list = await audits.checks(place, 'latest')
    const each = await Promise.all(list.checks.map(({ check }) => audits.check(place, 'latest', check)))
    const { items } = await audits.list(place, 10)
    const reached = await Promise.all(items.map(({ id }) => audits.reach(place, id)))
    const pages = [
      await audits.get(place, 'latest'),
      list,
      each,
      reached,
      await audits.devices(place, 'latest'),
    ]
    expect(canariesIn(JSON.stringify(pages))).toEqual([])
    expect(reached.some(({ dead }) => dead !== null)).toBe(true)
  })

  it('is in any file that leaves the house, nor in what is told of it', async () => {
    for (const kind of auditFileKinds) {
      const { body } = await house.audits.file(place, 'latest', kind)
      let text = body
      if (typeof text !== 'string') {
        await writeFile(join(folder, kind), text)
        text = execFileSync('pdftotext', [join(folder, kind), '-'], { encoding: 'utf8', maxBuffer: 1 << 26 })
      }
      expect([kind, text.length > 1000, canariesIn(text)]).toEqual([kind, true, []])
    }
    expect(canariesIn(JSON.stringify(house.told))).toEqual([])
    expect(await house.left()).toEqual([])
  })

  it('is in a refusal', async () => {
    const broken = `*filter\n-A INPUT -j ${canary(1)} ${canary(2)}\n:${canary(3)}`
    const refused = await house
      .sent({ 'zones.yaml': `zones: { pbx: "${canary(4)}" }`, 'edge.rules': broken })
      .then(String, (error: Error) => `${error.message}${JSON.stringify(error)}`)
    // What a person wrote wrong into zones.yaml is quoted to that person; rules are not.
    expect(canariesIn(refused).filter((secret) => secret !== canary(4))).toEqual([])
  })
})
