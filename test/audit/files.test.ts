import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseSite } from '../../src/adapters/content/index.ts'
import { auditFileKinds } from '../../src/app/audit-files.ts'
import { drillTools } from '../../src/app/compose-live.ts'
import { runDrills } from '../../src/app/drills.ts'
import { AuditReport } from '../../src/contract/audit.ts'
import { type AuditHouse, auditHouse } from '../support/audits.ts'
import { ComplianceFinding } from '../support/formats/ocsf.ts'

// What leaves the house of a kept audit: the assessment somebody is handed, and findings for other programs.

const place = { customer: 'default', site: 'main' }
const MANAGER = '[general]\nenabled=yes\nbindaddr=0.0.0.0\n[crm]\nsecret=cAnary-1-Zx9\nwrite=all\n'

let house: AuditHouse
beforeAll(async () => {
  house = await auditHouse()
  await house.sent({ 'manager.conf': MANAGER })
})
afterAll(() => house.close())

const textOf = async (kind: (typeof auditFileKinds)[number]): Promise<string> => {
  const { body } = await house.audits.file(place, 'latest', kind)
  return typeof body === 'string' ? body : await pdfText(body)
}

async function pdfText(body: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rf-assessment-'))
  await writeFile(join(folder, 'a.pdf'), body)
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
  await rm(folder, { recursive: true })
  return text
}

describe('the files of a kept audit', () => {
  it('are what `ringfence audit` writes: its JSON, SARIF, OCSF', async () => {
    const report = AuditReport.parse(JSON.parse(await textOf('audit.json')))
    const view = await house.audits.get(place, 'latest')
    expect([report.score, report.coverage]).toEqual([view.score, view.coverage])
    expect(report.findings[0]?.status).toBe('fail')
    expect(report.findings[0]?.requirements.length).toBeGreaterThan(0)
    const sarif = JSON.parse(await textOf('audit.sarif'))
    expect(sarif.runs[0].results).toHaveLength(report.findings.length)
    const events = (await textOf('audit.ocsf.jsonl')).trimEnd().split('\n')
    expect(events).toHaveLength(report.findings.length)
    for (const event of events) ComplianceFinding.parse(JSON.parse(event))
  })
  it('hold no secret of what was audited', async () => {
    for (const kind of auditFileKinds) expect(await textOf(kind), kind).not.toContain('cAnary')
  })
  it('say what attacks would cost there, with and without the limit of a day, and what to mend first', async () => {
    const settings = parseSite(
      "{ name: Foley & Shah, country: US, timezone: America/New_York, limits: { spendPerDay: '200 USD' } }",
      'site.yaml',
    )
    const report = await runDrills(['A1'], { settings, rater: null, past: async () => [] }, drillTools)
    house.drilled = { settings, report }
    const text = await textOf('assessment.pdf')
    expect(text).toContain('Foley & Shah')
    expect(text).toContain(report.scenarios[0]?.title ?? 'no scenario')
    expect(text).toMatch(/At most, by/)
    const html = await textOf('assessment.html')
    const [first] = (await house.audits.get(place, 'latest')).fixes
    const mend = html.slice(html.indexOf('What to mend first'))
    expect(mend.indexOf(first?.title ?? 'none')).toBeGreaterThan(0)
    expect(mend.indexOf(first?.title ?? 'none')).toBeLessThan(mend.indexOf('All that fails'))
  })
  it('propose nothing that somebody answers for', async () => {
    const { fixes } = await house.audits.get(place, 'latest')
    const check = fixes[0]?.check ?? ''
    const { on, title } = await house.audits.check(place, 'latest', check)
    const risk = { reason: 'Reached over the VPN alone.', owner: 'Dana Ferro', until: '2026-06-01' }
    await house.audits.accept(place, check, { ...risk, resources: on.map((each) => each.resource) }, 'ada')
    const html = await textOf('assessment.html')
    const [mend = '', all = ''] = html.slice(html.indexOf('What to mend first')).split('All that fails')
    expect([mend.includes(title), all.includes(check)]).toEqual([false, true])
  })
  it('are of a known audit', async () => {
    await expect(house.audits.file(place, 'nope', 'audit.json')).rejects.toMatchObject({
      code: 'audit-unknown',
    })
  })
})
