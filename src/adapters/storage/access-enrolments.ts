import type pg from 'pg'
import type { Enrolment } from '#core/access'
import { plainText } from './plain-json.ts'

interface EnrolmentRow {
  readonly person_id: string | null
  readonly name: string
  readonly email: string
  readonly password_hash: string | null
  readonly totp_sealed: string
  readonly expires_at: Date
}

/** What one visitor has entered and not confirmed yet; it replaces what they entered before. */
export async function keepEnrolment(
  client: pg.Pool | pg.PoolClient,
  visitorHash: string,
  { person, name, email, passwordHash, totpSealed, expiresAt }: Enrolment,
): Promise<void> {
  await client.query('DELETE FROM setup_enrolment WHERE visitor_hash = $1', [visitorHash])
  await client.query(
    `INSERT INTO setup_enrolment (visitor_hash, person_id, name, email, password_hash, totp_sealed, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [visitorHash, person, plainText(name), plainText(email), passwordHash, totpSealed, new Date(expiresAt)],
  )
}

export async function readEnrolment(
  pool: pg.Pool,
  visitorHash: string,
  now: number,
): Promise<Enrolment | null> {
  const { rows } = await pool.query<EnrolmentRow>(
    'SELECT * FROM setup_enrolment WHERE visitor_hash = $1 AND expires_at > $2',
    [visitorHash, new Date(now)],
  )
  const [row] = rows
  if (!row) return null
  return {
    person: row.person_id,
    name: row.name,
    email: row.email,
    passwordHash: row.password_hash,
    totpSealed: row.totp_sealed,
    expiresAt: row.expires_at.getTime(),
  }
}
