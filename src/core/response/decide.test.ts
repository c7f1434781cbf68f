import { describe, expect, it } from 'vitest'
import { Containment } from '#core/kernel'
import { decide, type Threat } from './decide.ts'
import { remedyOf } from './remedy.ts'

const threat = (given: Partial<Threat> = {}): Threat => ({
  account: '1001',
  kind: 'irsf',
  score: 0.9,
  fresh: 1,
  perMinute: 4_000_000,
  lostSoFar: 1_000_000,
  sources: ['203.0.113.66'],
  called: ['25261234560', '25261234561'],
  ...given,
})
const calm = { isOpen: true, spared: false, held: -1 }
const policy = (given: object = {}) => Containment.parse(given)
const step = (given: object, one: Threat = threat(), now: object = {}) =>
  decide(policy(given), one, { ...calm, ...now }).step

describe('the policy that comes along', () => {
  it('acts on a sure attack whose calls stand out, asks about the rest, and tells of everything', () => {
    expect(step({})).toBe('act')
    expect(step({}, threat({ score: 0.79 }))).toBe('notify')
    expect(step({}, threat({ kind: 'low-and-slow' }))).toBe('ask')
    expect(step({}, threat({ kind: 'tdos', account: '' }))).toBe('ask')
  })
})

describe('a policy', () => {
  it.each(['off', 'notify', 'ask', 'act'] as const)('never does more than its mode %s', (mode) => {
    expect(step({ mode })).toBe(mode)
  })

  const rules = (rule: object) => ({ rules: [{ do: 'act', ...rule }] })
  it('asks for score, kind, hours, money a minute and money so far', () => {
    expect(step(rules({ score: 91 }))).toBe('off')
    expect(step(rules({ kinds: ['tdos'] }))).toBe('off')
    expect(step(rules({ hours: 'closed' }))).toBe('off')
    expect(step(rules({ hours: 'closed' }), threat(), { isOpen: false })).toBe('act')
    expect([step(rules({ perMinute: '4' })), step(rules({ perMinute: '4.01' }))]).toEqual(['act', 'off'])
    expect([step(rules({ lost: '1' })), step(rules({ lost: '1.01' }))]).toEqual(['act', 'off'])
  })

  it('acts by what was seen in the last hour alone: of old evidence people are asked', () => {
    expect([step({}, threat({ fresh: 0.81 })), step({}, threat({ fresh: 0.3 }))]).toEqual(['act', 'ask'])
  })

  it('holds on to a rule that held, until it is well below', () => {
    const given = rules({ score: 90, perMinute: '4' })
    const weaker = threat({ score: 0.85, perMinute: 2_500_000 })
    expect([step(given, weaker), step(given, weaker, { held: 0 })]).toEqual(['off', 'act'])
    expect(step(given, threat({ score: 0.79 }), { held: 0 })).toBe('off')
    expect(step(given, threat({ perMinute: 1_900_000 }), { held: 0 })).toBe('off')
  })

  it('only tells of what is on the quiet list: an account, all addresses, all numbers called', () => {
    const quiet = (...list: string[]) => step({ quiet: list })
    expect([quiet('1001'), quiet('1002')]).toEqual(['notify', 'act'])
    expect([quiet('203.0.113.66'), quiet('203.0.113.6')]).toEqual(['notify', 'act'])
    expect([quiet('+25261'), quiet('+252612345601')]).toEqual(['notify', 'act'])
  })

  it('asks instead where somebody took it back', () => {
    expect(decide(policy(), threat(), { ...calm, spared: true })).toMatchObject({
      step: 'ask',
      because: 'Somebody took it back lately',
    })
  })
})

describe('the remedy', () => {
  it('is the account and the addresses outside; never a secret', () => {
    expect(remedyOf(threat({ sources: ['203.0.113.66', '192.168.1.7', 'junk'] }))).toEqual({
      bar: '1001',
      prefixes: [],
      ips: ['203.0.113.66'],
    })
  })
  it('is the numbers called where no phone of the account places the calls', () => {
    const numbers = { bar: '', prefixes: ['+252612345'], ips: ['203.0.113.66'] }
    expect(remedyOf(threat({ kind: 'call-forward' }))).toEqual(numbers)
    expect(remedyOf(threat({ account: 'anonymous', kind: 'prefix-scan' }))).toEqual(numbers)
  })
  it('leaves staff and callers alone who were lured or flood in', () => {
    for (const kind of ['wangiri', 'tdos', 'toll-free-pumping'] as const)
      expect(remedyOf(threat({ kind }))).toEqual({ bar: '', prefixes: [], ips: [] })
  })
  it('does not bar an administrator, who is no phone', () => {
    expect(remedyOf(threat({ kind: 'admin-compromise', account: 'admin', called: [] })).bar).toBe('')
  })
})
