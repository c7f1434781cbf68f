import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { createIncidentRoom } from '../../compose-incidents.ts'
import type { Incidents } from '../../incidents/service.ts'
import type { AlertWord } from './take-alert.ts'

const place = { customer: 'default', site: 'main' }
let database: TestDatabase
let incidents: Incidents
beforeAll(async () => {
  database = await testDatabase()
  incidents = createIncidentRoom(database, () => ({
    view: () => null,
    follow: async function* () {},
    hangUp: async () => 0,
  }))
})
afterAll(() => database.close())

const alert = (changes: Partial<AlertWord> = {}): AlertWord => ({
  alert: 'a1',
  incident: 'attack-1',
  account: '1004',
  of: 'irsf',
  score: 91,
  reasons: ['8 simultaneous calls to Somalia, never called before'],
  began: Date.parse('2026-03-06T21:04:11Z'),
  perMinuteMicros: 5_000_000,
  lostMicros: 20_000_000,
  currency: 'USD',
  calls: 8,
  running: 4,
  sources: ['203.0.113.7'],
  ...changes,
})
const list = async () => (await incidents.list(place)).incidents

describe('alerts of a site that is followed', () => {
  it('that are not sure open nothing', async () => {
    await incidents.takeAlert(place, alert({ score: 70 }))
    expect(await list()).toEqual([])
  })

  it('open one incident when they are sure, and all that follow join it', async () => {
    await incidents.takeAlert(place, alert())
    await incidents.takeAlert(place, alert({ lostMicros: 45_000_000, calls: 15 }))
    await incidents.takeAlert(
      place,
      alert({ alert: 'a2', account: '1007', score: 66, lostMicros: 3_000_000 }),
    )
    const [only, ...others] = await list()
    expect(others).toEqual([])
    expect(only).toMatchObject({
      id: 'attack-1',
      title: 'Bad calls of account 1004',
      state: 'open',
      severity: 'critical',
      kind: 'irsf',
      accounts: ['1004', '1007'],
      // The last word of each alert, added up.
      exposure: { micros: 48_000_000, currency: 'USD' },
    })
  })

  it('open it again when calls are placed after it was contained', async () => {
    const [only] = await list()
    const id = only?.id ?? ''
    for (const task of ['bar-international', 'hang-up', 'bar-accounts'])
      await incidents.act(place, id, { kind: 'task', task, status: 'done', note: 'by hand' }, 'system:test')
    for (const fact of ['ongoing', 'trunk'])
      await incidents.act(place, id, { kind: 'answer', fact, value: false }, 'system:test')
    await incidents.move(place, id, 'contained', '', 'system:test')
    await incidents.takeAlert(place, alert({ running: 0, lostMicros: 46_000_000 }))
    expect((await list())[0]).toMatchObject({ state: 'contained' })
    await incidents.takeAlert(place, alert({ running: 1, lostMicros: 47_000_000 }))
    expect((await list())[0]).toMatchObject({ state: 'open' })
  })

  it('that come at the same moment are all taken in', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        incidents.takeAlert(place, alert({ alert: `many-${n}`, account: `20${n}` })),
      ),
    )
    expect((await list())[0]?.accounts).toHaveLength(10)
  })
})
