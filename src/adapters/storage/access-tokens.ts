import type pg from 'pg'
import type { ApiToken, TokenStore } from '#core/access'
import { type PersonRow, personColumns, personFrom, writeFacts } from './access-rows.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface TokenRow {
  readonly token_id: string
  readonly token_name: string
  readonly prefix: string
  readonly permissions: string[]
  readonly token_customer: string | null
  readonly site_id: string | null
  readonly created_at: Date
  readonly expires_at: Date
  readonly last_used_at: Date | null
}

const columns = `t.id AS token_id, t.name AS token_name, t.prefix, t.permissions, t.customer_id AS token_customer, t.site_id,
  t.created_at, t.expires_at, t.last_used_at`

const tokenFrom = (row: TokenRow): ApiToken => ({
  id: row.token_id,
  name: row.token_name,
  prefix: row.prefix,
  permissions: row.permissions,
  customer: row.token_customer,
  site: row.site_id,
  createdAt: row.created_at.getTime(),
  expiresAt: row.expires_at.getTime(),
  lastUsedAt: row.last_used_at?.getTime() ?? null,
})

/** Tokens of the API; only hashes are kept. */
export function tokenStore(pool: pg.Pool): TokenStore {
  return {
    async list(person, now) {
      const { rows } = await pool.query<TokenRow>(
        `SELECT ${columns} FROM api_token t WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2
         ORDER BY created_at DESC, id`,
        [person, new Date(now)],
      )
      return rows.map(tokenFrom)
    },

    add: (person, token, tokenHash, fact) =>
      inTransaction(pool, async (client) => {
        await client.query(
          `INSERT INTO api_token (id, person_id, name, prefix, token_hash, permissions, customer_id, site_id, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            token.id,
            person,
            plainText(token.name),
            token.prefix,
            tokenHash,
            token.permissions,
            token.customer,
            token.site,
            new Date(token.createdAt),
            new Date(token.expiresAt),
          ],
        )
        await writeFacts(client, [fact])
      }),

    async use(tokenHash, now) {
      const { rows } = await pool.query<TokenRow & PersonRow>(
        `SELECT ${personColumns}, ${columns} FROM api_token t JOIN person p ON p.id = t.person_id
         WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND p.active`,
        [tokenHash, new Date(now)],
      )
      const [row] = rows
      if (!row) return null
      // Once a minute is exact enough, and spares a write for each read.
      await pool.query(
        `UPDATE api_token SET last_used_at = $2 WHERE id = $1
         AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`,
        [row.token_id, new Date(now)],
      )
      return { token: tokenFrom(row), person: personFrom(row) }
    },

    revoke: (person, id, fact) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE api_token SET revoked_at = $3 WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL',
          [person, plainText(id), new Date(fact.at)],
        )
        if (rowCount === 1) await writeFacts(client, [fact])
        return rowCount === 1
      }),
  }
}
