import { describe, expect, it } from 'vitest'
import { judged } from '../../../test/support/advisories.ts'
import { importAdvisories } from './index.ts'

describe('importing', () => {
  const first = (text: object) => importAdvisories(JSON.stringify(text), 'f').advisories[0]
  it('reads KEV', () =>
    expect(
      importAdvisories(
        JSON.stringify({
          catalogVersion: '1',
          dateReleased: '2026-10-01T00:00:00Z',
          vulnerabilities: [
            {
              cveID: 'CVE-2030-1',
              vendorProject: 'Sangoma',
              product: 'FreePBX',
              dateAdded: '2026-09-30',
              knownRansomwareCampaignUse: 'Known',
            },
          ],
        }),
        'f',
      ),
    ).toMatchObject({
      kind: 'kev',
      date: '2026-10-01',
      advisories: [{ id: 'CVE-2030-1', knownExploited: { since: '2026-09-30', ransomware: true } }],
    }))
  it('reads CVE records of version 5', () => {
    const record = {
      dataType: 'CVE_RECORD',
      cveMetadata: { cveId: 'CVE-2030-2', datePublished: '2026-10-02T10:00:00Z' },
      containers: {
        cna: {
          affected: [
            {
              vendor: 'grandstream',
              product: 'ht818_firmware',
              defaultStatus: 'unaffected',
              versions: [
                { version: '0', lessThan: '<1.0.9.1', status: 'affected', versionType: 'custom' },
                { version: '1.0.8.7', status: 'unaffected' },
              ],
            },
          ],
          metrics: [{ cvssV3_1: { version: '3.1', baseScore: 9.8, baseSeverity: 'CRITICAL' } }],
          references: [{ url: 'https://example.org/a' }],
        },
      },
    }
    const read = first(record)
    expect(read).toMatchObject({ id: 'CVE-2030-2', scores: [{ score: 9.8, severity: 'critical' }] })
    const of = (version: string) => judged('CVE-2030-2', 'Grandstream', 'HT818', version, read ? [read] : [])
    expect(['1.0.9.0', '1.0.9.1', '1.0.8.7'].map(of)).toEqual(['affected', 'not affected', 'not affected'])
  }) // prettier-ignore
  it('reads NVD 2.0, with both sides of an AND', () => {
    const cve = {
      id: 'CVE-2030-3',
      published: '2026-10-03T00:00:00',
      metrics: {
        cvssMetricV31: [
          { source: 'nvd@nist.gov', cvssData: { version: '3.1', baseScore: 8.1, baseSeverity: 'HIGH' } },
        ],
      },
      configurations: [
        {
          operator: 'AND',
          nodes: [
            {
              operator: 'OR',
              cpeMatch: [
                {
                  vulnerable: true,
                  criteria: 'cpe:2.3:a:sangoma:restapps:*:*:*:*:*:*:*:*',
                  versionStartIncluding: '15.0.0',
                  versionEndExcluding: '15.0.20',
                },
                { vulnerable: true, criteria: 'cpe:2.3:a:sangoma:restapps:16.0.1:rc1:*:*:*:*:*:*' },
              ],
            },
            {
              operator: 'OR',
              cpeMatch: [{ vulnerable: false, criteria: 'cpe:2.3:a:sangoma:freepbx:-:*:*:*:*:*:*:*' }],
            },
          ],
        },
      ],
      references: [{ url: 'https://example.org/b' }],
    }
    const read = first({ timestamp: '2026-10-04T00:00:00', vulnerabilities: [{ cve }] })
    expect(read).toMatchObject({
      onlyIf: 'Only together with sangoma freepbx.',
      statements: [
        { product: 'restapps', ranges: [{ from: '15.0.0', before: '15.0.20' }, { exact: '16.0.1:rc1' }] },
      ],
    })
  }) // prettier-ignore
  it('reads OSV events, and joins an alias with its CVE', () => {
    const record = {
      id: 'GHSA-1',
      modified: '2026-10-05T00:00:00Z',
      aliases: ['CVE-2030-4'],
      affected: [
        {
          package: { ecosystem: 'GitHub', name: 'asterisk/asterisk' },
          ranges: [
            {
              type: 'SEMVER',
              events: [
                { introduced: '0' },
                { fixed: '20.1.0' },
                { introduced: '21.0.0' },
                { last_affected: '21.0.2' },
              ],
            },
          ],
        },
      ],
    }
    const read = first(record)
    expect(read).toMatchObject({ id: 'CVE-2030-4', aliases: ['GHSA-1'] })
    const of = (version: string) => judged('CVE-2030-4', 'Digium', 'Asterisk', version, read ? [read] : [])
    expect(['20.0.9', '20.1.0', '21.0.2', '21.0.3'].map(of)).toEqual([
      'affected',
      'not affected',
      'affected',
      'not affected',
    ])
  }) // prettier-ignore
  it('reads CSAF', () => {
    const product = (name: string, id: string, category = 'product_version') => ({
      category,
      name,
      product: { name, product_id: id },
    })
    const read = first({
      document: {
        tracking: {
          initial_release_date: '2026-10-01T00:00:00Z',
          current_release_date: '2026-10-06T00:00:00Z',
        },
      },
      product_tree: {
        branches: [
          {
            category: 'vendor',
            name: 'Cisco',
            branches: [
              {
                category: 'product_name',
                name: 'Cisco Unified Communications Manager',
                branches: [product('14SU3', 'A'), product('15SU2', 'B')],
              },
            ],
          },
        ],
      },
      vulnerabilities: [
        {
          cve: 'CVE-2030-5',
          product_status: { known_affected: ['A'], fixed: ['B'] },
          scores: [{ cvss_v3: { version: '3.1', baseScore: 7.5, baseSeverity: 'HIGH' } }],
        },
      ],
    })
    const of = (version: string) => judged('CVE-2030-5', 'Cisco', 'CUCM', version, read ? [read] : [])
    expect(['14SU3', '15SU2', '14SU4'].map(of)).toEqual(['affected', 'not affected', 'unknown'])
  }) // prettier-ignore
  it('refuses what is none of these', () => {
    expect(() => importAdvisories('{"a":1}', 'f.json')).toThrow(/no collection of advisories/)
    expect(() => importAdvisories('{"a":', 'f.json')).toThrow(/f\.json:1: is no JSON/)
  })
})
