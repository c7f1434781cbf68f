import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { SiteSettings } from '#core/kernel'
import { readNumberingData } from '../../adapters/content/numbering.ts'
import { createDialPlan } from './dial-plan.ts'
import type { DialPlan, Numbering, NumberingData, Resolved } from './model.ts'
import { createNumbering } from './numbering.ts'

let data: NumberingData
let numbering: Numbering
beforeAll(async () => {
  data = await readNumberingData()
  numbering = createNumbering(data)
})
const site = (settings: Partial<typeof SiteSettings._input>): DialPlan =>
  createDialPlan(SiteSettings.parse(settings), numbering)

/** "+e164", with marks for international (→) and invalid (!), or the kind. */
function tell({ kind, e164, international, invalid }: Resolved): string {
  return kind === 'external' ? `+${e164}${international ? ' →' : ''}${invalid ? ' !' : ''}` : kind
}
const dial = (settings: Partial<typeof SiteSettings._input>, dialled: string) =>
  tell(site(settings).resolve(dialled))
const shown = (settings: Partial<typeof SiteSettings._input>, number: string) =>
  tell(site(settings).resolveCaller(number))

describe('what is dialled in the USA', () => {
  it.each([
    ['2025550123', '+12025550123'],
    ['12025550123', '+12025550123'],
    ['912025550123', '+12025550123'],
    ['92025550123', '+12025550123'],
    ['(202) 555-0123', '+12025550123'],
    ['+1 202.555.0123', '+12025550123'],
    ['18005550199', '+18005550199'],
    ['8095551234', '+18095551234 →'],
    ['18765230123', '+18765230123 →'],
    ['9-1-876-523-0123', '+18765230123 →'],
    ['918765230123', '+18765230123 →'],
    ['9011442079460123', '+442079460123 →'],
    ['011442079460123', '+442079460123 →'],
    ['00442079460123', '+442079460123 →'],
    ['900442079460123', '+442079460123 →'],
    ['9+442079460123', '+442079460123 →'],
    ['+442079460123', '+442079460123 →'],
    ['+44 (0)20 7946 0123', '+442079460123 →'],
    ['442079460123', '+442079460123 →'],
    ['23276123456', '+23276123456 →'],
    ['000442079460123', '+442079460123 →'],
    ['0442079460123', '+442079460123 →'],
    ['0115399123', '+5399123 → !'],
    ['9011252000000', '+252000000 → !'],
    ['01125261555', '+25261555 → !'],
    ['9011979123456789', '+979123456789 →'],
    ['+882999999999', '+882999999999 → !'],
    ['01121012345678', '+21012345678 → !'],
    ['9995551234', '+19995551234 !'],
    ['19001234567', '+19001234567 !'],
    ['*67 18765230123', '+18765230123 →'],
    ['0114420794601234567890', '+442079460123456 → !'],
    ['*72', 'feature'],
    ['*7218765230123', 'feature'],
    ['**620', 'feature'],
    ['#31#', 'feature'],
    ['411', 'short'],
    ['0', 'short'],
    ['1001', 'internal'],
    ['101', 'internal'],
    ['911', 'emergency'],
    ['9911', 'emergency'],
    ['+1911', 'emergency'],
    ['933', 'emergency'],
    ['5551234', 'unknown'],
    ['', 'unknown'],
    ['s', 'unknown'],
    ['voicemail', 'unknown'],
  ])('%s is %s', (dialled, meaning) => {
    expect(dial({}, dialled)).toBe(meaning)
  })

  it('takes short local dialling by the area code of the site', () => {
    expect(dial({ prefixes: { areaCode: '202' } }, '5550123')).toBe('+12025550123')
    expect(dial({ prefixes: { areaCode: '202', outsideLine: ['9'] } }, '95550123')).toBe('+12025550123')
  })

  it('takes URIs and parameters', () => {
    const berlin = '+493012345678 →'
    expect(dial({}, 'sip:+493012345678@pbx.example;user=phone')).toBe(berlin)
    expect(dial({}, 'tel:+49-30-12345678;ext=22')).toBe(berlin)
    expect(dial({}, '"Front desk" <sip:%2B493012345678@198.51.100.7:5060>')).toBe(berlin)
  })
})

