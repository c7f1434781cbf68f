import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditReport } from '../../src/contract/index.ts'
import { canariesIn, canaryFiles, canaryRules } from '../support/canaries.ts'
import { built, cli, freshData, removed } from './program.ts'

// `audit` as scripts use it: what it prints where, and how it ends.

const data = freshData()
let folder: string
const site = (name: string): string => `test/audit/${name}`
const audit = async (...args: string[]) => {
  const ran = await cli(['audit', ...args, '--json'], { data })
  return { ...ran, report: JSON.parse(ran.stdout || 'null') as AuditReport }
}
const failing = (report: AuditReport): string[] =>
  report.findings.filter(({ status }) => status === 'fail').map(({ check }) => check)

beforeAll(async () => {
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-audit-'))
  await writeFile(
    join(folder, 'open.rules'),
    '*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 5038 -j ACCEPT\nCOMMIT\n',
  )
  await writeFile(
    join(folder, 'inventory.yaml'),
    'devices:\n  - { name: pbx, vendor: FreePBX, product: endpoint, version: "17.0.2" }\n',
  )
  const sites = join(import.meta.dirname, '../audit/sites')
  await promisify(execFile)('tar', ['-czf', join(folder, 'etc.tgz'), '-C', sites, 'asterisk'])
}, 120_000)

afterAll(async () => {
  await removed(folder)
  await removed(data)
})

describe('audit', () => {
  test('names what is weak, with file, line and fix, and ends with 3', async () => {
    const { code, stderr, report } = await audit(site('shipped/freeswitch'))
    expect([code, stderr]).toEqual([3, ''])
    expect(report.score).toBeLessThanOrEqual(39)
    const finding = report.findings.find(({ check }) => check === 'PW-010')
    expect(finding).toMatchObject({ status: 'fail', severity: 'critical', resource: 'account 1000' })
    expect(finding?.evidence).toMatchObject({ file: expect.stringMatching(/1000\.xml$/), line: 4 })
    expect(finding?.fix).not.toBe('')
  })
  test('reads an archive, and ends with 0 when nothing fails', async () => {
    const { code, report } = await audit(join(folder, 'etc.tgz'))
    expect(failing(report).filter((check) => check !== 'PW-023')).toEqual([])
    expect(report.input.ignored).toEqual([])
    expect(code).toBe(failing(report).length === 0 ? 0 : 3)
  })
  test('joins the firewall and the versions', async () => {
    const { report } = await audit(
      site('sites/kamailio'),
      ...['--firewall', join(folder, 'open.rules'), '--inventory', join(folder, 'inventory.yaml')],
    )
    expect(failing(report)).toEqual(expect.arrayContaining(['FW-005', 'VER-002']))
    const open = report.findings.find(({ check }) => check === 'FW-005')
    expect(open?.evidence).toMatchObject({ line: 5, text: expect.stringContaining('--dport 5038') })
    expect(report.caps.map(({ cap }) => cap).sort()).toEqual(['known-exploited', 'open-control'])
  })
  test('takes dated answers of people where no file tells, and none where one does', async () => {
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
    const answer = (check: string, said: string, ago: number): string =>
      `  - { check: ${check}, answer: ${said}, by: Dana Ferro, on: ${day(ago)}, note: looked }\n`
    const file = join(folder, 'attestations.yaml')
    await writeFile(
      file,
      `attestations:\n${answer('MFA-004', 'pass', 3)}${answer('MON-010', 'fail', 3)}${answer('MFA-005', 'pass', 500)}${answer('PW-010', 'pass', 1)}`,
    )
    const { report } = await audit(site('shipped/freeswitch'), '--attestations', file)
    const of = (check: string) => report.findings.find((each) => each.check === check)
    expect(of('MFA-004')).toMatchObject({
      status: 'pass',
      reason: expect.stringMatching(/Attested by Dana Ferro on .*: looked/),
    })
    expect(of('MON-010')?.status).toBe('fail')
    expect(of('MFA-005')).toMatchObject({ status: 'manual', reason: expect.stringContaining('has ended') })
    expect(of('PW-010')?.status).toBe('fail')
  })
  test('writes the findings for other tools', async () => {
    const [sarif, ocsf] = [join(folder, 'out.sarif'), join(folder, 'out.ocsf')]
    const { report, stderr } = await audit(site('shipped/freeswitch'), '--sarif', sarif, '--ocsf', ocsf)
    expect(stderr).toContain(`Wrote ${sarif}`)
    const log = JSON.parse(await readFile(sarif, 'utf8'))
    expect([log.version, log.runs[0].results.length]).toEqual(['2.1.0', report.findings.length])
    const events = (await readFile(ocsf, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.map(({ class_uid: uid }) => uid)).toEqual(report.findings.map(() => 2003))
    expect(report.findings.find(({ check }) => check === 'PW-010')?.requirements).toContain(
      'NIST SP 800-53 IA-5',
    )
  })
  test('prints and writes no secret, wherever one stands: not to the screen, not to the log, not into a file', async () => {
    const [etc, out] = [join(folder, 'secrets'), join(folder, 'secrets-out')]
    for (const { path, text } of canaryFiles) {
      await mkdir(dirname(join(etc, path)), { recursive: true })
      await writeFile(join(etc, path), text)
    }
    await writeFile(join(folder, 'mikrotik.rsc'), canaryRules['mikrotik.rsc'] ?? '')
    const more = ['--firewall', join(folder, 'mikrotik.rsc'), '--out', out]
    const tools = ['--sarif', join(out, 'a.sarif'), '--ocsf', join(out, 'a.ocsf')]
    await mkdir(out)
    for (const how of [[], ['--json']]) {
      const { code, stdout, stderr } = await cli(['audit', etc, ...more, ...tools, ...how], { data })
      expect([code, canariesIn(stdout + stderr)]).toEqual([3, []])
    }
    const written = await readdir(out)
    expect(written.sort()).toEqual(['a.ocsf', 'a.sarif', 'assessment.html', 'assessment.pdf', 'audit.json'])
    for (const name of written)
      expect([name, canariesIn(await readFile(join(out, name), 'utf8'))]).toEqual([name, []])
  })
  test('makes the assessment that somebody can be handed, with what attacks would cost and what to mend first', async () => {
    const out = join(folder, 'assessment')
    const site_ = 'content/sites/example/site.yaml'
    const { stderr } = await audit(site('shipped/freeswitch'), '--out', out, '--site', site_)
    expect(stderr).toContain(`Wrote ${join(out, 'assessment.pdf')}`)
    const html = await readFile(join(out, 'assessment.html'), 'utf8')
    for (const part of [
      'VoIP Security and Risk Assessment',
      'Head office',
      'Score 39 of 100',
      'What an attack would cost',
      'At most, by',
      'What to mend first',
      'PW-010',
      'NIST SP 800-53 IA-5',
      'What was not assessed',
    ])
      expect(html).toContain(part)
    expect((await readFile(join(out, 'assessment.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
    expect(JSON.parse(await readFile(join(out, 'audit.json'), 'utf8')).score).toBe(39)
  }, 120_000)
  test('says plainly when there is nothing to read', async () => {
    const missing = await cli(['audit', join(folder, 'none')])
    expect([missing.code, missing.stdout]).toEqual([1, ''])
    expect(missing.stderr).toContain('there is no such file')
  })
})
