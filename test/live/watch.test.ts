import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectReport, WatchLine } from '#contract'
import { built, cli, type Following, follow, freshData, removed } from '../e2e/program.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier } from '../support/asterisk/sip.ts'

describe.skipIf(!hasAsterisk)('ringfence connect, sites and watch on a real Asterisk', () => {
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  let dir: string
  const data = freshData()
  const watching: Following[] = []

  const connecting = (secret: string, ...more: string[]) => {
    writeFileSync(join(dir, 'secret'), `${secret}\n`)
    const to = ['--ami', `${pbx.address}:5038`, '--user', 'ringfence', '--secret-file', join(dir, 'secret')]
    return cli(['connect', 'asterisk', '--site', 'main', ...to, '--json', ...more], { data })
  }
  const events = ({ lines }: Following) => lines.map((text) => WatchLine.parse(JSON.parse(text)))
  const until = async (one: Following, type: WatchLine['type'], count = 1) => {
    for (let tries = 0; events(one).filter((event) => event.type === type).length < count; tries++) {
      if (tries > 600) throw new Error(`no ${type} among ${events(one).map((event) => event.type)}`)
      await sleep(25)
    }
  }

  beforeAll(async () => {
    await built()
    dir = mkdtempSync(join(tmpdir(), 'ringfence-watch-'))
    pbx = await startPbx()
    line = await carrier(pbx.carrier)
  }, 120_000)
  afterAll(async () => {
    for (const one of watching) await one.stop()
    line.stop()
    await pbx.remove()
    await removed(data)
    rmSync(dir, { recursive: true, force: true })
  })

  it('connects once, however often it is said, and not with a wrong secret', async () => {
    const secret = managers['ringfence']?.secret ?? ''
    const wrong = await connecting('wrong')
    expect([wrong.code, wrong.stdout]).toEqual([1, ''])
    expect(wrong.stderr).toContain('[ami-login-refused]')
    const tried = ConnectReport.parse(JSON.parse((await connecting(secret, '--check')).stdout))
    expect(tried).toMatchObject({ id: null, product: expect.stringMatching(/^Asterisk 22/) })
    const first = ConnectReport.parse(JSON.parse((await connecting(secret)).stdout))
    const again = ConnectReport.parse(JSON.parse((await connecting(secret)).stdout))
    expect(again.id).toBe(first.id)
    expect(first.capabilities.find(({ control }) => control === 'hangup')?.available).toBe(true)
    const { code, stdout } = await cli(['sites', '--json'], { data })
    expect(code).toBe(0)
    const { sites } = JSON.parse(stdout) as {
      sites: { id: string; connections: { id: string; ok: boolean }[] }[]
    }
    expect(sites.find(({ id }) => id === 'main')?.connections).toEqual([
      expect.objectContaining({ id: first.id, ok: true }),
    ])
    expect(stdout + wrong.stderr).not.toContain(secret)
  }, 120_000)

  it('keeps settings for a site: nothing is to be done by itself', async () => {
    writeFileSync(join(dir, 'site.yaml'), 'country: US\ncontainment: { mode: notify }\n')
    const kept = await cli(['sites', '--site', 'main', '--settings', join(dir, 'site.yaml')], { data })
    expect(kept.code).toBe(0)
  }, 60_000)

  it('shows calls and sign-ins while they happen, and one alert for an eight-way attack', async () => {
    const watch = follow(['watch', '--site', 'main', '--json'], data)
    watching.push(watch)
    await until(watch, 'source-back')
    const thief = { account: '1001', password: phones['1001'] as string, from: pbx.block.address(66) }
    const attack = Array.from({ length: 8 }, (_, n) => call(pbx, thief, `0112526123456${n}`))
    await until(watch, 'alert')
    await until(watch, 'call-answered', 8)
    const alert = events(watch).find((event) => event.type === 'alert')
    expect(alert).toMatchObject({ account: '1001', kind: 'irsf', site: 'main', update: false })
    expect(alert).toMatchObject({ perMinute: { currency: 'USD' }, lostSoFar: { currency: 'USD' } })
    const started = events(watch).flatMap((event) => (event.type === 'call-started' ? [event] : []))
    // Eight phones ring at once: which comes first is nobody's promise.
    expect(started.map((event) => event.to).sort()).toEqual(attack.map((_, n) => `+2526123456${n}`))
    for (const event of started)
      expect(event).toMatchObject({ account: '1001', country: 'SO', sourceIp: pbx.block.address(66) })
    expect(events(watch).find((event) => event.type === 'sign-in')).toMatchObject({ account: '1001' })
    await until(watch, 'control')
    const told = events(watch).find((event) => event.type === 'control')
    expect(told).toMatchObject({ step: 'notify', account: '1001', controls: [], cut: 0 })
    for (const one of attack) one.stop()
    await pbx.kill()
    await until(watch, 'source-lost')
    await pbx.start()
    await until(watch, 'source-back', 2)
    await until(watch, 'call-ended', 8)
    expect(events(watch).filter(({ type }) => type === 'call-ended')).toHaveLength(8)
    expect(await watch.stop()).toBe(0)
  }, 120_000)

  it('with no server it carries out the policy itself: the calls are cut, and it says so', async () => {
    writeFileSync(join(dir, 'site.yaml'), 'country: US\n')
    expect(
      (await cli(['sites', '--site', 'main', '--settings', join(dir, 'site.yaml')], { data })).code,
    ).toBe(0)
    const watch = follow(['watch', '--site', 'main', '--json'], data)
    watching.push(watch)
    await until(watch, 'source-back')
    const thief = { account: '1003', password: phones['1003'] as string, from: pbx.block.address(67) }
    const attack = Array.from({ length: 8 }, (_, n) => call(pbx, thief, `0112526123457${n}`))
    expect((await Promise.all(attack.map(({ done }) => done))).every(({ status }) => status !== 0)).toBe(true)
    await until(watch, 'control')
    const acted = events(watch).find((event) => event.type === 'control' && event.step === 'act')
    expect(acted).toMatchObject({
      account: '1003',
      dryRun: false,
      what: expect.arrayContaining(['bar account 1003']),
    })
    expect(await watch.stop()).toBe(0)
  }, 120_000)
})
