import { describe, expect, it } from 'vitest'
import { countAttempt, type Failures, longestMemory } from './lockout.ts'
import { networkOf } from './network-of.ts'

const minute = 60_000
const begin = Date.parse('2026-03-06T21:00:00Z')

/** Fails again and again, each time as soon as it may; returns the waits in seconds. */
function waits(kind: 'account' | 'address', rounds: number): number[] {
  let state: Failures | null = null
  let now = begin
  return Array.from({ length: rounds }, () => {
    state = countAttempt(kind, state, now) as Failures
    const wait = (state.lockedUntil ?? now) - now
    now += wait
    return wait / 1000
  })
}

describe('waiting', () => {
  it('of an account begins at the fifth failure and doubles to a quarter of an hour', () => {
    expect(waits('account', 12)).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
  })

  it('of an address begins at the twentieth', () => {
    expect(waits('address', 22)).toEqual([...Array(19).fill(0), 60, 120, 240])
  })

  it('refuses an attempt until its very end', () => {
    const locked: Failures = { count: 5, lastAt: begin, lockedUntil: begin + 30_000 }
    expect(countAttempt('account', locked, begin + 29_999)).toBeNull()
    expect(countAttempt('account', locked, begin + 30_000)?.count).toBe(6)
  })

  it('is forgotten after a quiet day, counted from the end of the wait', () => {
    const locked: Failures = { count: 9, lastAt: begin, lockedUntil: begin + 8 * minute }
    expect(countAttempt('account', locked, begin + 24 * 60 * minute)?.count).toBe(10)
    expect(countAttempt('account', locked, begin + (24 * 60 + 8) * minute)?.count).toBe(1)
    expect(countAttempt('account', locked, begin + longestMemory)?.count).toBe(1)
  })

  it('never grows beyond counting', () => {
    const old: Failures = { count: 1e6, lastAt: begin, lockedUntil: null }
    expect(countAttempt('account', old, begin)?.lockedUntil).toBe(begin + 15 * minute)
  })
})

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
    ['2001:0DB8:0000:0007:ffff:1:2:3', '2001:db8:0:7::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
