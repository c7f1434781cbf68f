import { describe, expect, it } from 'vitest'
import type { Call } from '#core/calls'
import { plainCall } from '../../../test/support/calls.ts'
import { secondLook } from '../../../test/support/second-look.ts'

const MINUTE = 60_000
const NIGHT = Date.UTC(2026, 2, 14, 2)

const lasting = (at: number, seconds: number): Partial<Call> => ({
  startedAt: at,
  answeredAt: at + 2000,
  endedAt: at + 2000 + seconds * 1000,
  billableSeconds: seconds,
})

/** Forty calls of half an hour, three at a time, from a caller outside to premium numbers in Somalia. */
const abroad = (from: string): Call[] =>
  Array.from({ length: 40 }, (_, n) =>
    plainCall(n, {
      id: `out${n}`,
      direction: 'through',
      account: from,
      from,
      dialled: `+25261234${5600 + n}`,
      ...lasting(NIGHT + n * 10 * MINUTE, 1800),
    }),
  )

/** Ten short calls on the day before. */
const earlier = (from: string): Call[] =>
  Array.from({ length: 10 }, (_, n) =>
    plainCall(n, {
      id: `in${n}`,
      direction: 'inbound',
      account: '201',
      dialled: '201',
      from,
      ...lasting(NIGHT - 720 * MINUTE + n * 40 * MINUTE, 20),
    }),
  )

describe('calls in before calls out', () => {
  it('are tries when the same caller made them', () => {
    const { kinds, flagged } = secondLook([...earlier('+12125550142'), ...abroad('+12125550142')])
    expect(kinds).toEqual(['voicemail-or-disa'])
    expect(flagged).toHaveLength(50)
  })

  it('are of many people where the number is hidden', () => {
    const { kinds, flagged } = secondLook([...earlier('anonymous'), ...abroad('anonymous')])
    expect(kinds).not.toContain('voicemail-or-disa')
    expect(flagged.filter((id) => id.startsWith('in'))).toEqual([])
    expect(flagged).toHaveLength(40)
  })
})
