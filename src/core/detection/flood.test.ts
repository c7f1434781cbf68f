import { describe, expect, it } from 'vitest'
import type { Call } from '#core/calls'
import { plainCall } from '../../../test/support/calls.ts'
import { secondLook } from '../../../test/support/second-look.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 2, 2)

function cameIn(id: string, at: number, from: string, ring: number, seconds: number): Call {
  return plainCall(0, {
    id,
    direction: 'inbound',
    account: '201',
    dialled: '201',
    from,
    startedAt: at,
    answeredAt: seconds > 0 ? at + ring * 1000 : Number.NaN,
    endedAt: at + (ring + seconds) * 1000,
    billableSeconds: seconds,
    disposition: seconds > 0 ? 'answered' : 'no-answer',
  })
}

/** Ten days on which strangers call twice an hour from nine to five, every fourth without showing a number. */
const ordinary = Array.from({ length: 10 * 16 }, (_, n) => {
  const at = MONDAY + Math.floor(n / 16) * DAY + 9 * 60 * MINUTE + (n % 16) * 30 * MINUTE
  return cameIn(`calm${n}`, at, n % 4 === 0 ? '' : `+1212555${1000 + n}`, 15, n % 3 === 0 ? 0 : 90)
})
const BEGINS = MONDAY + 10 * DAY + 10 * 60 * MINUTE
/** Forty a minute for a quarter of an hour, hung up at once. */
const machines = Array.from({ length: 600 }, (_, n) =>
  cameIn(`machine${n}`, BEGINS + n * 1500, `+1312555${2000 + n}`, 1, n % 4 === 0 ? 2 : 0),
)
const ids = (calls: readonly Call[]): string[] => calls.map(({ id }) => id)

describe('a flood of calls', () => {
  it('is all that came in far more often than on other days', () => {
    expect(secondLook([...ordinary, ...machines])).toEqual({ kinds: ['tdos'], flagged: ids(machines) })
  })

  it('leaves out strangers who call meanwhile as strangers always do', () => {
    const people = [
      cameIn('talks', BEGINS + 5 * MINUTE, '+12125559001', 15, 90),
      cameIn('gives up', BEGINS + 6 * MINUTE, '+12125559002', 15, 0),
      cameIn('hides', BEGINS + 7 * MINUTE, 'anonymous', 15, 90),
    ]
    expect(secondLook([...ordinary, ...machines, ...people]).flagged).toEqual(ids(machines))
  })

  it('is known also where it hides every number', () => {
    const hidden = machines.map((call) => ({ ...call, from: 'anonymous' }))
    expect(secondLook([...ordinary, ...hidden]).flagged).toEqual(ids(hidden))
  })

  it('is known in records that hold nothing else', () => {
    expect(secondLook(machines).flagged).toEqual(ids(machines))
  })
})
