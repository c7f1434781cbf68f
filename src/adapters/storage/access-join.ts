import type pg from 'pg'
import type { JoinStore } from '#core/access'
import { keepEnrolment, readEnrolment } from './access-enrolments.ts'
import {
  insertRecoveryCodes,
  openSession,
  type PersonRow,
  personColumns,
  personFrom,
  writeFacts,
} from './access-rows.ts'
import { inTransaction } from './pool.ts'

/** How somebody invited, or reset, comes in. */
export function joinStore(pool: pg.Pool): JoinStore {
  return {
    async invited(tokenHash, now) {
      const { rows } = await pool.query<PersonRow>(
        `SELECT ${personColumns} FROM person p JOIN invitation i ON i.person_id = p.id
         WHERE i.token_hash = $1 AND i.expires_at > $2 AND p.active`,
        [tokenHash, new Date(now)],
      )
      return rows[0] ? personFrom(rows[0]) : null
    },

    enrol: (visitorHash, enrolment) => keepEnrolment(pool, visitorHash, enrolment),
    enrolment: (visitorHash, now) => readEnrolment(pool, visitorHash, now),

    join: ({ person, passwordHash, totpSealed, totpStep, recoveryHashes, session }, facts) =>
      inTransaction(pool, async (client) => {
        const link = await client.query('DELETE FROM invitation WHERE person_id = $1 AND expires_at > $2', [
          person,
          new Date(session.at),
        ])
        if (link.rowCount === 0) return false
        await client.query(
          'UPDATE person SET password_hash = $2, totp_sealed = $3, totp_last_step = $4 WHERE id = $1',
          [person, passwordHash, totpSealed, totpStep],
        )
        await client.query('DELETE FROM setup_enrolment WHERE person_id = $1', [person])
        await insertRecoveryCodes(client, person, recoveryHashes)
        await openSession(client, session)
        await writeFacts(client, facts)
        return true
      }),
  }
}
