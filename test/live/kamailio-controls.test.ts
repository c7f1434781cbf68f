import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actuator, Change, ClearedOrder, Order } from '#core/response'
import { kamailio } from '../../src/adapters/connectors/kamailio/index.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { phones } from '../support/kamailio/configuration.ts'
import { hasKamailio, startProxy, type TestProxy } from '../support/kamailio/proxy.ts'
import { withKit } from '../support/kamailio/with-kit.ts'

const ABROAD = '0025261234567'

describe.skipIf(!hasKamailio)('controls on a real Kamailio with the kit', () => {
  let proxy: TestProxy
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let actuator: Actuator

  const order = (kind: Order['kind'], target: string, dial: Order['dial'] = null): ClearedOrder =>
    ({ id: 'test-1', kind, target, emergency: ['911', '9911', '112'], dial }) as ClearedOrder
  const phone = (account: string, host = 11) => ({
    account,
    password: phones[account] as string,
    from: proxy.block.address(host),
  })
  const exchange = () => ({ address: proxy.address, challenge: 407 })
  const calling = async (account: string, to: string, host = 11): Promise<number> =>
    (await call(exchange(), phone(account, host), to, 0.05).done).status
  const registering = async (account: string, host = 11): Promise<boolean> =>
    (await register(proxy, phone(account, host))).ok
  const rpc = async (method: string, params: unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    return ((await (await fetch(proxy.rpc, { method: 'POST', body })).json()) as { result: unknown }).result
  }
  /** Applies twice, because a retry must not hurt, and gives back how to undo. */
  const inForce = async (o: ClearedOrder): Promise<Change> => {
    const change = JSON.parse(JSON.stringify(await actuator.plan(o))) as Change
    expect(await actuator.observe(o, change)).not.toBe('in-force')
    await actuator.apply(o, change)
    await actuator.apply(o, change)
    expect(await actuator.observe(o, change)).toBe('in-force')
    return change
  }
  const undone = async (o: ClearedOrder, change: Change): Promise<void> => {
    await actuator.undo(o, change)
    await actuator.undo(o, change)
    expect(await actuator.observe(o, change)).toBe('absent')
  }

  beforeAll(async () => {
    proxy = await startProxy({ edit: withKit })
    line = await carrier(proxy.carrier)
    connection = kamailio.open(
      { rpc: proxy.rpc },
      {
        now: Date.now,
        random: (bytes) => 'x'.repeat(bytes),
        saveSettings: async () => undefined,
        cursor: { read: async () => '', write: async () => undefined },
      },
    )
    actuator = connection.actuator as Actuator
  })
  afterAll(async () => {
    await connection?.close()
    line?.stop()
    await proxy?.remove()
  })

  it('names its phones, its line and what must stay reachable', async () => {
    expect(await registering('3002', 12)).toBe(true)
    expect(await actuator.terrain()).toEqual({
      accounts: ['3002'],
      trunks: [{ name: 'carrier', addresses: [proxy.carrier] }],
      keep: [
        { address: proxy.address, why: 'Kamailio itself' },
        { address: '127.0.0.1', why: "Ringfence's own session" },
        { address: proxy.carrier, why: 'the line carrier' },
      ],
      phones: [{ account: '3002', address: proxy.block.address(12) }],
      own: [],
    })
  })

  it('bars an account: calls and registrations are refused, emergency calls pass', async () => {
    const o = order('bar-account', '3001')
    const change = await inForce(o)
    expect([await calling('3001', ABROAD), await registering('3001')]).toEqual([403, false])
    expect([await calling('3001', '911'), await calling('3001', '9911')]).toEqual([200, 200])
    expect([await calling('3002', ABROAD), await registering('3002')]).toEqual([200, true])
    await undone(o, change)
    expect([await calling('3001', ABROAD), await registering('3001')]).toEqual([200, true])
  }, 60_000)

  it('knows a barred account also behind another name', async () => {
    const o = order('bar-account', '3001')
    const change = await inForce(o)
    const thief = { ...phone('3001'), name: '3002' }
    expect((await call(exchange(), thief, ABROAD, 0.05).done).status).toBe(403)
    await undone(o, change)
  })

  it('is empty after a restart, says so, and is put back', async () => {
    const o = order('bar-account', '3001')
    const change = await inForce(o)
    await proxy.restart()
    expect(await actuator.observe(o, change)).toBe('absent')
    await actuator.apply(o, change)
    expect(await actuator.observe(o, change)).toBe('in-force')
    expect([await calling('3001', ABROAD), await calling('3001', '112')]).toEqual([403, 200])
    await undone(o, change)
  }, 60_000)

  it('blocks a destination however it is dialled, the longest prefix deciding', async () => {
    const o = order('block-destination', '+252', {
      refuse: ['+252', '00252', '011252'].map((prefix) => ({ prefix, min: 0, max: 99 })),
      pass: [{ prefix: '002526', min: 12, max: 14 }],
    })
    const change = await inForce(o)
    for (const number of [
      '+25271234567',
      '0025271234567',
      '00252612345',
      '00-252-71234567',
      '%2B25271234567',
    ])
      expect([number, await calling('3001', number)]).toEqual([number, 403])
    for (const number of ['0025261234567', '00442079460000', '911'])
      expect([number, await calling('3001', number)]).toEqual([number, 200])
    await undone(o, change)
    expect(await calling('3001', '0025271234567')).toBe(200)
  }, 60_000)

  it('shuts the line: only short numbers and emergency calls go out', async () => {
    const o = order('shut-trunk', 'carrier')
    const change = await inForce(o)
    expect([await calling('3001', ABROAD), await calling('3001', '9911')]).toEqual([403, 200])
    await undone(o, change)
    expect(await calling('3001', ABROAD)).toBe(200)
  }, 60_000)

  it('ignores an address but for emergency calls, and only that address', async () => {
    const o = order('block-ip', proxy.block.address(13))
    const change = await inForce(o)
    const mute = call(exchange(), phone('3001', 13), ABROAD, 0.05)
    expect([await calling('3001', '911', 13), await registering('3002', 12)]).toEqual([200, true])
    mute.stop()
    expect((await mute.done).status).toBe(0)
    await undone(o, change)
    expect(await registering('3002', 13)).toBe(true)
  }, 60_000)

  it('refuses a network too wide for its table', async () => {
    await expect(actuator.plan(order('block-ip', '198.51.0.0/16'))).rejects.toMatchObject({
      code: 'control-unavailable',
    })
  })

  it('gives an entry an end of its own, should nobody be there to take it out', async () => {
    const o = { ...order('bar-account', '3003'), until: Date.now() + 3_600_000 } as ClearedOrder
    const change = await inForce(o)
    expect(await rpc('htable.get', ['ringfence_bar', '3003'])).toMatchObject({
      item: { value: 1, expire: expect.not.stringContaining('NEVER') },
    })
    await undone(o, change)
    await rpc('htable.setxi', ['ringfence_bar', '3003', 1, 1])
    await expect.poll(() => calling('3003', ABROAD), { timeout: 20_000, interval: 300 }).toBe(200)
  }, 30_000)

  it('drops what is registered', async () => {
    expect(await registering('3002')).toBe(true)
    await inForce(order('drop-contact', '3002'))
    expect((await actuator.terrain()).phones.some(({ account }) => account === '3002')).toBe(false)
  })

  it('hangs up one account and leaves the others and emergency calls alone', async () => {
    const bad = call(exchange(), phone('3001'), ABROAD)
    const good = call(exchange(), phone('3002'), ABROAD, 1.5)
    const emergency = call(exchange(), phone('3001'), '911', 1.5)
    expect(await Promise.all([bad, good, emergency].map(({ answered }) => answered))).toEqual([
      true,
      true,
      true,
    ])
    await inForce(order('hangup', '3001'))
    expect((await bad.done).byeAt).toBeGreaterThan(0)
    expect(await good.done).toMatchObject({ ok: true, byeAt: Number.NaN })
    expect(await emergency.done).toMatchObject({ ok: true, byeAt: Number.NaN })
  })

  it('cuts calls to a destination by what was really dialled', async () => {
    const bad = call(exchange(), phone('3001'), ABROAD)
    const good = call(exchange(), phone('3002'), '00442079460000', 1.5)
    expect(await Promise.all([bad, good].map(({ answered }) => answered))).toEqual([true, true])
    await inForce(order('hangup', '', { refuse: [{ prefix: '00252', min: 0, max: 99 }], pass: [] }))
    expect((await bad.done).byeAt).toBeGreaterThan(0)
    expect(await good.done).toMatchObject({ ok: true, byeAt: Number.NaN })
  })
})
