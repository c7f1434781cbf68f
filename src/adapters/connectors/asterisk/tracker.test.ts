import { expect, test } from 'vitest'
import type { LiveEvent } from '#core/calls'
import { createTracker } from './tracker.ts'

const NOW = Date.UTC(2026, 2, 4, 12)
const row = (duration: string) => ({
  Event: 'CoreShowChannel',
  Channel: 'PJSIP/1001-00000001',
  Uniqueid: '1.1',
  Linkedid: '1.1',
  // By now the dial plan has taken the outside line and the prefix off.
  Exten: '25261234567',
  Context: 'outbound',
  CallerIDNum: '1001',
  Application: 'Dial',
  Duration: duration,
})

test('a list of channels that comes before the event of a new call leaves it to that event', () => {
  const told: LiveEvent[] = []
  const tracker = createTracker({ emit: (event) => told.push(event), now: () => NOW })
  tracker.snapshot([row('00:00:00')], 2000)
  expect(told).toEqual([])
  const { Application: _, ...rest } = row('')
  tracker.event({ ...rest, Event: 'Newchannel', Exten: '90025261234567', Context: 'from-internal' })
  expect(told).toMatchObject([{ type: 'call-started', call: { legs: [{ dialled: '90025261234567' }] } }])
})

test('a call that was missed is found in the list, and so is every call of a new connection', () => {
  for (const [duration, youngMs] of [
    ['00:00:03', 2000],
    ['00:00:00', 0],
  ] as const) {
    const told: LiveEvent[] = []
    createTracker({ emit: (event) => told.push(event), now: () => NOW }).snapshot([row(duration)], youngMs)
    expect(told).toMatchObject([{ type: 'call-started', call: { id: '1.1' } }])
  }
})
