import type pg from 'pg'
import type { RepeatStore } from '#core/access'

interface RepeatRow {
  readonly request_hash: string
  readonly answer_sealed: string | null
}

/** After this an answer is forgotten, and so is a request that never came to an end. */
const kept = "interval '24 hours'"
const stuck = "interval '10 minutes'"

/** What came of writes that carry an idempotency key. */
export function repeatStore(pool: pg.Pool): RepeatStore {
  return {
    async claim(caller, key, requestHash, now) {
      const at = new Date(now)
      await pool.query(
        `DELETE FROM idempotency_key WHERE created_at < $1::timestamptz - ${kept}
         OR (answer_sealed IS NULL AND created_at < $1::timestamptz - ${stuck})`,
        [at],
      )
      const claimed = await pool.query(
        'INSERT INTO idempotency_key (caller, key, request_hash, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [caller, key, requestHash, at],
      )
      if (claimed.rowCount === 1) return 'none'
      const { rows } = await pool.query<RepeatRow>(
        'SELECT request_hash, answer_sealed FROM idempotency_key WHERE caller = $1 AND key = $2',
        [caller, key],
      )
      const [row] = rows
      if (row && row.request_hash !== requestHash) return 'different'
      return row?.answer_sealed ? { sealed: row.answer_sealed } : 'under-way'
    },

    async keep(caller, key, sealed) {
      await pool.query('UPDATE idempotency_key SET answer_sealed = $3 WHERE caller = $1 AND key = $2', [
        caller,
        key,
        sealed,
      ])
    },

    async forget(caller, key) {
      await pool.query('DELETE FROM idempotency_key WHERE caller = $1 AND key = $2', [caller, key])
    },
  }
}
