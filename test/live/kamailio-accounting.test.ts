import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '#core/calls'
import { createAccounting } from '../../src/adapters/connectors/kamailio/accounting.ts'
import { readNumberingData } from '../../src/adapters/content/index.ts'
import { type CatchUp, createCatchUp } from '../../src/app/flows/catch-up.ts'
import { SiteSettings, type Zone, zoneOf } from '../../src/core/kernel/index.ts'
import { createDialPlan, createNumbering } from '../../src/core/numbering/index.ts'
import { type AccountingDatabase, accountingDatabase } from '../support/kamailio/accounting.ts'

describe('the accounting tables of a Kamailio', () => {
  let database: AccountingDatabase
  let catchUp: CatchUp
  const keep = { cursor: '' }
  /** Yesterday: what is older than some weeks is not read the first time. */
  const at = Math.floor(Date.now() / 1000) * 1000 - 86_400_000
  const stamp = (seconds: number): string =>
    new Date(at + seconds * 1000).toISOString().replace('T', ' ').slice(0, 19)
  const utc = (seconds: number): string => `${at / 1000 + seconds}.25`
  const open = (url = database.url) =>
    createAccounting(url, {
      now: Date.now,
      cursor: {
        read: async () => keep.cursor,
        write: async (text) => {
          keep.cursor = text
        },
      },
    })
  /** What a reading hands on, as calls. */
  const calls = async (accounting = open()): Promise<readonly Call[]> => {
    await accounting.read((event) => event.type === 'records' && catchUp.add(event.file, event.text))
    await accounting.close()
    return catchUp.take().calls
  }
  const invite = (id: string, code = 200, table = 'acc') =>
    database.query(
      `INSERT INTO ${table} (method, from_tag, to_tag, callid, sip_code, sip_reason, time, src_user, dst_ouser, dst_user, src_ip, time_utc)
       VALUES ('INVITE', 'a', 'b', $1, $2, '', $3, '3001', '0025261234567', '+25261234567', '192.0.2.7', $4)`,
      [id, code, stamp(0), utc(0)],
    )
  const bye = (id: string) =>
    database.query(
      `INSERT INTO acc (method, from_tag, to_tag, callid, sip_code, sip_reason, time, time_utc)
       VALUES ('BYE', 'b', 'a', $1, 200, '', $2, $3)`,
      [id, stamp(60), utc(60)],
    )

  beforeAll(async () => {
    database = await accountingDatabase()
    const site = SiteSettings.parse({ country: 'US' })
    const plan = createDialPlan(site, createNumbering(await readNumberingData()))
    catchUp = createCatchUp(plan, zoneOf('America/New_York') as Zone, () => undefined)
  })
  afterAll(() => database?.close())

  it('give a whole call once, exact to the instant, however often they are read', async () => {
    await invite('whole-1')
    await bye('whole-1')
    await database.query(
      `INSERT INTO acc_cdrs (start_time, end_time, duration, src_user, dst_user, callid)
       VALUES ($1, $2, 60, '3001', '25261234567', 'whole-1'), ($1, $2, 60, '3001', '25261234567', '')`,
      [stamp(0), stamp(60)],
    )
    expect(await calls()).toEqual([
      expect.objectContaining({
        id: 'whole-1',
        account: '3001',
        peer: '25261234567',
        sourceIp: '192.0.2.7',
        startedAt: at + 250,
        billableSeconds: 60,
      }),
    ])
    expect(await calls()).toEqual([])
  })

  it('give a refused call', async () => {
    await invite('missed-1', 486, 'missed_calls')
    expect(await calls()).toEqual([expect.objectContaining({ id: 'missed-1', disposition: 'busy' })])
  })

  it('give a row that another process of Kamailio committed behind a later one', async () => {
    const row = (id: number, callId: string) =>
      database.query(
        `INSERT INTO acc_cdrs (id, start_time, end_time, duration, src_user, dst_user, callid)
         VALUES ($1, $3, $4, 60, '3001', '+25261234567', $2)`,
        [id, callId, stamp(3600), stamp(3660)],
      )
    const accounting = open()
    const read = () =>
      accounting.read((event) => event.type === 'records' && catchUp.add(event.file, event.text))
    await row(51, 'late-2')
    await read()
    await row(50, 'late-1')
    await read()
    await read()
    await accounting.close()
    expect(catchUp.take().calls.map(({ id }) => id)).toEqual(['late-2', 'late-1'])
  })

  it('give a call of its INVITE and BYE where there are no whole calls, once it is over', async () => {
    await database.query('DROP TABLE acc_cdrs')
    await invite('pair-1')
    expect((await calls()).map(({ id }) => id)).toEqual([])
    await bye('pair-1')
    expect(await calls()).toEqual([
      expect.objectContaining({ id: 'pair-1', account: '3001', peer: '25261234567', billableSeconds: 60 }),
    ])
    expect(await calls()).toEqual([])
  })

  it('that are not there, or not ours to read, are named as such', async () => {
    const reason = (url: string) =>
      open(url)
        .tables()
        .catch((error) => error.code)
    expect(await reason(database.url.replace(/\/kamailio_\w+/, '/kamailio_nowhere'))).toBe(
      'acc-tables-missing',
    )
    expect(await reason(database.url.replace(/user=\w+/, 'user=stranger'))).toBe('acc-sign-in-refused')
    await database.query('DROP TABLE acc')
    expect(await reason(database.url)).toBe('acc-tables-missing')
  })
})
