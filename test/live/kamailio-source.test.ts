import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiveEvent } from '#core/calls'
import { createKamailioSource } from '../../src/adapters/connectors/kamailio/source.ts'
import { call, carrier, register } from '../support/asterisk/sip.ts'
import { type AccountingDatabase, accountingDatabase } from '../support/kamailio/accounting.ts'
import { phones } from '../support/kamailio/configuration.ts'
import { hasKamailio, startProxy, type TestProxy } from '../support/kamailio/proxy.ts'
import { withKit } from '../support/kamailio/with-kit.ts'

type Of<T extends LiveEvent['type']> = LiveEvent & { readonly type: T }
type CallEvent = Extract<LiveEvent, { readonly call: unknown }>

/** Follows a Kamailio and keeps what it tells. */
function listen(settings: Parameters<typeof createKamailioSource>[0], keep: { cursor: string }) {
  const events: LiveEvent[] = []
  const stop = new AbortController()
  const source = createKamailioSource(settings, {
    now: Date.now,
    random: (bytes) => 'x'.repeat(bytes),
    saveSettings: async () => undefined,
    cursor: {
      read: async () => keep.cursor,
      write: async (text) => {
        keep.cursor = text
      },
    },
  })
  const following = source.follow((event) => events.push(event), stop.signal)
  const of = <T extends LiveEvent['type']>(type: T): Of<T>[] =>
    events.filter((event): event is Of<T> => event.type === type)
  return {
    of,
    calls: (callId?: string) =>
      events.filter(
        (event): event is CallEvent => 'call' in event && (callId === undefined || event.call.id === callId),
      ),
    async until(test: () => boolean): Promise<void> {
      for (let tries = 0; !test(); tries++) {
        if (tries > 800) throw new Error(`never came; there are ${events.map((e) => e.type).join(', ')}`)
        await sleep(25)
      }
    },
    async end() {
      stop.abort()
      await following
    },
  }
}

