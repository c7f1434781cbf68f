import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LiveEvent } from '#core/calls'
import type { Actuator, ClearedOrder, Order } from '#core/response'
import { KEY, startTinphone, type Tinphone } from '../../../../test/support/example/tinphone.ts'
import type { Connection } from '../kit.ts'
import { example } from './index.ts'

let pbx: Tinphone
let connection: Connection
const open = (keySecret: string): Connection =>
  example.open(example.parse({ host: pbx.host, port: pbx.port, keySecret }), {
    now: Date.now,
    random: () => '',
    saveSettings: async () => undefined,
    cursor: { read: async () => '', write: async () => undefined },
  })

beforeAll(async () => {
  pbx = await startTinphone(['11', '12'], Date.now)
  connection = open(KEY)
})
afterAll(async () => {
  await connection.close()
  await pbx.close()
})

const order = (kind: Order['kind'], target: string) =>
  ({ id: 'c', kind, target, emergency: ['911'], dial: null }) as Order as ClearedOrder

test('is tried: it says what it can do, or the one reason why not', async () => {
  expect((await connection.check()).capabilities.map(({ control }) => control)).toEqual([
    'hangup',
    'bar-account',
  ])
  await expect(open('wrong').check()).rejects.toMatchObject({ code: 'example-refused' })
  expect(() => example.parse({ host: pbx.host, port: pbx.port, keySecret: KEY, prot: 1 })).toThrow(/prot/)
})

test('a call is told while it is up, and when it ends; after a restart it is told again, and nothing is made up', async () => {
  const events: LiveEvent[] = []
  const stop = new AbortController()
  const following = connection.calls?.follow((event) => events.push(event), stop.signal)
  const types = () => events.map(({ type }) => type)
  await expect.poll(types).toEqual(['source-back'])
  const id = pbx.dial('11', '00252612345678')
  await expect.poll(types).toEqual(['source-back', 'call-answered'])
  expect(events[1]).toMatchObject({
    call: { id, channels: [id], legs: [{ from: '11', disposition: 'running' }] },
  })
  pbx.drop()
  await expect
    .poll(types, { timeout: 5000 })
    .toEqual(['source-back', 'call-answered', 'source-lost', 'call-answered', 'source-back'])
  await connection.actuator?.apply(order('hangup', String(id)), { summary: '', steps: [], before: null })
  await expect.poll(types).toContain('call-ended')
  stop.abort()
  await following
})

test('a line is barred and let go, twice without harm; emergency calls pass; what somebody else barred stays', async () => {
  const actuator = connection.actuator as Actuator
  const bar = order('bar-account', '12')
  const change = await actuator.plan(bar)
  expect([change.steps, await actuator.observe(bar, change)]).toEqual([['bar 12'], 'absent'])
  for (let n = 0; n < 2; n++) await actuator.apply(bar, change)
  expect([await actuator.observe(bar, change), pbx.dial('12', '00252612345678')]).toEqual(['in-force', false])
  const emergency = pbx.dial('12', '911')
  const again = await actuator.plan(bar)
  await actuator.undo(bar, again)
  expect(await actuator.observe(bar, change)).toBe('in-force')
  const hangUp = order('hangup', '12')
  await actuator.apply(hangUp, await actuator.plan(hangUp))
  expect(pbx.up.has(String(emergency))).toBe(true)
  for (let n = 0; n < 2; n++) await actuator.undo(bar, change)
  expect(await actuator.observe(bar, change)).toBe('absent')
})
