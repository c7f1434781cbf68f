import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectReport, WatchLine } from '#contract'
import { built, cli, type Following, follow, freshData, removed } from '../e2e/program.ts'
import { call, carrier } from '../support/asterisk/sip.ts'
import { phones } from '../support/kamailio/configuration.ts'
import { hasKamailio, startProxy, type TestProxy } from '../support/kamailio/proxy.ts'
import { withKit } from '../support/kamailio/with-kit.ts'

describe.skipIf(!hasKamailio)('ringfence connect and watch on a real Kamailio', () => {
  let proxy: TestProxy
  let line: Awaited<ReturnType<typeof carrier>>
  let watch: Following | undefined
  const data = freshData()

  const connecting = (...more: string[]) =>
    cli(['connect', 'kamailio', '--site', 'main', '--rpc', proxy.rpc, '--json', ...more], { data })
  const events = () => (watch?.lines ?? []).map((text) => WatchLine.parse(JSON.parse(text)))
  const until = async (type: WatchLine['type'], count = 1) => {
    for (let tries = 0; events().filter((event) => event.type === type).length < count; tries++) {
      if (tries > 600) throw new Error(`no ${type} among ${events().map((event) => event.type)}`)
      await sleep(25)
    }
  }

  beforeAll(async () => {
    await built()
    proxy = await startProxy({ edit: withKit })
    line = await carrier(proxy.carrier)
  }, 120_000)
  afterAll(async () => {
    await watch?.stop()
    line.stop()
    await proxy.remove()
    await removed(data)
  })

  it('connects, or says the one reason why not', async () => {
    const refused = await connecting('--evapi', `${proxy.address}:8449`)
    expect([refused.code, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toContain('[evapi-port-closed]')
    const tried = ConnectReport.parse(JSON.parse((await connecting('--check')).stdout))
    expect(tried).toMatchObject({ id: null, product: expect.stringMatching(/^Kamailio 5/) })
    const report = ConnectReport.parse(
      JSON.parse((await connecting('--evapi', `${proxy.address}:8448`)).stdout),
    )
    expect(report.capabilities.filter(({ available }) => !available).map(({ control }) => control)).toEqual([
      'rotate-secret',
    ])
  }, 120_000)

  it('shows calls and sign-ins while they happen, one alert for an eight-way attack, and cuts it', async () => {
    watch = follow(['watch', '--site', 'main', '--json'], data)
    await until('source-back')
    const thief = { account: '3001', password: phones['3001'] as string, from: proxy.block.address(66) }
    const exchange = { address: proxy.address, challenge: 407 }
    const attack = Array.from({ length: 8 }, (_, n) => call(exchange, thief, `0112526123456${n}`))
    await until('alert')
    await until('call-answered', 8)
    expect(events().find((event) => event.type === 'alert')).toMatchObject({
      account: '3001',
      kind: 'irsf',
      site: 'main',
    })
    expect(events().find((event) => event.type === 'call-started')).toMatchObject({
      account: '3001',
      country: 'SO',
      sourceIp: proxy.block.address(66),
    })
    expect(events().find((event) => event.type === 'sign-in')).toMatchObject({ account: '3001' })
    const { code, stdout } = await cli(
      ['contain', '--site', 'main', '--account', '3001', '--approve', '--json'],
      { data },
    )
    expect([code, JSON.parse(stdout).controls.map(({ state }: { state: string }) => state)]).toEqual([
      0,
      ['in-force', 'in-force'],
    ])
    expect((await Promise.all(attack.map(({ done }) => done))).every(({ byeAt }) => byeAt > 0)).toBe(true)
    await until('call-ended', 8)
    expect((await call(exchange, thief, '011252612345678', 0.05).done).status).toBe(403)
    expect(await watch.stop()).toBe(0)
  }, 120_000)
})
