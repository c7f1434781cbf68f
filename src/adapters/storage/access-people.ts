import type pg from 'pg'
import type { AccessFact, Invitation, ListedPerson, PeopleStore, Standing } from '#core/access'
import { insertGrants, type PersonRow, personColumns, personFrom, writeFacts } from './access-rows.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface ListedRow extends PersonRow {
  readonly standing: Standing
  readonly created_at: Date
  readonly last_seen_at: Date | null
  readonly invited_until: Date | null
}

const listed = `SELECT ${personColumns}, p.created_at,
  CASE WHEN NOT p.active THEN 'deactivated' WHEN p.password_hash IS NULL AND i.person_id IS NOT NULL THEN 'invited' ELSE 'active' END AS standing,
  (SELECT max(last_seen_at) FROM session s WHERE s.person_id = p.id) AS last_seen_at,
  i.expires_at AS invited_until
  FROM person p LEFT JOIN invitation i ON i.person_id = p.id`

const fromRow = (row: ListedRow): ListedPerson => ({
  ...personFrom(row),
  standing: row.standing,
  createdAt: row.created_at.getTime(),
  lastSeenAt: row.last_seen_at?.getTime() ?? null,
  invitedUntil: row.invited_until?.getTime() ?? null,
})

/** People and their roles. */
export function peopleStore(pool: pg.Pool): PeopleStore {
  return {
    async list(customers, limit, after) {
      const { rows } = await pool.query<ListedRow>(
        `${listed} WHERE ($1::text[] IS NULL OR p.customer_id = ANY ($1)) AND p.email > $2 ORDER BY p.email LIMIT $3`,
        [customers, plainText(after), limit],
      )
      return rows.map(fromRow)
    },

    async find(id) {
      const { rows } = await pool.query<ListedRow>(`${listed} WHERE p.id = $1`, [plainText(id)])
      return rows[0] ? fromRow(rows[0]) : null
    },

    invite: (person, invitation, fact) =>
      inTransaction(pool, async (client) => {
        const made = await client.query(
          `INSERT INTO person (id, customer_id, email, name, totp_last_step, created_at)
           VALUES ($1, $2, $3, $4, 0, $5) ON CONFLICT (email) DO NOTHING`,
          [person.id, person.customer, plainText(person.email), plainText(person.name), new Date(fact.at)],
        )
        if (made.rowCount === 0) return false
        await insertGrants(client, person.id, person.grants)
        await issue(client, person.id, invitation)
        await writeFacts(client, [fact])
        return true
      }),

    change: (id, name, grants, fact) =>
      changing(pool, fact, async (client) => {
        await client.query('UPDATE person SET name = $2 WHERE id = $1', [id, plainText(name)])
        await client.query('DELETE FROM person_grant WHERE person_id = $1', [id])
        await insertGrants(client, id, grants)
      }),

    setActive: (id, active, fact) =>
      changing(pool, fact, async (client) => {
        await client.query('UPDATE person SET active = $2 WHERE id = $1', [id, active])
        if (active) return
        await client.query('DELETE FROM invitation WHERE person_id = $1', [id])
        await endSessions(client, id, fact.at)
      }),

    reset: (id, invitation, fact) =>
      changing(pool, fact, async (client) => {
        await client.query('UPDATE person SET password_hash = NULL, totp_sealed = NULL WHERE id = $1', [id])
        await client.query('DELETE FROM recovery_code WHERE person_id = $1', [id])
        await client.query('DELETE FROM passkey WHERE person_id = $1', [id])
        await client.query('DELETE FROM sso_link WHERE person_id = $1', [id])
        await client.query(
          'UPDATE api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL',
          [id, new Date(fact.at)],
        )
        await endSessions(client, id, fact.at)
        await issue(client, id, invitation)
      }),
  }
}

/** Refused, as if it had not been, when it would leave nobody who may do everything and can sign in. One change at a time. */
async function changing(
  pool: pg.Pool,
  fact: AccessFact,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<'done' | 'last-owner'> {
  return inTransaction(pool, async (client) => {
    await client.query('LOCK TABLE person_grant IN SHARE ROW EXCLUSIVE MODE')
    await client.query('SAVEPOINT before')
    await work(client)
    const left = await client.query(
      `SELECT FROM person_grant g JOIN person p ON p.id = g.person_id
       WHERE g.role = 'owner' AND g.customer_id IS NULL AND p.active
         AND (p.password_hash IS NOT NULL OR EXISTS (SELECT FROM sso_link l WHERE l.person_id = p.id)) LIMIT 1`,
    )
    if (left.rowCount === 0) {
      await client.query('ROLLBACK TO SAVEPOINT before')
      return 'last-owner'
    }
    await writeFacts(client, [fact])
    return 'done'
  })
}

async function issue(client: pg.PoolClient, person: string, invitation: Invitation): Promise<void> {
  await client.query(
    `INSERT INTO invitation (person_id, token_hash, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [person, invitation.tokenHash, new Date(invitation.expiresAt)],
  )
}

async function endSessions(client: pg.PoolClient, person: string, at: number): Promise<void> {
  await client.query('DELETE FROM setup_enrolment WHERE person_id = $1', [person])
  await client.query('UPDATE session SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL', [
    person,
    new Date(at),
  ])
}
