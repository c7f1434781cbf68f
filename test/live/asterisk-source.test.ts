import { appendFileSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiveEvent } from '#core/calls'
import { createAsteriskSource } from '../../src/adapters/connectors/asterisk/source.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'

type Of<T extends LiveEvent['type']> = LiveEvent & { readonly type: T }
type CallEvent = Extract<LiveEvent, { readonly call: unknown }>

describe.skipIf(!hasAsterisk)('calls of a real Asterisk', () => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  const events: LiveEvent[] = []
  const stop = new AbortController()
  let cursor = ''
  const keep = (text: string): void => {
    cursor = text
  }
  let following: Promise<void>

  const of = <T extends LiveEvent['type']>(type: T): Of<T>[] =>
    events.filter((event): event is Of<T> => event.type === type)
  const until = async (test: () => boolean): Promise<void> => {
    for (let tries = 0; !test(); tries++) {
      if (tries > 400) throw new Error(`never came; there are ${events.map((e) => e.type).join(', ')}`)
      await sleep(25)
    }
  }
  const phone = (account: string, host = 11) => ({
    account,
    password: phones[account] as string,
    from: pbx.block.address(host),
  })

  beforeAll(async () => {
    pbx = await startPbx()
    line = await carrier(pbx.carrier)
    const cdr = join(pbx.dir, 'log/cdr-csv/Master.csv')
    const source = createAsteriskSource(
      { ...settings(), cdr },
      { ...tools, cursor: { read: async () => cursor, write: async (text) => keep(text) } },
    )
    following = source.follow((event) => events.push(event), stop.signal)
    await until(() => of('source-back').length === 1)
  })
  const settings = () => ({
    host: pbx.address,
    port: 5038,
    tls: false,
    user: 'ringfence',
    secret: managers['ringfence']?.secret ?? '',
  })
  const tools = { now: Date.now, random: () => '', saveSettings: async () => undefined }
  afterAll(async () => {
    stop.abort()
    await following
    line.stop()
    await pbx.remove()
  })

  it('tells a registration once, with its phone and place', async () => {
    await register(pbx, { ...phone('1001'), port: 5071 })
    await register(pbx, { ...phone('1001'), port: 5071 })
    await until(() => of('registration').length > 0)
    await sleep(100)
    expect(of('registration')).toEqual([
      expect.objectContaining({
        account: '1001',
        sourceIp: pbx.block.address(11),
        userAgent: 'Yealink SIP-T46S 66.86.0.15',
        there: true,
      }),
    ])
  })

  it('follows a call from the first ring to its end, and knows where it comes from', async () => {
    const talk = call(pbx, phone('1001', 12), '90025261234567', 0.3)
    expect((await talk.done).ok).toBe(true)
    await until(() => of('call-ended').length === 1)
    const [started] = of('call-started')
    const [answered] = of('call-answered')
    const [ended] = of('call-ended')
    expect(started?.call.legs[0]).toMatchObject({
      dialled: '90025261234567',
      from: '1001',
      disposition: 'running',
    })
    expect(answered?.call.channels).toEqual([
      expect.stringMatching(/^PJSIP\/1001-/),
      expect.stringMatching(/^PJSIP\/carrier-/),
    ])
    expect(ended?.call).toMatchObject({ id: started?.call.id, channels: [] })
    expect(ended?.call.legs).toHaveLength(1)
    expect(ended?.call.legs[0]).toMatchObject({
      disposition: 'answered',
      lastData: 'PJSIP/+25261234567@carrier',
      sourceIp: pbx.block.address(12),
    })
    expect(of('sign-in').at(-1)?.event).toMatchObject({ kind: 'sign-in', account: '1001' })
  })

  it('finds a call that was up before, by what was really dialled', async () => {
    const talk = call(pbx, phone('1002', 12), '90025261234567', 8)
    expect(await talk.answered).toBe(true)
    const late: LiveEvent[] = []
    const enough = new AbortController()
    const cursor = { read: async () => '', write: async () => undefined }
    const lately = createAsteriskSource(settings(), { ...tools, cursor }).follow(
      (event) => late.push(event),
      enough.signal,
    )
    const dialled = () =>
      late.flatMap((event) => ('call' in event ? [event.call.legs[0].dialled] : [])).at(-1)
    await until(() => dialled() === '90025261234567')
    enough.abort()
    await lately
    talk.stop()
  })

  it('sees one call where the PBX sees four channels', async () => {
    const before = of('call-ended').length
    const talk = call(pbx, phone('1002'), '700', 0.3)
    await talk.done
    await until(() => of('call-ended').length === before + 1)
    const { call: ended } = of('call-ended').at(-1) as CallEvent
    expect(ended.legs.map((leg) => leg.toChannel.replace(/-.*/, ''))).toEqual([
      'Local/900442079460000@from',
      'PJSIP/carrier',
    ])
    expect(of('call-started').filter(({ call }) => call.id === ended.id)).toHaveLength(1)
  })

  it('says that a password was wrong, and from where', async () => {
    await register(pbx, { ...phone('1003', 13), password: 'guess' })
    await until(() => of('sign-in').some(({ event }) => event.kind === 'sign-in-failed'))
    expect(of('sign-in').find(({ event }) => event.kind === 'sign-in-failed')?.event).toMatchObject({
      account: '1003',
      sourceIp: pbx.block.address(13),
    })
  })

  it('says that the PBX is gone, comes back, and hands on what was recorded meanwhile through a rotated file', async () => {
    const cdr = join(pbx.dir, 'log/cdr-csv/Master.csv')
    const talk = call(pbx, phone('1001'), '90025261234568')
    await talk.answered
    await until(() => of('call-answered').some(({ call: c }) => c.legs[0].dialled === '90025261234568'))
    await sleep(2500)
    await pbx.kill()
    await until(() => of('source-lost').length === 1)
    talk.stop()
    const row =
      '"","1001","90025261234569","from-internal","","PJSIP/1001-9","PJSIP/carrier-9","Dial","","2026-03-06 21:00:00","2026-03-06 21:00:01","2026-03-06 21:01:00",60,59,"ANSWERED","DOCUMENTATION","1772830800.9",""\n'
    expect(existsSync(cdr)).toBe(true)
    appendFileSync(cdr, row)
    renameSync(cdr, `${cdr}.1`)
    appendFileSync(cdr, row.replaceAll('.9"', '.10"'))
    await pbx.start()
    await until(
      () =>
        of('source-back').length === 2 &&
        of('call-ended').some(({ call: c }) => c.legs[0].dialled === '90025261234568'),
    )
    const texts = of('records')
      .map(({ text }) => text)
      .join('')
    expect(texts.match(/1772830800\.\d+/g)).toEqual(['1772830800.9', '1772830800.10'])
    expect(JSON.parse(cursor).places[cdr].offset).toBe(readFileSync(cdr).length)
  })
})
