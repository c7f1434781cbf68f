import type { FlaggedCall, Verdict } from '#contract'

const usd = (micros: number) => ({ micros, currency: 'USD' })
const BEGAN = Date.UTC(2026, 2, 6, 21, 4, 11)
const at = (minutes: number): string => new Date(BEGAN + minutes * 60_000).toISOString().replace('.000', '')

/** A whole verdict by hand: one account pumped to Somalia over a night, found by its sign-in. */
export function sampleVerdict(calls = 40): Verdict {
  const flaggedCalls = Array.from({ length: calls }, (_, i) => flagged(i))
  const likely = calls * 10_230_000
  return {
    verdict: 'breach',
    ongoing: true,
    began: at(0),
    ended: null,
    headline: `Breach, still going on. 1004: pumped calls to expensive numbers, ${calls} calls to Somalia`,
    input: {
      files: 1,
      rows: 120_331,
      calls: 119_874,
      duplicates: 12,
      rejected: 3,
      securityEvents: 812,
      from: '2026-02-01T00:00:04Z',
      to: at(500),
      formats: [{ file: 'Master.csv', format: 'asterisk-csv' }],
      rejects: [{ file: 'Master.csv', line: 881, reason: 'the row ends inside a quoted field' }],
    },
    site: { name: 'Head office', country: 'DE', timezone: 'Europe/Berlin' },
    rates: { source: 'estimate', name: 'typical international rates' },
    accounts: [
      {
        account: '1004',
        kind: 'irsf',
        score: 97.4,
        began: at(0),
        ended: null,
        calls,
        billableSeconds: calls * 1860,
        exposure: usd(likely),
        signals: ['off-hours', 'new-destination', 'concurrency'],
        reason: '4 simultaneous calls to Somalia, never called before, at 02:10, $31/min.',
      },
    ],
    destinations: [
      {
        prefix: '+25261',
        country: 'SO',
        risk: 'high',
        riskClass: 'high-risk-country',
        calls,
        billableSeconds: calls * 1860,
        exposure: usd(likely),
      },
    ],
    sources: [
      {
        ip: '203.0.113.7',
        firstSeen: at(-42),
        lastSeen: at(0),
        failed: 612,
        succeeded: 1,
        accounts: ['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008'],
        signals: ['brute-force'],
        reason: '612 wrong passwords over 8 accounts in 40 minutes, then one right one.',
      },
    ],
    exposure: {
      low: usd(Math.round(likely * 0.6)),
      likely: usd(likely),
      high: usd(likely * 2),
      perMinuteNow: usd(1_320_000),
      unratedCalls: 0,
    },
    flaggedCalls,
    incidents: [
      {
        title: 'International revenue share fraud through extension 1004',
        kind: 'irsf',
        began: at(-42),
        ended: null,
        accounts: ['1004'],
        score: 97.4,
        exposure: usd(likely),
        reasons: [
          'Sign-in from an address never seen before',
          'Calls at night to a country never called before',
        ],
      },
    ],
    curve: Array.from({ length: 60 }, (_, i) => ({
      at: at(i * 8),
      likely: usd(Math.round((likely * i * i) / 3481)),
      calls: Math.round((calls * i) / 59),
    })),
  }
}

function flagged(i: number): FlaggedCall {
  return {
    id: `1741294${String(i).padStart(4, '0')}.${i}`,
    startedAt: at(i * 12),
    account: '1004',
    from: '1004',
    to: `+252615${String(100_000 + i)}`,
    dialled: `900252615${String(100_000 + i)}`,
    direction: 'outbound',
    billableSeconds: 1860,
    cost: i % 17 === 16 ? null : usd(10_230_000),
    kind: 'irsf',
    signals: ['off-hours', 'new-destination'],
    reason: 'Somalia was never called before, and nobody works at this hour.',
  }
}
