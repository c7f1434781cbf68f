import type pg from 'pg'
import { type SessionStore, sees, type VisibleCustomer } from '#core/access'
import { type PersonRow, personColumns, personFrom, writeFacts } from './access-rows.ts'
import { inTransaction } from './pool.ts'

interface SessionRow extends PersonRow {
  readonly session_id: string
  readonly created_at: Date
  readonly last_seen_at: Date
  readonly proven_at: Date
}

interface ListRow {
  readonly id: string
  readonly address: string
  readonly user_agent: string
  readonly created_at: Date
  readonly last_seen_at: Date
}

/** Who is signed in, and what they may see. */
export function sessionStore(pool: pg.Pool): SessionStore {
  return { ...oneSession(pool), ...sessionsOf(pool), ...places(pool) }
}

function oneSession(pool: pg.Pool): Pick<SessionStore, 'find' | 'touch' | 'revoke'> {
  return {
    async find(tokenHash, now, idleSince) {
      const { rows } = await pool.query<SessionRow>(
        `SELECT ${personColumns}, s.id AS session_id, s.created_at, s.last_seen_at, s.proven_at
         FROM session s JOIN person p ON p.id = s.person_id
         WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3 AND p.active`,
        [tokenHash, new Date(now), new Date(idleSince)],
      )
      const [row] = rows
      return row
        ? {
            id: row.session_id,
            person: personFrom(row),
            createdAt: row.created_at.getTime(),
            lastSeenAt: row.last_seen_at.getTime(),
            provenAt: row.proven_at.getTime(),
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
  }
}

function sessionsOf(pool: pg.Pool): Pick<SessionStore, 'list' | 'revokeOf'> {
  return {
    async list(person, now, idleSince) {
      const { rows } = await pool.query<ListRow>(
        `SELECT id, address, user_agent, created_at, last_seen_at FROM session
         WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3
         ORDER BY last_seen_at DESC, id`,
        [person, new Date(now), new Date(idleSince)],
      )
      return rows.map(({ id, address, user_agent, created_at, last_seen_at }) => ({
        id,
        address,
        userAgent: user_agent,
        createdAt: created_at.getTime(),
        lastSeenAt: last_seen_at.getTime(),
      }))
    },

    revokeOf: (person, which, fact) =>
      inTransaction(pool, async (client) => {
        const [id, allBut] = 'id' in which ? [which.id, null] : [null, which.allBut]
        const { rowCount } = await client.query(
          `UPDATE session SET revoked_at = $4 WHERE person_id = $1 AND revoked_at IS NULL
           AND ($2::text IS NULL OR id = $2) AND id IS DISTINCT FROM $3`,
          [person.id, id, allBut, new Date(fact.at)],
        )
        const ended = rowCount ?? 0
        if (ended > 0)
          await writeFacts(client, [
            {
              ...fact,
              customer: person.customer,
              subject: person.id,
              detail: { ...fact.detail, sessions: ended },
            },
          ])
        return ended
      }),
  }
}

function places(pool: pg.Pool): Pick<SessionStore, 'exists' | 'places'> {
  return {
    async exists({ customer, site }) {
      const { rowCount } = await pool.query(
        `SELECT FROM customer c WHERE c.id = $1
         AND ($2::text IS NULL OR EXISTS (SELECT FROM site s WHERE s.customer_id = c.id AND s.id = $2))`,
        [customer, site ?? null],
      )
      return rowCount === 1
    },

    async places(person) {
      const customers = person.grants.map(({ customer }) => customer)
      const { rows } = await pool.query<VisibleCustomer>(
        `SELECT c.id, c.name, coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) ORDER BY s.name, s.id)
           FILTER (WHERE s.id IS NOT NULL), '[]') AS sites
         FROM customer c LEFT JOIN site s ON s.customer_id = c.id
         WHERE $1::text[] IS NULL OR c.id = ANY ($1) GROUP BY c.id ORDER BY c.name, c.id`,
        [customers.includes(null) ? null : customers],
      )
      return rows.map((customer) => ({
        ...customer,
        sites: customer.sites.filter(({ id }) => sees(person, { customer: customer.id, site: id })),
      }))
    },
  }
}
