import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { readConfigFiles } from '../../src/adapters/system/config-files.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { audit } from '../../src/app/flows/audit.ts'

const folder = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url))
const checks = await readChecks()
/** The modes of files in a checkout depend on the machine; PW-023 has proofs of its own. */
const auditOf = async (name: string) => {
  const files = await readConfigFiles([folder(name)])
  return audit(checks, { files: files.map(({ path, text }) => ({ path, text })) }, sha1)
}
const failed = async (name: string): Promise<string[]> => {
  const { findings } = await auditOf(name)
  return [...new Set(findings.filter(({ status }) => status === 'fail').map(({ check }) => check))].sort()
}

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

describe('what is shipped', () => {
  it('by Asterisk', async () => {
    expect(await failed('shipped/asterisk')).toEqual([
      'ADM-005',
      'ADM-007',
      'ADM-019',
      'ADM-023',
      'MON-001',
      'PW-007',
    ])
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
    ])
  })
  it('by Kamailio', async () => {
    expect(await failed('shipped/kamailio')).toEqual(['PW-016', 'SIP-009', 'SIP-018', 'SIP-019'])
  })
})
