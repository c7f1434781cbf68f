import type pg from 'pg'
import type { Enrolment, FirstAdministrator, SetupStore } from '#core/access'
import { insertGrants, insertRecoveryCodes, openSession, writeFacts } from './access-rows.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface EnrolmentRow {
  readonly name: string
  readonly email: string
  readonly password_hash: string
  readonly totp_sealed: string
  readonly expires_at: Date
}

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
        await enrol(client, visitorHash, enrolment)
        return true
      }),

    async enrolment(visitorHash, now) {
      const { rows } = await pool.query<EnrolmentRow>(
        'SELECT * FROM setup_enrolment WHERE visitor_hash = $1 AND expires_at > $2',
        [visitorHash, new Date(now)],
      )
      const [row] = rows
      if (!row) return null
      const { name, email, password_hash, totp_sealed, expires_at } = row
      return {
        name,
        email,
        passwordHash: password_hash,
        totpSealed: totp_sealed,
        expiresAt: expires_at.getTime(),
      }
    },

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

async function enrol(client: pg.PoolClient, visitorHash: string, enrolment: Enrolment): Promise<void> {
  await client.query('DELETE FROM setup_enrolment WHERE visitor_hash = $1', [visitorHash])
  await client.query(
    `INSERT INTO setup_enrolment (visitor_hash, name, email, password_hash, totp_sealed, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      visitorHash,
      plainText(enrolment.name),
      plainText(enrolment.email),
      enrolment.passwordHash,
      enrolment.totpSealed,
      new Date(enrolment.expiresAt),
    ],
  )
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