describe.skipIf(!hasKamailio)('calls of a real Kamailio', () => {
  let proxy: TestProxy
  let line: Awaited<ReturnType<typeof carrier>>
  let database: AccountingDatabase
  let heard: ReturnType<typeof listen>
  const keep = { cursor: '' }
  const phone = (account: string, host = 11) => ({
    account,
    password: phones[account] as string,
    from: proxy.block.address(host),
  })
  const exchange = () => ({ address: proxy.address, challenge: 407 })

  beforeAll(async () => {
    database = await accountingDatabase()
    proxy = await startProxy({ edit: withKit, accounting: database.kamailio })
    line = await carrier(proxy.carrier)
    heard = listen({ rpc: proxy.rpc, evapi: proxy.evapi, acc: database.url }, keep)
    await heard.until(() => heard.of('source-back').length === 1)
  }, 60_000)
  afterAll(async () => {
    await heard?.end()
    line?.stop()
    await proxy?.remove()
    await database?.close()
  })

  it('follows a call from the first ring to its end, and knows who, where from and with what', async () => {
    const talk = call(
      exchange(),
      { ...phone('3001', 12), userAgent: 'Odd "phone" \\ 100%' },
      '0025261234567',
      0.5,
    )
    expect((await talk.done).ok).toBe(true)
    await heard.until(() => heard.of('call-ended').length === 1)
    const [started, answered, ended] = heard.calls()
    expect([started?.type, answered?.type, ended?.type]).toEqual([
      'call-started',
      'call-answered',
      'call-ended',
    ])
    expect(started?.call.legs[0]).toMatchObject({
      from: '3001',
      dialled: '0025261234567',
      sourceIp: proxy.block.address(12),
      userAgent: 'Odd "phone" \\ 100%',
      disposition: 'running',
      answeredAt: Number.NaN,
    })
    expect(started?.call.channels).toEqual([started?.call.id])
    expect(ended?.call).toMatchObject({ id: started?.call.id, channels: [] })
    expect(ended?.call.legs[0].disposition).toBe('answered')
    expect(heard.of('sign-in').at(-1)?.event).toMatchObject({
      kind: 'sign-in',
      account: '3001',
      sourceIp: proxy.block.address(12),
      session: started?.call.id,
    })
  })

  it('hands on the accounting of the call once, under the same id', async () => {
    const [
      {
        call: { id },
      },
    ] = heard.of('call-ended') as [CallEvent]
    await heard.until(() => heard.of('records').some(({ text }) => text.includes(id)))
    await sleep(5000)
    const rows = heard.of('records').flatMap(({ text }) => text.trim().split('\n'))
    expect(rows.map((row) => JSON.parse(row))).toEqual([
      expect.objectContaining({ callid: id, src_user: '3001', dst_ouser: '0025261234567' }),
    ])
  }, 30_000)

  it('tells a registration, with its phone and place', async () => {
    await register(proxy, phone('3002', 12), 300)
    await heard.until(() => heard.of('registration').length === 1)
    expect(heard.of('registration')[0]).toMatchObject({
      account: '3002',
      sourceIp: proxy.block.address(12),
      userAgent: 'Yealink SIP-T46S 66.86.0.15',
      there: true,
    })
  })

  it('says that a password was wrong, and from where', async () => {
    await register(proxy, { ...phone('3003', 13), password: 'guess' })
    await heard.until(() => heard.of('sign-in').some(({ event }) => event.kind === 'sign-in-failed'))
    const failed = heard.of('sign-in').filter(({ event }) => event.kind === 'sign-in-failed')
    expect(failed).toHaveLength(1)
    expect(failed[0]?.event).toMatchObject({ account: '3003', sourceIp: proxy.block.address(13) })
  })

  it('says that Kamailio is gone, comes back, ends what was lost, and counts nothing twice', async () => {
    const talk = call(exchange(), phone('3001'), '0025261234568')
    await talk.answered
    await heard.until(() =>
      heard.of('call-answered').some(({ call: c }) => c.legs[0].dialled === '0025261234568'),
    )
    const lost = heard.of('source-lost').length
    await proxy.kill()
    await heard.until(() => heard.of('source-lost').length === lost + 1)
    talk.stop()
    await database.query(
      `INSERT INTO acc_cdrs (start_time, end_time, duration, src_user, dst_user, callid)
       VALUES (now() - interval '1 minute', now(), 60, '3001', '0025261234569', 'while-away')`,
    )
    await proxy.start()
    await heard.until(() => heard.of('source-back').length === 2)
    await heard.until(() =>
      heard.of('call-ended').some(({ call: c }) => c.legs[0].dialled === '0025261234568'),
    )
    await heard.until(() => heard.of('records').some(({ text }) => text.includes('while-away')))
    await heard.end()
    const again = listen({ rpc: proxy.rpc, acc: database.url }, { cursor: '' })
    const resumed = listen({ rpc: proxy.rpc, acc: database.url }, { cursor: keep.cursor })
    await again.until(() => again.of('records').some(({ text }) => text.includes('while-away')))
    await resumed.until(() => resumed.of('source-back').length === 1)
    await Promise.all([again.end(), resumed.end()])
    expect(heard.of('source-lost')).toHaveLength(lost + 1)
    expect(
      heard
        .of('records')
        .map(({ text }) => text)
        .join('')
        .match(/while-away/g),
    ).toHaveLength(1)
    expect(JSON.parse(keep.cursor)).toMatchObject({ whole: expect.any(Number) })
  }, 60_000)
})

describe.skipIf(!hasKamailio)('calls of a Kamailio that pushes no events', () => {
  it('are found by looking, those already up too, and end', async () => {
    const proxy = await startProxy()
    const line = await carrier(proxy.carrier)
    const exchange = { address: proxy.address, challenge: 407 }
    const phone = { account: '3001', password: phones['3001'] as string, from: proxy.block.address(11) }
    const before = call(exchange, phone, '0025261234567')
    await before.answered
    const heard = listen({ rpc: proxy.rpc }, { cursor: '' })
    await heard.until(() => heard.of('call-answered').length === 1)
    expect(heard.of('call-started')[0]?.call.legs[0]).toMatchObject({
      from: '3001',
      dialled: '0025261234567',
    })
    before.stop()
    const after = call(exchange, phone, '00442079460000', 2.5)
    await after.done
    await heard.until(() => heard.of('call-ended').length === 1)
    expect(heard.of('call-ended')[0]?.call.legs[0].dialled).toBe('00442079460000')
    await heard.end()
    line.stop()
    await proxy.remove()
  }, 60_000)
})
