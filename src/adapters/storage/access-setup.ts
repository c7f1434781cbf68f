import type pg from 'pg'
import type { FirstAdministrator, SetupStore } from '#core/access'
import { keepEnrolment, readEnrolment } from './access-enrolments.ts'
import { insertGrants, insertRecoveryCodes, openSession, writeFacts } from './access-rows.ts'
import { inTransaction } from './pool.ts'

/** The one-time way to the first person. Everything here ends the moment a person exists. */
export function setupStore(pool: pg.Pool): SetupStore {
  return {
    needed: () => nobody(pool),

    issue: (tokenHash, fact) =>
      inTransaction(pool, async (client) => {
        await lock(client)
        await client.query('DELETE FROM setup_enrolment')
        await client.query('DELETE FROM setup_link')
        if (!(await nobody(client))) return false
        await client.query('INSERT INTO setup_link (token_hash, issued_at) VALUES ($1, $2)', [
          tokenHash,
          new Date(fact.at),
        ])
        await writeFacts(client, [fact])
        return true
      }),

    enrol: (tokenHash, visitorHash, enrolment) =>
      inTransaction(pool, async (client) => {
        await lock(client)
        const link = await client.query('SELECT FROM setup_link WHERE token_hash = $1', [tokenHash])
        if (link.rowCount === 0 || !(await nobody(client))) return false
        await keepEnrolment(client, visitorHash, enrolment)
        return true
      }),

    enrolment: (visitorHash, now) => readEnrolment(pool, visitorHash, now),

    complete: (first, facts) =>
      inTransaction(pool, async (client) => {
        await lock(client)
        if (!(await nobody(client))) return false
        await insertPerson(client, first)
        await openSession(client, first.session)
        await client.query('DELETE FROM setup_enrolment')
        await client.query('DELETE FROM setup_link')
        await writeFacts(client, facts)
        return true
      }),
  }
}

/** Two who finish at once must not both become the first. */
async function lock(client: pg.PoolClient): Promise<void> {
  await client.query('LOCK TABLE setup_link IN EXCLUSIVE MODE')
}

async function nobody(client: pg.Pool | pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ nobody: boolean }>('SELECT NOT EXISTS (SELECT FROM person) AS nobody')
  return rows[0]?.nobody ?? false
}

async function insertPerson(client: pg.PoolClient, first: FirstAdministrator): Promise<void> {
  const { person, passwordHash, totpSealed, totpStep, session } = first
  await client.query(
    `INSERT INTO person (id, customer_id, email, name, password_hash, totp_sealed, totp_last_step, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      person.id,
      person.customer,
      person.email,
      person.name,
      passwordHash,
      totpSealed,
      totpStep,
      new Date(session.at),
    ],
  )
  await insertGrants(client, person.id, person.grants)
  await insertRecoveryCodes(client, person.id, first.recoveryHashes)
}
