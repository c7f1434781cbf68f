import type pg from 'pg'
import type { AccessFact, NewSession, Person, Role } from '#core/access'
import { wholeHouse } from '#core/access'
import { appendLedger } from './ledger.ts'

export interface PersonRow {
  readonly id: string
  readonly customer_id: string | null
  readonly email: string
  readonly name: string
  readonly role: Role
}

export const personFrom = ({ id, customer_id, email, name, role }: PersonRow): Person => ({
  id,
  name,
  email,
  role,
  customer: customer_id,
})

/** Last statements of the transaction: the ledger's lock is held until it ends. */
export async function writeFacts(client: pg.PoolClient, facts: readonly AccessFact[]): Promise<void> {
  for (const { customer, ...fact } of facts)
    await appendLedger(client, { customer: customer ?? wholeHouse, site: null, ...fact })
}

/** Opens a session and sweeps out those that ended long ago. */
export async function openSession(client: pg.PoolClient, session: NewSession): Promise<void> {
  await client.query(`DELETE FROM session WHERE expires_at < $1::timestamptz - interval '30 days'`, [
    new Date(session.at),
  ])
  await client.query(
    `INSERT INTO session (token_hash, person_id, address, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)`,
    [session.tokenHash, session.person, session.address, new Date(session.at), new Date(session.expiresAt)],
  )
}