describe('what is dialled elsewhere', () => {
  it.each([
    ['DE', '030 12345678', '+493012345678'],
    ['DE', '0030 210 6123456', '+302106123456 →'],
    ['DE', '00 44 20 7946 0123', '+442079460123 →'],
    ['DE', '000442079460123', '+442079460123 →'],
    ['DE', '493012345678', '+493012345678'],
    ['DE', '442079460123', '+442079460123 →'],
    ['DE', '23276123456', '+23276123456 →'],
    ['DE', '15112345678', '+4915112345678'],
    ['BR', '31987654321', '+5531987654321'],
    ['CN', '13852345678', '+8613852345678'],
    ['DE', '0900 5 123456', '+499005123456'],
    ['DE', '118 33', 'short'],
    ['DE', '110', 'emergency'],
    ['GB', '020 7946 0123', '+442079460123'],
    ['GB', '02079460123', '+442079460123'],
    ['GB', '2079460123', '+442079460123'],
    ['GB', '01534 456789', '+441534456789 →'],
    ['GB', '9 020 7946 0123', '+442079460123'],
    ['GB', '118500', 'short'],
    ['GB', '00252612345678', '+252612345678 →'],
    ['FR', '01 23 45 67 89', '+33123456789'],
    ['FR', '0033 1 23 45 67 89', '+33123456789'],
    ['FR', '0 00 44 20 7946 0123', '+442079460123 →'],
    ['FR', '15', 'emergency'],
    ['FR', '3611', 'short'],
    ['AU', '02 9374 4000', '+61293744000'],
    ['AU', '0011 44 20 7946 0123', '+442079460123 →'],
    ['AU', '0011 252 000000', '+252000000 → !'],
    ['AU', '000', 'emergency'],
    ['JP', '03-1234-5678', '+81312345678'],
    ['JP', '010 1 202 555 0123', '+12025550123 →'],
    ['JP', '119', 'emergency'],
    ['BR', '(11) 98765-4321', '+5511987654321'],
    ['BR', '0 21 11 98765-4321', '+5511987654321'],
    ['BR', '00 21 1 202 555 0123', '+12025550123 →'],
    ['RU', '8 495 123-45-67', '+74951234567'],
    ['RU', '8 10 44 20 7946 0123', '+442079460123 →'],
    ['RU', '8 7172 12-34-56', '+77172123456 →'],
    ['HU', '06 1 234 5678', '+3612345678'],
    ['IT', '06 1234 5678', '+390612345678'],
    ['ES', '912 345 678', '+34912345678'],
    ['JM', '5230123', 'unknown'],
    ['CA', '1 416 555 0123', '+14165550123'],
    ['CA', '1 800 555 0199', '+18005550199'],
    ['CA', '1 202 555 0123', '+12025550123 →'],
    ['AQ', '00442079460123', '+442079460123 →'],
    ['AQ', '112', 'emergency'],
  ])('in %s %s is %s', (country, dialled, meaning) => {
    expect(dial({ country }, dialled)).toBe(meaning)
  })
})

