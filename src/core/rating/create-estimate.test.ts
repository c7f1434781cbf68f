import { describe, expect, it } from 'vitest'
import type { Destination } from '#core/numbering'
import { createEstimate } from './create-estimate.ts'
import { Tariff } from './tariff.ts'

const tariff = Tariff.parse({
  title: 't',
  version: '1',
  note: 'n',
  currency: 'USD',
  zones: {
    near: { members: ['DE', 'US'], fixed: ['0.01', '0.02', '0.04'], mobile: ['0.05', '0.10', '0.20'] },
    far: { members: [], fixed: ['0.40', '0.60', '0.90'], mobile: ['0.50', '0.70', '1.00'] },
  },
  countries: { CU: { fixed: ['0.75', '1.00', '1.50'], mobile: ['0.75', '1.00', '1.50'] } },
  others: { low: 'near', medium: 'near', high: 'far' },
  classes: { unallocated: ['0.40', '0.90', '2.00'], 'high-risk-country': ['0.20', '0.45', '1.00'] },
  types: { premium: ['0.50', '1.50', '4.00'], 'toll-free': ['0', '0.02', '0.20'] },
  domestic: {
    fixed: ['0.005', '0.012', '0.03'],
    premium: ['1', '2', '4'],
    unknown: ['0.005', '0.02', '0.1'],
  },
  tollFreeInbound: ['0.015', '0.028', '0.04'],
  unknown: ['0.40', '0.91', '2.00'],
  perUnit: { EUR: '0.92' },
})

// A numbering of a few rows; the number dialled is the row.
const rows: Destination[] = [
  { country: '', type: 'unknown', riskClass: 'unallocated', risk: 'high' },
  { country: 'DE', type: 'fixed', riskClass: 'ordinary', risk: 'low' },
  { country: 'DE', type: 'mobile', riskClass: 'ordinary', risk: 'low' },
  { country: 'SO', type: 'mobile', riskClass: 'high-risk-country', risk: 'high' },
  { country: 'CU', type: 'fixed', riskClass: 'high-risk-country', risk: 'high' },
  { country: 'DE', type: 'premium', riskClass: 'premium', risk: 'high' },
  { country: 'US', type: 'premium', riskClass: 'premium', risk: 'high' },
  { country: 'US', type: 'fixed', riskClass: 'ordinary', risk: 'low' },
  { country: 'DE', type: 'toll-free', riskClass: 'ordinary', risk: 'low' },
  { country: '001', type: 'satellite', riskClass: 'satellite', risk: 'high' },
]
const numbering = {
  lookupNumber: (n: number) => n,
  destination: (row: number) => rows[row] ?? (rows[0] as Destination),
}
const estimate = createEstimate(tariff, numbering, { country: 'US', currency: 'USD' })
const minute = (row: number): number[] => {
  const index = estimate.find(row, 0)
  return [estimate.lowest(index, 60), estimate.cost(index, 60), estimate.highest(index, 60)]
}

describe('the estimate', () => {
  it('says that it is one', () => {
    expect(estimate.estimated).toBe(true)
    expect(estimate.rate(estimate.find(1, 0)).description).toBe('Estimate: near, fixed')
  })
  it('prices foreign numbers by country, then by zone, fixed and mobile apart', () => {
    expect(minute(1)).toEqual([10_000, 20_000, 40_000])
    expect(minute(2)).toEqual([50_000, 100_000, 200_000])
    expect(minute(4)).toEqual([750_000, 1_000_000, 1_500_000])
  })
  it('prices a country listed nowhere by the zone of its risk', () =>
    expect(minute(3)).toEqual([500_000, 700_000, 1_000_000]))
  it("prices the site's own country as domestic", () => {
    expect(minute(7)).toEqual([5_000, 12_000, 30_000])
    expect(minute(6)).toEqual([1_000_000, 2_000_000, 4_000_000])
  })
  it('takes the dearest of place, type and class abroad, but toll-free as such', () => {
    expect(minute(5)).toEqual([500_000, 1_500_000, 4_000_000])
    expect(minute(8)).toEqual([0, 20_000, 200_000])
  })
  it('prices what it knows nothing of', () => {
    expect(minute(0)).toEqual([400_000, 900_000, 2_000_000])
    expect(minute(9)).toEqual([400_000, 910_000, 2_000_000])
  })
  it("knows what a call to the site's own toll-free number costs", () => {
    expect(estimate.cost(estimate.tollFreeInbound, 60)).toBe(28_000)
  })
  it('converts into the currency of the site, or keeps its own when it cannot', () => {
    const euro = createEstimate(tariff, numbering, { country: 'DE', currency: 'EUR' })
    expect([euro.currency, euro.cost(euro.find(4, 0), 60)]).toEqual(['EUR', 920_000])
    const other = createEstimate(tariff, numbering, { country: 'MN', currency: 'MNT' })
    expect([other.currency, other.cost(other.find(4, 0), 60)]).toEqual(['USD', 1_000_000])
  })
})
