import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHand } from '../../src/adapters/connectors/asterisk/hand.ts'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import { AsteriskSettings } from '../../src/adapters/connectors/asterisk/settings.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { verifyLedger } from '../../src/adapters/storage/ledger.ts'
import { type Database, openDatabase } from '../../src/adapters/storage/open.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import type { Actuator, Control } from '../../src/core/response/index.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier } from '../support/asterisk/sip.ts'
import { withKit } from '../support/asterisk/with-kit.ts'
import { spread, timesInForce } from '../support/kill-matrix.ts'
import { marked } from '../support/marked.ts'
import { createDesk, type Desk, HOME, wanted } from '../support/responder.ts'

const HOME_CALL = '912025550143'
const BAR = wanted({ accounts: ['1001'] })

describe.skipIf(!hasAsterisk)('kill -9 of PostgreSQL in the middle of a control', () => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let look: ReturnType<typeof createHand>
  let database: Database
  let dataDir: string

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'ringfence-kill-database-'))
    await chmod(dataDir, 0o755)
    ;[pbx, database] = await Promise.all([
      startPbx({ files: withKit }),
      openDatabase({ bundled: bundledPostgres(join(dataDir, 'data')), role: 'server', schema: 'live' }),
    ])
    line = await carrier(pbx.carrier)
    const at = { host: pbx.address, port: 5038 }
    connection = asterisk.open(
      asterisk.parse({ ...at, user: 'ringfence', secret: managers['ringfence']?.secret }),
      {
        now: Date.now,
        random: (bytes) => 'x'.repeat(bytes),
        saveSettings: async () => undefined,
        cursor: { read: async () => '', write: async () => undefined },
      },
    )
    look = createHand(
      AsteriskSettings.parse({ ...at, user: 'all', secret: managers['all']?.secret }),
      () => undefined,
    )
  }, 120_000)
  afterAll(async () => {
    look?.close()
    await connection?.close()
    line?.stop()
    await database?.close()
    await pbx?.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const killPostgres = (): void => {
    const file = readFileSync(join(dataDir, 'data/postgres/postmaster.pid'), 'utf8')
    process.kill(Number(file.split('\n')[0]), 'SIGKILL')
  }
  /** A desk on which PostgreSQL dies at the n-th moment before or after something is written, done or read back. */
  const deskThatDies = async (at: number): Promise<Desk & { readonly steps: () => number }> => {
    let step = 0
    const mark = (): void => {
      if (++step === at) killPostgres()
    }
    const actuator = marked(connection.actuator as Actuator, ['plan', 'apply', 'observe', 'undo'], mark)
    const desk = await createDesk({ pool: database.pool, dataDir: join(dataDir, 'data') }, [
      { id: 'pbx', kind: 'asterisk', actuator },
    ])
    Object.assign(desk.ports.store, marked(desk.ports.store, ['add', 'step'], mark))
    return { ...desk, steps: () => step }
  }
  /** The reconciler of the server, until PostgreSQL answers again and nothing is left to be done. */
  async function recovered(desk: Desk): Promise<readonly Control[]> {
    for (let tries = 0; tries < 600; tries++) {
      // Sessions of the dead one may answer for a moment yet, and new ones find nobody.
      const open = await desk.responder
        .reconcile()
        .then((problems) => (problems.length === 0 ? desk.responder.list(HOME, true) : null))
        .catch(() => null)
      if (open) return open
      await sleep(50)
    }
    throw new Error('PostgreSQL does not come back')
  }
  const snapshot = async (): Promise<string> =>
    JSON.stringify([...(await look.dbTree(''))].filter(([key]) => !/egistrar\/contact/.test(key)).sort())
  const calling = async (account: string, to: string): Promise<number> => {
    const phone = { account, password: phones[account] as string, from: pbx.block.address(11) }
    return (await call(pbx, phone, to, 0.05).done).status
  }

  it('of putting it in force: it is in force once after, or was never begun and nothing stands at the PBX', async () => {
    const before = await snapshot()
    const clean = await deskThatDies(0)
    const [first] = await clean.responder.contain(BAR)
    const whole = await snapshot()
    const total = clean.steps()
    await clean.responder.undo(HOME, first?.id ?? '', 'system:test')
    expect(total).toBeGreaterThan(8)
    let begun = 0
    for (const step of spread(total, 9)) {
      const desk = await deskThatDies(step)
      await desk.responder.contain(BAR).catch(() => undefined)
      const open = (await recovered(await deskThatDies(0))).filter(
        ({ order }) => order.kind === 'bar-account',
      )
      expect([step, open.length <= 1]).toEqual([step, true])
      begun += open.length
      for (const { id, state } of open) {
        expect([step, state, await timesInForce({ db: database as never }, id)]).toEqual([
          step,
          'in-force',
          1,
        ])
        expect([step, await calling('1001', HOME_CALL), await calling('1001', '911')]).toEqual([
          step,
          403,
          200,
        ])
      }
      expect([step, await snapshot()]).toEqual([step, open.length === 1 ? whole : before])
      for (const { id } of await desk.responder.list(HOME, true))
        await desk.responder.undo(HOME, id, 'system:test')
      expect([step, await snapshot()]).toEqual([step, before])
    }
    expect(begun).toBeGreaterThan(2)
    expect((await verifyLedger(database.pool)).problems).toEqual([])
  }, 400_000)

  it('of undoing it: it is undone after, or stands where nobody had asked yet', async () => {
    const before = await snapshot()
    const inForce = async (desk: Desk): Promise<Control> => {
      const controls = await desk.responder.contain(BAR)
      return controls.find(({ order }) => order.kind === 'bar-account') as Control
    }
    const clean = await deskThatDies(0)
    const first = await inForce(clean)
    const soFar = clean.steps()
    await clean.responder.undo(HOME, first.id, 'system:test')
    const total = clean.steps() - soFar
    for (const step of spread(total, 6)) {
      const { id } = await inForce(await deskThatDies(0))
      const whole = await snapshot()
      await (await deskThatDies(step)).responder.undo(HOME, id, 'system:test').catch(() => undefined)
      const desk = await deskThatDies(0)
      await recovered(desk)
      const { state } = await desk.responder.find(id)
      expect([step, state]).toEqual([step, expect.stringMatching(/^(?:undone|in-force)$/)])
      expect([step, await snapshot()]).toEqual([step, state === 'undone' ? before : whole])
      await desk.responder.undo(HOME, id, 'system:test')
      expect([step, await snapshot()]).toEqual([step, before])
    }
    expect((await verifyLedger(database.pool)).problems).toEqual([])
  }, 400_000)
})
