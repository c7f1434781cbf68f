import type pg from 'pg'
import type { Passkey, PasskeyStore } from '#core/access'
import { type PersonRow, personColumns, personFrom, writeFacts } from './access-rows.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface PasskeyRow {
  readonly passkey_id: string
  readonly host: string
  readonly public_key: Buffer
  readonly counter: number
  readonly transports: string[]
}

const columns = 'k.id AS passkey_id, k.host, k.public_key, k.counter, k.transports'

const passkeyFrom = (row: PasskeyRow): Passkey => ({
  id: row.passkey_id,
  host: row.host,
  publicKey: row.public_key,
  counter: row.counter,
  transports: row.transports,
})

/** Whether somebody has this passkey, and comes in without it. The person is held while it is asked. */
const ways = `SELECT EXISTS (SELECT FROM passkey k WHERE k.person_id = p.id AND k.id = $2) AS there,
  EXISTS (SELECT FROM passkey k WHERE k.person_id = p.id AND k.id <> $2)
    OR (p.password_hash IS NOT NULL AND p.totp_sealed IS NOT NULL)
    OR (EXISTS (SELECT FROM sso_link l WHERE l.person_id = p.id)
        AND ($3 = 'always' OR ($3 = 'with-authenticator' AND p.totp_sealed IS NOT NULL))) AS other
  FROM person p WHERE p.id = $1 FOR UPDATE`

/** Passkeys, and the questions that are answered with them. */
export function passkeyStore(pool: pg.Pool): PasskeyStore {
  return { ...questions(pool), ...passkeys(pool) }
}

function questions(pool: pg.Pool): Pick<PasskeyStore, 'ask' | 'take'> {
  return {
    async ask(visitorHash, purpose, challenge, expiresAt) {
      await pool.query(
        "DELETE FROM passkey_challenge WHERE expires_at < $1::timestamptz - interval '1 hour'",
        [new Date(expiresAt)],
      )
      await pool.query(
        `INSERT INTO passkey_challenge (visitor_hash, purpose, challenge, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (visitor_hash, purpose) DO UPDATE SET challenge = excluded.challenge, expires_at = excluded.expires_at`,
        [visitorHash, purpose, challenge, new Date(expiresAt)],
      )
    },

    async take(visitorHash, purpose, now) {
      const { rows } = await pool.query<{ challenge: string; alive: boolean }>(
        'DELETE FROM passkey_challenge WHERE visitor_hash = $1 AND purpose = $2 RETURNING challenge, expires_at > $3 AS alive',
        [visitorHash, purpose, new Date(now)],
      )
      return rows[0]?.alive ? rows[0].challenge : null
    },
  }
}

function passkeys(pool: pg.Pool): Omit<PasskeyStore, 'ask' | 'take'> {
  return {
    async find(id) {
      const { rows } = await pool.query<PasskeyRow & PersonRow>(
        `SELECT ${personColumns}, ${columns} FROM passkey k JOIN person p ON p.id = k.person_id WHERE k.id = $1 AND p.active`,
        [plainText(id)],
      )
      const [row] = rows
      return row ? { passkey: passkeyFrom(row), person: personFrom(row) } : null
    },

    async of(person) {
      const { rows } = await pool.query<PasskeyRow>(`SELECT ${columns} FROM passkey k WHERE person_id = $1`, [
        person,
      ])
      return rows.map(passkeyFrom)
    },

    add: (person, { id, host, publicKey, counter, transports }, name, fact) =>
      inTransaction(pool, async (client) => {
        const made = await client.query(
          `INSERT INTO passkey (id, person_id, name, host, public_key, counter, transports, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
          [id, person, plainText(name), host, publicKey, counter, transports, new Date(fact.at)],
        )
        if (made.rowCount === 1) await writeFacts(client, [fact])
        return made.rowCount === 1
      }),

    remove: (person, id, others, fact) =>
      inTransaction(pool, async (client) => {
        const key = [person, plainText(id)]
        const { rows } = await client.query<{ there: boolean; other: boolean }>(ways, [...key, others])
        if (!rows[0]?.there) return 'none'
        if (!rows[0].other) return 'last'
        await client.query('DELETE FROM passkey WHERE person_id = $1 AND id = $2', key)
        await writeFacts(client, [fact])
        return 'removed'
      }),
  }
}
