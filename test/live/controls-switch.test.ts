import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { switchPort } from '../../src/adapters/connectors/switch/index.ts'
import type { Actuator } from '../../src/core/response/index.ts'
import { bundle } from '../support/bundle.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { killPuttingInForce, killUndoing } from '../support/kill-matrix.ts'
import { createDesk, type Desk, HOME, wanted } from '../support/responder.ts'
import { hasSnmpd, PORTS, startSwitch, type TestSwitch, users } from '../support/switch/snmpd.ts'

const PORT = PORTS[0]

describe.skipIf(!hasSnmpd)('switch ports, by SNMPv3 at a real agent with real links', () => {
  let device: TestSwitch
  let connection: Connection
  let db: TestDatabase
  let desk: Desk

  const settings = (given: object = {}) => ({
    host: device.host,
    port: device.port,
    user: 'ringfence',
    ...users.ringfence,
    uplinks: [PORTS[1]],
    quarantineVlan: 999,
    ...given,
  })
  const open = (given: object = {}): Connection =>
    switchPort.open(switchPort.parse(settings(given)), {
      now: Date.now,
      random: () => '',
      saveSettings: async () => undefined,
      cursor: { read: async () => '', write: async () => undefined },
    })
  const refusalOf = async (given: object): Promise<string | undefined> => {
    const tried = open(given)
    try {
      await tried.check()
      return undefined
    } catch (error) {
      return (error as { code?: string }).code
    } finally {
      await tried.close()
    }
  }
  const shut = (target: string, confirmed = true) =>
    desk.responder.contain(wanted({ others: [{ kind: 'port-down', target }], confirmed }))

  beforeAll(async () => {
    ;[device, db] = await Promise.all([startSwitch(), testDatabase()])
    connection = open()
    desk = await createDesk(db, [{ id: 'switch', kind: 'switch', actuator: connection.actuator as Actuator }])
  }, 60_000)
  afterAll(async () => {
    await connection?.close()
    await device?.remove()
    await db?.close()
  })

  it('says what it is and what it can do, and each way not to get in has its own reason', async () => {
    const report = await connection.check()
    expect(report.product).toBe('Switch: Test switch of two ports')
    expect(report.capabilities).toMatchObject([
      { control: 'port-down', available: true, keepsEmergency: false },
      { control: 'quarantine-port', available: true, keepsEmergency: false },
    ])
    expect(report.reads).toEqual([`Never touched: ${PORTS[1]}`])
    expect(await refusalOf({ user: 'nobody' })).toBe('switch-login-refused')
    expect(await refusalOf({ authSecret: 'wrong-secret' })).toBe('switch-login-refused')
    expect(await refusalOf({ port: 9 })).toBe('switch-silent')
  }, 60_000)

  it('shuts a port with a typed confirmation alone; the phone loses its link, and has it again when it is undone', async () => {
    expect(await device.hasLink(PORT)).toBe(true)
    expect((await shut(PORT, false))[0]).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('typed confirmation'),
    })
    expect(await device.hasLink(PORT)).toBe(true)
    const [control] = await shut(PORT)
    expect(control).toMatchObject({
      state: 'in-force',
      verified: true,
      steps: [`ifAdminStatus of ${PORT}: up → down`],
    })
    expect([await device.hasLink(PORT), await device.hasLink(PORTS[1])]).toEqual([false, true])
    expect(await desk.responder.undo(HOME, control?.id ?? '', 'system:test')).toMatchObject({
      state: 'undone',
    })
    expect(await device.hasLink(PORT)).toBe(true)
  }, 60_000)

  it('puts a port into the quarantine VLAN and out of every other: the phone reaches nothing, and all of it again when it is undone', async () => {
    const before = device.vlans()
    const quarantine = (confirmed: boolean, target = PORT as string) =>
      wanted({ others: [{ kind: 'quarantine-port', target }], confirmed })
    const [planned] = await desk.responder.plan(quarantine(false))
    expect(planned?.steps).toEqual([
      'dot1qPvid of ge7: 30 → 999',
      'VLANs that leave at ge7: 20 tagged, 30 untagged → 999 untagged',
      'dot1qPortIngressFiltering of ge7: on',
    ])
    expect(planned?.risk).toMatch(/not even an emergency call/)
    const refusals = [
      await desk.responder.contain(quarantine(false)),
      await desk.responder.contain(quarantine(true, PORTS[1])),
    ]
    expect(refusals.map(([one]) => one?.error)).toEqual([
      expect.stringContaining('typed confirmation'),
      expect.stringContaining('other machines hang on that port'),
    ])
    expect([await device.phoneReachesPbx(), device.vlans()]).toEqual([true, before])

    const [control] = await desk.responder.contain(quarantine(true))
    expect(control).toMatchObject({ state: 'in-force', verified: true, error: null })
    expect([await device.phoneReachesPbx(), await device.hasLink(PORT)]).toEqual([false, true])

    // The switch forgets what nobody saved; it is put back, and ends by its time.
    await device.kill()
    await device.start()
    const state = async () => (await desk.ports.store.find(control?.id ?? ''))?.state
    expect(await device.phoneReachesPbx()).toBe(true)
    await expect
      .poll(() => desk.responder.reconcile().then(() => device.phoneReachesPbx()), { timeout: 30_000 })
      .toBe(false)
    expect(await state()).toBe('in-force')
    desk.later(3_600_001)
    await desk.responder.reconcile()
    expect([await state(), await device.phoneReachesPbx(), device.vlans()]).toEqual(['expired', true, before])

    const [again] = await desk.responder.contain(quarantine(true))
    await desk.responder.undo(HOME, again?.id ?? '', 'system:test')
    expect([await device.phoneReachesPbx(), device.vlans()]).toEqual([true, before])
  }, 120_000)

  it('two ports put there at once do not tread on each other', async () => {
    const free = open({ uplinks: [] })
    const mine = await createDesk(db, [{ id: 'switch', kind: 'switch', actuator: free.actuator as Actuator }])
    const others = PORTS.map((target) => ({ kind: 'quarantine-port' as const, target }))
    const before = device.vlans()
    const controls = await mine.responder.contain(wanted({ others, confirmed: true }))
    expect(controls.map(({ state, error }) => [state, error])).toEqual([
      ['in-force', null],
      ['in-force', null],
    ])
    await Promise.all(controls.map(({ id }) => mine.responder.undo(HOME, id, 'system:test')))
    expect([device.vlans(), await device.phoneReachesPbx()]).toEqual([before, true])
    await free.close()
  }, 60_000)

  it('says what a switch lacks for quarantine', async () => {
    const lacks = async (given: object): Promise<string | undefined> => {
      const tried = open(given)
      const { capabilities } = await tried.check()
      await tried.close()
      const of = capabilities.find(({ control }) => control === 'quarantine-port')
      return of?.available ? undefined : of?.missing
    }
    expect(await lacks({})).toBeUndefined()
    expect(await lacks({ quarantineVlan: undefined })).toMatch(/--quarantine-vlan/)
    expect(await lacks({ quarantineVlan: 77 })).toBe('The switch has no VLAN 77: make it there first')
  }, 60_000)

  it('never shuts an uplink, and knows no port that the switch does not', async () => {
    expect((await shut(PORTS[1]))[0]).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('other machines hang on that port'),
    })
    expect((await shut('ge99'))[0]).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('no port "ge99"'),
    })
    expect(await device.hasLink(PORTS[1])).toBe(true)
  }, 60_000)

  it('is shut again when somebody opens it, also after the agent was restarted, and opens when its time is over', async () => {
    const [control] = await shut(PORT)
    const state = async () => (await desk.ports.store.find(control?.id ?? ''))?.state
    const other = open()
    const before = { summary: '', steps: [], before: { admin: 1 } }
    await other.actuator?.undo(
      { id: 'x', kind: 'port-down', target: PORT, emergency: ['911'], dial: null },
      before,
    )
    await other.close()
    expect(await device.hasLink(PORT)).toBe(true)
    await desk.responder.reconcile()
    expect([await device.hasLink(PORT), await state()]).toEqual([false, 'in-force'])
    await device.kill()
    await desk.responder.reconcile()
    expect(await state()).toBe('drifted')
    await device.start()
    await expect.poll(() => desk.responder.reconcile().then(state), { timeout: 30_000 }).toBe('in-force')
    desk.later(3_600_001)
    await desk.responder.reconcile()
    expect([await device.hasLink(PORT), await state()]).toEqual([true, 'expired'])
  }, 120_000)

  it('a user who may only read changes nothing, and that is said', async () => {
    const reader = open({ user: 'reader', ...users.reader })
    const mine = await createDesk(db, [
      { id: 'reader', kind: 'switch', actuator: reader.actuator as Actuator },
    ])
    const [control] = await mine.responder.contain(
      wanted({ others: [{ kind: 'port-down', target: PORT }], confirmed: true }),
    )
    expect(control).toMatchObject({ state: 'failed', error: expect.stringContaining('switch refuses') })
    expect(await device.hasLink(PORT)).toBe(true)
    await reader.close()
  }, 60_000)

  it('killed at any step, it is shut or moved once or not begun, and as before after', async () => {
    const child = await bundle('test/live/control-child.ts')
    const hand = { id: 'switch', kind: 'switch', settings: settings() }
    const snapshot = async () => JSON.stringify(await Promise.all(PORTS.map((port) => device.hasLink(port))))
    const fresh = await createDesk(db, [{ ...hand, actuator: connection.actuator as Actuator }])
    const m = { db, child: child.file, hand, desk: fresh, snapshot }
    const asked = { others: [{ kind: 'port-down' as const, target: PORT }] }
    await killPuttingInForce(m, asked, 5)
    await killUndoing(m, asked, 4)
    const quarantine = { others: [{ kind: 'quarantine-port' as const, target: PORT }] }
    const seats = { ...m, snapshot: async () => device.vlans() }
    await killPuttingInForce(seats, quarantine, 6)
    await killUndoing(seats, quarantine, 5)
    await child.remove()
  }, 120_000)
})
