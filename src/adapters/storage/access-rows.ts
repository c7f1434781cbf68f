import type pg from 'pg'
import type { AccessFact, Grant, NewSession, Person } from '#core/access'
import { wholeHouse } from '#core/access'
import { appendLedger } from './ledger.ts'
import { plainText } from './plain-json.ts'

export interface PersonRow {
  readonly id: string
  readonly customer_id: string | null
  readonly email: string
  readonly name: string
  readonly grants: readonly Grant[]
}

/** What PersonRow is made of, for a query in which `person` is called p. */
export const personColumns = `p.id, p.customer_id, p.email, p.name, (
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'customer', g.customer_id, 'site', g.site_id)
    ORDER BY g.customer_id NULLS FIRST, g.site_id NULLS FIRST), '[]')
  FROM person_grant g WHERE g.person_id = p.id) AS grants`

export const personFrom = ({ id, customer_id, email, name, grants }: PersonRow): Person => ({
  id,
  name,
  email,
  grants,
  customer: customer_id,
})

/** Last statements of the transaction: the ledger's lock is held until it ends. */
export async function writeFacts(client: pg.PoolClient, facts: readonly AccessFact[]): Promise<void> {
  for (const { customer, ...fact } of facts)
    await appendLedger(client, { customer: customer ?? wholeHouse, site: null, ...fact })
}

export async function insertGrants(
  client: pg.PoolClient,
  person: string,
  grants: readonly Grant[],
): Promise<void> {
  for (const { role, customer, site } of grants)
    await client.query(
      'INSERT INTO person_grant (person_id, role, customer_id, site_id) VALUES ($1, $2, $3, $4)',
      [person, role, customer, site],
    )
}

export async function insertRecoveryCodes(
  client: pg.PoolClient,
  person: string,
  hashes: readonly string[],
): Promise<void> {
  await client.query('DELETE FROM recovery_code WHERE person_id = $1', [person])
  await client.query('INSERT INTO recovery_code (person_id, code_hash) SELECT $1, unnest($2::text[])', [
    person,
    hashes,
  ])
}

/** Opens a session and sweeps out those that ended long ago. */
export async function openSession(client: pg.PoolClient, session: NewSession): Promise<void> {
  await client.query(`DELETE FROM session WHERE expires_at < $1::timestamptz - interval '30 days'`, [
    new Date(session.at),
  ])
  await client.query(
    `INSERT INTO session (token_hash, person_id, address, created_at, last_seen_at, proven_at, expires_at, id, user_agent)
     VALUES ($1, $2, $3, $4, $4, $4, $5, $6, $7)`,
    [
      session.tokenHash,
      session.person,
      session.address,
      new Date(session.at),
      new Date(session.expiresAt),
      session.id,
      plainText(session.userAgent),
    ],
  )
}
