import { expect, test } from 'vitest'
import type { FlaggedCall, Verdict } from '#contract'
import { nextBest } from './advice.ts'
import { arranged, placeOf } from './calls.ts'
import { timeline } from './story.ts'

const usd = (micros: number) => ({ micros, currency: 'USD' })
const account = (name: string, kind: Verdict['accounts'][number]['kind']): Verdict['accounts'][number] => ({
  account: name,
  kind,
  score: 90,
  began: '2026-03-06T21:04:11Z',
  ended: null,
  calls: 3,
  billableSeconds: 600,
  exposure: usd(9),
  signals: [],
  reason: 'Called Somalia at night.',
})
const destination = (prefix: string, country: string): Verdict['destinations'][number] => ({
  prefix,
  country,
  risk: 'high',
  riskClass: 'high-risk-country',
  calls: 1,
  billableSeconds: 1,
  exposure: usd(1),
})
const verdict = (part: Partial<Verdict>): Verdict => ({
  verdict: 'breach',
  ongoing: true,
  began: '2026-03-06T21:04:11Z',
  ended: null,
  headline: '',
  input: {
    files: 1,
    rows: 1,
    calls: 1,
    duplicates: 0,
    rejected: 0,
    securityEvents: 0,
    from: null,
    to: '2026-03-07T00:00:00Z',
    formats: [],
    rejects: [],
  },
  site: { name: 'Here', country: 'US', timezone: 'UTC' },
  rates: { source: 'estimate', name: '' },
  accounts: [account('1004', 'irsf')],
  destinations: [destination('+25261', 'SO')],
  sources: [],
  exposure: { low: usd(1), likely: usd(2), high: usd(3), perMinuteNow: usd(1), unratedCalls: 0 },
  flaggedCalls: [],
  incidents: [],
  curve: [],
  ...part,
})
const call = (id: string, to: string, billableSeconds: number): FlaggedCall => ({
  id,
  startedAt: '2026-03-06T21:04:11Z',
  account: '1004',
  from: '1004',
  to,
  dialled: to,
  direction: 'outbound',
  billableSeconds,
  cost: null,
  kind: 'irsf',
  signals: ['off-hours'],
  reason: 'At night.',
})

test('an ongoing breach is stopped first, and the system is left running for emergency calls', () => {
  const advice = nextBest(verdict({}))
  expect(advice.title).toBe('Stop account 1004 now')
  expect(advice.steps[0]).toContain('emergency calls must still work')
  expect(advice.steps[1]).toBe('Block calls to Somalia (+25261).')
})

test('a past breach is kept from coming back; what is only suspicious is asked about first', () => {
  expect(nextBest(verdict({ ongoing: false })).title).toContain('Make sure it cannot start again')
  expect(nextBest(verdict({ verdict: 'suspicious', ongoing: false })).title).toBe('Ask whoever uses 1004')
  expect(nextBest(verdict({ verdict: 'clear', ongoing: false })).title).toBe('Nothing to do now')
})

test('nobody is told to disable accounts when only passwords were guessed or calls came in', () => {
  const free = { low: usd(0), likely: usd(0), high: usd(0), perMinuteNow: usd(0), unratedCalls: 0 }
  const guessed = { accounts: [account('1004', 'brute-force')], exposure: free }
  expect(nextBest(verdict(guessed)).title).toBe('Keep them out')
  expect(nextBest(verdict({ accounts: [account('1004', 'tdos')] })).title).toBe('Ring your carrier now')
  expect(nextBest(verdict({ accounts: [account('trunk', 'trunk-credentials')] })).title).toBe(
    'Take it up with your carrier',
  )
})

test('a guessed password that was used for calls is stopped like any other breach', () => {
  const used = { accounts: [account('1004', 'brute-force')] }
  expect(nextBest(verdict(used)).title).toBe('Stop account 1004 now')
})

test('the story runs from the first sign to the end of the log, in order', () => {
  const source = {
    ip: '203.0.113.7',
    firstSeen: '2026-03-06T09:00:00Z',
    lastSeen: '2026-03-06T10:00:00Z',
    failed: 9,
    succeeded: 1,
    accounts: [],
    signals: [],
    reason: 'Guessed.',
  }
  expect(timeline(verdict({ sources: [source] })).map(({ what }) => what)).toEqual([
    '203.0.113.7 appears',
    'Account 1004 is used',
    'The log ends here, and it is still going on',
  ])
})

test('calls are found by number, place or reason, and sorted by what is asked', () => {
  const whereOf = placeOf([destination('+252', 'SO'), destination('+25261', 'DJ'), destination('+371', 'LV')])
  const calls = [call('a', '+37120000001', 60), call('b', '+25261000001', 30), call('c', '+25290000001', 90)]
  const ids = (
    text: string,
    prefix: string | null = null,
    order: { by: string; down: boolean } | null = null,
  ) => arranged(calls, { text, prefix, order, whereOf }).map(({ id }) => id)
  expect(ids('somalia')).toEqual(['c'])
  expect(ids('djibouti')).toEqual(['b'])
  expect(ids('', '+252')).toEqual(['b', 'c'])
  expect(ids('off-hours', null, { by: 'Talk', down: true })).toEqual(['c', 'a', 'b'])
})
