import { describe, expect, it } from 'vitest'
import { readNumberingData } from '../../adapters/content/index.ts'
import { SiteSettings } from '../kernel/index.ts'
import { createDialPlan, createNumbering } from '../numbering/index.ts'
import { refuseInternational, refusePrefix } from './dial-rules.ts'
import { emergencyForms } from './emergency-forms.ts'
import type { DialRules } from './model.ts'
import { refusesDialled } from './refuses-dialled.ts'

const numbering = createNumbering(await readNumberingData())
const siteOf = (given: object): SiteSettings => SiteSettings.parse(given)

const ny = siteOf({ country: 'US', prefixes: { outsideLine: ['9'], areaCode: '702' } })
const berlin = siteOf({ country: 'DE', prefixes: { outsideLine: ['0'] } })

function refused(site: SiteSettings, dial: DialRules, numbers: readonly string[]): string[] {
  const emergency = [...emergencyForms(site, numbering)]
  return numbers.filter((number) => refusesDialled({ emergency, dial }, number))
}

describe('a blocked prefix', () => {
  it('is refused in every way it can be dialled', () => {
    const ways = [
      '+25261234567',
      '01125261234567',
      '901125261234567',
      '0025261234567',
      '25261234567',
      '925261234567',
    ]
    expect(refused(ny, refusePrefix('+252', ny, numbering), ways)).toEqual(ways)
  })

  it('leaves numbers at home alone that begin with the same digits', () => {
    const home = ['2525551234', '92525551234', '12525551234', '+12525551234', '2525555', '252']
    expect(refused(ny, refusePrefix('+252', ny, numbering), home)).toEqual([])
  })

  it('at home is refused with and without what is dialled before it', () => {
    const dial = refusePrefix('+1900', ny, numbering)
    const ways = [
      '19005551234',
      '919005551234',
      '9005551234',
      '99005551234',
      '+19005551234',
      '01119005551234',
    ]
    expect(refused(ny, dial, ways)).toEqual(ways)
    expect(refused(ny, dial, ['9005555', '12025551234'])).toEqual([])
    // 9, 1 and an area code look like area code 918 at first.
    expect(refused(ny, refusePrefix('+1918', ny, numbering), ['918005551234'])).toEqual([])
    const premium = ['0900123456', '00900123456', '+49900123456', '00049900123456']
    expect(refused(berlin, refusePrefix('+30', berlin, numbering), ['0030901820'])).toEqual([])
    expect(refused(berlin, refusePrefix('+49900', berlin, numbering), premium)).toEqual(premium)
  })

  it('in the own area is refused as a short local number too', () => {
    expect(
      refused(ny, refusePrefix('+1702976', ny, numbering), ['9761234', '99761234', '17029761234']),
    ).toHaveLength(3)
  })

  it('that is no prefix, or the whole country, is refused itself', () => {
    expect(() => refusePrefix('252', ny, numbering)).toThrow(/E\.164/)
    expect(() => refusePrefix('+1', ny, numbering)).toThrow(/own country/)
    expect(() => refusePrefix('+4', berlin, numbering)).toThrow(/own country/)
  })
})

describe('blocking all that is international', () => {
  it('refuses what the dial plan calls international, and lets home numbers pass', () => {
    const site = siteOf({ country: 'US', prefixes: { outsideLine: ['9'] } })
    const plan = createDialPlan(site, numbering)
    const dial = refuseInternational(site, numbering)
    const abroad = [
      '+25261234567',
      '90114930123456',
      '0025261234567',
      '25261234567',
      '18765551234',
      '918765551234',
      '8765551234',
      '+18765551234',
      '9+442079460000',
    ]
    expect(abroad.filter((number) => !plan.resolve(number).international)).toEqual([])
    expect(refused(site, dial, abroad)).toEqual(abroad)
    const home = [
      '12025551234',
      '912025551234',
      '2025551234',
      '+12025551234',
      '01112025551234',
      '18005551234',
      '1001',
      '911',
      '9911',
      '*97',
    ]
    expect(refused(site, dial, home)).toEqual([])
  })

  it('refuses the mainland on an island of the same country code', () => {
    const kingston = siteOf({ country: 'JM', prefixes: { outsideLine: ['9'] } })
    const dial = refuseInternational(kingston, numbering)
    expect(refused(kingston, dial, ['912025551234', '+12025551234'])).toHaveLength(2)
    expect(refused(kingston, dial, ['918765551234', '18005551234', '119'])).toEqual([])
  })

  it('knows a country with a trunk prefix', () => {
    const dial = refuseInternational(berlin, numbering)
    expect(refused(berlin, dial, ['00025261234567', '+25261234567', '0+25261234567'])).toHaveLength(3)
    expect(
      refused(berlin, dial, ['0030901820', '030901820', '+4930901820', '0004930901820', '110', '0110']),
    ).toEqual([])
  })
})
