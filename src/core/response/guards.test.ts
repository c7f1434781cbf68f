import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capability, facts, order, refusal, terrain } from '../../../test/support/response.ts'
import { readNumberingData } from '../../adapters/content/index.ts'
import { DomainError, SiteSettings } from '../kernel/index.ts'
import { createNumbering } from '../numbering/index.ts'
import {
  type Actuator,
  ANY_LENGTH,
  type Change,
  clear,
  controlKinds,
  emergencyForms,
  type Order,
  refuseInternational,
  refusePrefix,
  refusesDialled,
} from './index.ts'

const numbering = createNumbering(await readNumberingData())

const sites = [
  { country: 'US', prefixes: { outsideLine: ['9'] }, emergency: ['555'] },
  { country: 'US', prefixes: { international: ['011', '00'], areaCode: '702' } },
  { country: 'DE', prefixes: { outsideLine: ['0'] } },
  { country: 'GB', emergency: ['2222'] },
  { country: 'JM' },
  { country: 'AU', prefixes: { outsideLine: ['1', '00'] } },
].map((site) => SiteSettings.parse(site))

const digits = (max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: max }).map((all) => all.join(''))

interface Wish {
  readonly kind: Order['kind']
  readonly target: string
  readonly digits: string
  readonly keeps: boolean
  readonly automatic: boolean
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(...controlKinds),
  target: fc.constantFrom('1001', '1002', 'carrier', 'backup', '203.0.113.7', '0.0.0.0/0', '10.1.7.11', ''),
  digits: fc.oneof(digits(6), fc.constantFrom('911', '9', '1911', '112', '49112', '44999', '999', '1')),
  keeps: fc.boolean(),
  automatic: fc.boolean(),
})

