import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import type { ContainRequest } from '../../src/app/flows/respond/plan.ts'
import { type Actuator, type Control, type ControlKind, controlKinds } from '../../src/core/response/index.ts'
import { openSystem, type Row, type System, systems } from '../support/control-systems.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { createDesk, type Desk, HOME, wanted } from '../support/responder.ts'

// Every control that a connector with real calls claims: previewed, put in force, refusing, over a restart, at its end, undone. What is
// done once and has nothing to put back (hangup, drop-contact) is in asterisk-controls, kamailio-controls and kill-*.

const MOMENTARY = ['hangup', 'drop-contact']
/** What let somebody in is not put back by the clock. */
const LASTING = ['rotate-secret', 'rotate-admin-secret', 'change-setting']
const HOURS = 2 * 3_600_000

for (const { kind, there } of systems) if (!there) console.warn(`SKIPPED: controls on ${kind}`)

describe.each(systems.filter(({ there }) => there))('each control that $kind claims', ({ start }) => {
  let system: System
  let connection: Connection
  let db: TestDatabase

  beforeAll(async () => {
    ;[system, db] = await Promise.all([start(), testDatabase()])
    connection = openSystem(system)
  }, 120_000)
  afterAll(async () => {
    await connection?.close()
    await system?.remove()
    await db?.close()
  })

  const newDesk = (): Promise<Desk> =>
    createDesk(db, [{ id: 'system', kind: system.kind, actuator: connection.actuator as Actuator }])
  const request = ({ asked }: Row): ContainRequest => wanted({ ...asked, confirmed: true })
  const ofKind = (controls: readonly Control[], kind: string): Control =>
    controls.find(({ order }) => order.kind === kind) as Control

  it('is in this matrix', async () => {
    const claimed = ((await connection.actuator?.capabilities()) ?? [])
      .filter(({ available, control }) => available && !MOMENTARY.includes(control))
      .map(({ control }) => control)
    expect(Object.keys(system.rows).sort()).toEqual([...claimed].sort())
    const rows = readFileSync('docs/rooms/response.md', 'utf8').matchAll(/^\| (\S+) \| (\S+) \|/gm)
    const written = Array.from(rows, ([, of, control]) => (of === system.kind ? control : undefined))
    expect(written.filter((control) => control !== undefined).sort()).toEqual(
      [...claimed, ...MOMENTARY].sort(),
    )
  })

  it.each(controlKinds.filter((kind) => !MOMENTARY.includes(kind)))(
    '%s',
    async (kind: ControlKind) => {
      const row = system.rows[kind]
      if (!row) return
      const desk = await newDesk()
      const state = async (id: string): Promise<string> => (await desk.responder.find(id)).state
      const before = await system.snapshot()

      // Previewed: what would be done is told, and nothing is.
      const planned = ofKind(await desk.responder.plan(request(row)), kind)
      expect(planned).toMatchObject({ state: 'planned', error: null, undoable: true })
      expect(planned.steps.length).toBeGreaterThan(0)
      expect([await row.passes(), await system.snapshot()]).toEqual([true, before])

      // In force, read back, and tried.
      const { id, error } = ofKind(await desk.responder.contain(request(row)), kind)
      expect([error, await state(id)]).toEqual([null, 'in-force'])
      expect([await row.passes(), await system.emergencyCompletes()]).toEqual([false, true])

      // Over a restart: it stays, or is put back.
      await system.restart()
      await expect
        .poll(() => desk.responder.reconcile().then(() => desk.responder.find(id)), { timeout: 30_000 })
        .toMatchObject({ state: 'in-force', verified: true, error: null })
      expect([await row.passes(), await system.emergencyCompletes()]).toEqual([false, true])

      // At its end.
      desk.later(HOURS)
      expect(await desk.responder.reconcile()).toEqual([])
      if (LASTING.includes(kind)) {
        expect([await state(id), await row.passes()]).toEqual(['in-force', false])
        await desk.responder.undo(HOME, id, 'system:test')
      } else expect(await state(id)).toBe('expired')
      expect([await row.passes(), await system.snapshot()]).toEqual([true, before])

      // Undone before its end.
      const again = ofKind(await (await newDesk()).responder.contain(request(row)), kind)
      expect([again.state, await row.passes()]).toEqual(['in-force', false])
      for (const one of await desk.responder.list(HOME, true))
        await desk.responder.undo(HOME, one.id, 'system:test')
      expect([await state(again.id), await row.passes(), await system.snapshot()]).toEqual([
        'undone',
        true,
        before,
      ])
    },
    120_000,
  )
})
