import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectReport } from '#contract'
import type { LiveEvent } from '#core/calls'
import { openDatabase } from '../../src/adapters/storage/open.ts'
import { homeSchema } from '../../src/adapters/storage/pool.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import { built, cli, freshData, removed, serve } from '../e2e/program.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk } from '../support/asterisk/pbx.ts'
import { call, carrier } from '../support/asterisk/sip.ts'
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

  const secrets = { ami: managers['all']?.secret ?? '', db: reader.secret }
  /** By the command line. */
  async function connected(data: string) {
    await built()
    for (const [name, text] of Object.entries(secrets)) writeFileSync(join(stand.pbx.dir, name), `${text}\n`)
    const secret = (name: string) => join(stand.pbx.dir, name)
    return cli(
      [
        ...['connect', 'freepbx', '--site', 'main', '--json', '--config-dir', join(stand.pbx.dir, 'etc')],
        ...['--ami', `${stand.pbx.address}:5038`, '--user', 'all', '--secret-file', secret('ami')],
        ...['--db', stand.database.host, '--db-user', reader.user, '--db-secret-file', secret('db')],
      ],
      { data },
    )
  }

  describe('connected', () => {
    it('says what it is, what the database tells, and which controls wait for lines to be pasted', async () => {
      const report = await stand.open('all').check()
      expect(report.product).toMatch(/^FreePBX 16\.0\.40\.7 on Asterisk 22\./)
      expect(report.reads.slice(-2)).toEqual([
        'Database asterisk: 1 administrator, 3 phones, 1 line, 1 pattern of an outbound route; what changes there is told',
        'Modules: 4 in use, 2 off; their versions are held against the advisories',
      ])
      expect(report.capabilities.filter(({ available }) => !available).map(({ control }) => control)).toEqual(
        ['bar-account', 'rotate-secret', 'change-setting'],
      )
      expect(report.paste).toContain('sorcery.conf')
      expect(report.paste).not.toContain('pjsip.conf: phones')
    })

    it('is connected by the command line, and keeps its secrets to itself', async () => {
      const data = freshData()
      const { code, stdout, stderr } = await connected(data)
      expect([code, ConnectReport.parse(JSON.parse(stdout)).product]).toEqual([
        0,
        expect.stringMatching(/^FreePBX 16/),
      ])
      for (const text of Object.values(secrets)) expect(stdout + stderr).not.toContain(text)
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

  describe('catching up', () => {
    const row = (id: string, began: string, seconds: number, to: string): string =>
      `INSERT INTO asteriskcdrdb.cdr (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, duration, billsec, disposition, amaflags, accountcode, uniqueid, linkedid, sequence)
       VALUES (${began}, '"Anna" <1001>', '1001', '${to}', 'from-internal', 'PJSIP/1001-0001', 'PJSIP/carrier-0002', 'Dial', ${seconds + 5}, ${seconds}, 'ANSWERED', 3, '', '${id}', '${id}', 1)`

    /** What is told of calls until the connection is up. */
    async function caughtUp(given: object = {}): Promise<{ text: string; file: string }> {
      const stop = new AbortController()
      const events: LiveEvent[] = []
      const following = stand
        .open('all', given)
        .calls?.follow((event) => void events.push(event), stop.signal)
      await expect
        .poll(() => events.some(({ type }) => type === 'source-back'), { timeout: 20_000 })
        .toBe(true)
      stop.abort()
      await following
      const records = events.flatMap((event) => (event.type === 'records' ? [event] : []))
      return { text: records.map(({ text }) => text).join(''), file: records[0]?.file ?? '' }
    }
    const ids = (text: string): string[] =>
      Array.from(text.matchAll(/"(\d+\.\d+)",""\n/g), ([, id]) => id ?? '')

    it('reads the records of its database where no file of them is given: those of long calls too, and each row again only to be known again', async () => {
      await stand.database.run(row('1700000000.1', 'NOW() - INTERVAL 2 HOUR', 60, '90025261234567'))
      const first = await caughtUp()
      expect([first.file, ids(first.text)]).toEqual(['asteriskcdrdb.cdr', ['1700000000.1']])
      const stamp = String.raw`"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"`
      expect(first.text).toMatch(/^"","1001","90025261234567","from-internal","""Anna"" <1001>",/)
      expect(first.text).toMatch(new RegExp(`"Dial","",${stamp},${stamp},${stamp},"65","60","ANSWERED"`))
      // A call that began before the one that was read, and ended after.
      await stand.database.run(row('1700000000.2', 'NOW() - INTERVAL 3 HOUR', 9000, '90025261234568'))
      await stand.database.run(row('1700000000.3', 'NOW() - INTERVAL 40 DAY', 60, '90025261234569'))
      expect(ids((await caughtUp()).text)).toEqual(['1700000000.2', '1700000000.1'])
    }, 60_000)

    it('loses nothing where the database was away when it connected', async () => {
      await caughtUp()
      await stand.database.run(row('1700000000.4', 'NOW() - INTERVAL 20 MINUTE', 60, '90025261234560'))
      await stand.database.kill()
      const stop = new AbortController()
      const events: LiveEvent[] = []
      const following = stand.open('all').calls?.follow((event) => void events.push(event), stop.signal)
      await expect
        .poll(() => events.some(({ type }) => type === 'source-back'), { timeout: 20_000 })
        .toBe(true)
      await stand.database.start()
      // Three looks at what was written meanwhile.
      await sleep(7000)
      stop.abort()
      await following
      expect(ids((await caughtUp()).text)).toContain('1700000000.4')
    }, 90_000)

    it('counts each call once: told live, written to its database too, missed meanwhile, and over a restart of the server', async () => {
      const data = freshData()
      const line = await carrier(stand.pbx.carrier)
      const phone = {
        account: '1001',
        password: phones['1001'] as string,
        from: stand.pbx.block.address(11),
      }
      const kept = async (): Promise<Record<string, string>> => {
        const { pool, close } = await openDatabase({ bundled: bundledPostgres(data), role: 'visitor' })
        const sql = `SELECT dialled, count(*)::text AS n FROM ${homeSchema}.call GROUP BY 1`
        const { rows } = await pool.query<{ dialled: string; n: string }>(sql).finally(close)
        return Object.fromEntries(rows.map(({ dialled, n }) => [dialled, n]))
      }
      const counts = (numbers: readonly string[]) =>
        expect
          .poll(kept, { timeout: 60_000, interval: 500 })
          .toEqual(Object.fromEntries(numbers.map((to) => [to, '1'])))
      await stand.database.run('DELETE FROM asteriskcdrdb.cdr')
      await stand.database.run(row('1700000100.1', 'NOW() - INTERVAL 5 MINUTE', 60, '90025261230001'))
      expect((await connected(data)).code).toBe(0)
      const first = await serve(data)
      await counts(['90025261230001'])
      expect((await call(stand.pbx, phone, '912025550143', 1).done).status).toBe(200)
      await counts(['90025261230001', '912025550143'])
      const written = readFileSync(join(stand.pbx.dir, 'log/cdr-csv/Master.csv'), 'utf8').trim()
      const id = /"([\d.]+)",""$/.exec(written)?.[1] ?? ''
      await stand.database.run(row(id, 'NOW() - INTERVAL 7 SECOND', 1, '912025550143'))
      await first.stop()
      await stand.database.run(row('1700000100.2', 'NOW() - INTERVAL 1 MINUTE', 5, '90025261230002'))
      const second = await serve(data)
      await counts(['90025261230001', '90025261230002', '912025550143'])
      await second.stop()
      line.stop()
      await removed(data)
    }, 240_000)

    it('says so where they cannot be read, and is followed all the same', async () => {
      const report = await stand.open('all').check()
      expect(report.reads).toContain(
        'Calls missed meanwhile, and calls the manager user may not hear of (table asteriskcdrdb.cdr)',
      )
      const without = await stand.open('all', {}, { user: 'half', secret: 'no-calls' }).check()
      expect(without.reads.join('\n')).toMatch(
        /Not: calls missed meanwhile; .* GRANT SELECT ON asteriskcdrdb\.cdr/,
      )
    }, 60_000)
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
