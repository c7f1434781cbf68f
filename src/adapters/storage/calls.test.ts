import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '#core/calls'
import type { Act } from '#core/incidents'
import { plainCall, plainCalls } from '../../../test/support/calls.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { callStore } from './calls.ts'
import { readLedger } from './ledger.ts'

const place = { customer: 'default', site: 'main' }
const act: Act = {
  actor: 'system:test',
  action: 'calls.saved',
  subject: 'Master.csv',
  detail: { files: 1 },
  at: 1_772_831_051_000,
}

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
beforeEach(async () => {
  await db.pool.query('DELETE FROM call')
  await db.pool.query('DELETE FROM incident')
})
afterAll(() => db.close())

async function* batches(...lists: readonly Call[][]) {
  for (const list of lists) yield list
}
const save = (...lists: readonly Call[][]) => callStore(db.pool).save(place, batches(...lists), [], act)

describe('saving calls', () => {
  it('counts those that are new and those that were there', async () => {
    expect(await save(plainCalls(0, 3000), plainCalls(3000, 2000))).toEqual({ saved: 5000, already: 0 })
    expect(await save(plainCalls(4000, 2000))).toEqual({ saved: 1000, already: 1000 })
    expect(await callStore(db.pool).count(place)).toBe(6000)
  })

  it('readies many for searches at once, and does not wait for a few', async () => {
    const vacuumed = async () => {
      const { rows } = await db.pool.query<{ runs: number }>(
        `SELECT sum(vacuum_count)::int AS runs FROM pg_stat_user_tables WHERE schemaname = $1 AND relname LIKE 'call\\_2%'`,
        [db.schema],
      )
      return rows[0]?.runs ?? 0
    }
    await save(plainCalls(0, 100))
    const before = await vacuumed()
    await save(plainCalls(100, 20_000))
    // Figures of the database come a moment later.
    await expect.poll(vacuumed, { timeout: 20_000 }).toBeGreaterThan(before)
  }, 60_000)

  it('leaves a stored call as it is, also within one save', async () => {
    expect(await save([plainCall(1), plainCall(1, { billableSeconds: 99 }), plainCall(2)])).toEqual({
      saved: 2,
      already: 1,
    })
    await save([plainCall(2, { billableSeconds: 99 })])
    const { rows } = await db.pool.query('SELECT DISTINCT billable_seconds FROM call')
    expect(rows).toEqual([{ billable_seconds: 60 }])
  })

  it.each<[string, Partial<Call>]>([
    ['the id', { id: 'other' }],
    ['the start', { startedAt: plainCall(1).startedAt + 1 }],
    ['the account', { account: 'other' }],
    ['the dialled number', { dialled: 'other' }],
  ])('tells calls apart by %s', async (_, change) => {
    expect(await save([plainCall(1), plainCall(1, change)])).toEqual({ saved: 2, already: 0 })
  })

  it('tells apart texts that only look the same when run together', async () => {
    const calls = [
      plainCall(1, { account: 'ab', dialled: 'c' }),
      plainCall(1, { account: 'a', dialled: 'bc' }),
    ]
    expect(await save(calls)).toEqual({ saved: 2, already: 0 })
  })

  it('keeps the calls of sites apart', async () => {
    await db.pool.query("INSERT INTO site (customer_id, id, name) VALUES ('default', 'annexe', 'Annexe')")
    await save([plainCall(1)])
    const annexe = { customer: 'default', site: 'annexe' }
    expect(await callStore(db.pool).save(annexe, batches([plainCall(1)]), [], act)).toEqual({
      saved: 1,
      already: 0,
    })
    expect(await callStore(db.pool).count(annexe)).toBe(1)
  })

  it('refuses a site that is not there', async () => {
    const nowhere = callStore(db.pool).save({ customer: 'default', site: 'nowhere' }, batches(), [], act)
    await expect(nowhere).rejects.toMatchObject({ code: 'unknown-site' })
  })

  it('writes every column as it is', async () => {
    await save([
      plainCall(7, {
        account: 'tab\tline\nback\\slash\r',
        from: '\\N',
        userAgent: 'nul\0 half\ud800 😀',
        endedAt: Number.NaN,
      }),
    ])
    const { rows } = await db.pool.query('SELECT * FROM call')
    expect(rows).toMatchObject([
      {
        started_at: new Date(plainCall(7).startedAt),
        ended_at: null,
        account: 'tab\tline\nback\\slash\r',
        from_number: '\\N',
        user_agent: 'nul\ufffd half\ufffd 😀',
        international: true,
        billable_seconds: 60,
      },
    ])
  })

  it('takes texts of any length and clocks that never were', async () => {
    const odd = [
      plainCall(1, { account: 'x'.repeat(100_000), dialled: '9'.repeat(100_000) }),
      plainCall(2, { startedAt: Date.parse('0001-01-01T00:00:00Z') }),
      plainCall(3, { startedAt: Date.parse('9999-12-30T00:00:00Z') }),
      plainCall(4, { startedAt: Number.NaN, answeredAt: Number.NaN, endedAt: Number.NaN }),
      plainCall(5, { startedAt: 8.64e15, answeredAt: Date.UTC(1969, 6, 20) }),
    ]
    expect(await save(odd)).toEqual({ saved: 5, already: 0 })
    expect(await save(odd)).toEqual({ saved: 0, already: 5 })
    const { rows } = await db.pool.query('SELECT count(*) AS calls FROM call_other')
    expect(rows).toEqual([{ calls: 4 }])
  })

  it('makes a partition a month, UTC', async () => {
    await save(
      [Date.UTC(2025, 0, 1), Date.UTC(2025, 0, 31, 23, 59, 59, 999), Date.UTC(2025, 1, 1)].map((startedAt) =>
        plainCall(1, { startedAt }),
      ),
    )
    const { rows } = await db.pool.query(
      'SELECT (SELECT count(*) FROM call_2025_01) AS january, (SELECT count(*) FROM call_2025_02) AS february',
    )
    expect(rows).toEqual([{ january: 2, february: 1 }])
  })

  it('keeps nothing when the reading breaks off', async () => {
    const before = (await readLedger(db.pool, 0, 1000)).length
    async function* broken() {
      yield plainCalls(0, 5000)
      throw new Error('the file is cut')
    }
    await expect(callStore(db.pool).save(place, broken(), [], act)).rejects.toThrow('the file is cut')
    expect(await callStore(db.pool).count(place)).toBe(0)
    expect(await readLedger(db.pool, 0, 1000)).toHaveLength(before)
    expect(await save(plainCalls(0, 5000))).toEqual({ saved: 5000, already: 0 })
  })

  it('writes its incidents and one entry in the ledger with what came of it', async () => {
    const incident = {
      ...place,
      id: 'inc-1',
      investigation: null,
      title: 'Calls to Somalia',
      kind: 'irsf',
      began: 1_772_831_051_000,
      ended: null,
      accounts: ['1004', 'a,"b'],
      exposure: { micros: 12_340_000, currency: 'USD' },
    }
    for (const title of ['Calls to Somalia', 'Calls to Somalia and Cuba'])
      await callStore(db.pool).save(place, batches([plainCall(1)]), [{ ...incident, title }], act)
    const { rows } = await db.pool.query('SELECT title, accounts, exposure_micros FROM incident')
    expect(rows).toEqual([
      { title: 'Calls to Somalia and Cuba', accounts: ['1004', 'a,"b'], exposure_micros: 12_340_000 },
    ])
    expect((await readLedger(db.pool, 0, 1000)).at(-1)).toMatchObject({
      action: 'calls.saved',
      detail: { files: 1, saved: 0, already: 1 },
    })
  })

  it('doubles nothing when two save the same at once', async () => {
    const both = await Promise.all([save(plainCalls(0, 20_000)), save(plainCalls(0, 20_000))])
    expect(both.map((r) => r.saved + r.already)).toEqual([20_000, 20_000])
    expect(both.reduce((sum, r) => sum + r.saved, 0)).toBe(20_000)
    expect(await callStore(db.pool).count(place)).toBe(20_000)
  })
})
