import type pg from 'pg'
import type { SessionStore, VisibleCustomer } from '#core/access'
import { type PersonRow, personFrom, writeFacts } from './access-rows.ts'
import { inTransaction } from './pool.ts'

interface SessionRow extends PersonRow {
  readonly created_at: Date
  readonly last_seen_at: Date
}

/** Who is signed in, and what they may see. */
export function sessionStore(pool: pg.Pool): SessionStore {
  return {
    async find(tokenHash, now, idleSince) {
      const { rows } = await pool.query<SessionRow>(
        `SELECT p.id, p.customer_id, p.email, p.name, p.role, s.created_at, s.last_seen_at
         FROM session s JOIN person p ON p.id = s.person_id
         WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3 AND p.active`,
        [tokenHash, new Date(now), new Date(idleSince)],
      )
      const [row] = rows
      return row
        ? {
            person: personFrom(row),
            createdAt: row.created_at.getTime(),
            lastSeenAt: row.last_seen_at.getTime(),
          }
        : null
    },

    async touch(tokenHash, now) {
      await pool.query('UPDATE session SET last_seen_at = greatest(last_seen_at, $2) WHERE token_hash = $1', [
        tokenHash,
        new Date(now),
      ])
    },

    revoke: (tokenHash, fact) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string; customer: string | null }>(
          `UPDATE session SET revoked_at = $2 FROM person
           WHERE token_hash = $1 AND revoked_at IS NULL AND person.id = session.person_id
           RETURNING person.id, person.customer_id AS customer`,
          [tokenHash, new Date(fact.at)],
        )
        const [row] = rows
        if (row)
          await writeFacts(client, [{ ...fact, customer: row.customer, actor: row.id, subject: row.id }])
      }),

    async places(person) {
      const { rows } = await pool.query<VisibleCustomer>(
        `SELECT c.id, c.name, coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) ORDER BY s.name, s.id)
           FILTER (WHERE s.id IS NOT NULL), '[]') AS sites
         FROM customer c LEFT JOIN site s ON s.customer_id = c.id
         WHERE $1::text IS NULL OR c.id = $1 GROUP BY c.id ORDER BY c.name, c.id`,
        [person.customer],
      )
      return rows
    },
  }
}
