import { describe, expect, it } from 'vitest'
import { ANY_LENGTH, type Order, type PastCall, replay } from './index.ts'

const call = (given: Partial<PastCall>): PastCall => ({
  id: 'x',
  startedAt: 0,
  account: '1001',
  dialled: '12025551234',
  to: '+12025551234',
  trunk: 'carrier',
  sourceIp: '10.1.7.11',
  outgoing: true,
  flagged: false,
  ...given,
})
const order = (kind: Order['kind'], target: string, dial: Order['dial'] = null): Order => ({
  id: 'c',
  kind,
  target,
  emergency: ['911'],
  dial,
})
const calls = [
  call({ id: 'fraud', dialled: '01125261', to: '+25261', flagged: true, sourceIp: '203.0.113.7' }),
  call({ id: 'good', startedAt: 2 }),
  call({ id: 'other', account: '1002', startedAt: 1, sourceIp: 'unknown' }),
  call({ id: 'help', dialled: '911', to: '' }),
]

describe('replaying an order over past calls', () => {
  it('counts frauds it would have stopped and lists the legitimate ones it would have hit', () => {
    const barred = replay(order('bar-account', '1001'), calls)
    expect(barred).toMatchObject({ fraudCalls: 1, legitimateCalls: 1, legitimateShare: 333 })
    expect(barred.hit.map(({ id }) => id)).toEqual(['good'])
  })

  it('goes by destination, trunk or source, as the control does', () => {
    const dial = { refuse: [{ prefix: '011', min: 0, max: ANY_LENGTH }], pass: [] }
    expect(replay(order('block-international', '', dial), calls)).toMatchObject({
      fraudCalls: 1,
      legitimateCalls: 0,
    })
    expect(replay(order('shut-trunk', 'carrier'), calls)).toMatchObject({ fraudCalls: 1, legitimateCalls: 2 })
    expect(replay(order('block-ip', '203.0.113.0/24'), calls)).toMatchObject({
      fraudCalls: 1,
      legitimateCalls: 0,
    })
    expect(replay(order('hangup', '1001'), calls)).toMatchObject({ fraudCalls: 0, legitimateCalls: 0 })
  })
})
