import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHand } from '../../src/adapters/connectors/kamailio/hand.ts'
import { kamailio } from '../../src/adapters/connectors/kamailio/index.ts'
import { TABLE } from '../../src/adapters/connectors/kamailio/kamailio-kit.ts'
import { createRpc } from '../../src/adapters/connectors/kamailio/rpc.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import type { Actuator } from '../../src/core/response/index.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { bundle } from '../support/bundle.ts'
import { testDatabase } from '../support/database.ts'
import { phones } from '../support/kamailio/configuration.ts'
import { hasKamailio, startProxy, type TestProxy } from '../support/kamailio/proxy.ts'
import { withKit } from '../support/kamailio/with-kit.ts'
import { killed, killPuttingInForce, killUndoing, type Matrix, recover } from '../support/kill-matrix.ts'
import { createDesk, HOME, wanted } from '../support/responder.ts'

describe.skipIf(!hasKamailio)('kill -9 at any step of a control on a real Kamailio', () => {
  let proxy: TestProxy
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let child: Awaited<ReturnType<typeof bundle>>
  let rpc: ReturnType<typeof createRpc>
  let m: Matrix

  beforeAll(async () => {
    const [db, bundled] = await Promise.all([testDatabase(), bundle('test/live/control-child.ts')])
    proxy = await startProxy({ edit: withKit })
    line = await carrier(proxy.carrier)
    child = bundled
    const settings = { rpc: proxy.rpc }
    connection = kamailio.open(kamailio.parse(settings), {
      now: Date.now,
      random: (bytes) => 'x'.repeat(bytes),
      saveSettings: async () => undefined,
      cursor: { read: async () => '', write: async () => undefined },
    })
    rpc = createRpc(proxy.rpc)
    const hand = { id: 'proxy', kind: 'kamailio', settings }
    const desk = await createDesk(db, [{ ...hand, actuator: connection.actuator as Actuator }])
    m = { db, child: child.file, hand, desk, snapshot }
  }, 60_000)
  afterAll(async () => {
    rpc?.close()
    await connection?.close()
    line?.stop()
    await proxy?.remove()
    await child?.remove()
    await m?.db.close()
  })

  /** All tables that the guard asks. */
  async function snapshot(): Promise<string> {
    const look = createHand(rpc, () => '')
    const names = [TABLE.bar, TABLE.refuse, TABLE.pass, TABLE.shut, TABLE.ip, TABLE.emergency]
    const tables = await Promise.all(names.map(async (name) => [name, [...(await look.table(name))].sort()]))
    return JSON.stringify(tables, null, 1)
  }

  it('barring an account, and taking the bar away', async () => {
    await killPuttingInForce(m, { others: [{ kind: 'bar-account', target: '3001' }] }, 8)
    await killUndoing(m, { others: [{ kind: 'bar-account', target: '3001' }] }, 5)
  }, 120_000)

  it('refusing a country', () => killPuttingInForce(m, { prefixes: ['+252'] }, 4), 120_000)
  it('blocking an address', () => killPuttingInForce(m, { ips: ['198.51.100.66'] }, 4), 120_000)
  it(
    'shutting the line',
    () => killPuttingInForce(m, { others: [{ kind: 'shut-trunk', target: 'carrier' }] }, 3),
    120_000,
  )

  it('dropping what is registered, and hanging up: done after, or nobody had asked yet; others stay', async () => {
    const exchange = { address: proxy.address, challenge: 407 as const }
    const phone = (account: string, host: number) => ({
      account,
      password: phones[account] as string,
      from: proxy.block.address(host),
    })
    const there = async (account: string) =>
      ((await connection.actuator?.terrain())?.phones ?? []).some((one) => one.account === account)
    for (const step of [1, 4, 7]) {
      for (const [account, host] of [
        ['3001', 11],
        ['3002', 12],
      ] as const)
        expect((await register(proxy, phone(account, host))).ok).toBe(true)
      const [bad, good] = [
        call(exchange, phone('3001', 11), '901125261234567'),
        call(exchange, phone('3002', 12), '912025550143', 6),
      ]
      expect(await Promise.all([bad.answered, good.answered])).toEqual([true, true])
      const others = [
        { kind: 'drop-contact' as const, target: '3001' },
        { kind: 'hangup' as const, target: '3001' },
      ]
      await killed(m, 'contain', JSON.stringify({ others }), step)
      await recover(m)
      const begun = (await m.desk.responder.list(HOME, true))
        .filter(({ state }) => state !== 'planned')
        .map(({ order }) => order.kind)
      expect([step, await there('3001'), await there('3002')]).toEqual([
        step,
        !begun.includes('drop-contact'),
        true,
      ])
      if (!begun.includes('hangup')) await m.desk.responder.contain(wanted({ others: others.slice(1) }))
      expect([step, (await bad.done).byeAt > 0, (await good.done).byeAt]).toEqual([step, true, Number.NaN])
      for (const { id } of await m.desk.responder.list(HOME, true))
        await m.desk.responder.undo(HOME, id, 'system:test')
    }
  }, 120_000)

  it('killed itself while one is in force: said to be gone meanwhile, and put back once', async () => {
    const [control] = await m.desk.responder.contain(
      wanted({ others: [{ kind: 'bar-account', target: '3001' }] }),
    )
    const whole = await snapshot()
    const stands = () => m.desk.ports.store.find(control?.id ?? '')
    await proxy.kill()
    await recover(m)
    expect(await stands()).toMatchObject({ state: 'drifted', verified: false })
    await proxy.start()
    await expect
      .poll(() => recover(m).then(stands), { timeout: 30_000 })
      .toMatchObject({ state: 'in-force', verified: true, error: null })
    expect(await snapshot()).toBe(whole)
    const phone = { account: '3001', password: phones['3001'] as string, from: proxy.block.address(11) }
    const exchange = { address: proxy.address, challenge: 407 as const }
    expect((await call(exchange, phone, '912025550143', 0.05).done).status).toBe(403)
    expect((await call(exchange, phone, '911', 0.05).done).status).toBe(200)
  }, 120_000)
})
