import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readLedger, verifyLedger } from '../../src/adapters/storage/ledger.ts'
import type { Actuator, Control } from '../../src/core/response/index.ts'
import { bundle } from '../support/bundle.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { firewallHand } from '../support/firewall.ts'
import { canFilter, createWire, type Wire } from '../support/namespaces.ts'
import { createDesk, type Desk, HOME, wanted } from '../support/responder.ts'

const problem = await canFilter()
if (problem !== null) console.warn(`SKIPPED: controls at a firewall: ${problem}`)

const BAD = '192.0.2.66'
const GOOD = '192.0.2.67'

describe.skipIf(problem !== null)('a control, from plan to end, at a real firewall', () => {
  let wire: Wire
  let db: TestDatabase
  let desk: Desk
  let child: Awaited<ReturnType<typeof bundle>>

  beforeAll(async () => {
    ;[wire, db, child] = await Promise.all([
      createWire([BAD, GOOD]),
      testDatabase(),
      bundle('test/live/control-child.ts'),
    ])
    desk = await createDesk(db, [firewallHand(wire.pbx)])
  }, 60_000)
  afterAll(async () => {
    await wire?.close()
    await db?.close()
    await child?.remove()
  })
  afterEach(async () => {
    for (const { id } of await desk.responder.list(HOME, true))
      await desk.responder.undo(HOME, id, 'system:test')
    expect((await verifyLedger(db.pool)).problems).toEqual([])
    expect(await wire.rules()).not.toContain('ringfence')
  })

  const only = (controls: readonly Control[]): Control => {
    expect(controls).toHaveLength(1)
    return controls[0] as Control
  }
  const story = async (id: string): Promise<string[]> =>
    (await readLedger(db.pool, 0, 100_000))
      .filter(({ subject }) => subject === id)
      .map(({ action }) => action)

  it('is planned without touching or keeping anything', async () => {
    const control = only(await desk.responder.plan(wanted({ ips: [BAD] })))
    expect(control).toMatchObject({ state: 'planned', error: null, undoable: true, risk: null })
    expect(control.steps.join('\n')).toContain(`add element inet ringfence block4_32 { ${BAD}`)
    expect(await desk.responder.list(null, false)).toEqual([])
    expect(await wire.reaches(BAD)).toBe(true)
  })

  it('is put in force, read back, ended when its time is over, and written in the ledger all the way', async () => {
    const clock = await createDesk(db, [firewallHand(wire.pbx)])
    const control = only(await clock.responder.contain(wanted({ ips: [BAD] })))
    expect(control).toMatchObject({ state: 'in-force', verified: true, error: null })
    expect([await wire.reaches(BAD), await wire.reaches(GOOD)]).toEqual([false, true])
    clock.later(3_400_000)
    expect(await clock.responder.reconcile()).toEqual([])
    expect(await wire.reaches(BAD)).toBe(false)
    clock.later(300_000)
    expect(await clock.responder.reconcile()).toEqual([])
    expect(await wire.reaches(BAD)).toBe(true)
    expect(await desk.ports.store.find(control.id)).toMatchObject({ state: 'expired', verified: false })
    const actions = ['planned', 'approved', 'applying', 'in-force', 'ending', 'expired']
    expect(await story(control.id)).toEqual(actions.map((action) => `control.${action}`))
  })

  it('asked for again is the same control, which lasts longer', async () => {
    const first = only(await desk.responder.contain(wanted({ ips: [BAD] })))
    const later = await createDesk(db, [firewallHand(wire.pbx)])
    later.later(60_000)
    const again = only(await later.responder.contain(wanted({ ips: [BAD] })))
    expect(again.id).toBe(first.id)
    expect(again.expiresAt).toBeGreaterThan(first.expiresAt as number)
    expect(again).toMatchObject({ state: 'in-force', verified: true })
  })

  it('asked for twice at the same moment is put in force once', async () => {
    const both = await Promise.all([1, 2].map(() => desk.responder.contain(wanted({ ips: [BAD] }))))
    expect(both.flat().filter(({ state }) => state === 'in-force')).toHaveLength(1)
    expect(await desk.responder.list(HOME, true)).toHaveLength(1)
  })

  it('comes back within one look after somebody flushed the firewall, and the drift is told', async () => {
    const control = only(await desk.responder.contain(wanted({ ips: [BAD] })))
    await wire.run('nft', 'flush', 'ruleset')
    expect(await wire.reaches(BAD)).toBe(true)
    await desk.responder.reconcile()
    expect(await wire.reaches(BAD)).toBe(false)
    expect((await story(control.id)).slice(-2)).toEqual(['control.drifted', 'control.in-force'])
  })

  it('an address that somebody else had blocked stays blocked when ours is undone, and the control is over', async () => {
    const table = 'inet ringfence'
    await desk.responder.contain(wanted({ ips: [GOOD] }))
    await wire.run('nft', 'add', 'element', ...table.split(' '), 'block4_32', `{ ${BAD} }`)
    const control = only(await desk.responder.contain(wanted({ ips: [BAD] })))
    expect(control.state).toBe('in-force')
    expect(await desk.responder.undo(HOME, control.id, 'system:test')).toMatchObject({
      state: 'undone',
      error: null,
    })
    expect(await wire.reaches(BAD)).toBe(false)
    await wire.run('nft', 'delete', 'element', ...table.split(' '), 'block4_32', `{ ${BAD} }`)
    expect(await wire.reaches(BAD)).toBe(true)
  })

  it('what the guards refuse is told and kept as failed, and the rest is done', async () => {
    const controls = await desk.responder.contain(wanted({ ips: [BAD, '192.0.2.1', '0.0.0.0/0'] }))
    expect(controls.map(({ state }) => state)).toEqual(['in-force', 'failed', 'failed'])
    expect(controls[1]?.error).toMatch(/192\.0\.2\.1 is the firewall itself/)
    expect(await wire.reaches(BAD)).toBe(false)
  })

  it('says what it cannot do at all', async () => {
    await expect(desk.responder.contain(wanted({ accounts: ['1001'] }))).rejects.toMatchObject({
      code: 'control-unavailable',
    })
    await expect(desk.responder.contain(wanted({}))).rejects.toMatchObject({ code: 'nothing-to-contain' })
  })

  it('waits for a second person where the site wants two; one person counts once', async () => {
    const two = await createDesk(db, [firewallHand(wire.pbx)], { approvals: 2 })
    const control = only(await two.responder.propose(wanted({ ips: [BAD], by: 'anna' })))
    expect(await two.responder.approve(HOME, control.id, 'anna', false)).toMatchObject({ state: 'planned' })
    expect(await two.responder.approve(HOME, control.id, 'anna', false)).toMatchObject({ state: 'planned' })
    expect(await wire.reaches(BAD)).toBe(true)
    expect(await two.responder.approve(HOME, control.id, 'ben', false)).toMatchObject({ state: 'in-force' })
    expect(await wire.reaches(BAD)).toBe(false)
  })

  it('a system that does not answer is drift while it lasts, told once, and in force again after', async () => {
    const control = only(await desk.responder.contain(wanted({ ips: [BAD] })))
    const hand = firewallHand(wire.pbx)
    let down = true
    const observe: Actuator['observe'] = (...given) =>
      down ? Promise.reject(new Error('no route')) : hand.actuator.observe(...given)
    const flaky = await createDesk(db, [
      { ...hand, actuator: { ...hand.actuator, observe, round: () => ({ observe }) } },
    ])
    for (let n = 0; n < 3; n++) await flaky.responder.reconcile()
    expect(await desk.ports.store.find(control.id)).toMatchObject({
      state: 'drifted',
      error: 'no route',
      verified: false,
    })
    down = false
    await flaky.responder.reconcile()
    expect(await desk.ports.store.find(control.id)).toMatchObject({
      state: 'in-force',
      error: null,
      verified: true,
    })
    expect((await story(control.id)).slice(-2)).toEqual(['control.drifted', 'control.in-force'])
  })

  /** PostgreSQL takes a moment to see that the killed process, and with it the lock it held, is gone. */
  const recover = async (): Promise<void> => {
    const held =
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = hashtext('ringfence.control')::bigint & 4294967295"
    while ((await db.pool.query(held)).rowCount) await sleep(20)
    expect(await desk.responder.reconcile()).toEqual([])
  }

  const dieAt = async (what: string, subject: string, step: number): Promise<boolean> => {
    const hand = JSON.stringify({ id: 'firewall', kind: 'nftables', settings: { netns: wire.pbx } })
    const args = [child.file, db.dataDir, db.schema, hand, what, subject, String(step)]
    return promisify(execFile)(process.execPath, args).then(
      () => false,
      (error: { signal?: string }) => {
        expect(error.signal).toBe('SIGKILL')
        return true
      },
    )
  }

  it('killed at any step of putting in force, it is in force once after, or was never begun', async () => {
    let step = 1
    for (; await dieAt('contain', JSON.stringify({ ips: [BAD] }), step); step++) {
      const left = await desk.responder.list(HOME, true)
      expect(left.length).toBeLessThanOrEqual(1)
      await recover()
      const begun = left.some(({ state }) => state !== 'planned')
      expect([step, await wire.reaches(BAD)]).toEqual([step, !begun])
      if (begun) expect((await wire.rules()).match(/192\.0\.2\.66/g)).toHaveLength(1)
      for (const { id } of left) {
        const now = await desk.ports.store.find(id)
        expect([step, now?.state]).toEqual([step, begun ? 'in-force' : 'planned'])
        await desk.responder.undo(HOME, id, 'system:test')
      }
      expect([step, await wire.reaches(BAD)]).toEqual([step, true])
    }
    expect(step).toBeGreaterThan(8)
  }, 120_000)

  it('killed at any step of undoing, it is undone after, or still in force when nobody had asked yet', async () => {
    let step = 1
    for (let killed = true; killed; step++) {
      const control = only(await desk.responder.contain(wanted({ ips: [BAD] })))
      killed = await dieAt('undo', control.id, step)
      const asked = (await desk.ports.store.find(control.id))?.ending !== null
      await recover()
      const state = (await desk.ports.store.find(control.id))?.state
      expect([step, state]).toEqual([step, asked ? 'undone' : 'in-force'])
      expect([step, await wire.reaches(BAD)]).toEqual([step, asked])
    }
    expect(step).toBeGreaterThan(8)
  }, 120_000)
})
