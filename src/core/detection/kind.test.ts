import { describe, expect, it } from 'vitest'
import type { Call } from '#core/calls'
import { plainCall } from '../../../test/support/calls.ts'
import { secondLook } from '../../../test/support/second-look.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const MONDAY = Date.UTC(2026, 2, 2)

function outgoing(account: string, dialled: string, at: number, seconds: number): Call {
  return plainCall(0, {
    id: `${account}-${at}-${dialled}`,
    account,
    from: account,
    dialled,
    startedAt: at,
    answeredAt: at + 3000,
    endedAt: at + 3000 + seconds * 1000,
    billableSeconds: seconds,
  })
}

/** Twenty days on which 201 calls a neighbour every hour from nine to five. */
const past = Array.from({ length: 20 * 8 }, (_, n) =>
  outgoing('201', '+12125550100', MONDAY + Math.floor(n / 8) * DAY + (9 + (n % 8)) * 60 * MINUTE, 90),
)
/** Telephone 299, that never called before, calls Somalia on eight lines at once. */
const attack = Array.from({ length: 80 }, (_, n) =>
  outgoing('299', `+25261234${5600 + (n % 20)}`, MONDAY + 20 * DAY + 120 * MINUTE + n * 3 * MINUTE, 1440),
)

describe('the calls of a telephone without a past', () => {
  it('are the same kind of attack whether or not the past of the site is on record', () => {
    expect(secondLook(attack).kinds).toEqual(['irsf'])
    expect(secondLook([...past, ...attack]).kinds).toEqual(['irsf'])
  })
})
