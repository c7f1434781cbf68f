import type pg from 'pg'
import { appendLedger } from './ledger.ts'
import { inTransaction } from './pool.ts'

/** THE list of what is sealed, with what each value is bound to. A test compares it with the schema: such columns end in "sealed". */
export const sealedColumns = [
  { table: 'person', column: 'totp_sealed', purpose: `'totp:' || email` },
  { table: 'setup_enrolment', column: 'totp_sealed', purpose: `'totp:' || email` },
  { table: 'sso_step', column: 'kept_sealed', purpose: `'sso:' || visitor_hash` },
  { table: 'connection', column: 'settings_sealed', purpose: `'connection:' || id` },
  { table: 'control', column: 'sealed', purpose: `'control:' || id` },
  { table: 'idempotency_key', column: 'answer_sealed', purpose: `'answer:' || caller || ':' || key` },
  { table: 'key_mark', column: 'mark_sealed', purpose: `'key-mark'` },
] as const

export const markPurpose = 'key-mark'

/** What a rotation came to. Values that the present key does not open are left as they are. */
export interface Resealed {
  readonly resealed: number
  readonly unreadable: number
}

type Act = Omit<Parameters<typeof appendLedger>[1], 'customer' | 'site' | 'detail'>

/** The mark of the key everything is sealed with; null before the first rotation. */
export async function keyMark(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ mark: string }>('SELECT mark_sealed AS mark FROM key_mark')
  return rows[0]?.mark ?? null
}

/** Seals every value anew, sets the mark and writes the ledger, all or nothing. Nobody else may work on the data meanwhile. */
export function resealAll(
  pool: pg.Pool,
  reseal: (sealed: string, purpose: string) => string | null,
  mark: string,
  act: Act,
): Promise<Resealed> {
  return inTransaction(pool, async (client) => {
    const done = { resealed: 0, unreadable: 0 }
    for (const { table, column, purpose } of sealedColumns) {
      if (table === 'key_mark') continue
      // The row's address serves as long as nobody else writes.
      const { rows } = await client.query<{ at: string; sealed: string; purpose: string }>(
        `SELECT ctid::text AS at, ${column} AS sealed, ${purpose} AS purpose FROM ${table} WHERE ${column} <> ''`,
      )
      for (const row of rows) {
        const anew = reseal(row.sealed, row.purpose)
        if (anew === null) done.unreadable++
        else {
          await client.query(`UPDATE ${table} SET ${column} = $1 WHERE ctid = $2::tid`, [anew, row.at])
          done.resealed++
        }
      }
    }
    await client.query(
      'INSERT INTO key_mark (mark_sealed) VALUES ($1) ON CONFLICT (one) DO UPDATE SET mark_sealed = excluded.mark_sealed',
      [mark],
    )
    await appendLedger(client, { customer: '*', site: null, ...act, detail: { ...done } })
    return done
  })
}
