import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerFact } from '#core/evidence'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { appendLedger, readLedger, verifyLedger } from './ledger.ts'
import { inTransaction } from './pool.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const fact = (subject: string, detail: Record<string, unknown> = {}): LedgerFact => ({
  customer: 'default',
  site: 'main',
  at: Date.UTC(2026, 2, 6, 21, 4, 11, 123),
  actor: 'system:test',
  action: 'thing.done',
  subject,
  detail,
})
const append = (f: LedgerFact) => inTransaction(db.pool, (client) => appendLedger(client, f))

describe('the ledger', () => {
  it('gives back what was written, numbered from 1', async () => {
    await append(fact('a', { b: [1, 2.5, null], a: { z: 'ü', y: true } }))
    await append({ ...fact('b'), site: null })
    const [a, b] = await readLedger(db.pool, 0, 10)
    expect(a).toMatchObject({ seq: 1, ...fact('a', { b: [1, 2.5, null], a: { z: 'ü', y: true } }) })
    expect(b).toMatchObject({ seq: 2, site: null, previousHash: a?.hash })
    expect(await verifyLedger(db.pool)).toEqual({ head: { seq: 2, hash: b?.hash }, problems: [] })
  })

  it('verifies whatever the facts hold, also what a database cannot', async () => {
    const hostile = {
      nul: 'a\0b',
      half: '\ud800',
      pair: '😀',
      backslash: '\\u0000',
      'key\0': 1e21,
      gone: undefined,
      nan: Number.NaN,
    }
    await append(fact('hostile\0', hostile))
    expect((await verifyLedger(db.pool)).problems).toEqual([])
    const [entry] = await readLedger(db.pool, 2, 1)
    expect(entry?.detail).toEqual({
      nul: 'a\ufffdb',
      half: '\ufffd',
      pair: '😀',
      backslash: '\\u0000',
      'key\ufffd': 1e21,
      nan: null,
    })
  })

  it('is one chain when many write at once, and a transaction that fails leaves no gap', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        inTransaction(db.pool, async (client) => {
          await appendLedger(client, fact(`many ${i}`))
          if (i % 4 === 0) throw new Error('undone')
        }).catch((error: Error) => expect(error.message).toBe('undone')),
      ),
    )
    const { head, problems } = await verifyLedger(db.pool)
    expect(problems).toEqual([])
    expect(head.seq).toBe(3 + 30)
  })

  it.each(["UPDATE ledger SET actor = 'x'", 'DELETE FROM ledger', 'TRUNCATE ledger'])(
    'refuses %s',
    async (sql) => {
      await expect(db.pool.query(sql)).rejects.toThrow('the ledger is append-only')
    },
  )

  it('refuses a second entry after the same one', async () => {
    await expect(
      db.pool.query(`INSERT INTO ledger SELECT 1000, customer_id, site_id, at, actor, action, subject, detail, previous_hash, 'x'
        FROM ledger WHERE seq = 2`),
    ).rejects.toThrow('ledger_previous_hash_key')
  })

  it('shows what somebody with full rights changed behind its back', async () => {
    await db.pool.query('ALTER TABLE ledger DISABLE TRIGGER USER')
    await db.pool.query("UPDATE ledger SET detail = '{}' WHERE seq = 1")
    await db.pool.query('DELETE FROM ledger WHERE seq = 5')
    await db.pool.query('ALTER TABLE ledger ENABLE TRIGGER USER')
    const found = (await verifyLedger(db.pool)).problems.map(({ seq, kind }) => `${seq} ${kind}`)
    expect(found).toEqual(['1 altered', '6 out-of-order', '6 unlinked'])
  })
})
