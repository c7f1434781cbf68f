import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { readNumberingData, readRules, resolveHolidays } from '../../src/adapters/content/index.ts'
import { readBuiltInTariff } from '../../src/adapters/content/tariffs.ts'
import { automaticStore } from '../../src/adapters/storage/automatic.ts'
import { verifyLedger } from '../../src/adapters/storage/ledger.ts'
import { containSite } from '../../src/app/containments.ts'
import { createWatchers, type Watchers } from '../../src/app/watchers.ts'
import { SiteSettings } from '../../src/core/kernel/index.ts'
import { createRater, parseDeck } from '../../src/core/rating/index.ts'
import type { Actuator } from '../../src/core/response/index.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, type Running } from '../support/asterisk/sip.ts'
import { withKit } from '../support/asterisk/with-kit.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { createDesk, type Desk, HOME } from '../support/responder.ts'

const DOLLAR_A_MINUTE = `prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from
252,Somalia,1.00,0,1,1,USD,
1,Home,0.01,0,1,1,USD,
`
const HOME_CALL = '912025550143'

describe.skipIf(!hasAsterisk)('automatic containment on a real Asterisk with real calls', () => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let db: TestDatabase
  let desk: Desk
  let watchers: Watchers
  let policy: SiteSettings['containment']

  const phone = (account: string, host = 11) => ({
    account,
    password: phones[account] as string,
    from: pbx.block.address(host),
  })
  const acts = () => automaticStore(db.pool).list(HOME, 0, 100)
  const view = () => watchers.view(HOME)
  const attack = (account: string): Running[] =>
    Array.from({ length: 8 }, (_, n) => call(pbx, phone(account, 66), `90112526123456${n}`))
  const settings = (): SiteSettings =>
    SiteSettings.parse({ country: 'US', prefixes: { outsideLine: ['9'] }, containment: policy })

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
    const log = {
      error(facts: object, message: string) {
        throw new Error(`${message}: ${JSON.stringify(facts)}`)
      },
    }
    watchers = createWatchers({
      setups: async () => new Map(),
      connections: async () => [{ ...HOME, id: 'pbx', kind: 'asterisk', connection }],
      memory: {
        site: async () => ({
          settings: settings(),
          rater: createRater(parseDeck(DOLLAR_A_MINUTE, { file: 'deck.csv' }).rates),
        }),
        past: async function* () {},
        stored: async () => new Set(),
        keep: async () => undefined,
      },
      content: {
        readNumbering: readNumberingData,
        readRules,
        readTariff: readBuiltInTariff,
        resolveHolidays,
      },
      contain: (place, context, onAct) =>
        containSite(
          place,
          context,
          {
            responder: desk.responder,
            store: automaticStore(db.pool),
            settings: async () => settings(),
            now: Date.now,
            newId: randomUUID,
            log,
          },
          onAct,
        ),
      now: Date.now,
      newId: randomUUID,
      log,
    })
  }, 60_000)
  afterAll(async () => {
    await watchers?.close()
    await connection?.close()
    line?.stop()
    await pbx?.remove()
    await db?.close()
  })

  it('cuts an eight-way attack by the default policy for less than two dollars, and no other call; 911 completes', async () => {
    await expect.poll(() => view()?.sources[0]?.lost, { timeout: 20_000 }).toBe(false)
    const good = call(pbx, phone('1002', 12), HOME_CALL, 10)
    const emergency = call(pbx, phone('1001'), '911', 10)
    expect(await Promise.all([good, emergency].map(({ answered }) => answered))).toEqual([true, true])

    const began = Date.now()
    const bad = attack('1001')
    const ended = await Promise.all(bad.map(({ done }) => done))
    const seconds = ended.map(({ byeAt }) => (Number.isNaN(byeAt) ? 0 : (byeAt - began) / 1000))
    const dollars = seconds.reduce((sum, each) => sum + Math.ceil(each), 0) / 60
    if (process.env['SHOW']) console.log({ seconds, dollars, statuses: ended.map(({ status }) => status) })
    expect(dollars).toBeLessThanOrEqual(2)

    expect(await good.done).toMatchObject({ ok: true, byeAt: Number.NaN })
    expect(await emergency.done).toMatchObject({ ok: true, byeAt: Number.NaN })
    await expect
      .poll(async () =>
        (await desk.responder.list(HOME, true)).map(({ order, state, automatic }) => [
          order.kind,
          order.target,
          state,
          automatic,
        ]),
      )
      .toContainEqual(['bar-account', '1001', 'in-force', true])
    expect((await call(pbx, phone('1001', 66), '90112526123456', 0.05).done).status).toBe(403)
    expect((await call(pbx, phone('1001'), '911', 0.05).done).status).toBe(200)
    expect((await call(pbx, phone('1002', 12), HOME_CALL, 0.05).done).status).toBe(200)

    const [act] = await acts()
    expect(act).toMatchObject({
      step: 'act',
      account: '1001',
      kind: 'irsf',
      dryRun: false,
      cut: expect.any(Number),
    })
    expect(act?.controls).toHaveLength(1)
    expect(view()?.automatic[0]).toMatchObject({ id: act?.id, account: '1001' })
    const { rows } = await db.pool.query("SELECT action FROM ledger WHERE action LIKE 'containment.%'")
    expect(rows).toContainEqual({ action: 'containment.acted' })
    expect((await verifyLedger(db.pool)).problems).toEqual([])
  }, 120_000)

  it('leaves alone what somebody took back: people are asked instead', async () => {
    const [act] = await acts()
    await desk.responder.undo(HOME, act?.controls[0] as string, 'system:test')
    await sleep(3500)
    const before = (await acts()).length
    const bad = attack('1001')
    await expect.poll(async () => (await acts()).length, { timeout: 20_000 }).toBeGreaterThan(before)
    const [asked] = await acts()
    expect(asked).toMatchObject({ step: 'ask', because: 'Somebody took it back lately' })
    expect((await desk.responder.list(HOME, true)).filter(({ order }) => order.kind !== 'hangup')).toEqual([])
    for (const one of bad) one.stop()
  }, 60_000)
})