function orderOf(each: Wish, site: SiteSettings, emergency: readonly string[]): Order | null {
  try {
    const dial =
      each.kind === 'block-destination'
        ? refusePrefix(`+${each.digits}`, site, numbering)
        : each.kind === 'block-international'
          ? refuseInternational(site, numbering)
          : null
    return { id: 'c', kind: each.kind, target: each.target, emergency: [...emergency], dial }
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

/** Puts in force, one after the other, whatever the guards let through without a typed confirmation. */
function putInForce(wishes: readonly Wish[], site: SiteSettings) {
  const emergency = emergencyForms(site, numbering)
  const inForce: { order: Order; automatic: boolean; keeps: boolean }[] = []
  for (const each of wishes) {
    const wanted = orderOf(each, site, emergency)
    if (wanted === null) continue
    const intent = { automatic: each.automatic, confirmed: false }
    const capable = capability(wanted, each.keeps)
    try {
      const cleared = clear(wanted, facts({ emergency, capability: capable, inForce, intent }))
      inForce.push({ order: cleared, automatic: each.automatic, keeps: each.keeps })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
  }
  return { emergency, inForce }
}

describe('emergency calls', () => {
  it('pass through every combination of controls the guards let through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sites), fc.array(wish, { maxLength: 12 }), (site, wishes) => {
        const { emergency, inForce } = putInForce(wishes, site)
        for (const number of emergency)
          expect(inForce.filter((each) => refusesDialled(each.order, number))).toEqual([])
        const cutting = inForce.filter(({ keeps }) => !keeps)
        expect(
          cutting.filter(({ order: { kind } }) =>
            ['bar-account', 'port-down', 'quarantine-port'].includes(kind),
          ),
        ).toEqual([])
        const shut = new Set(
          cutting.filter(({ order: { kind } }) => kind === 'shut-trunk').map((each) => each.order.target),
        )
        expect(terrain.trunks.some(({ name }) => !shut.has(name))).toBe(true)
        const silent = inForce.filter(({ order: { kind } }) => kind === 'rotate-secret')
        expect(silent).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('are known in every way they are dialled', () => {
    const [us] = sites
    const forms = emergencyForms(us as SiteSettings, numbering)
    expect(forms).toEqual(expect.arrayContaining(['911', '9911', '+1911', '933', '988', '555', '9555']))
  })

  it('also pass where a block of a prefix covers them as dialled', () => {
    const site = SiteSettings.parse({ country: 'GB', prefixes: { outsideLine: ['9'] } })
    const emergency = emergencyForms(site, numbering)
    // 9 + 99… : outside line and a number that begins with 99, which is also 999 behind nothing.
    const rules = { refuse: [{ prefix: '99', min: 0, max: ANY_LENGTH }], pass: [] }
    const given = { ...order('block-destination', '+99', rules), emergency: [...emergency] }
    expect(refusesDialled(given, '999')).toBe(false)
    expect(refusesDialled(given, '9999')).toBe(false)
    expect(refusesDialled(given, '9912345')).toBe(true)
  })

  it('keep a way out: a trunk that cannot let them through is shut only while another is open', () => {
    const unable = { capability: capability(order('shut-trunk', ''), false) }
    expect(refusal(order('shut-trunk', 'carrier'), unable)).toBe('cleared')
    const inForce = [{ order: order('shut-trunk', 'backup'), automatic: false }]
    expect(refusal(order('shut-trunk', 'carrier'), { ...unable, inForce })).toBe('guard-emergency')
    expect(refusal(order('shut-trunk', 'carrier'), { inForce })).toBe('cleared')
  })

  it('are not taken away by barring an account where the connection cannot let them through', () => {
    const unable = { capability: capability(order('bar-account', ''), false) }
    expect(refusal(order('bar-account', '1001'), unable)).toBe('guard-emergency')
    expect(refusal(order('bar-account', '1001'))).toBe('cleared')
    expect(refusal(order('bar-account', 'carrier'))).toBe('guard-emergency')
  })

  it('stop every control when the site has no emergency number', () => {
    expect(refusal(order('block-ip', '203.0.113.7'), { emergency: [] })).toBe('guard-emergency')
  })
})

describe('the guards', () => {
  it('cannot be gone round: an actuator takes nothing they have not cleared', () => {
    const around = (actuator: Actuator, given: Order, change: Change) =>
      // @ts-expect-error: only `clear` makes an order that can be applied.
      actuator.apply(given, change)
    expect(around).toBeTypeOf('function')
  })
})

describe('what wants a person', () => {
  const automatic = { intent: { automatic: true, confirmed: false } }

  it('a new secret is never automatic, and typed by a person', () => {
    for (const kind of ['rotate-secret', 'rotate-admin-secret', 'port-down', 'quarantine-port'] as const) {
      const able = { capability: capability(order(kind, ''), false) }
      expect(refusal(order(kind, '1001'), able)).toBe('guard-confirmation')
      expect(refusal(order(kind, '1001'), { ...able, ...automatic })).toBe('guard-confirmation')
      const confirmed = { intent: { automatic: false, confirmed: true } }
      expect(refusal(order(kind, '1001'), { ...able, ...confirmed })).toBe('cleared')
    }
  })

  it('what cannot be undone is typed too', () => {
    const given = order('block-destination', '+252', {
      refuse: [{ prefix: '+252', min: 0, max: ANY_LENGTH }],
      pass: [],
    })
    const final = { capability: { ...capability(given, true), undoable: false } }
    expect(refusal(given, final)).toBe('guard-confirmation')
  })

  it('automatic action stops at its limits, people do not', () => {
    const inForce = ['1001', '1002', '1003'].map((target) => ({
      order: order('bar-account', target),
      automatic: true,
    }))
    expect(refusal(order('bar-account', '1004'), { inForce, ...automatic })).toBe('guard-blast-radius')
    expect(refusal(order('bar-account', '1003'), { inForce, ...automatic })).toBe('cleared')
    expect(refusal(order('bar-account', '1004'), { inForce })).toBe('cleared')
    const preview = { fraudCalls: 2, legitimateCalls: 90, legitimateShare: 21, hit: [] }
    expect(refusal(order('bar-account', '1001'), { preview, ...automatic })).toBe('guard-blast-radius')
  })

  it('automatic action never blocks an address that a phone is registered from, inside or outside', () => {
    const phones = [{ account: '1002', address: '203.0.113.9' }]
    const given = { terrain: { ...terrain, phones } }
    expect(refusal(order('block-ip', '203.0.113.0/28'), { ...given, ...automatic })).toBe(
      'guard-blast-radius',
    )
    expect(refusal(order('block-ip', '203.0.113.66'), { ...given, ...automatic })).toBe('cleared')
    expect(refusal(order('block-ip', '203.0.113.0/28'), given)).toBe('cleared')
  })

  it('Ringfence never bars the user it works through', () => {
    expect(refusal(order('bar-account', 'ringfence'))).toBe('guard-own-session')
  })

  it('a control the connection does not have is refused with what is missing', () => {
    expect(refusal(order('hangup', '1001'), { capability: undefined })).toBe('control-unavailable')
  })
})
