import { expect, test } from 'vitest'
import { Containment } from '#core/kernel'
import type { AutomaticAct } from '#core/response'
import { createContainment } from './containment.ts'
import type { Alert } from './live-alerts.ts'
import type { CallNow } from './live-calls.ts'
import type { ContainRequest } from './respond/plan.ts'

const NOON = Date.UTC(2026, 2, 4, 12)
const up = (n: number): CallNow =>
  ({
    channels: [`PJSIP/1001-${n}`],
    call: { id: `c${n}`, direction: 'outbound', peer: `2526123456${n}` },
  }) as unknown as CallNow
const money = (likely: number) => ({ low: likely, likely, high: likely })
const alert = (calls: number, change: Partial<Alert> = {}): Alert => ({
  id: 'alert-1',
  incident: 'incident-1',
  account: '1001',
  kind: 'irsf',
  score: 0.9,
  fresh: 1,
  reasons: ['eight at once'],
  began: NOON,
  perMinute: money(8_000_000),
  lostSoFar: money(100_000),
  calls,
  running: Array.from({ length: calls }, (_, n) => up(n)),
  sources: ['203.0.113.66'],
  ...change,
})

function desk(policy: object = {}, spared: readonly string[] = []) {
  const asked: ContainRequest[] = []
  const saved = new Map<string, AutomaticAct>()
  const rules = { policy: Containment.parse(policy), spared: new Set(spared) }
  let ids = 0
  const containment = createContainment({
    place: { customer: 'default', site: 'main' },
    rules: () => rules,
    isOpen: () => true,
    currency: 'USD',
    contain: async (request) => {
      asked.push(request)
      return request.others.map(({ kind, target }) => ({
        id: `${kind} ${target}`,
        state: 'in-force',
        order: { kind, target },
      })) as never
    },
    save: async (act) => void saved.set(act.id, act),
    newId: () => `act-${ids++}`,
    onProblem: (what, error) => {
      throw new Error(`${what}: ${error}`)
    },
  })
  const look = async (one: Alert, at = NOON): Promise<void> => {
    containment.onLook([one], at)
    await containment.settled()
  }
  const done = () => asked.flatMap(({ others }) => others.map(({ kind, target }) => `${kind} ${target}`))
  return { look, done, asked, acts: () => [...saved.values()], rules }
}

test('an attack is stopped once, and each of its calls is cut once, as they come', async () => {
  const { look, done, acts, asked } = desk()
  await look(alert(2))
  await look(alert(2), NOON + 1000)
  await look(alert(3), NOON + 2000)
  expect(done().sort()).toEqual([
    'bar-account 1001',
    'block-ip 203.0.113.66',
    'hangup PJSIP/1001-0 PJSIP/1001-1',
    'hangup PJSIP/1001-2',
  ])
  expect(
    asked.every(({ automatic, confirmed, by }) => automatic && !confirmed && by === 'system:containment'),
  ).toBe(true)
  expect(acts()).toMatchObject([
    {
      step: 'act',
      cut: 3,
      controls: ['bar-account 1001', 'block-ip 203.0.113.66'],
      dryRun: false,
      problem: '',
    },
  ])
})

test('calls that come through long afterwards show that it did not hold: it is stopped again', async () => {
  const { look, done } = desk()
  await look(alert(1))
  await look(alert(2), NOON + 60_000)
  expect(done().filter((what) => what === 'bar-account 1001')).toHaveLength(2)
})

test('a dry run does nothing, and writes down what it would have done', async () => {
  const { look, done, acts } = desk({ dryRun: true })
  await look(alert(2))
  expect(done()).toEqual([])
  expect(acts()).toMatchObject([
    {
      step: 'act',
      dryRun: true,
      what: ['hang up 2 calls', 'bar account 1001', 'block 203.0.113.66'],
      controls: [],
    },
  ])
})

test('what grows surer is told, asked and done in turn, each once', async () => {
  const { look, acts, done } = desk()
  await look(alert(1, { score: 0.7 }))
  await look(alert(1, { score: 0.7 }), NOON + 1000)
  await look(alert(1, { score: 0.85, kind: 'low-and-slow' }), NOON + 2000)
  expect(done()).toEqual([])
  await look(alert(1, { score: 0.85 }), NOON + 3000)
  expect(acts().map(({ step }) => step)).toEqual(['notify', 'ask', 'act'])
})

test('what somebody takes back is not done again while they are asked', async () => {
  const { look, acts, done, rules } = desk()
  await look(alert(1))
  rules.spared = new Set(['1001'])
  const before = done().length
  await look(alert(3), NOON + 60_000)
  await look(alert(4), NOON + 61_000)
  expect(done()).toHaveLength(before)
  expect(acts().map(({ step, because }) => [step, because])).toEqual([
    ['act', ''],
    ['ask', 'Somebody took it back lately'],
  ])
})

test('a mode of notify tells, once, and does nothing', async () => {
  const { look, acts, done } = desk({ mode: 'notify' })
  for (const n of [1, 2, 3]) await look(alert(n), NOON + n * 1000)
  expect([done(), acts().map(({ step }) => step)]).toEqual([[], ['notify']])
})
