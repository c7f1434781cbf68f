import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { verifyLedger } from '../../src/adapters/storage/ledger.ts'
import { changeOf } from '../../src/app/flows/respond/hand.ts'
import type { Actuator, Control, PastCall } from '../../src/core/response/index.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { withKit } from '../support/asterisk/with-kit.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { createDesk, type Desk, HOME, wanted } from '../support/responder.ts'

const ABROAD = '901125261234567'
const HOME_CALL = '912025550143'

describe.skipIf(!hasAsterisk)('controls, from plan to end, on a real Asterisk with real calls', () => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let db: TestDatabase
  let desk: Desk

  beforeAll(async () => {
    ;[pbx, db] = await Promise.all([startPbx({ files: withKit }), testDatabase()])
    line = await carrier(pbx.carrier)
    const user = 'ringfence'
    connection = asterisk.open(
      { host: pbx.address, port: 5038, tls: false, user, secret: managers[user]?.secret },
      {
        now: Date.now,
        random: (bytes) => 'x'.repeat(bytes),
        saveSettings: async () => undefined,
        cursor: { read: async () => '', write: async () => undefined },
      },
    )
    desk = await createDesk(db, [{ id: 'pbx', kind: 'asterisk', actuator: connection.actuator as Actuator }])
  }, 60_000)
  afterAll(async () => {
    await connection?.close()
    line?.stop()
    await pbx?.remove()
    await db?.close()
  })

  const phone = (account: string) => ({
    account,
    password: phones[account] as string,
    from: pbx.block.address(11),
  })
  const calling = async (account: string, to: string): Promise<number> =>
    (await call(pbx, phone(account), to, 0.05).done).status
  const states = async (controls: readonly Control[]): Promise<(string | undefined)[]> =>
    Promise.all(controls.map(async ({ id }) => (await desk.ports.store.find(id))?.state))

  it('a lockdown ends the calls abroad and no other, and emergency calls complete; a restart changes nothing; undone, all is as before', async () => {
    const bad = call(pbx, phone('1001'), ABROAD)
    const good = call(pbx, phone('1002'), HOME_CALL, 8)
    const emergency = call(pbx, phone('1001'), '911', 8)
    expect(await Promise.all([bad, good, emergency].map(({ answered }) => answered))).toEqual([
      true,
      true,
      true,
    ])

    const controls = await desk.responder.contain(wanted({ lockdown: true, accounts: ['1001'] }))
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
        await pbx.restart()
        await expect
          .poll(() => desk.responder.reconcile().then(() => states(controls)), {
            timeout: 20_000,
            interval: 500,
          })
          .not.toContain('drifted')
      }
      expect([after, await calling('1001', HOME_CALL)]).toEqual([after, 403])
      expect([after, (await register(pbx, phone('1001'))).ok]).toEqual([after, false])
      expect([after, await calling('1002', ABROAD)]).toEqual([after, 403])
      expect([after, await calling('1002', HOME_CALL)]).toEqual([after, 200])
      expect([after, await calling('1001', '911')]).toEqual([after, 200])
      expect([after, await calling('1002', '9911')]).toEqual([after, 200])
    }
    for (const { id } of controls) await desk.responder.undo(HOME, id, 'system:test')
    expect(new Set(await states(controls))).toEqual(new Set(['undone']))
    expect([await calling('1001', ABROAD), (await register(pbx, phone('1001'))).ok]).toEqual([200, true])
    expect((await verifyLedger(db.pool)).problems).toEqual([])
  }, 120_000)

  it('with everything in force at once, an emergency call still completes from every phone', async () => {
    const controls = await desk.responder.contain(
      wanted({
        lockdown: true,
        accounts: ['1001', '1002', '1003'],
        prefixes: ['+1911', '+19', '+252'],
        ips: [pbx.block.address(66)],
        others: [{ kind: 'shut-trunk', target: 'carrier' }],
      }),
    )
    expect(
      controls
        .filter(({ state }) => state !== 'in-force')
        .map(({ order, error }) => [order.kind, order.target, error]),
    ).toEqual([])
    for (const account of ['1001', '1002', '1003'])
      for (const number of ['911', '9911'])
        expect([account, number, await calling(account, number)]).toEqual([account, number, 200])
    expect(await calling('1002', HOME_CALL)).toBe(403)
    desk.later(2 * 3_600_000)
    expect(await desk.responder.reconcile()).toEqual([])
    expect(new Set(await states(controls))).toEqual(new Set(['expired']))
    expect(await calling('1001', ABROAD)).toBe(200)
  }, 120_000)

  it('a lockdown waits for no judging of past calls; what it would have hit is told when they are judged', async () => {
    let judged = (_: readonly PastCall[]): void => undefined
    const past = new Promise<readonly PastCall[]>((go) => {
      judged = go
    })
    const actuator = connection.actuator as Actuator
    const slow = await createDesk(db, [{ id: 'pbx', kind: 'asterisk', actuator }], { past })
    const controls = await slow.responder.contain(wanted({ lockdown: true }))
    expect(controls.map(({ state, preview }) => [state, preview])).toEqual([
      ['in-force', null],
      ['in-force', null],
    ])
    const telling = slow.responder.previewLater()
    const abroad = { id: 'c', startedAt: 0, account: '1001', dialled: ABROAD, to: '+525261234567', trunk: '' }
    judged([{ ...abroad, sourceIp: '', outgoing: true, flagged: false }])
    await telling
    const blocked = await desk.ports.store.find(controls[0]?.id ?? '')
    expect(blocked?.preview).toMatchObject({ fraudCalls: 0, legitimateCalls: 1 })
    for (const { id } of controls) await desk.responder.undo(HOME, id, 'system:test')
  }, 60_000)

  it('somebody who takes a control away by hand finds it back', async () => {
    const [control] = await desk.responder.contain(wanted({ prefixes: ['+252'] }))
    await (connection.actuator as Actuator).undo(control?.order as Control['order'], {
      summary: '',
      steps: [],
      before: changeOf(control as Control, desk.ports).before,
    })
    expect(await calling('1002', ABROAD)).toBe(200)
    await desk.responder.reconcile()
    expect(await calling('1002', ABROAD)).toBe(403)
    await desk.responder.undo(HOME, control?.id ?? '', 'system:test')
    expect(await calling('1002', ABROAD)).toBe(200)
  }, 60_000)
})
