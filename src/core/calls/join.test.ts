import { beforeAll, expect, test } from 'vitest'
import { createJoiner } from '#core/calls'
import { createDialPlan, createNumbering, type DialPlan } from '#core/numbering'
import { parseSite, readNumberingData } from '../../adapters/content/index.ts'
import type { CallRecord } from './model.ts'
import { emptyRecord } from './record.ts'

let plan: DialPlan
beforeAll(async () => {
  const site = parseSite(
    '{ country: US, prefixes: { outsideLine: ["9"], international: ["011", "00"] } }',
    'site',
  )
  plan = createDialPlan(site, createNumbering(await readNumberingData()))
})

const leg = (change: Partial<CallRecord>): CallRecord => ({
  ...emptyRecord(),
  id: '1.1',
  linkedId: '1.1',
  from: '1001',
  dialled: '90025261234567',
  channel: 'PJSIP/1001-00000001',
  context: 'from-internal',
  startedAt: 1000,
  disposition: 'running',
  ...change,
})

test('a call that only rings is already known by account, number and place', () => {
  expect(createJoiner(plan)([leg({ sourceIp: '192.0.2.7' })])).toMatchObject({
    id: '1.1',
    account: '1001',
    peer: '25261234567',
    direction: 'outbound',
    disposition: 'running',
    international: true,
    sourceIp: '192.0.2.7',
    endedAt: Number.NaN,
  })
})

test('legs through a Local channel are one call, and the line is known from then on', () => {
  const join = createJoiner(plan)
  const call = join([
    leg({ dialled: '700', toChannel: 'Local/90044207946@from-internal-1;1', answeredAt: 3000 }),
    leg({
      id: '1.3',
      channel: 'Local/90044207946@from-internal-1;2',
      dialled: '900442079460000',
      toChannel: 'PJSIP/carrier-00000002',
      lastApp: 'Dial',
      lastData: 'PJSIP/+442079460000@carrier',
      answeredAt: 3000,
    }),
  ])
  expect(call).toMatchObject({ id: '1.1', peer: '442079460000', trunk: 'carrier', answeredAt: 3000 })
  expect(
    join([leg({ channel: 'PJSIP/carrier-00000009', from: '+442079460000', dialled: '1001' })]),
  ).toMatchObject({
    direction: 'inbound',
    account: '1001',
  })
})
