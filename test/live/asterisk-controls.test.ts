import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actuator, Change, ClearedOrder, Order } from '#core/response'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { withKit } from '../support/asterisk/with-kit.ts'

const ABROAD = '90025261234567'
const saved: unknown[] = []
const tools = {
  now: Date.now,
  random: (bytes: number) => `new-${'x'.repeat(bytes)}-${saved.length}`,
  saveSettings: async (settings: unknown) => void saved.push(settings),
  cursor: { read: async () => '', write: async () => undefined },
}

const cases = [
  { pbxIs: 'a stock PBX, by a user who may do everything', user: 'all', files: undefined },
  { pbxIs: 'a PBX with the kit, by its least-privilege user', user: 'ringfence', files: withKit },
]

describe.skipIf(!hasAsterisk).each(cases)('controls on $pbxIs', ({ user, files }) => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let actuator: Actuator

  const order = (kind: Order['kind'], target: string, dial: Order['dial'] = null): ClearedOrder =>
    ({ id: 'test-1', kind, target, emergency: ['911', '9911', '112'], dial }) as ClearedOrder
  const phone = (account: string, password = phones[account] as string) => ({
    account,
    password,
    from: pbx.block.address(11),
  })
  const calling = async (account: string, to: string, password?: string): Promise<number> =>
    (await call(pbx, phone(account, password), to, 0.05).done).status
  const registering = async (account: string, password?: string): Promise<boolean> =>
    (await register(pbx, phone(account, password))).ok
  const open = (): Connection =>
    asterisk.open({ host: pbx.address, port: 5038, tls: false, user, secret: managers[user]?.secret }, tools)
  /** Applies twice, because a retry must not hurt, and gives back how to undo. */
  const inForce = async (o: ClearedOrder): Promise<Change> => {
    const change = JSON.parse(JSON.stringify(await actuator.plan(o))) as Change
    expect(await actuator.observe(o, change)).not.toBe('in-force')
    await actuator.apply(o, change)
    await actuator.apply(o, change)
    expect(await actuator.observe(o, change)).toBe('in-force')
    return change
  }
  const undone = async (o: ClearedOrder, change: Change): Promise<void> => {
    await actuator.undo(o, change)
    await actuator.undo(o, change)
    expect(await actuator.observe(o, change)).toBe('absent')
  }
  const configuration = (): Record<string, string> =>
    Object.fromEntries(
      ['pjsip.conf', 'extensions.conf', 'manager.conf'].map((name) => [
        name,
        readFileSync(join(pbx.dir, 'etc', name), 'utf8')
          .split('\n')
          .filter((text) => !text.startsWith(';') && text.trim() !== '')
          .map((text) =>
            text
              .trim()
              .replace(/\s*=>?\s*/, '=')
              .replace(/^same=/, 'exten='),
          )
          .join('\n'),
      ]),
    )

  beforeAll(async () => {
    pbx = await startPbx(files ? { files } : {})
    line = await carrier(pbx.carrier)
    connection = open()
    actuator = connection.actuator as Actuator
  })
  afterAll(async () => {
    await connection.close()
    line.stop()
    await pbx.remove()
  })

  it('names its phones, its line and what must stay reachable', async () => {
    expect(await actuator.terrain()).toMatchObject({
      accounts: ['1001', '1002', '1003'],
      trunks: [{ name: 'carrier', addresses: [pbx.carrier] }],
      keep: [
        { address: pbx.address, why: 'the PBX itself' },
        { address: '127.0.0.1', why: "Ringfence's own session" },
        { address: pbx.carrier, why: 'the line carrier' },
      ],
      own: [user],
    })
  })

  it('bars an account: calls and registrations are refused, emergency calls pass, a restart changes nothing', async () => {
    const before = configuration()
    const o = order('bar-account', '1001')
    const change = await inForce(o)
    for (const after of ['at once', 'after a restart']) {
      if (after === 'after a restart') await pbx.restart()
      expect([after, await calling('1001', ABROAD)]).toEqual([after, 403])
      expect([after, await registering('1001')]).toEqual([after, false])
      expect([after, await calling('1001', '911')]).toEqual([after, 200])
      expect([after, await calling('1002', ABROAD)]).toEqual([after, 200])
      expect([after, await registering('1002')]).toEqual([after, true])
    }
    expect(await actuator.observe(o, change)).toBe('in-force')
    await undone(o, change)
    expect(await calling('1001', ABROAD)).toBe(200)
    expect(await registering('1001')).toBe(true)
    expect(configuration()).toEqual(before)
  }, 60_000)

  it('blocks a destination however it is dialled, the longest prefix deciding', async () => {
    const o = order('block-destination', '+252', {
      refuse: ['+252', '900252', '9011252'].map((prefix) => ({ prefix, min: 0, max: 15 })),
      pass: [{ prefix: '9002526', min: 13, max: 15 }],
    })
    const change = await inForce(o)
    expect(await calling('1001', '+25271234567')).toBe(403)
    expect(await calling('1001', '90025271234567')).toBe(403)
    expect(await calling('1001', '900252612345')).toBe(403)
    expect(await calling('1001', '90025261234567')).toBe(200)
    expect(await calling('1001', '90025261234567890')).toBe(200)
    expect(await calling('1001', '900442079460000')).toBe(200)
    expect(await calling('1001', '911')).toBe(200)
    await undone(o, change)
    expect(await calling('1001', '90025271234567')).toBe(200)
  }, 60_000)

  it('shuts the line: only short numbers and emergency calls go out', async () => {
    const o = order('shut-trunk', 'carrier')
    const change = await inForce(o)
    expect(await calling('1001', ABROAD)).toBe(403)
    expect(await calling('1001', '9911')).toBe(200)
    await undone(o, change)
    expect(await calling('1001', ABROAD)).toBe(200)
  }, 60_000)

  it('blocks an address, and only that', async () => {
    const o = order('block-ip', pbx.block.address(11))
    const change = await inForce(o)
    expect(await registering('1002')).toBe(false)
    expect((await register(pbx, { ...phone('1002'), from: pbx.block.address(12) })).ok).toBe(true)
    await undone(o, change)
    expect(await registering('1002')).toBe(true)
  })

  it('gives an account a new secret and the old one back', async () => {
    const o = order('rotate-secret', '1003')
    const change = await inForce(o)
    expect(JSON.stringify(change.steps)).not.toContain('new-')
    expect(await registering('1003')).toBe(false)
    expect(await registering('1003', (change.before as { next: string }).next)).toBe(true)
    await undone(o, change)
    expect(await registering('1003')).toBe(true)
  })

  it('drops what is registered', async () => {
    expect(await registering('1002')).toBe(true)
    const o = order('drop-contact', '1002')
    await inForce(o)
    expect((await actuator.terrain()).phones.some(({ account }) => account === '1002')).toBe(false)
  })

  it('hangs up one account and leaves the others and emergency calls alone', async () => {
    const bad = call(pbx, phone('1001'), ABROAD)
    const good = call(pbx, phone('1002'), ABROAD, 1.5)
    const emergency = call(pbx, phone('1001'), '911', 1.5)
    expect(await Promise.all([bad, good, emergency].map(({ answered }) => answered))).toEqual([
      true,
      true,
      true,
    ])
    await inForce(order('hangup', '1001'))
    expect((await bad.done).ok).toBe(true)
    expect((await bad.done).byeAt).toBeGreaterThan(0)
    expect(await good.done).toMatchObject({ ok: true, byeAt: Number.NaN })
    expect(await emergency.done).toMatchObject({ ok: true, byeAt: Number.NaN })
  })

  it('takes nothing for a pattern when it hangs up', async () => {
    const talk = call(pbx, phone('1002'), ABROAD, 0.8)
    await talk.answered
    await actuator.apply(order('hangup', '/.*/'), { summary: '', steps: [], before: null })
    expect((await talk.done).byeAt).toBeNaN()
  })

  it.runIf(user === 'all')('gives itself a new secret without losing the session', async () => {
    const o = order('rotate-admin-secret', 'all')
    const change = await inForce(o)
    expect(saved.at(-1)).toMatchObject({ user: 'all', secret: (change.before as { next: string }).next })
    const [old, fresh] = [open(), asterisk.open(saved.at(-1) as never, tools)]
    await expect(old.check()).rejects.toMatchObject({ code: 'ami-login-refused' })
    expect((await fresh.check()).product).toMatch(/^Asterisk 22/)
    await Promise.all([old.close(), fresh.close()])
    await undone(o, change)
  })
})
