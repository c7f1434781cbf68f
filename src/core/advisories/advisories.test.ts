import { describe, expect, it } from 'vitest'
import { bundle, judged, match } from '../../../test/support/advisories.ts'
import { matchAdvisories, mergeAdvisories } from './index.ts'
import { compareVersions, parseVersion } from './version.ts'

describe('versions', () => {
  const order = (a: string, b: string): number | null => {
    const [x, y] = [parseVersion(a), parseVersion(b)]
    return x && y ? compareVersions(x, y) : null
  }
  it.each([
    ['20.18.1', '20.18.2'],
    ['20.9.3', '20.18.2'],
    ['20.7-cert8', '20.7-cert9'],
    ['20.7-cert9', '20.7-cert10'],
    ['18.9-cert14', '20.7-cert1'],
    ['16.2.1~dfsg-1', '16.2.2'],
    ['14SU4', '14SU4a'],
    ['14SU4a', '14SU5'],
    ['12.5(1)', '12.5(1)SU2'],
    ['12.5(1)SU2', '12.5(1)SU10'],
    ['12-8-1SR1', '12-8-1SR2'],
    ['11.3.1 MSR2-6', '11.3.1 MSR3-3'],
    ['6.3 SP3 HF3', '6.3 SP3 HF4'],
    ['9.8', '9.8:sp1'],
    ['9.8 SP1 FP1 (9.8.1.105)', '9.8 SP1 FP2 (9.8.1.201)'],
    ['6.4 SP3 (R6.4.0.3006)', 'R6.4.0.4006'],
    ['4.0.0-beta', '4.0.0-rc1'],
    ['4.0.0-rc1', '4.0.0'],
    ['18.0.7.312', '18.0.8'],
    ['v26.0.0.65', '26.0.0.66'],
    ['14r1', '14r2'],
  ])('%s is before %s', (a, b) => {
    expect([order(a, b), order(b, a), order(a, a)]).toEqual([-1, 1, 0])
  }) // prettier-ignore
  it.each([
    ['20.18.2', '20.7-cert9'],
    ['15SU1', '15.0.1.13010-1'],
    ['11.0.1SR2', '11.0.1MSR2'],
  ])('%s and %s are not counted alike', (a, b) => expect(order(a, b)).toBeNull()) // prettier-ignore
  it.each(['N/A', '-', '', 'latest', '?'])('"%s" is no version', (text) =>
    expect(parseVersion(text)).toBeNull(),
  )
})

