import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { readConfigFiles } from '../../src/adapters/system/config-files.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { audit } from '../../src/app/flows/audit.ts'
import type { Finding } from '../../src/core/audit/index.ts'
import type { ConfigFile } from '../../src/core/inventory/index.ts'
import { asteriskPrefix } from '../support/asterisk/pbx.ts'

const folder = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url))
const checks = await readChecks()
/** The modes of files in a checkout depend on the machine; PW-023 has proofs of its own. */
const auditOf = async (name: string) => {
  const files = await readConfigFiles([folder(name)])
  return audit(checks, { files: files.map(({ path, text }) => ({ path, text })) }, sha1)
}
const failing = (findings: readonly Finding[]): string[] =>
  [...new Set(findings.filter(({ status }) => status === 'fail').map(({ check }) => check))].sort()
const failed = async (name: string): Promise<string[]> => failing((await auditOf(name)).findings)

describe('a hardened site', () => {
  for (const platform of readdirSync(folder('sites')))
    it(`of ${platform} has no finding, and its files are all read`, async () => {
      const { findings, input } = await auditOf(`sites/${platform}`)
      expect(
        findings.filter(({ status }) => status === 'fail').map(({ reason, evidence }) => [reason, evidence]),
      ).toEqual([])
      expect(input.problems).toEqual([])
      expect(input.ignored).toEqual([])
      expect(findings.filter(({ status }) => status === 'pass').length).toBeGreaterThan(8)
    })
})

/** What Asterisk's sample files leave open, whatever its version. */
const SAMPLES = ['ADM-005', 'ADM-007', 'ADM-019', 'ADM-023', 'MON-001', 'PW-006', 'PW-007', 'SIP-025']

const KAMAILIO = ['PW-016', 'SIP-009', 'SIP-013', 'SIP-018', 'SIP-019', 'SIP-020']

describe('what is shipped', () => {
  it('by Asterisk 16, whose chan_sip takes guests', async () => {
    expect(await failed('shipped/asterisk-16')).toEqual([...SAMPLES, 'SIP-001'].sort())
  })
  it('by Asterisk 22', async () => {
    expect(await failed('shipped/asterisk-22')).toEqual(SAMPLES)
  })
  it('by FreeSWITCH', async () => {
    expect(await failed('shipped/freeswitch')).toEqual([
      'ADM-012',
      'FW-006',
      'MON-003',
      'PW-002',
      'PW-003',
      'PW-004',
      'PW-005',
      'PW-006',
      'PW-009',
      'PW-010',
      'PW-011',
      'SIP-009',
      'SIP-010',
      'SIP-016',
      'SIP-026',
      'SIP-029',
    ])
    // Nothing false: what strangers reach leads to no line, and RPC is not loaded.
    const { findings } = await auditOf('shipped/freeswitch')
    expect(findings.find(({ check }) => check === 'ADM-013')?.status).toBe('pass')
    expect(findings.filter(({ resource }) => /XML-RPC/.test(resource))).toEqual([])
  })
  it('by Kamailio 5.6', async () => {
    expect(await failed('shipped/kamailio')).toEqual(KAMAILIO)
  })
  it('by FreePBX: strangers and other machines are kept out, a second factor is not asked', async () => {
    const { findings } = await auditOf('shipped/freepbx')
    expect(await failed('shipped/freepbx')).toEqual(['ADM-002', 'ADM-003', 'ADM-019', 'MFA-001', 'MON-011'])
    const passed = new Set(findings.filter(({ status }) => status === 'pass').map(({ check }) => check))
    // The manager's permit, anonymous calls, strict RTP: as its modules set them.
    expect(['ADM-001', 'SIP-002', 'SIP-012'].filter((check) => !passed.has(check))).toEqual([])
  })
})

/** The files above are typed anew, as short as may be; where the makers' own are on this machine, they say the same. */
describe("the makers' own files say the same", () => {
  const samples = join(asteriskPrefix, 'usr/share/asterisk/conf/samples')
  const failedIn = (files: readonly ConfigFile[]) => failing(audit(checks, { files }, sha1).findings)

  it.skipIf(!existsSync(samples))('of Asterisk 22', async () => {
    const files = (await readConfigFiles([samples])).map(({ path, text }) => ({
      path: path.replace(/\.sample$/, ''),
      text,
    }))
    expect(files.length).toBeGreaterThan(50)
    expect(failedIn(files)).toEqual(SAMPLES)
  })
  it.skipIf(!existsSync('/etc/kamailio/kamailio.cfg'))('of Kamailio 5.6', async () => {
    const files = await readConfigFiles(['/etc/kamailio/kamailio.cfg'])
    expect(failedIn(files.map(({ path, text }) => ({ path, text })))).toEqual(KAMAILIO)
  })
})
