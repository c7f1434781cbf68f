import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectReport } from '#contract'
import type { LiveEvent } from '#core/calls'
import { built, cli, freshData, removed } from '../e2e/program.ts'
import { managers } from '../support/asterisk/configuration.ts'
import { hasAsterisk } from '../support/asterisk/pbx.ts'
import { type AuditHouse, auditHouse } from '../support/audits.ts'
import { hasMariadb, reader } from '../support/freepbx/mariadb.ts'
import { freepbxStand, type Stand } from '../support/freepbx/stand.ts'

if (!hasMariadb) console.warn('SKIPPED: a FreePBX: MariaDB is not installed')

describe.skipIf(!hasAsterisk || !hasMariadb)('a FreePBX', () => {
  let stand: Stand
  beforeAll(async () => {
    stand = await freepbxStand()
  }, 120_000)
  afterAll(() => stand?.close())

  describe('connected', () => {
    it('says what it is, what the database tells, and which controls wait for lines to be pasted', async () => {
      const report = await stand.open('all').check()
      expect(report.product).toMatch(/^FreePBX 16\.0\.40\.7 on Asterisk 22\./)
      expect(report.reads.slice(-2)).toEqual([
        'Database asterisk: 1 administrator, 3 phones, 1 line, 1 pattern of an outbound route; what changes there is told',
        'Modules: 4 in use, 2 off; their versions are held against the advisories',
      ])
      expect(report.capabilities.filter(({ available }) => !available).map(({ control }) => control)).toEqual(
        ['bar-account', 'rotate-secret'],
      )
      expect(report.paste).toContain('sorcery.conf')
      expect(report.paste).not.toContain('pjsip.conf: phones')
    })

    it('is connected by the command line, and keeps its secrets to itself', async () => {
      await built()
      const data = freshData()
      const files = { ami: managers['all']?.secret ?? '', db: reader.secret }
      for (const [name, text] of Object.entries(files)) writeFileSync(join(stand.pbx.dir, name), `${text}\n`)
      const secret = (name: string) => join(stand.pbx.dir, name)
      const { code, stdout, stderr } = await cli(
        [
          ...['connect', 'freepbx', '--site', 'main', '--json', '--config-dir', join(stand.pbx.dir, 'etc')],
          ...['--ami', `${stand.pbx.address}:5038`, '--user', 'all', '--secret-file', secret('ami')],
          ...['--db', stand.database.host, '--db-user', reader.user, '--db-secret-file', secret('db')],
        ],
        { data },
      )
      expect([code, ConnectReport.parse(JSON.parse(stdout)).product]).toEqual([
        0,
        expect.stringMatching(/^FreePBX 16/),
      ])
      for (const text of Object.values(files)) expect(stdout + stderr).not.toContain(text)
      await removed(data)
    }, 180_000)

    it('each reason not to get at the database has words of its own, and none tells the password', async () => {
      const reasons = {
        'freepbx-database-closed': { port: 3399 },
        'freepbx-database-refused': { secret: 'not-the-password' },
        'freepbx-database-not-readable': { user: 'elsewhere', secret: 'sees-nothing' },
        'freepbx-database-foreign': { host: stand.database.socket, user: 'root', secret: '', name: 'mysql' },
      }
      for (const [code, db] of Object.entries(reasons)) {
        const error = await stand
          .open('all', {}, db)
          .check()
          .catch((one: Error) => one)
        expect(error).toMatchObject({ code })
        expect(String((error as Error).message)).not.toMatch(/not-the-password|sees-nothing/)
      }
    })
  })

  describe('followed', () => {
    it('tells of a new administrator, a new line and a changed secret in the database, and of its loss; never a secret', async () => {
      const stop = new AbortController()
      const events: LiveEvent[] = []
      const { calls } = stand.open('all')
      const following = calls?.follow((event) => void events.push(event), stop.signal)
      const told = (): string =>
        events.flatMap((event) => (event.type === 'change' ? event.what : [])).join('\n')
      await expect
        .poll(() => events.some(({ type }) => type === 'source-back'), { timeout: 20_000 })
        .toBe(true)
      await sleep(4000)
      await stand.database.run(`USE asterisk;
        INSERT INTO ampusers VALUES ('ghost','0000','','','','*');
        INSERT INTO trunks (trunkid,name,tech,channelid) VALUES (2,'elsewhere','pjsip','elsewhere');
        UPDATE sip SET data = 'taken-over-by-me' WHERE id = '1002' AND keyword = 'secret'`)
      await expect.poll(told, { timeout: 30_000 }).toMatch(/New administrator ghost/)
      expect(told()).toMatch(/Changed: account 1002/)
      expect(told()).toMatch(/trunks\.sql was changed/)
      await stand.database.kill()
      await expect.poll(told, { timeout: 30_000 }).toMatch(/Nothing listens there: FreePBX's database/)
      await stand.database.start()
      stop.abort()
      await following
      expect(JSON.stringify(events)).not.toMatch(/taken-over-by-me|0000'|second-Phone/)
    }, 120_000)
  })

  describe('audited', () => {
    let house: AuditHouse
    beforeAll(async () => {
      house = await auditHouse()
    }, 60_000)
    afterAll(() => house?.close())

    it('is judged by its database: guessable secrets, unsigned modules, and modules with known weaknesses', async () => {
      const { inspector } = stand.open('all')
      const told = (await inspector?.tells.files()) ?? []
      house.connected = { files: told, registered: (await inspector?.tells.registered()) ?? [] }
      const place = { customer: 'default', site: 'main' }
      const { id } = await house.audits.connected(place, 'ada')
      const { checks } = await house.audits.checks(place, id)
      for (const failed of ['VER-007', 'PW-019'])
        expect([failed, checks.find(({ check }) => check === failed)?.status]).toEqual([failed, 'fail'])
      const { devices } = await house.audits.devices(place, id)
      const backup = devices.find(({ product }) => product === 'backup')
      expect(backup?.advisories.length).toBeGreaterThan(0)
      const { rows } = await house.database.pool.query<{ text: string }>(
        'SELECT audit::text AS text FROM audit',
      )
      expect(JSON.stringify(rows)).not.toMatch(/freepbx-keeps-this|taken-over-by-me|first-Phone/)
    }, 60_000)
  })
})
