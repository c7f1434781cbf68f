import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { advisoryStore } from '../../src/adapters/content/index.ts'
import { readConfigFiles } from '../../src/adapters/system/config-files.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { audit } from '../../src/app/flows/audit.ts'
import { CORE, METADATA, pretty, SIPSETTINGS } from '../support/freepbx/backup.ts'

// What FreePBX hands out of itself: a backup of 15 and later (JSON by module), one of before (a packed dump), the dump alone.

const shipped = fileURLToPath(new URL('./shipped/freepbx', import.meta.url))
const checks = await readChecks()
const bundle = await advisoryStore.bundled()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rf-backup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Packs files as one archive, and audits it. */
async function auditOf(name: string, files: Readonly<Record<string, string | Uint8Array>>) {
  const inside = await mkdtemp(join(folder, 'in-'))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(inside, path)), { recursive: true })
    await writeFile(join(inside, path), content)
  }
  execFileSync('tar', ['-czf', join(folder, name), '-C', inside, '.'])
  const given = await readConfigFiles([join(folder, name)])
  return audit(checks, { files: given, versions: { devices: [], bundle, ageDays: 3 } }, sha1)
}
type Audited = Awaited<ReturnType<typeof auditOf>>
const evidence = ({ findings }: Audited, id: string) =>
  findings
    .filter(({ check, status }) => check === id && status === 'fail')
    .map(({ evidence: at }) => [at?.file.replace(/^.*\.tgz\//, ''), at?.line, at?.text])

it('a backup tells of settings, administrators, accounts and anonymous calls, each with file and line', async () => {
  const found = await auditOf('backup.tgz', {
    'metadata.json': pretty(METADATA),
    'modulejson/Core.json': pretty(CORE),
    'modulejson/Sipsettings.json': pretty(SIPSETTINGS),
  })
  const line = (value: unknown, text: string): number =>
    pretty(value)
      .split('\n')
      .findIndex((each) => each.includes(text)) + 1
  expect(evidence(found, 'MFA-002')).toEqual([
    ['modulejson/Core.json', line(CORE, '"AUTHTYPE"'), 'AUTHTYPE = none'],
  ])
  expect(evidence(found, 'PW-019')).toEqual([
    ['modulejson/Core.json', line(CORE, '"SIPSECRETSIZE"'), 'SIPSECRETSIZE = 8'],
  ])
  expect(evidence(found, 'PW-017')).toEqual([
    ['modulejson/Core.json', line(CORE, '"username"') - 1, 'ampusers = admin, ••••'],
  ])
  expect(evidence(found, 'PW-001')).toEqual([
    ['modulejson/Core.json', line(CORE, '"secret"') - 2, 'secret = ••••'],
  ])
  expect(evidence(found, 'SIP-002')).toEqual([
    ['modulejson/Sipsettings.json', line(SIPSETTINGS, '"allowanon"'), 'allowanon = Yes'],
  ])
  expect(found.input).toMatchObject({ problems: [], ignored: [] })
  expect(JSON.stringify(found)).not.toContain('cAnary')
})

it('its modules are judged by the advisories; a second factor it does not speak of is not called missing', async () => {
  const found = await auditOf('modules.tgz', {
    'metadata.json': pretty(METADATA),
    'modulejson/Core.json': pretty(CORE),
  })
  const weak = found.findings.filter(({ check, status }) => check === 'VER-002' && status === 'fail')
  expect(weak.map(({ resource }) => resource)).toEqual(['device FreePBX module endpoint (endpoint 16.0.88)'])
  expect(weak[0]?.reason).toContain('CVE-2025-57819')
  expect(weak[0]?.evidence).toMatchObject({ line: 7 })
  expect(evidence(found, 'MFA-001')).toEqual([])
})

it('a backup of before FreePBX 15 holds a packed dump, which says what the dump alone says', async () => {
  const dump = await readConfigFiles([join(shipped, 'asterisk.sql')])
  const text = dump[0]?.text ?? ''
  const failing = ({ findings }: Audited): string[] =>
    findings.filter(({ status }) => status === 'fail').map(({ check, resource }) => `${check} ${resource}`)
  const old = await auditOf('old.tgz', { 'mysql-1.sql.gz': gzipSync(text), manifest: 'a:1:{}' })
  const alone = await auditOf('alone.tgz', { 'asterisk.sql': text })
  expect(failing(alone)).toContain('MFA-001 freepbx-settings FreePBX')
  expect(failing(old)).toEqual(failing(alone))
})

it('a part that is cut off is named with its line, and the rest is read', async () => {
  const found = await auditOf('cut.tgz', {
    'metadata.json': pretty(METADATA),
    'modulejson/Core.json': pretty(CORE).slice(0, 400),
    'modulejson/Sipsettings.json': pretty(SIPSETTINGS),
  })
  expect(found.input.problems).toMatchObject([
    { file: expect.stringContaining('Core.json'), reason: expect.stringMatching(/^No JSON/) },
  ])
  expect(evidence(found, 'SIP-002')).toHaveLength(1)
})

it('an archive of a whole FreePBX is read with its /etc/asterisk beside it', async () => {
  const inside = await mkdtemp(join(folder, 'whole-'))
  await cp(shipped, inside, { recursive: true })
  execFileSync('tar', ['-czf', join(folder, 'whole.tgz'), '-C', inside, '.'])
  const given = await readConfigFiles([join(folder, 'whole.tgz')])
  expect(audit(checks, { files: given }, sha1).input.ignored).toEqual([])
})
