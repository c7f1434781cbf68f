import type pg from 'pg'
import type { SsoPerson, SsoStore } from '#core/access'
import { openSession, type PersonRow, personColumns, personFrom, writeFacts } from './access-rows.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface SsoRow extends PersonRow {
  readonly invited: boolean
  readonly authenticator: boolean
}

const columns = `${personColumns}, p.totp_sealed IS NOT NULL AS authenticator,
  EXISTS (SELECT FROM invitation i WHERE i.person_id = p.id AND i.expires_at > $1) AS invited`

const fromRow = (row: SsoRow | undefined): SsoPerson | null =>
  row ? { person: personFrom(row), invited: row.invited, authenticator: row.authenticator } : null

/** Whether somebody is linked, and comes in without: by a passkey, or by a password and what completes it. Held while it is asked. */
const ways = `SELECT EXISTS (SELECT FROM sso_link l WHERE l.person_id = p.id) AS linked,
  EXISTS (SELECT FROM passkey k WHERE k.person_id = p.id) OR (p.password_hash IS NOT NULL AND p.totp_sealed IS NOT NULL) AS other
  FROM person p WHERE p.id = $1 FOR UPDATE`

/** Single sign-on: journeys under way, and which account is whose. */
export function ssoStore(pool: pg.Pool): SsoStore {
  return { ...journeys(pool), ...links(pool), ...entering(pool) }
}

function journeys(pool: pg.Pool): Pick<SsoStore, 'keep' | 'take'> {
  return {
    async keep(visitorHash, sealed, expiresAt) {
      await pool.query("DELETE FROM sso_step WHERE expires_at < $1::timestamptz - interval '1 hour'", [
        new Date(expiresAt),
      ])
      await pool.query(
        `INSERT INTO sso_step (visitor_hash, kept_sealed, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (visitor_hash) DO UPDATE SET kept_sealed = excluded.kept_sealed, expires_at = excluded.expires_at`,
        [visitorHash, sealed, new Date(expiresAt)],
      )
    },

    async take(visitorHash, now) {
      const { rows } = await pool.query<{ sealed: string; alive: boolean }>(
        'DELETE FROM sso_step WHERE visitor_hash = $1 RETURNING kept_sealed AS sealed, expires_at > $2 AS alive',
        [visitorHash, new Date(now)],
      )
      return rows[0]?.alive ? rows[0].sealed : null
    },
  }
}

function links(pool: pg.Pool): Pick<SsoStore, 'linked' | 'invited' | 'link' | 'unlink'> {
  return {
    async linked({ issuer, subject }, now) {
      const { rows } = await pool.query<SsoRow>(
        `SELECT ${columns} FROM person p JOIN sso_link l ON l.person_id = p.id
         WHERE l.issuer = $2 AND l.subject = $3 AND p.active`,
        [new Date(now), plainText(issuer), plainText(subject)],
      )
      return fromRow(rows[0])
    },

    async invited(email, now) {
      const { rows } = await pool.query<SsoRow>(
        `SELECT * FROM (SELECT ${columns} FROM person p WHERE p.email = $2 AND p.active) AS one WHERE invited`,
        [new Date(now), plainText(email)],
      )
      return fromRow(rows[0])
    },

    link: ({ issuer, subject }, person, fact) =>
      inTransaction(pool, async (client) => {
        const made = await client.query(
          'INSERT INTO sso_link (issuer, subject, person_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
          [plainText(issuer), plainText(subject), person, new Date(fact.at)],
        )
        if (made.rowCount === 1) await writeFacts(client, [fact])
        return made.rowCount === 1
      }),

    unlink: (person, fact) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ linked: boolean; other: boolean }>(ways, [person])
        if (!rows[0]?.linked) return 'none'
        if (!rows[0].other) return 'last'
        await client.query('DELETE FROM sso_link WHERE person_id = $1', [person])
        await writeFacts(client, [fact])
        return 'unlinked'
      }),
  }
}

function entering(pool: pg.Pool): Pick<SsoStore, 'open' | 'prove' | 'wantCode'> {
  return {
    open: (session, proven, fact) =>
      inTransaction(pool, async (client) => {
        await client.query('DELETE FROM invitation WHERE person_id = $1', [session.person])
        await openSession(client, session)
        if (!proven)
          await client.query("UPDATE session SET proven_at = 'epoch' WHERE token_hash = $1", [
            session.tokenHash,
          ])
        await writeFacts(client, [fact])
      }),

    prove: (tokenHash, fact) =>
      inTransaction(pool, async (client) => {
        await client.query('UPDATE session SET proven_at = $2 WHERE token_hash = $1', [
          tokenHash,
          new Date(fact.at),
        ])
        await writeFacts(client, [fact])
      }),

    async wantCode(visitorHash, email, expiresAt) {
      await pool.query(
        `INSERT INTO sign_in_step (visitor_hash, email, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (visitor_hash) DO UPDATE SET email = excluded.email, expires_at = excluded.expires_at`,
        [visitorHash, email, new Date(expiresAt)],
      )
    },
  }
}
