import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capability, order, refusal, terrain } from '../../../test/support/response.ts'
import { DomainError } from '../kernel/index.ts'
import { riskOf } from './index.ts'
import { isInside, overlap, readNetwork } from './networks.ts'

describe('what must stay reachable', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.0/8',
    '::1',
    '::ffff:127.0.0.1',
    '0.0.0.0/0',
    '::/0',
    '10.1.0.5',
    '::ffff:10.1.0.5',
    '::ffff:0a01:0005',
    '10.1.0.0/16',
    '::ffff:10.1.0.0/112',
    '10.1.0.9/8',
    '10.9.0.77',
    '198.51.100.10',
    '198.51.100.0/27',
    '2001:db8:5::1',
    '2001:db8::/32',
  ])('%s is not blocked', (target) => {
    expect(refusal(order('block-ip', target))).toBe('guard-keep-reachable')
  })

  it('is never inside a network that was cleared', () => {
    const part = fc.integer({ min: 0, max: 255 })
    const kept = [
      ...terrain.keep.map(({ address }) => address),
      '198.51.100.10',
      '198.51.100.20',
      '127.0.0.1',
    ]
    fc.assert(
      fc.property(part, part, part, part, fc.integer({ min: 0, max: 32 }), (a, b, c, d, length) => {
        const target = `${a}.${b}.${c}.${d}/${length}`
        if (refusal(order('block-ip', target)) !== 'cleared') return
        for (const address of kept) expect(overlap(readNetwork(address), readNetwork(target))).toBe(false)
      }),
    )
  })

  it('leaves the attacker to be blocked, on the loopback network too', () => {
    expect(refusal(order('block-ip', '203.0.113.7'))).toBe('cleared')
    expect(refusal(order('block-ip', '203.0.113.0/24'))).toBe('cleared')
    expect(refusal(order('block-ip', '127.0.0.66'))).toBe('cleared')
    expect(refusal(order('block-ip', '2001:db8:66::/48'))).toBe('cleared')
  })

  it('a phone inside the house is blocked only after a typed confirmation, and never automatically', () => {
    const given = order('block-ip', '10.1.7.0/24')
    expect(riskOf(given, capability(given, true), terrain)).toMatch(/phone of 1001 .* emergency call/)
    expect(refusal(given)).toBe('guard-confirmation')
    expect(refusal(given, { intent: { automatic: false, confirmed: true } })).toBe('cleared')
    expect(refusal(given, { intent: { automatic: true, confirmed: true } })).toBe('guard-confirmation')
  })

  it('text that is no address is refused, never guessed at', () => {
    for (const text of [
      '010.0.0.1',
      '10.1',
      '1.2.3.256',
      '1.2.3.4/33',
      '::1/129',
      '1::2::3',
      ':::',
      'fe80::1%lo',
      '',
    ])
      expect(() => readNetwork(text), text).toThrow(DomainError)
    expect(isInside(readNetwork('192.168.1.1'))).toBe(true)
    expect(isInside(readNetwork('::ffff:192.168.1.1'))).toBe(true)
    expect(isInside(readNetwork('8.8.8.8'))).toBe(false)
  })
})
