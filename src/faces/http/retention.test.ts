import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { verifyLedger } from '../../adapters/storage/ledger.ts'

const site = '/customers/default/sites/main'
const retention = `${site}/retention`
let house: TestHouse
let owner: Browser
let viewer: Browser

beforeAll(async () => {
  house = await testHouse()
  const come = async (role: 'owner' | 'viewer', address: string) => {
    const { email, secret } = await addPerson(house, `${role}@example.com`, role)
    const browser = new Browser(house.server, address)
    await browser.signIn(email, codeAt(secret, house.clock.now))
    return browser
  }
  owner = await come('owner', '203.0.113.1')
  viewer = await come('viewer', '203.0.113.2')
  await settings('retention: { calls: 90, investigations: 365, audits: 30 }\n')
})
afterAll(() => house.close())

/** Of each a young one, an old one, and an old one of another site. */
beforeEach(async () => {
  const { pool } = house.database
  for (const table of ['incident', 'investigation', 'call', 'audit']) await pool.query(`DELETE FROM ${table}`)
  await pool.query(
    `INSERT INTO site (customer_id, id, name) VALUES ('default', 'annexe', 'Annexe') ON CONFLICT DO NOTHING`,
  )
  for (const [place, age] of [
    ['main', '10'],
    ['main', '400'],
    ['annexe', '400'],
  ]) {
    const at = `timestamptz '2026-03-06T21:00:00Z' - interval '${age} days'`
    const id = `${place}-${age}`
    await pool.query(
      `INSERT INTO call (customer_id, site_id, started_at, identity, pbx_id, account, dialled, billable_seconds, disposition, direction,
         entry, peer, from_number, trunk, kind, international, invalid, source_ip, user_agent)
       VALUES ('default', '${place}', ${at}, '\\x01', '1', '1004', '252', 9, 'answered', 'outbound', 'direct', '252', '', '', 'external', true, false, '', '')`,
    )
    await pool.query(
      `INSERT INTO investigation (id, customer_id, site_id, title, created_at, created_by, status, options, progress)
       VALUES ('${id}', 'default', '${place}', 'Records', ${at}, 'p1', 'done', '{}', '{}')`,
    )
    await pool.query(
      `INSERT INTO audit (id, customer_id, site_id, made_at, made_by, source, score, coverage, failed, report)
       VALUES ('${id}', 'default', '${place}', ${at}, 'p1', '{}', 1, 1, 1, '{}')`,
    )
  }
})

const settings = (yaml: string) => owner.send('PUT', `${site}/settings`, { yaml })
const left = async () => {
  const { rows } = await house.database.pool.query<{ id: string }>(
    `SELECT 'call ' || site_id || ' ' || started_at::date AS id FROM call UNION ALL SELECT 'investigation ' || id FROM investigation
     UNION ALL SELECT 'audit ' || id FROM audit ORDER BY 1`,
  )
  return rows.map(({ id }) => id)
}
const everything = { calls: 1, investigations: 1, audits: 1 }
const remove = (expected: object) => owner.send('POST', `${retention}/delete`, expected)

describe('what of a site is past its time', () => {
  it('is previewed with its count, its age and the day that decides; nothing is changed by looking', async () => {
    const before = await left()
    expect((await viewer.send('GET', retention)).json()).toEqual({
      automatic: false,
      items: [
        {
          what: 'calls',
          days: 90,
          before: '2025-12-06T00:00:00.000Z',
          count: 1,
          oldest: '2025-01-30T21:00:00.000Z',
        },
        {
          what: 'investigations',
          days: 365,
          before: '2025-03-06T00:00:00.000Z',
          count: 1,
          oldest: '2025-01-30T21:00:00.000Z',
        },
        {
          what: 'audits',
          days: 30,
          before: '2026-02-04T00:00:00.000Z',
          count: 1,
          oldest: '2025-01-30T21:00:00.000Z',
        },
      ],
      stops: [],
    })
    expect(await left()).toEqual(before)
  })

  it('is deleted as it was previewed, told in the ledger, and nothing of another site', async () => {
    const done = await remove(everything)
    expect(done.statusCode).toBe(200)
    expect(done.json().items.map(({ count }: { count: number }) => count)).toEqual([0, 0, 0])
    expect(await left()).toEqual([
      'audit annexe-400',
      'audit main-10',
      'call annexe 2025-01-30',
      'call main 2026-02-24',
      'investigation annexe-400',
      'investigation main-10',
    ])
    const ledger = (await owner.send('GET', '/ledger?limit=1&action=retention.deleted')).json().items
    expect(ledger[0]).toMatchObject({
      action: 'retention.deleted',
      detail: {
        counts: everything,
        before: { calls: '2025-12-06T00:00:00.000Z' },
        investigations: ['main-400'],
      },
    })
    expect((await verifyLedger(house.database.pool)).problems).toEqual([])
  })

  it('stays when it is not what was previewed', async () => {
    const before = await left()
    const refused = await remove({ ...everything, calls: 2 })
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'retention-changed'])
    expect(await left()).toEqual(before)
  })

  it('stays while an incident of the site is open, and while a closed one is under legal hold', async () => {
    const { pool } = house.database
    await pool.query(
      `INSERT INTO incident (id, customer_id, site_id, title, kind, began, accounts, exposure_micros, exposure_currency)
       VALUES ('i1', 'default', 'main', 'Calls to Somalia', 'toll-fraud', now(), '{}', 0, 'USD')`,
    )
    await pool.query(
      `INSERT INTO incident_case (incident_id, customer_id, site_id, opened_at, playbook, entries, state, severity)
       VALUES ('i1', 'default', 'main', now(), '{}', 0, 'open', 'high')`,
    )
    const before = await left()
    const open = await remove(everything)
    expect([open.statusCode, open.json().code]).toEqual([409, 'retention-stopped'])
    expect((await viewer.send('GET', retention)).json().stops).toEqual([
      { incident: 'i1', title: 'Calls to Somalia', why: 'open' },
    ])
    await pool.query(`UPDATE incident_case SET state = 'closed'`)
    const hold = (seq: number, on: boolean) =>
      pool.query(
        `INSERT INTO incident_entry (incident_id, seq, customer_id, site_id, at, by, data)
         VALUES ('i1', $1, 'default', 'main', now(), 'p1', $2)`,
        [seq, { kind: 'hold', on, reason: 'the court' }],
      )
    await hold(1, true)
    const held = await remove(everything)
    expect([held.statusCode, held.json().code]).toEqual([409, 'retention-stopped'])
    expect(held.json().detail).toContain('legal hold')
    expect(await left()).toEqual(before)
    await hold(2, false)
    expect((await remove(everything)).statusCode).toBe(200)
  })

  it('is nothing where the site keeps everything', async () => {
    await settings('country: US\n')
    const { items } = (await viewer.send('GET', retention)).json()
    expect(items.map(({ days, count }: { days: number | null; count: number }) => [days, count])).toEqual([
      [null, 0],
      [null, 0],
      [null, 0],
    ])
    await settings('retention: { calls: 90, investigations: 365, audits: 30 }\n')
  })

  it('is nothing a viewer may delete', async () => {
    expect((await viewer.send('POST', `${retention}/delete`, everything)).statusCode).toBe(403)
  })

  it('is not less than thirty days old', async () => {
    const refused = await settings('retention: { calls: 29 }\n')
    expect(refused.statusCode).toBe(422)
    expect(refused.json().detail).toContain('site.yaml:1')
  })
})
