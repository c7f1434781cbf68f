import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHand } from '../../src/adapters/connectors/asterisk/hand.ts'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import { AsteriskSettings } from '../../src/adapters/connectors/asterisk/settings.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import type { Actuator } from '../../src/core/response/index.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { withKit } from '../support/asterisk/with-kit.ts'
import { bundle } from '../support/bundle.ts'
import { testDatabase } from '../support/database.ts'
import { killed, killPuttingInForce, killUndoing, type Matrix, recover } from '../support/kill-matrix.ts'
import { createDesk, HOME, wanted } from '../support/responder.ts'

const ABROAD = '901125261234567'
const HOME_CALL = '912025550143'

describe.skipIf(!hasAsterisk)('kill -9 at any step of a control on a real Asterisk', () => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let child: Awaited<ReturnType<typeof bundle>>
  let look: ReturnType<typeof createHand>
  let m: Matrix

  beforeAll(async () => {
    const [db, bundled] = await Promise.all([testDatabase(), bundle('test/live/control-child.ts')])
    pbx = await startPbx({ files: withKit })
    line = await carrier(pbx.carrier)
    child = bundled
    const user = 'ringfence'
    const settings = { host: pbx.address, port: 5038, user, secret: managers[user]?.secret }
    connection = asterisk.open(asterisk.parse(settings), {
      now: Date.now,
      random: (bytes) => 'x'.repeat(bytes),
      saveSettings: async () => undefined,
      cursor: { read: async () => '', write: async () => undefined },
    })
    look = createHand(
      AsteriskSettings.parse({ ...settings, user: 'all', secret: 'may-do-everything' }),
      () => undefined,
    )
    const hand = { id: 'pbx', kind: 'asterisk', settings }
    const desk = await createDesk(db, [{ ...hand, actuator: connection.actuator as Actuator }])
    m = { db, child: child.file, hand, desk, snapshot }
  }, 60_000)
  afterAll(async () => {
    look?.close()
    await connection?.close()
    line?.stop()
    await pbx?.remove()
    await child?.remove()
    await m?.db.close()
  })

  /** The PBX's database but for who is registered, and the files that controls write to. */
  async function snapshot(): Promise<string> {
    const entries = [...(await look.dbTree(''))].filter(([key]) => !/egistrar\/contact/.test(key)).sort()
    const files = ['pjsip.conf', 'extensions.conf', 'manager.conf'].map((name) =>
      readFileSync(join(pbx.dir, 'etc', name), 'utf8').replaceAll(/^; ?! .*$/gm, ''),
    )
    return [
      ...entries.map(([key, value]) => `${key} ${value.replaceAll(/[xy]{8,}/g, 'NEW')}`),
      ...files,
    ].join('\n')
  }
  const phone = (account: string) => ({
    account,
    password: phones[account] as string,
    from: pbx.block.address(11),
  })

  it(
    'barring an account',
    () => killPuttingInForce(m, { others: [{ kind: 'bar-account', target: '1001' }] }, 8),
    120_000,
  )
  it(
    'taking the bar away',
    () => killUndoing(m, { others: [{ kind: 'bar-account', target: '1001' }] }, 6),
    120_000,
  )
  it('refusing international calls', () => killPuttingInForce(m, { prefixes: ['+252'] }, 4), 120_000)
  it(
    'a new secret',
    () => killPuttingInForce(m, { others: [{ kind: 'rotate-secret', target: '1002' }] }, 3),
    120_000,
  )
  it('shutting the line, and opening it', async () => {
    await killPuttingInForce(m, { others: [{ kind: 'shut-trunk', target: 'carrier' }] }, 3)
    await killUndoing(m, { others: [{ kind: 'shut-trunk', target: 'carrier' }] }, 3)
  }, 120_000)
  it('hanging up: the call is over after, or nobody had asked yet; another goes on', async () => {
    for (const step of [1, 4, 9]) {
      const [bad, good] = [call(pbx, phone('1001'), ABROAD), call(pbx, phone('1002'), HOME_CALL, 4)]
      expect(await Promise.all([bad.answered, good.answered])).toEqual([true, true])
      const others = [{ kind: 'hangup' as const, target: '1001' }]
      const ended = await killed(m, 'contain', JSON.stringify({ others }), step)
      await recover(m)
      const begun = (await m.desk.responder.list(HOME, true)).length > 0
      if (begun) expect([step, (await bad.done).byeAt > 0]).toEqual([step, true])
      else await m.desk.responder.contain(wanted({ others }))
      expect([step, ended, (await bad.done).byeAt > 0, (await good.done).byeAt]).toEqual([
        step,
        'killed',
        true,
        Number.NaN,
      ])
      for (const { id } of await m.desk.responder.list(HOME, true))
        await m.desk.responder.undo(HOME, id, 'system:test')
    }
  }, 120_000)

  it('dropping what is registered: it is gone after, or nobody had asked yet; another stays', async () => {
    const there = async (account: string) =>
      ((await connection.actuator?.terrain())?.phones ?? []).some((one) => one.account === account)
    for (const step of [1, 4, 7, 9]) {
      for (const account of ['1001', '1002']) expect((await register(pbx, phone(account))).ok).toBe(true)
      const others = [{ kind: 'drop-contact' as const, target: '1001' }]
      await killed(m, 'contain', JSON.stringify({ others }), step)
      await recover(m)
      const begun = (await m.desk.responder.list(HOME, true)).some(({ state }) => state !== 'planned')
      expect([step, await there('1001'), await there('1002')]).toEqual([step, !begun, true])
      for (const { id } of await m.desk.responder.list(HOME, true))
        await m.desk.responder.undo(HOME, id, 'system:test')
    }
  }, 120_000)

  it('the PBX killed while a control is in force and another is put there: each is where it should be after, and no lie meanwhile', async () => {
    const before = await snapshot()
    const [bar] = await m.desk.responder.contain(wanted({ accounts: ['1001'] }))
    const stands = (id = '') => m.desk.ports.store.find(id)
    const order = wanted({ prefixes: ['+252'] })
    await m.desk.responder.plan(order)
    await pbx.kill()
    const putting = m.desk.responder.contain(order)
    await recover(m)
    expect(await stands(bar?.id)).toMatchObject({ state: 'drifted', verified: false })
    for (const one of await putting) expect(one).not.toMatchObject({ state: 'in-force' })
    await pbx.start()
    await expect
      .poll(() => recover(m).then(() => stands(bar?.id)), { timeout: 30_000 })
      .toMatchObject({ state: 'in-force', verified: true, error: null })
    await expect
      .poll(
        () =>
          recover(m)
            .then(() => m.desk.responder.list(HOME, true))
            .then((all) => all.flatMap(({ order: { kind } }) => (kind === 'hangup' ? [] : [kind]))),
        { timeout: 30_000 },
      )
      .toEqual(['bar-account'])
    expect((await call(pbx, phone('1001'), HOME_CALL, 0.05).done).status).toBe(403)
    expect((await call(pbx, phone('1001'), '911', 0.05).done).status).toBe(200)
    await m.desk.responder.undo(HOME, bar?.id ?? '', 'system:test')
    expect(await snapshot()).toBe(before)
  }, 120_000)

  it('blocking an address', () => killPuttingInForce(m, { ips: ['198.51.100.66'] }, 3), 120_000)
})
