import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiveEvent } from '#core/calls'
import type { Actuator, ClearedOrder } from '#core/response'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'

const ABROAD = '90025261234567'
const DEAF = '[deaf]\nsecret=hears-nothing\nread=system\nwrite=\npermit=127.0.0.0/8\n'
const ACTING = '[acting]\ntype=user\nread_only=no\npassword=acts-by-ari\n'

describe.skipIf(!hasAsterisk)('the files and the REST interface of a real Asterisk', () => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  const keep = { cursor: '' }
  const open = (given: Record<string, unknown> = {}): Connection =>
    asterisk.open(
      asterisk.parse({ host: pbx.address, port: 5038, user: 'deaf', secret: 'hears-nothing', ...given }),
      {
        now: Date.now,
        random: (bytes) => 'x'.repeat(bytes),
        saveSettings: async () => undefined,
        cursor: {
          read: async () => keep.cursor,
          write: async (text) => {
            keep.cursor = text
          },
        },
      },
    )
  const log = (name: string): string => join(pbx.dir, 'log', name)
  const phone = (account: string, password = phones[account] as string) => ({
    account,
    password,
    from: pbx.block.address(11),
  })
  /** Follows a connection until `test` holds of what it told, or to the end of the wait. */
  async function heard(
    connection: Connection,
    work: () => Promise<void>,
    test: (all: LiveEvent[]) => boolean,
  ) {
    const events: LiveEvent[] = []
    const stop = new AbortController()
    const following = connection.calls?.follow((event) => events.push(event), stop.signal)
    await expect.poll(() => events.some(({ type }) => type === 'source-back'), { timeout: 10_000 }).toBe(true)
    await work()
    await expect.poll(() => test(events), { timeout: 15_000 }).toBe(true)
    stop.abort()
    await following
    await connection.close()
    return events
  }
  const textOf = (events: readonly LiveEvent[]): string =>
    events.flatMap((event) => (event.type === 'records' ? [event.text] : [])).join('')
  const changes = (events: readonly LiveEvent[]): string[] =>
    events.flatMap((event) => (event.type === 'change' ? [event.what] : []))

  beforeAll(async () => {
    pbx = await startPbx({
      files: (files) => ({
        ...files,
        'manager.conf': `${files['manager.conf']}\n${DEAF}`,
        'ari.conf': `${files['ari.conf']}\n${ACTING}`,
      }),
    })
    line = await carrier(pbx.carrier)
  })
  afterAll(async () => {
    line?.stop()
    await pbx?.remove()
  })

  it('tell of calls and sign-ins that the manager user may not hear of, while they happen', async () => {
    const events = await heard(
      open({ cdr: log('cdr-csv/Master.csv'), securityLog: log('security.log') }),
      async () => {
        await call(pbx, phone('1001'), ABROAD, 0.1).done
        await register(pbx, phone('1002', 'guess'))
      },
      (all) => textOf(all).includes('25261234567') && textOf(all).includes('ChallengeResponseFailed'),
    )
    expect(textOf(events).match(/^"","1001","25261234567"/gm)).toHaveLength(1)
    expect(JSON.parse(keep.cursor).places[log('cdr-csv/Master.csv')].offset).toBe(
      readFileSync(log('cdr-csv/Master.csv')).length,
    )
  }, 60_000)

  it('tell nothing twice of what the manager interface told', async () => {
    const events = await heard(
      open({
        user: 'ringfence',
        secret: 'least-privilege',
        cdr: log('cdr-csv/Master.csv'),
        securityLog: log('security.log'),
      }),
      async () => {
        await call(pbx, phone('1001'), '90025261234568', 0.1).done
        await sleep(5000)
      },
      (all) => all.some(({ type }) => type === 'call-ended'),
    )
    expect(textOf(events)).toBe('')
  }, 60_000)

  it('name what somebody added, changed and took away, also what happened meanwhile', async () => {
    const configDir = join(pbx.dir, 'etc')
    const edit = (name: string, change: (text: string) => string): void =>
      writeFileSync(join(configDir, name), change(readFileSync(join(configDir, name), 'utf8')))
    const first = await heard(
      open({ configDir }),
      async () => {
        await expect.poll(() => keep.cursor.includes('"config"'), { timeout: 10_000 }).toBe(true)
        edit(
          'pjsip.conf',
          (text) => `${text}\n[666](phone)\nauth=666\naors=666\n[666]\ntype=auth\nusername=666\npassword=x\n`,
        )
        edit('manager.conf', (text) => `${text}\n[backdoor]\nsecret=open\nread=all\nwrite=all\n`)
      },
      (all) => changes(all).length >= 2,
    )
    expect(changes(first)).toEqual(
      expect.arrayContaining(['New account 666 (pjsip.conf)', 'New manager user backdoor (manager.conf)']),
    )
    edit('pjsip.conf', (text) => text.replace('password=first-Phone-1', 'password=thirst-Phone-1'))
    edit('extensions.conf', (text) =>
      text.replace('exten => 600,1,Answer()', 'exten => 600,1,DISA(no-password,outbound)'),
    )
    const second = await heard(
      open({ configDir }),
      async () => undefined,
      (all) => changes(all).length >= 2,
    )
    expect(changes(second).join('\n')).toMatch(/pjsip\.conf/)
    expect(changes(second).join('\n')).toMatch(/DISA|600/)
    expect(changes(second).join('\n')).not.toMatch(/thirst|first-Phone/)
    const third = await heard(
      open({ configDir }),
      () => sleep(4000),
      () => true,
    )
    expect(changes(third)).toEqual([])
  }, 60_000)

  it('are refused when they cannot be read, and named in what is read when they can', async () => {
    const reason = (given: Record<string, unknown>) =>
      open(given)
        .check()
        .then(
          () => '',
          (error) => error.code,
        )
    expect(await reason({ cdr: '/nowhere/Master.csv' })).toBe('file-unreadable')
    expect(await reason({ securityLog: '/nowhere/security.log' })).toBe('file-unreadable')
    expect(await reason({ configDir: '/nowhere' })).toBe('config-dir-unreadable')
    expect(await reason({ configDir: pbx.dir })).toBe('config-dir-unreadable')
    const report = await open({ cdr: log('cdr-csv/Master.csv'), configDir: join(pbx.dir, 'etc') }).check()
    expect(report.reads.join('\n')).toMatch(/Master\.csv[\s\S]*Not: sign-ins missed[\s\S]*dial plan \(/)
  })

  it('hang up by ARI where the manager user may not, and say so', async () => {
    const ari = { url: `http://${pbx.address}:8088`, user: 'acting', secret: 'acts-by-ari' }
    const connection = open({ ari })
    const report = await connection.check()
    expect(report.capabilities.find(({ control }) => control === 'hangup')).toMatchObject({
      available: true,
      how: expect.stringContaining('ARI'),
    })
    const bad = call(pbx, phone('1001'), ABROAD)
    const good = call(pbx, phone('1002'), ABROAD, 1.5)
    const emergency = call(pbx, phone('1001'), '911', 1.5)
    expect(await Promise.all([bad, good, emergency].map(({ answered }) => answered))).toEqual([
      true,
      true,
      true,
    ])
    const order = {
      id: 'a',
      kind: 'hangup',
      target: '1001',
      emergency: ['911'],
      dial: null,
    } as unknown as ClearedOrder
    const actuator = connection.actuator as Actuator
    const change = await actuator.plan(order)
    await actuator.apply(order, change)
    expect(await actuator.observe(order, change)).toBe('in-force')
    expect((await bad.done).byeAt).toBeGreaterThan(0)
    expect(await good.done).toMatchObject({ ok: true, byeAt: Number.NaN })
    expect(await emergency.done).toMatchObject({ ok: true, byeAt: Number.NaN })
    await connection.close()
  }, 60_000)

  it('give each way that ARI fails its own reason', async () => {
    const reason = (ari: Record<string, string>) =>
      open({
        ari: { url: `http://${pbx.address}:8088/ari`, user: 'ringfence', secret: 'reads-by-ari', ...ari },
      })
        .check()
        .then(
          ({ reads }) => reads.at(-1),
          (error) => error.code,
        )
    expect(await reason({})).toContain('only read')
    expect(await reason({ secret: 'wrong' })).toBe('ari-sign-in-refused')
    expect(await reason({ url: `http://${pbx.address}:8099` })).toBe('ari-port-closed')
    expect(await reason({ url: `http://${pbx.address}:8088/elsewhere` })).toBe('ari-missing')
  })
})
