import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actuator, Change, ClearedOrder, Order } from '#core/response'
import { phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk } from '../support/asterisk/pbx.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { hasMariadb, reader } from '../support/freepbx/mariadb.ts'
import { freepbxStand, random, type Stand } from '../support/freepbx/stand.ts'

const SOMALIA = '90025261234567'
const HOME_CALL = '912025550143'

describe.skipIf(!hasAsterisk || !hasMariadb)('controls on a FreePBX', () => {
  let stand: Stand
  let line: Awaited<ReturnType<typeof carrier>>

  const order = (kind: Order['kind'], target: string, dial: Order['dial'] = null): ClearedOrder =>
    ({ id: 'test-1', kind, target, emergency: ['911', '9911', '112'], dial }) as ClearedOrder
  const phone = (account: string, password = phones[account] as string) => ({
    account,
    password,
    from: stand.pbx.block.address(11),
  })
  const calling = async (account: string, to: string): Promise<number> =>
    (await call(stand.pbx, phone(account), to, 0.05).done).status
  const registering = async (account: string, password?: string): Promise<boolean> =>
    (await register(stand.pbx, phone(account, password))).ok
  /** A call that a transfer makes: past the context that phones enter. */
  const transferring = (to: string): Promise<boolean> =>
    stand.look
      .act({
        Action: 'Originate',
        Channel: `Local/${to}@from-internal-xfer`,
        Application: 'Echo',
        Timeout: '5000',
      })
      .then(
        () => true,
        () => false,
      )
  const proved = async (
    actuator: Actuator,
    o: ClearedOrder,
    refused: () => Promise<void>,
    free: () => Promise<void>,
  ): Promise<void> => {
    const before = stand.files()
    const change = JSON.parse(JSON.stringify(await actuator.plan(o))) as Change
    await free()
    expect(await actuator.observe(o, change)).not.toBe('in-force')
    await actuator.apply(o, change)
    for (const after of ['at once', 'Apply Config', 'a restart']) {
      if (after === 'Apply Config') await stand.applyConfig()
      if (after === 'a restart') await stand.pbx.restart()
      await expect
        .poll(() => actuator.observe(o, change).catch(() => ''), { timeout: 20_000 })
        .toBe('in-force')
      await refused()
      expect([after, await calling('1001', '911')]).toEqual([after, 200])
    }
    await actuator.undo(o, change)
    expect(await actuator.observe(o, change)).toBe('absent')
    await free()
    expect(stand.files()).toEqual(before)
  }

  beforeAll(async () => {
    stand = await freepbxStand()
    line = await carrier(stand.pbx.carrier)
  }, 120_000)
  afterAll(async () => {
    line?.stop()
    await stand?.close()
  })

  describe('by a user who may do everything', () => {
    it('refuses a destination by lines in extensions_custom.conf: dialled, forwarded or transferred, and after Apply Config', async () => {
      const { actuator } = stand.open('all')
      const dial = {
        refuse: ['+252', '900252', '9011252'].map((prefix) => ({ prefix, min: 0, max: 15 })),
        pass: [],
      }
      await proved(
        actuator as Actuator,
        order('block-destination', '+252', dial),
        async () => {
          expect(await calling('1001', SOMALIA)).toBe(403)
          expect(await calling('1002', '1700')).not.toBe(200)
          expect(await transferring(SOMALIA)).toBe(false)
          expect(await calling('1002', HOME_CALL)).toBe(200)
          expect(await calling('1002', '1234')).toBe(200)
          expect(await transferring(HOME_CALL)).toBe(true)
        },
        async () => {
          expect(await calling('1001', SOMALIA)).toBe(200)
          expect(await calling('1002', '1700')).toBe(200)
          expect(await transferring(SOMALIA)).toBe(true)
        },
      )
    }, 120_000)

    it('shuts the line', async () => {
      await proved(
        stand.open('all').actuator as Actuator,
        order('shut-trunk', 'carrier'),
        async () => expect(await calling('1002', HOME_CALL)).toBe(403),
        async () => expect(await calling('1002', HOME_CALL)).toBe(200),
      )
    }, 120_000)

    it('blocks an address by lines in pjsip_custom.conf', async () => {
      const from = stand.pbx.block.address(66)
      const there = async () => (await register(stand.pbx, { ...phone('1002'), from })).ok
      await proved(
        stand.open('all').actuator as Actuator,
        order('block-ip', from),
        async () => expect(await there()).toBe(false),
        async () => expect(await there()).toBe(true),
      )
    }, 120_000)

    it('gives itself a new secret in manager_custom.conf; users of FreePBX itself are left to it', async () => {
      const { actuator } = stand.open('all')
      await proved(
        actuator as Actuator,
        order('rotate-admin-secret', 'reader'),
        async () =>
          expect(
            await stand
              .open('reader')
              .check()
              .catch(({ code }) => code),
          ).toBe('ami-login-refused'),
        async () => expect((await stand.open('reader').check()).product).toMatch(/^FreePBX/),
      )
      await expect(actuator?.plan(order('rotate-admin-secret', 'admin'))).rejects.toMatchObject({
        code: 'account-unknown',
      })
      const own = order('rotate-admin-secret', 'all')
      const change = (await actuator?.plan(own)) as Change
      await actuator?.apply(own, change)
      expect(stand.saved.at(-1)).toMatchObject({
        user: 'all',
        database: { user: reader.user, secret: reader.secret },
      })
      expect((await stand.reopen(stand.saved.at(-1) ?? {}).check()).product).toMatch(/^FreePBX/)
      await actuator?.undo(own, change)
    }, 120_000)
  })

  describe('with the lines pasted that it prints, by its least-privilege user', () => {
    beforeAll(async () => {
      expect(await stand.pasteKit()).toEqual(['sorcery.conf', 'extensions_custom.conf'])
    }, 60_000)

    it('can do everything but change what manager.conf says, and settings that FreePBX writes anew', async () => {
      const report = await stand.open('ringfence').check()
      expect(report.capabilities.filter(({ available }) => !available).map(({ control }) => control)).toEqual(
        ['rotate-admin-secret', 'change-setting'],
      )
      expect(report.paste).toBe('')
    })

    it('bars an account: calls and registrations are refused, also after Apply Config, and its forwards still ring the others', async () => {
      await proved(
        stand.open('ringfence').actuator as Actuator,
        order('bar-account', '1001'),
        async () => {
          expect(await calling('1001', HOME_CALL)).toBe(403)
          expect(await registering('1001')).toBe(false)
          expect(await calling('1002', HOME_CALL)).toBe(200)
          expect(await registering('1002')).toBe(true)
        },
        async () => {
          expect(await calling('1001', HOME_CALL)).toBe(200)
          expect(await registering('1001')).toBe(true)
        },
      )
    }, 120_000)

    it('gives an account a new secret that Apply Config does not take back', async () => {
      await proved(
        stand.open('ringfence').actuator as Actuator,
        order('rotate-secret', '1003'),
        async () => {
          expect(await registering('1003')).toBe(false)
          expect(await registering('1003', random(24))).toBe(true)
        },
        async () => expect(await registering('1003')).toBe(true),
      )
    }, 120_000)

    it('hangs up one account, drops what is registered, and does so with the database gone', async () => {
      const { actuator } = stand.open('ringfence')
      expect(await registering('1002')).toBe(true)
      await stand.database.kill()
      const bad = call(stand.pbx, phone('1001'), SOMALIA)
      const good = call(stand.pbx, phone('1002'), HOME_CALL, 1.5)
      expect(await Promise.all([bad.answered, good.answered])).toEqual([true, true])
      for (const o of [order('hangup', '1001'), order('drop-contact', '1002')]) {
        const change = (await actuator?.plan(o)) as Change
        await actuator?.apply(o, change)
        expect([o.kind, await actuator?.observe(o, change)]).toEqual([o.kind, 'in-force'])
      }
      expect((await bad.done).byeAt).toBeGreaterThan(0)
      expect((await good.done).byeAt).toBeNaN()
      await stand.database.start()
    }, 60_000)
  })
})