describe('what the site says', () => {
  it('wins: an outside line is stripped before anything else', () => {
    const outside = { country: 'DE', prefixes: { outsideLine: ['0'] } }
    expect(dial(outside, '00441234567')).toBe('+49441234567')
    expect(dial(outside, '000441534456789')).toBe('+441534456789 →')
    expect(dial(outside, '030 12345678')).toBe('+493012345678')
    expect(dial(outside, '0112')).toBe('emergency')
    expect(dial(outside, '011833')).toBe('short')
    expect(dial({ prefixes: { outsideLine: [] } }, '912025550123')).not.toBe('+12025550123')
  })

  it('adds international and national prefixes', () => {
    const own = { country: 'US', prefixes: { international: ['8011'], national: ['71'] } }
    expect(dial(own, '8011442079460123')).toBe('+442079460123 →')
    expect(dial(own, '712025550123')).toBe('+12025550123')
  })

  it('names its extensions, and then nothing else is one', () => {
    const own = { internal: ['1XXX', '2XX', 'NXXZ'] }
    expect(
      ['1004', '299', '2991', '2990', '1xx4', '10045'].map((name) => site(own).isInternal(name)),
    ).toEqual([true, true, true, false, false, false])
    expect([dial(own, '1004'), dial(own, '3000'), dial(own, '411'), dial(own, '112')]).toEqual([
      'internal',
      'short',
      'short',
      'emergency',
    ])
    const any = site({})
    expect(['1004', '10', '911', '1', '1234567', 'alice'].map((name) => any.isInternal(name))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('may name an extension like an emergency number behind an outside line it does not have', () => {
    expect(dial({ internal: ['9XXX'] }, '9112')).toBe('internal')
    expect(dial({ internal: ['9XXX'], prefixes: { outsideLine: ['9'] } }, '9112')).toBe('emergency')
  })

  it('adds emergency numbers', () => {
    expect(site({ emergency: ['5555'] }).isEmergency('5555')).toBe(true)
    expect(site({ emergency: ['5555'] }).isEmergency('95555')).toBe(true)
    expect(site({}).isEmergency('5555')).toBe(false)
  })
})

describe('a caller as the trunk shows it', () => {
  it.each([
    ['US', '2025550123', '+12025550123'],
    ['US', '12025550123', '+12025550123'],
    ['US', '+442079460123', '+442079460123 →'],
    ['US', '442079460123', '+442079460123 →'],
    ['US', '919876543210', '+919876543210 →'],
    ['US', '25261234567', '+25261234567 →'],
    ['DE', '03012345678', '+493012345678'],
    ['DE', '4930123456', '+4930123456'],
    ['GB', '02079460123', '+442079460123'],
    ['GB', '442079460123', '+442079460123'],
    ['US', '"Alice" <1001>', 'internal'],
    ['US', 'anonymous', 'unknown'],
    ['US', 'Unavailable', 'unknown'],
    ['US', '<unknown>', 'unknown'],
    ['US', '', 'unknown'],
    ['US', '911', 'emergency'],
  ])('in %s %s is %s', (country, number, meaning) => {
    expect(shown({ country }, number)).toBe(meaning)
  })
})

describe('properties', () => {
  it('an emergency number of any country is one, plain or behind an outside line', () => {
    for (const country of Object.keys(data.plan.countries)) {
      const plan = site({ country })
      const outside = site({ country, prefixes: { outsideLine: ['8', '00'] }, internal: ['XXX', 'XXXX'] })
      for (const number of numbering.emergencyNumbers(country)) {
        for (const dialled of [
          number,
          `9${number}`,
          `0${number}`,
          `9-${number}`,
          `sip:${number}@pbx.example`,
        ]) {
          expect([country, dialled, plan.resolve(dialled).kind]).toEqual([country, dialled, 'emergency'])
        }
        for (const dialled of [number, `8${number}`, `00${number}`])
          expect(outside.isEmergency(dialled)).toBe(true)
      }
    }
  })

  it('a valid number is the same in every form of every country', () => {
    for (const [country, { international, trunk, code }] of Object.entries(data.plan.countries)) {
      const plan = site({ country })
      const peer = code === '44' ? '81312345678' : '442079460123'
      for (const prefix of ['+', ...international])
        expect([country, prefix, plan.resolve(prefix + peer).e164]).toEqual([country, prefix, peer])
      expect(trunk).not.toContain('+')
    }
  })

  it('nothing makes it throw, and what is external has digits and a destination', () => {
    const plans = ['US', 'DE', 'BR', 'KR', 'WS', 'AQ'].map((country) => site({ country }))
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[\d+*#()<>;:@ -]{0,30}$/),
      fc.stringMatching(/^\d{0,24}$/),
    )
    fc.assert(
      fc.property(fc.constantFrom(...plans), text, (plan, dialled) => {
        for (const found of [plan.resolve(dialled), plan.resolveCaller(dialled)]) {
          expect(found.kind === 'external').toBe(/^[1-9]\d{3,14}$/.test(found.e164))
          expect(found.destination > 0).toBe(found.kind === 'external')
        }
        plan.isInternal(dialled)
      }),
      { numRuns: 5_000 },
    )
  })

  it('remembers: the same frozen object for the same text, within bounds', () => {
    const plan = site({})
    const first = plan.resolve('18765230123')
    expect(Object.isFrozen(first)).toBe(true)
    expect(plan.resolve('18765230123')).toBe(first)
    for (let number = 0; number < 70_000; number += 1) plan.resolve(`1202${5_550_000 + number}`)
    expect(plan.resolve('18765230123')).not.toBe(first)
    expect(plan.resolve('18765230123')).toEqual(first)
  })
})
