import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kamailio } from '../../src/adapters/connectors/kamailio/index.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { verifyLedger } from '../../src/adapters/storage/ledger.ts'
import type { Actuator, Control } from '../../src/core/response/index.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { phones } from '../support/kamailio/configuration.ts'
import { hasKamailio, startProxy, type TestProxy } from '../support/kamailio/proxy.ts'
import { withKit } from '../support/kamailio/with-kit.ts'
import { createDesk, type Desk, HOME, wanted } from '../support/responder.ts'

const ABROAD = '901125261234567'
const HOME_CALL = '912025550143'

describe.skipIf(!hasKamailio)('controls, from plan to end, on a real Kamailio with real calls', () => {
  let proxy: TestProxy
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let db: TestDatabase
  let desk: Desk

  beforeAll(async () => {
    ;[proxy, db] = await Promise.all([startProxy({ edit: withKit }), testDatabase()])
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
    desk = await createDesk(db, [
      { id: 'proxy', kind: 'kamailio', actuator: connection.actuator as Actuator },
    ])
  }, 60_000)
  afterAll(async () => {
    await connection?.close()
    line?.stop()
    await proxy?.remove()
    await db?.close()
  })

  const phone = (account: string) => ({
    account,
    password: phones[account] as string,
    from: proxy.block.address(11),
  })
  const exchange = () => ({ address: proxy.address, challenge: 407 })
  const calling = async (account: string, to: string): Promise<number> =>
    (await call(exchange(), phone(account), to, 0.05).done).status
  const states = async (controls: readonly Control[]): Promise<(string | undefined)[]> =>
    Promise.all(controls.map(async ({ id }) => (await desk.ports.store.find(id))?.state))

  it('a lockdown ends the calls abroad and no other, emergency calls complete, and after a restart all is put back', async () => {
    const bad = call(exchange(), phone('3001'), ABROAD)
    const good = call(exchange(), phone('3002'), HOME_CALL, 8)
    const emergency = call(exchange(), phone('3001'), '911', 8)
    expect(await Promise.all([bad, good, emergency].map(({ answered }) => answered))).toEqual([
      true,
      true,
      true,
    ])

    const controls = await desk.responder.contain(wanted({ lockdown: true, accounts: ['3001'] }))
    expect(controls.map(({ order: { kind }, state, error }) => [kind, state, error])).toEqual([
      ['bar-account', 'in-force', null],
      ['block-international', 'in-force', null],
      ['hangup', 'in-force', null],
      ['hangup', 'in-force', null],
    ])
    expect((await bad.done).byeAt).toBeGreaterThan(0)
    expect(await good.done).toMatchObject({ ok: true, byeAt: Number.NaN })
    expect(await emergency.done).toMatchObject({ ok: true, byeAt: Number.NaN })

    for (const after of ['at once', 'after a restart']) {
      if (after === 'after a restart') {
        await proxy.restart()
        await desk.responder.reconcile()
        expect(await states(controls)).not.toContain('drifted')
      }
      expect([after, await calling('3001', HOME_CALL)]).toEqual([after, 403])
      expect([after, (await register(proxy, phone('3001'))).ok]).toEqual([after, false])
      expect([after, await calling('3002', ABROAD)]).toEqual([after, 403])
      expect([after, await calling('3002', HOME_CALL)]).toEqual([after, 200])
      expect([after, await calling('3001', '911')]).toEqual([after, 200])
      expect([after, await calling('3002', '9911')]).toEqual([after, 200])
    }
    for (const { id } of controls) await desk.responder.undo(HOME, id, 'system:test')
    expect(new Set(await states(controls))).toEqual(new Set(['undone']))
    expect([await calling('3001', ABROAD), (await register(proxy, phone('3001'))).ok]).toEqual([200, true])
    expect((await verifyLedger(db.pool)).problems).toEqual([])
  }, 120_000)

  it('with everything in force at once, an emergency call still completes from every phone, and all of it expires', async () => {
    const controls = await desk.responder.contain(
      wanted({
        lockdown: true,
        accounts: ['3001', '3002', '3003'],
        prefixes: ['+1911', '+19', '+252'],
        ips: [proxy.block.address(11)],
        others: [{ kind: 'shut-trunk', target: 'carrier' }],
      }),
    )
    expect(
      controls
        .filter(({ state }) => state !== 'in-force')
        .map(({ order, error }) => [order.kind, order.target, error]),
    ).toEqual([])
    for (const account of ['3001', '3002', '3003'])
      for (const number of ['911', '9911'])
        expect([account, number, await calling(account, number)]).toEqual([account, number, 200])
    desk.later(2 * 3_600_000)
    expect(await desk.responder.reconcile()).toEqual([])
    expect(new Set(await states(controls))).toEqual(new Set(['expired']))
    expect(await calling('3001', ABROAD)).toBe(200)
  }, 120_000)

  it('somebody who takes a control away by hand finds it back', async () => {
    const [control] = await desk.responder.contain(wanted({ accounts: ['3002'] }))
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'htable.delete',
      params: ['ringfence_bar', '3002'],
    })
    await fetch(proxy.rpc, { method: 'POST', body })
    expect(await calling('3002', ABROAD)).toBe(200)
    await desk.responder.reconcile()
    expect(await calling('3002', ABROAD)).toBe(403)
    await desk.responder.undo(HOME, control?.id ?? '', 'system:test')
    expect(await calling('3002', ABROAD)).toBe(200)
  }, 60_000)
})