describe('named traps', () => {
  it.each(['CVE-2026-23738', 'CVE-2026-23739', 'CVE-2026-23741'])(
    '1. branches: %s calls no fixed version affected',
    (id) => {
      for (const fixed of ['20.18.2', '21.12.1', '22.8.2', '23.2.2', '20.7-cert9', '24.0.0'])
        expect([fixed, judged(id, 'Sangoma', 'Asterisk', fixed)]).toEqual([fixed, 'not affected'])
      for (const open of [
        '20.18.1',
        '21.12.0',
        '22.8.1',
        '23.2.1',
        '20.7-cert8',
        '18.9-cert4',
        '16.30.0',
        '13.1.0',
      ])
        expect([open, judged(id, 'Digium', 'asterisk', open)]).toEqual([open, 'affected'])
    },
  )
  it('1. branches: the endpoint module of FreePBX, and where each branch is fixed', () => {
    for (const [version, fixed] of [
      ['15.0.65', '15.0.66'],
      ['16.0.88', '16.0.89'],
      ['17.0.2.36', '17.0.3'],
      ['14.0.1', '15.0.66'],
    ] as const)
      expect(
        match('FreePBX', 'endpoint', version).matches.find(({ id }) => id === 'CVE-2025-57819'),
      ).toMatchObject({ fixedIn: fixed, knownExploited: true })
    for (const version of ['15.0.66', '16.0.89', '17.0.3', '18.0.0'])
      expect(judged('CVE-2025-57819', 'Sangoma', 'FreePBX endpoint', version)).toBe('not affected')
  }) // prettier-ignore
  it('1. branches: a base line and a certified line in one list', () => {
    const of = (version: string) => judged('CVE-2024-42365', 'Asterisk', 'asterisk', version)
    expect(['18.24.1', '20.9.1', '21.4.1', '18.9-cert10', '20.7-cert1'].map(of)).toEqual(
      Array(5).fill('affected'),
    )
    expect(['18.24.2', '20.9.2', '21.4.2', '18.9-cert11', '20.7-cert2', '22.0.0'].map(of)).toEqual(
      Array(6).fill('not affected'),
    )
    expect(judged('CVE-2023-49786', 'asterisk', 'asterisk', '18.9-cert5')).toBe('affected')
    expect(judged('CVE-2023-49786', 'asterisk', 'asterisk', '18.9-cert6')).toBe('not affected')
  })
  it('2. firmware on a model: another model with the same firmware is not meant', () => {
    expect(judged('CVE-2026-2329', 'Grandstream', 'GXP1625', '1.0.7.80')).toBe('affected')
    expect(judged('CVE-2026-2329', 'Grandstream', 'GXP1625', '1.0.7.81')).toBe('not affected')
    expect(judged('CVE-2026-2329', 'Grandstream', 'GXP2135', '1.0.7.80')).toBe('unlisted')
    expect(judged('CVE-2020-5722', 'Grandstream', 'UCM6204', '1.0.19.19')).toBe('affected')
  })
  it('2. a module inside a PBX says so', () =>
    expect(match('Sangoma', 'restapps', '15.0.19.87').matches[0]?.onlyIf).toContain('FreePBX'))
  it.each([
    ['digium', 'asterisk'],
    ['Sangoma', 'Asterisk'],
    ['asterisk', 'open_source'],
    ['Asterisk', 'asterisk'],
  ])('3. vendors of one product: %s %s', (vendor, product) =>
    expect(judged('CVE-2026-23741', vendor, product, '22.8.1')).toBe('affected'),
  ) // prettier-ignore
  it('3. a record about a module is not about FreePBX', () => {
    expect(judged('CVE-2026-44237', 'Sangoma', 'FreePBX', '16.0.40')).toBe('unlisted')
    expect(judged('CVE-2026-44237', 'freepbx', 'api', '17.0.7')).toBe('affected')
  })
  it('4. comparison signs inside version fields', () => {
    expect(judged('CVE-2024-0840', 'Grandstream', 'UCM6202', '1.0.20.51')).toBe('affected')
    expect(judged('CVE-2024-0840', 'Grandstream', 'UCM6202', '1.0.20.52')).toBe('not affected')
    expect(
      ['18.23.0', '20.8.0', '21.3.0'].map((version) =>
        judged('CVE-2024-35190', 'asterisk', 'asterisk', version),
      ),
    ).toEqual(Array(3).fill('affected'))
    expect(
      ['18.22.0', '18.23.1', '20.8.1', '21.3.1'].map((version) =>
        judged('CVE-2024-35190', 'asterisk', 'asterisk', version),
      ),
    ).not.toContain('affected')
    expect(judged('CVE-2023-38703', 'teluu', 'pjsip', '2.13.1')).toBe('affected')
  })
  it('5. versions that share no grammar are unknown, not "not affected"', () => {
    expect(judged('CVE-2026-20230', 'Cisco', 'Unified Communications Manager', '14SU4a')).toBe('affected')
    expect(judged('CVE-2026-20230', 'Cisco', 'CUCM', '14.0.1.14900-69')).toBe('unknown')
    expect(judged('CVE-2024-55550', 'Mitel', 'MiCollab', '9.8 SP1')).toBe('affected')
    expect(judged('CVE-2026-2329', 'Grandstream', 'GXP1625', 'newest')).toBe('unknown')
  })
  it('6. records that list unrelated systems are matched by product', () => {
    expect(judged('CVE-2004-1307', 'Avaya', 'IP Office', '11.0')).toBe('unlisted')
    expect(judged('CVE-2004-1307', 'Apple', 'mac_os_x', '10.3')).toBe('affected')
  })
  it('7. what the data does not hold is said', () =>
    expect(
      match('Cisco', 'Unified Communications Manager', '15SU1').matches.find(
        ({ id }) => id === 'CVE-2026-20230',
      )?.onlyIf,
    ).toContain('WebDialer'))
  it('8. the right module: framework and filestore, not endpoint', () => {
    expect(judged('CVE-2025-66039', 'freepbx', 'framework', '17.0.22')).toBe('affected')
    expect(judged('CVE-2025-66039', 'freepbx', 'framework', '17.0.23')).toBe('not affected')
    expect(judged('CVE-2025-66039', 'freepbx', 'endpoint', '17.0.2')).toBe('unlisted')
    expect(judged('CVE-2025-64328', 'freepbx', 'filestore', '17.0.2.36')).toBe('affected')
    expect(judged('CVE-2025-64328', 'freepbx', 'endpoint', '17.0.2.36')).toBe('unlisted')
  })
  it('9. of scores that disagree the highest counts', () => {
    const zero = {
      id: 'CVE-2026-23741',
      scores: [{ provider: 'cna', version: '3.1', score: 0, severity: 'none' }],
    }
    const [first] = bundle.advisories.filter(({ id }) => id === zero.id)
    const merged = mergeAdvisories(bundle, {
      ...bundle,
      advisories: [{ ...(first as NonNullable<typeof first>), ...zero, statements: [] }],
    })
    const found = matchAdvisories(
      [{ name: 'd', vendor: 'asterisk', product: 'asterisk', version: '22.8.1' }],
      merged.advisories,
    )
    expect(found.matches.find(({ id }) => id === zero.id)).toMatchObject({ score: 8.8 })
  })
  it('10. the first number of a Yealink phone is its hardware', () => {
    const own = [
      {
        ...bundle.advisories[0],
        id: 'X-1',
        statements: [
          {
            vendor: 'yealink',
            product: 'sip-t46s_firmware',
            provider: 'cna',
            ranges: [{ before: '66.86.0.15' }],
          },
        ],
      },
    ] as typeof bundle.advisories
    expect(judged('X-1', 'Yealink', 'SIP-T46S', '66.85.0.5', own)).toBe('affected')
    expect(judged('X-1', 'Yealink', 'T46S', '66.86.0.15', own)).toBe('not affected')
    expect(judged('X-1', 'Yealink', 'SIP-T46U', '108.85.0.5', own)).toBe('unlisted')
    expect(judged('X-1', 'Yealink', 'SIP-T46S', '28.86.0.20', own)).toBe('not affected')
  })
})

describe('the order of findings', () => {
  it('is known-exploited first', () => {
    const { matches } = matchAdvisories(
      [
        { name: 'pbx', vendor: 'asterisk', product: 'asterisk', version: '18.23.0' },
        { name: 'm', vendor: 'freepbx', product: 'endpoint', version: '16.0.1' },
      ],
      bundle.advisories,
    )
    const exploited = matches.map(({ knownExploited }) => knownExploited)
    expect(exploited[0]).toBe(true)
    expect(exploited).toEqual([...exploited].sort((a, b) => Number(b) - Number(a)))
  })
  it('names devices that nothing is known of', () =>
    expect(match('Snom', 'D785', '10.1.84.12')).toEqual({ matches: [], unknown: [], unlisted: ['d'] }))
})
