import { expect, it } from 'vitest'
import { detailText } from './ledger-words.ts'

it('tells the facts of an entry: money, instants on the clock of the reader, hashes by how they begin', () => {
  const detail = {
    before: 1_772_831_051_000,
    disputedMicros: 1_175_048_500,
    currency: 'EUR',
    calls: 1000,
    manifest: 'ab'.repeat(32),
    deeper: { not: 'told' },
  }
  expect(detailText(detail, 'America/New_York')).toBe(
    'before Fri, 6 Mar 2026, 16:04, disputed €1,175, currency EUR, calls 1000, manifest abababababab…',
  )
  expect(detailText(detail, 'UTC')).toContain('before Fri, 6 Mar 2026, 21:04,')
})
