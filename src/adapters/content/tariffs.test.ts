import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { createNumbering } from '#core/numbering'
import { createEstimate } from '#core/rating'
import { readNumberingData } from './numbering.ts'
import { readBuiltInTariff } from './tariffs.ts'

const tariff = await readBuiltInTariff()
const numbering = createNumbering(await readNumberingData())

describe('the built-in tariff', () => {
  it('lists every country of the numbering metadata once', () => {
    const members = Object.values(tariff.zones).flatMap((zone) => zone.members)
    expect(members.filter((country, i) => members.indexOf(country) !== i)).toEqual([])
    const listed = new Set([...members, ...Object.keys(tariff.countries)])
    expect(Object.keys(metadata.countries).filter((country) => !listed.has(country))).toEqual([])
  })

  it('has low ≤ likely ≤ high in every band', () => {
    const bands = [
      tariff.unknown,
      tariff.tollFreeInbound,
      ...[...Object.values(tariff.zones), ...Object.values(tariff.countries)].flatMap((place) => [
        place.fixed,
        place.mobile,
      ]),
      ...[tariff.classes, tariff.types, tariff.domestic].flatMap((table) => Object.values(table)),
    ]
    expect(bands.length).toBeGreaterThan(60)
    for (const [low, likely, high] of bands) {
      expect(Number(low)).toBeLessThanOrEqual(Number(likely))
      expect(Number(likely)).toBeLessThanOrEqual(Number(high))
    }
  })

  it('prices unlisted countries by zones that exist, and calls itself an estimate', () => {
    for (const zone of Object.values(tariff.others)) expect(tariff.zones).toHaveProperty(zone)
    expect(`${tariff.title} ${tariff.note}`).toMatch(/estimate/i)
  })

  it.each([
    ['a call within the country', 17025550123, 0.005, 0.05],
    ['Germany', 493012345678, 0.01, 0.1],
    ['a German mobile', 4915112345678, 0.03, 0.25],
    ['Somalia', 252611112223, 0.4, 1.5],
    ['Cuba', 5352123456, 0.75, 1.5],
    ['Jamaica', 18765550123, 0.15, 0.45],
    ['Inmarsat', 870776999999, 4.5, 13],
    ['a 900 number', 19005550123, 1, 4],
    ['a toll-free number', 18005550123, 0, 0],
    ['a country code that is not assigned', 9991234567, 0.4, 2],
    ['a number impossible in its plan', 2521, 0.2, 2],
  ])('prices %s, seen from the US, in the right order of magnitude', (_, number, least, most) => {
    const estimate = createEstimate(tariff, numbering, { country: 'US', currency: 'USD' })
    const index = estimate.find(number, 0)
    expect(estimate.lowest(index, 60)).toBeGreaterThanOrEqual(least * 1e6)
    expect(estimate.cost(index, 60)).toBeLessThanOrEqual(most * 1e6)
    expect(estimate.lowest(index, 60)).toBeLessThanOrEqual(estimate.cost(index, 60))
    expect(estimate.cost(index, 60)).toBeLessThanOrEqual(estimate.highest(index, 60))
  })
})
