import { describe, expect, it } from 'vitest'
import { fleetOf } from './by-model.ts'

type Device = Parameters<typeof fleetOf>[0][number]
const phone = (name: string, version: string, more: Partial<Device> = {}): Device => ({
  name,
  vendor: 'Yealink',
  product: 'SIP-T46S',
  version,
  address: '',
  from: 'registration',
  userAgent: '',
  reachable: null,
  listed: true,
  advisories: [],
  undecided: 0,
  ...more,
})
const advisory = (fixedIn: string | null, knownExploited = false) => ({
  id: 'CVE-1',
  summary: 's',
  severity: 'HIGH',
  knownExploited,
  fixedIn,
})

describe('the fleet by model', () => {
  it('counts devices and firmware, and says where to go', () => {
    const [model] = fleetOf([
      phone('a', '66.85.0.5', { advisories: [advisory('66.86.0.83')] }),
      phone('b', '66.85.0.5', { advisories: [advisory('66.86.0.83'), advisory('66.86.0.15')] }),
      phone('c', '66.86.0.83'),
    ])
    expect(model).toEqual({
      name: 'Yealink SIP-T46S',
      vendor: 'Yealink',
      product: 'SIP-T46S',
      devices: 3,
      versions: [
        ['66.85.0.5', 2],
        ['66.86.0.83', 1],
      ],
      weak: 2,
      exploited: 0,
      fixedIn: ['66.86.0.83'],
      supportEnds: null,
    })
  })
  it('puts what intruders use first, and leaves out what does not say what it is', () => {
    const fleet = fleetOf([
      ...Array.from({ length: 9 }, (_, n) => phone(`p${n}`, '1.0')),
      phone('x', '', { vendor: '', product: '' }),
      phone('pbx', '16.0.88', {
        vendor: 'FreePBX',
        product: 'endpoint',
        advisories: [advisory('16.0.89', true)],
      }),
    ])
    expect(fleet.map(({ name, exploited }) => [name, exploited])).toEqual([
      ['FreePBX endpoint', 1],
      ['Yealink SIP-T46S', 0],
    ])
  })
  it('takes the day on which the first of them is left alone', () => {
    const [model] = fleetOf([
      phone('a', '18.1', { supportEnds: '2025-10-20' }),
      phone('b', '20.1', { supportEnds: '2027-10-19' }),
    ])
    expect(model?.supportEnds).toBe('2025-10-20')
  })
})
