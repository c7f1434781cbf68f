import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHand } from '../../src/adapters/connectors/asterisk/hand.ts'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import { AsteriskSettings } from '../../src/adapters/connectors/asterisk/settings.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import type { Actuator } from '../../src/core/response/index.ts'
import { managers } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { bundle } from '../support/bundle.ts'
import { testDatabase } from '../support/database.ts'
import {
  killed,
  killPuttingInForce,
  killUndoing,
  type Matrix,
  recover,
  spread,
} from '../support/kill-matrix.ts'
import { createDesk, HOME } from '../support/responder.ts'

// A stock PBX, by a manager user who may change its configuration. Among it the secrets of manager users, that of our own too: whoever
// changes the lock must not lock himself out.

const OWN = 'all'

describe.skipIf(!hasAsterisk)(
  'kill -9 at any step of what is written into the files of a real Asterisk',
  () => {
    let pbx: Pbx
    let child: Awaited<ReturnType<typeof bundle>>
    let m: Matrix
    let dir: string
    let look: ReturnType<typeof createHand>
    const opened: Connection[] = []
    let ahead = 0

    /** With settings as they were last kept. */
    const open = (settings: object): Connection => {
      const connection = asterisk.open(asterisk.parse(settings), {
        // Whoever comes back has nothing in memory: no reading of a moment ago counts.
        now() {
          ahead += 10_000
          return Date.now() + ahead
        },
        random: (bytes) => 'x'.repeat(bytes),
        saveSettings: async (changed) => writeFileSync(m.hand.kept ?? '', JSON.stringify(changed)),
        cursor: { read: async () => '', write: async () => undefined },
      })
      opened.push(connection)
      return connection
    }
    const kept = (): object =>
      existsSync(m.hand.kept ?? '') ? JSON.parse(readFileSync(m.hand.kept ?? '', 'utf8')) : m.hand.settings
    /** What the files say, and what the PBX has read of them. */
    const snapshot = async (): Promise<string> => {
      const files = ['manager.conf', 'pjsip.conf', 'extensions.conf', 'voicemail.conf'].map((name) =>
        readFileSync(join(pbx.dir, 'etc', name), 'utf8')
          .replaceAll(/^;.*\n/gm, '')
          .replaceAll(/[ \t]*=>?[ \t]*/g, '=')
          .replaceAll(/^ *same=/gm, 'exten=')
          .replaceAll(/\n\n+/g, '\n')
          .replaceAll(/[xy]{8,}/g, 'NEW')
          .trim(),
      )
      const loaded = await Promise.all([
        look.list({ Action: 'PJSIPShowAors' }),
        look.list({ Action: 'ShowDialPlan' }),
        look.dbTree(''),
      ])
      const told = loaded[1].flatMap((m) => (m['Context']?.startsWith('ringfence') ? [m['Context']] : []))
      return [
        ...files,
        ...loaded[0].map((m) => `${m['ObjectName']} ${m['MaxContacts']}`),
        ...new Set(told),
        ...[...loaded[2]].filter(([key]) => /ingfence/.test(key)).map((entry) => entry.join(' ')),
      ].join('\n')
    }

    beforeAll(async () => {
      const [db, bundled] = await Promise.all([testDatabase(), bundle('test/live/control-child.ts')])
      pbx = await startPbx({
        files: (files) => ({
          ...files,
          'voicemail.conf': '[general]\nminpassword=4\n',
          'modules.conf': `${files['modules.conf']}load=app_voicemail.so\n`,
        }),
      })
      child = bundled
      dir = mkdtempSync(join(tmpdir(), 'ringfence-kept-'))
      const settings = { host: pbx.address, port: 5038, user: OWN, secret: managers[OWN]?.secret }
      const hand = { id: 'pbx', kind: 'asterisk', settings, kept: join(dir, 'settings.json') }
      m = { db, child: child.file, hand, snapshot } as unknown as Matrix
      const desk = await createDesk(db, [{ ...hand, actuator: open(settings).actuator as Actuator }])
      m = { ...m, desk }
      look = createHand(AsteriskSettings.parse(settings), () => undefined)
      await look.ownAddress()
    }, 60_000)
    afterAll(async () => {
      for (const connection of opened) await connection.close()
      look?.close()
      await pbx?.remove()
      await child?.remove()
      await m?.db.close()
      rmSync(dir, { recursive: true, force: true })
    })

    it('a new secret of another manager user', async () => {
      await killPuttingInForce(m, { others: [{ kind: 'rotate-admin-secret', target: 'reader' }] }, 6)
      await killUndoing(m, { others: [{ kind: 'rotate-admin-secret', target: 'reader' }] }, 5)
    }, 120_000)

    it('a setting that an audit found open', async () => {
      const others = [{ kind: 'change-setting' as const, target: 'voicemail.conf [general] minpassword=6' }]
      await killPuttingInForce(m, { others }, 5)
      await killUndoing(m, { others }, 4)
    }, 120_000)

    it('the guard with its doors, an account that is barred, an address, the secret of a phone', async () => {
      await killPuttingInForce(m, { others: [{ kind: 'bar-account', target: '1001' }] }, 14)
      await killUndoing(m, { others: [{ kind: 'bar-account', target: '1001' }] }, 12)
      await killPuttingInForce(m, { ips: ['198.51.100.66'] }, 5)
      await killUndoing(m, { ips: ['198.51.100.66'] }, 4)
      await killPuttingInForce(m, { others: [{ kind: 'rotate-secret', target: '1002' }] }, 5)
    }, 240_000)

    it('a new secret of our own: it gets in again, with the new one or the old one, and goes on from there', async () => {
      const before = await snapshot()
      const subject = JSON.stringify({ others: [{ kind: 'rotate-admin-secret', target: OWN }] })
      const undone = async (where: unknown): Promise<void> => {
        const desk = await createDesk(m.db, [
          { id: 'pbx', kind: 'asterisk', actuator: open(kept()).actuator as Actuator },
        ])
        for (const { id } of await desk.responder.list(HOME, true))
          await desk.responder.undo(HOME, id, 'system:test')
        expect([where, await desk.responder.list(HOME, true)]).toEqual([where, []])
        expect([where, await snapshot()]).toEqual([where, before])
        expect([where, (await open(kept()).check()).product]).toEqual([
          where,
          expect.stringMatching(/^Asterisk 22/),
        ])
        rmSync(m.hand.kept ?? '', { force: true })
      }
      const total = await killed(m, 'contain', subject, 0)
      await undone('a whole run')
      for (const step of spread(Number(total), 14)) {
        await killed(m, 'contain', subject, step)
        const again = open(kept())
        const desk = await createDesk(m.db, [
          { id: 'pbx', kind: 'asterisk', actuator: again.actuator as Actuator },
        ])
        const begun = (await desk.responder.list(HOME, true)).filter(({ state }) => state !== 'planned')
        await recover({ db: m.db, desk })
        for (const { id } of begun)
          expect([step, (await desk.ports.store.find(id))?.state]).toEqual([step, 'in-force'])
        expect([step, (await open(kept()).check()).product]).toEqual([
          step,
          expect.stringMatching(/^Asterisk 22/),
        ])
        await undone(step)
      }
    }, 180_000)
  },
)
