import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestDrillReport } from '#contract'
import type { LedgerEntry } from '#core/evidence'
import { built, cli, follow, freshData, removed, serve } from '../e2e/program.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { carrier } from '../support/asterisk/sip.ts'

/** "PJSIP/+25261234500@carrier,60" → 25261234500. */
const dialledOf = (cdr: string): string => /\/\+(\d+)@carrier/.exec(cdr)?.[1] ?? cdr

describe.skipIf(!hasAsterisk)(
  'ringfence drill by real calls on a real Asterisk that is there for tests',
  () => {
    let pbx: Pbx
    let line: Awaited<ReturnType<typeof carrier>>
    let dir: string
    const data = freshData()

    const secretFile = (text: string, name = 'secret'): string => {
      writeFileSync(join(dir, name), `${text}\n`)
      return join(dir, name)
    }
    const ledger = (): string => readFileSync(join(data, 'ledger-mirror.jsonl'), 'utf8')
    const acts = (action: string): LedgerEntry[] =>
      ledger()
        .trim()
        .split('\n')
        .map((text): LedgerEntry => JSON.parse(text))
        .filter((entry) => entry.action === action)
    const drill = async (account: string, ...more: string[]) => {
      const to = ['--test-pbx', `${pbx.address}:5060`, '--account', account]
      const secret = ['--secret-file', secretFile(phones[account] ?? 'wrong')]
      const scenario = more.includes('--scenario') ? [] : ['--scenario', 'A1']
      const ran = await cli(['drill', ...scenario, ...to, ...secret, '--json', ...more], { data })
      return { ...ran, report: () => TestDrillReport.parse(JSON.parse(ran.stdout)) }
    }
    const settle = async (text: string, site = 'main') => {
      writeFileSync(join(dir, 'site.yaml'), text)
      const path = join(dir, 'site.yaml')
      expect((await cli(['sites', '--site', site, '--settings', path], { data })).code).toBe(0)
    }
    /** How often it has shown its secret. */
    const callsOf = (account: string): number =>
      readFileSync(join(pbx.dir, 'log/security.log'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('SuccessfulAuth') && line.includes(`AccountID="${account}"`)).length
    const cdrs = (): string[] => {
      try {
        return readFileSync(join(pbx.dir, 'log/cdr-csv/Master.csv'), 'utf8').trim().split('\n')
      } catch {
        return []
      }
    }

    beforeAll(async () => {
      await built()
      dir = mkdtempSync(join(tmpdir(), 'ringfence-test-drill-'))
      pbx = await startPbx({
        files(all) {
          const udp = /\[transport-udp\][^[]*/.exec(all['pjsip.conf'] ?? '')?.[0] ?? ''
          return { ...all, 'pjsip.conf': `${all['pjsip.conf']}\n${udp.replaceAll('udp', 'tcp')}` }
        },
      })
      line = await carrier(pbx.carrier)
      const to = ['--ami', `${pbx.address}:5038`, '--user', 'ringfence']
      const secret = ['--secret-file', secretFile(managers['ringfence']?.secret ?? '')]
      expect((await cli(['connect', 'asterisk', '--site', 'main', ...to, ...secret], { data })).code).toBe(0)
      await settle('country: US\ncontainment: { mode: notify }\n')
      await settle('country: US\n', 'lab')
    }, 120_000)
    afterAll(async () => {
      line.stop()
      await pbx.remove()
      await removed(data)
      rmSync(dir, { recursive: true, force: true })
    })

    it('shows what it would dial, and calls nobody, until it is approved', async () => {
      const shown = await drill('1001')
      expect([shown.code, shown.stderr]).toEqual([0, ''])
      expect(shown.report()).toMatchObject({ outcome: 'planned', owned: 'it is this machine' })
      expect(shown.report().calls).toHaveLength(8)
      for (const { dialled, number, startedAt } of shown.report().calls) {
        expect(number).toMatch(/^\+(252612345|2207812)\d\d$/)
        expect([dialled, startedAt]).toEqual([`011${number.slice(1)}`, null])
      }
      expect(cdrs()).toEqual([])
    }, 120_000)

    it('never dials what the site counts among the emergency numbers', async () => {
      const [first = '', ...others] = (await drill('1001')).report().calls.map(({ dialled }) => dialled)
      await settle(`country: US\ncontainment: { mode: notify }\nemergency: ["${first}"]\n`)
      const left = (await drill('1001')).report().calls.map(({ dialled }) => dialled)
      await settle('country: US\ncontainment: { mode: notify }\n')
      expect(left).not.toContain(first)
      expect(left).toContain(others[0])
    }, 120_000)

    it('places the calls, tells after what time they were noticed and what they had cost, and hangs up', async () => {
      const ran = await drill('1001', '--approve')
      expect([ran.code, ran.stderr]).toEqual([0, ''])
      const report = ran.report()
      expect(report).toMatchObject({
        outcome: 'detected',
        cutByPbx: 0,
        alert: { account: '1001', kind: 'irsf' },
      })
      const up = report.calls.filter(({ answeredAt }) => answeredAt !== null)
      // Its own books and those of the PBX: the same calls, to the same numbers, and all are over.
      expect(cdrs().map(dialledOf).sort()).toEqual(up.map(({ number }) => number.slice(1)).sort())
      expect(up.every(({ endedBy }) => endedBy === 'drill')).toBe(true)
      const [first] = up
      const lasted = Date.parse(first?.endedAt ?? '') - Date.parse(first?.startedAt ?? '')
      expect(report.detectedAfterSeconds).toBeGreaterThan(0)
      expect(report.detectedAfterSeconds).toBeLessThan(lasted / 1000)
      expect(report.lossAtDetection?.micros).toBeGreaterThan(0)
      expect(report.lossAtDetection?.micros).toBeLessThan(report.lossInAll.micros)
      expect(acts('drill.begun')).toMatchObject([
        {
          subject: '1001',
          site: 'main',
          detail: { scenario: 'A1', numbers: report.calls.map(({ dialled }) => dialled) },
        },
      ])
      expect(acts('drill.ended')).toMatchObject([
        { subject: '1001', detail: { outcome: 'detected', calls: up.length } },
      ])
      expect(ran.stdout + ledger()).not.toContain(phones['1001'])
    }, 180_000)

    it('dials once with a wrong secret, and says that nothing was tried', async () => {
      const before = cdrs().length
      const ran = await drill('1002', '--approve', '--secret-file', secretFile('wrong', 'wrong'))
      expect(ran.code).toBe(1)
      expect(ran.report()).toMatchObject({ outcome: 'not-tried', why: expect.stringContaining('401') })
      expect(ran.report().calls.map(({ status }) => status)).toEqual([401, ...Array(7).fill(null)])
      expect(cdrs()).toHaveLength(before)
    }, 120_000)

    it.each([
      [['--scenario', 'A4'], 'drill-not-placeable'],
      [['--scenario', 'A99'], 'drill-unknown'],
      [['--test-pbx', '203.0.113.7:5060'], 'probe-not-owned'],
      [['--test-pbx', 'pbx.example:5060'], 'address-invalid'],
      [['--site', 'lab'], 'site-not-followed'],
    ])(
      'with %s it calls nobody and says %s',
      async (more, code) => {
        const before = cdrs().length
        const ran = await drill('1002', '--approve', ...more)
        expect(ran.stdout).toBe('')
        expect(ran.stderr).toContain(`[${code}]`)
        expect(cdrs()).toHaveLength(before)
      },
      120_000,
    )

    it('says what was missed when every rule is off, after eight calls that it ends by itself', async () => {
      const off = readdirSync('content/rules').map((rule) => `  ${rule}: { on: false }\n`)
      await settle(`country: US\ncontainment: { mode: notify }\nrules:\n${off.join('')}`)
      const before = cdrs().length
      const ran = await drill('1002', '--approve')
      expect(ran.code).toBe(3)
      expect(ran.report()).toMatchObject({
        outcome: 'missed',
        detectedAfterSeconds: null,
        lossAtDetection: null,
      })
      expect(ran.report().why).toContain('8 were seen, and no rule in force spoke for it')
      expect(ran.report().calls.map(({ endedBy }) => endedBy)).toEqual(Array(8).fill('drill'))
      expect(cdrs()).toHaveLength(before + 8)
    }, 180_000)

    it('hangs up when it is stopped', async () => {
      const before = cdrs().length
      const to = [
        '--test-pbx',
        `${pbx.address}:5060`,
        '--account',
        '1003',
        '--secret-file',
        secretFile(phones['1003'] ?? ''),
      ]
      const running = follow(['drill', '--scenario', 'A1', ...to, '--json', '--approve'], data)
      for (let tries = 0; callsOf('1003') === 0; tries++) {
        if (tries > 1200) throw new Error('no call was placed')
        await sleep(50)
      }
      expect(await running.stop()).toBe(1)
      const report = TestDrillReport.parse(JSON.parse(running.lines.join('\n')))
      expect(report).toMatchObject({ outcome: 'not-tried', why: expect.stringContaining('stopped') })
      expect(cdrs()).toHaveLength(
        before + report.calls.filter(({ answeredAt }) => answeredAt !== null).length,
      )
    }, 180_000)

    it('over TCP as over UDP', async () => {
      await settle('country: US\ncontainment: { mode: notify }\n')
      const ran = await drill('1001', '--approve', '--transport', 'tcp')
      expect(ran.report()).toMatchObject({ outcome: 'detected', alert: { account: '1001' } })
      const up = ran.report().calls.filter(({ answeredAt }) => answeredAt !== null)
      expect(up.length).toBeGreaterThan(0)
      expect(up.every(({ endedBy }) => endedBy === 'drill')).toBe(true)
    }, 180_000)

    it('killed amid its calls, the next start says in the ledger that it was broken off, and no start after it', async () => {
      const to = ['--test-pbx', `${pbx.address}:5060`, '--account', '1002']
      const secret = ['--secret-file', secretFile(phones['1002'] ?? '')]
      const before = callsOf('1002')
      const running = follow(['drill', '--scenario', 'A1', ...to, ...secret, '--approve'], data)
      await expect.poll(() => callsOf('1002'), { timeout: 60_000 }).toBeGreaterThan(before)
      await running.kill()
      for (let starts = 0; starts < 2; starts++) {
        const server = await serve(data)
        await server.stop()
      }
      const { detail } = acts('drill.begun').at(-1) as LedgerEntry
      expect(acts('drill.broken-off')).toMatchObject([
        { subject: '1002', site: 'main', detail: { drill: detail['drill'], scenario: 'A1' } },
      ])
    }, 180_000)

    it('sees the calls cut where a server acts by its policy, and refuses to drill on a standing alert', async () => {
      await settle('country: US\n')
      const server = await serve(data)
      try {
        const ran = await drill('1003', '--approve')
        expect(ran.report()).toMatchObject({ outcome: 'detected' })
        expect(ran.report().cutByPbx).toBeGreaterThan(0)
        expect(acts('control.in-force').map(({ actor }) => actor)).toContain('system:reconciler')
        const before = cdrs().length
        const again = await drill('1003', '--approve')
        expect([again.code, again.stdout]).toEqual([1, ''])
        expect(again.stderr).toContain('[drill-alert-standing]')
        expect(cdrs()).toHaveLength(before)
      } finally {
        await server.stop()
      }
    }, 240_000)
  },
)
