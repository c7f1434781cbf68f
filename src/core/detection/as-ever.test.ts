import { describe, expect, it } from 'vitest'
import type { Call } from '#core/calls'
import { plainCall } from '../../../test/support/calls.ts'
import { secondLook } from '../../../test/support/second-look.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONDAY = Date.UTC(2026, 2, 2)
const ABROAD = [
  '+442079',
  '+493098',
  '+390667',
  '+331425',
  '+346119',
  '+812345',
  '+612987',
  '+551130',
  '+911123',
  '+642987',
  '+272135',
  '+525512',
] // prettier-ignore

/** Thirty days on which a telephone calls eight strangers a day all over the world, at all hours, and reaches them. */
const desk = (telephone: string, account: string): Call[] =>
  Array.from({ length: 30 * 8 }, (_, n) => {
    const at = MONDAY + Math.floor(n / 8) * DAY + (n % 8) * 3 * HOUR + (Number(telephone) % 7) * 60_000
    const seed = n * 7919 + Number(telephone) * 104_729
    return plainCall(n, {
      id: `${telephone}-${n}`,
      account,
      from: telephone,
      dialled: `${ABROAD[seed % ABROAD.length]}${String(seed % 1_000_000)
        .padStart(6, '0')
        .slice(0, 5)}`,
      startedAt: at,
      answeredAt: at + 5000,
      endedAt: at + 5000 + (200 + (seed % 500)) * 1000,
      billableSeconds: 200 + (seed % 500),
    })
  })

describe('a desk that calls strangers all over the world from the first day on', () => {
  it('is no breach when three have an account each', () => {
    const calls = ['201', '202', '203'].flatMap((telephone) => desk(telephone, telephone))
    expect(secondLook(calls).kinds).toEqual([])
  })

  it('is no breach when three call by the account code of their department', () => {
    expect(secondLook(['201', '202', '203'].flatMap((t) => desk(t, 'support'))).kinds).toEqual([])
  })

  it('is worth a word when one telephone does so alone', () => {
    expect(secondLook(desk('201', '201')).kinds).toEqual(['low-and-slow'])
  })
})
