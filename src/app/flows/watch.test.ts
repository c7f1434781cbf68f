import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type Call, type CallRecord, createNames, emptyRecord, type LiveEvent } from '#core/calls'
import { proofContext } from '../../../test/support/rules.ts'
import { readRules } from '../../adapters/content/index.ts'
import { type News, startWatch, type Watch } from './watch.ts'

// A site follows a script instead of a PBX; everything behind it is what runs in the server.

const NOON = Date.UTC(2026, 2, 4, 12)
const stop = new AbortController()
let now = NOON

interface Bench {
  readonly news: News[]
  readonly kept: Call[]
  readonly watch: Watch
  /** Done when it has been looked at. */
  tell(event: LiveEvent): Promise<void>
}

const open: AbortController[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.abort()
})

async function bench(past: readonly Call[] = [], stored: readonly string[] = []): Promise<Bench> {
  now = NOON
  const { context, plan } = proofContext(await readRules(), createNames())
  const news: News[] = []
  const kept: Call[] = []
  const ended = new AbortController()
  open.push(ended)
  let tell: (event: LiveEvent) => void = () => undefined
  let ids = 0
  const watch = await startWatch(
    {
      context,
      plan,
      now: () => now,
      newId: () => `id-${ids++}`,
      past: async () => past,
      stored: async () => new Set(stored),
      keep: async (calls) => void kept.push(...calls),
      onNews: (one) => news.push(one),
      onProblem: (what, error) => {
        throw new Error(`${what}: ${error}`)
      },
      sources: [
        {
          id: 'pbx',
          kind: 'script',
          calls: {
            follow: (onEvent) => {
              tell = onEvent
              return new Promise((resolve) => ended.signal.addEventListener('abort', () => resolve()))
            },
          },
        },
      ],
    },
    stop.signal,
  )
  return {
    news,
    kept,
    watch,
    tell: async (event) => {
      tell(event)
      await new Promise((looked) => setImmediate(looked))
    },
  }
}

const leg = (n: number, change: Partial<CallRecord> = {}): CallRecord => ({
  ...emptyRecord(),
  id: `c${n}`,
  linkedId: `c${n}`,
  from: '1001',
  dialled: `01125261234${String(n).padStart(3, '0')}`,
  channel: `PJSIP/1001-${n}`,
  toChannel: `PJSIP/carrier-${n}`,
  context: 'from-internal',
  startedAt: NOON + n * 1000,
  disposition: 'running',
  ...change,
})
const event = (
  type: 'call-started' | 'call-answered' | 'call-ended',
  n: number,
  change: Partial<CallRecord> = {},
): LiveEvent => ({
  type,
  at: now,
  call: { id: `c${n}`, channels: [`PJSIP/1001-${n}`], legs: [leg(n, change)] },
})
const alerts = ({ news }: Bench) =>
  news.filter((one): one is News & { type: 'alert' } => one.type === 'alert')

test('an attack is one alert, told once, with the calls to cut; it costs more every minute', async () => {
  const b = await bench()
  for (let n = 0; n < 8; n++) {
    now = NOON + n * 1000
    await b.tell(event('call-started', n))
    await b.tell(event('call-answered', n, { answeredAt: now }))
  }
  const [first, ...later] = alerts(b)
  expect(first?.alert).toMatchObject({ account: '1001', kind: 'irsf' })
  expect(first?.alert.reasons[0]).toMatch(/simultaneous calls to places never called before/)
  expect(later.every(({ alert, update }) => update && alert.id === first?.alert.id)).toBe(true)
  expect(later.length).toBeLessThanOrEqual(2)
  const [alert] = b.watch.alerts()
  expect(alert?.running.map(({ call }) => call.id).sort()).toEqual([
    'c0',
    'c1',
    'c2',
    'c3',
    'c4',
    'c5',
    'c6',
    'c7',
  ])
  expect(alert?.score).toBeGreaterThan(0.8)
  expect(alert?.perMinute.likely).toBeGreaterThan(0)
  const before = alert?.lostSoFar.likely ?? 0
  now += 60_000
  await sleep(1100)
  const after = b.watch.alerts()[0]?.lostSoFar.likely ?? 0
  expect(after - before).toBeGreaterThanOrEqual((alert?.perMinute.likely ?? 0) * 0.9)
})

test('ordinary calls raise nothing, and are kept when they end', async () => {
  const b = await bench()
  for (let n = 0; n < 5; n++) {
    await b.tell(
      event('call-started', n, { dialled: '2125550100', from: `100${n}`, channel: `PJSIP/100${n}-1` }),
    )
    await b.tell(
      event('call-ended', n, {
        dialled: '2125550100',
        from: `100${n}`,
        channel: `PJSIP/100${n}-1`,
        endedAt: now,
      }),
    )
  }
  await sleep(1100)
  expect(alerts(b)).toEqual([])
  expect(b.kept.map(({ id }) => id)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4'])
  expect(b.watch.running.size).toBe(0)
})

test('records of calls that were seen live, or stored before, are not counted again; missed ones are', async () => {
  const b = await bench([], ['old'])
  await b.tell(event('call-started', 1))
  await b.tell(event('call-ended', 1, { endedAt: now }))
  await b.tell(event('call-started', 2, { answeredAt: NOON }))
  const row = (id: string) =>
    `"","1001","01125261234567","from-internal","","PJSIP/1001-1","PJSIP/carrier-1","Dial","","2026-03-04 12:00:00","2026-03-04 12:00:01","2026-03-04 12:01:00",60,59,"ANSWERED","DOCUMENTATION","${id}",""\n`
  const text = ['c1', 'c2', 'old', 'missed'].map(row).join('')
  await b.tell({ type: 'records', at: now, file: 'Master.csv', text })
  await b.tell({ type: 'records', at: now, file: 'Master.csv', text })
  await sleep(2200)
  expect(b.kept.map(({ id }) => id).sort()).toEqual(['c1', 'c2', 'missed'])
  expect(b.kept.find(({ id }) => id === 'c2')?.billableSeconds).toBe(59)
  expect(b.watch.running.size).toBe(0)
})

test('says since when a source is lost, and why', async () => {
  const b = await bench()
  await b.tell({ type: 'source-lost', at: now, reason: 'it fell silent' })
  expect(b.watch.sources).toEqual([
    { id: 'pbx', kind: 'script', lost: true, since: NOON, reason: 'it fell silent' },
  ])
})

test('whoever only called a number that an attack calls too is looked at, and no more', async () => {
  const b = await bench()
  const of = (account: string) => ({ from: account, channel: `PJSIP/${account}-1` })
  for (const n of [100, 101]) {
    await b.tell(event('call-started', n, { ...of('1002'), dialled: '01125261234000' }))
    await b.tell(
      event('call-ended', n, {
        ...of('1002'),
        dialled: '01125261234000',
        endedAt: now,
        disposition: 'failed',
      }),
    )
  }
  for (let n = 0; n < 8; n++) {
    now = NOON + n * 1000
    await b.tell(event('call-started', n, { dialled: '01125261234000' }))
    await b.tell(event('call-answered', n, { dialled: '01125261234000', answeredAt: now }))
  }
  const worst = (account: string) =>
    Math.max(...alerts(b).flatMap(({ alert }) => (alert.account === account ? [alert.score] : [])))
  expect([worst('1001') > 0.9, worst('1002')]).toEqual([true, 0.7])
})
