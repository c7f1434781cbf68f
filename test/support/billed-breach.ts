import { callStore } from '../../src/adapters/storage/calls.ts'
import { investigationStore } from '../../src/adapters/storage/investigations.ts'
import { idOf } from '../../src/adapters/system/index.ts'
import { incidentsOf, outcomeOf } from '../../src/app/kept.ts'
import { plainCall } from './calls.ts'
import type { TestHouse } from './http.ts'
import { sampleVerdict } from './sample-verdict.ts'

const place = { customer: 'default', site: 'main' }
export const deck = 'prefix,rate_per_minute,currency\n25261,0.33,USD\n4930,0.02,USD\n'

const iso = (at: number): string => new Date(at).toISOString()
const line = (id: string, at: number, to: string, seconds: number, amount: string): string =>
  [id, iso(at), '', `+${to}`, seconds, seconds, amount, 'USD', ''].join(',')

/**
 * A breach of 40 calls to Somalia beside 60 of everyday, stored with its verdict, and the invoice for it: three lines for calls
 * nobody made, one billed twice, one by another rate, one longer than the call was, and rent.
 */
export async function billedBreach({ database: { pool }, clock }: TestHouse): Promise<string> {
  const verdict = sampleVerdict()
  const bad = verdict.flaggedCalls.map((flagged, n) => {
    const startedAt = Date.parse(flagged.startedAt)
    const { id, account, to, billableSeconds } = flagged
    const answeredAt = startedAt + 4000
    return { ...plainCall(n), id, startedAt, answeredAt, account, billableSeconds, peer: to.slice(1) }
  })
  const began = bad[0]?.startedAt ?? 0
  const good = Array.from({ length: 60 }, (_, n) => {
    const startedAt = began - 86_400_000 + n * 600_000
    return { ...plainCall(n), startedAt, answeredAt: startedAt + 4000, billableSeconds: 120 }
  })
  const calls = [...good, ...bad].map((call) => ({
    ...call,
    country: call.peer.startsWith('252') ? 'SO' : 'DE',
    cost: null,
  }))
  async function* once() {
    yield calls
  }
  const act = (action: string) => ({
    actor: 'system:test',
    action,
    subject: 'look',
    detail: {},
    at: clock.now,
  })
  await callStore(pool).save(place, once(), [], act('calls.saved'))
  const store = investigationStore(pool)
  const about = { title: 'Master.csv', createdAt: clock.now, createdBy: 'system:test', againAt: null }
  await store.create({ ...place, ...about, id: 'look', files: [], options: {} }, act('test'))
  const incidents = incidentsOf(place, 'look', verdict, idOf)
  await store.finish('look', outcomeOf(verdict), verdict, incidents, act('test'))
  const honest = calls.map((call, n) => {
    const cents = call.peer.startsWith('252') ? '10.23' : '0.04'
    return line(`L${n}`, call.answeredAt, call.peer, call.billableSeconds, cents)
  })
  const [first = '', second = '', third = ''] = honest
  return [
    'line_id,start_time,from,to,duration_seconds,billed_seconds,amount,currency,description',
    `${first.replace(',0.04,', ',0.09,')}`,
    second.replace(',120,120,0.04,', ',240,240,0.08,'),
    ...honest.slice(2),
    third.replace('L2', 'L2-again'),
    line('X1', began + 60_000, '252619999001', 600, '3.30'),
    line('X2', began + 120_000, '252619999001', 600, '3.30'),
    line('X3', began + 500_000, '252619999002', 600, '3.30'),
    ',,,,,,25.00,USD,Trunk rental',
    '',
  ].join('\n')
}
