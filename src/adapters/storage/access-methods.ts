import type pg from 'pg'
import type { AccessFact, ListedPasskey, MethodStore } from '#core/access'
import { insertRecoveryCodes, writeFacts } from './access-rows.ts'
import { inTransaction } from './pool.ts'

interface MethodsRow {
  readonly password: boolean
  readonly authenticator: boolean
  readonly codes: number
  readonly sso: boolean
}

/** The ways in of one person, as they themselves see and change them. */
export function methodStore(pool: pg.Pool): MethodStore {
  const changing = (fact: AccessFact, work: (client: pg.PoolClient) => Promise<void>) =>
    inTransaction(pool, async (client) => {
      await work(client)
      await writeFacts(client, [fact])
    })
  return {
    async read(person) {
      const { rows } = await pool.query<MethodsRow>(
        `SELECT password_hash IS NOT NULL AS password, totp_sealed IS NOT NULL AS authenticator,
           (SELECT count(*)::int FROM recovery_code WHERE person_id = $1 AND used_at IS NULL) AS codes,
           EXISTS (SELECT FROM sso_link WHERE person_id = $1) AS sso
         FROM person WHERE id = $1`,
        [person],
      )
      const { password = false, authenticator = false, codes = 0, sso = false } = rows[0] ?? {}
      return { password, authenticator, recoveryCodesLeft: codes, sso, passkeys: await listed(pool, person) }
    },

    setPassword: (person, passwordHash, keepSession, fact) =>
      changing(fact, async (client) => {
        await client.query('UPDATE person SET password_hash = $2 WHERE id = $1', [person, passwordHash])
        await endOthers(client, person, keepSession, fact.at)
      }),

    setAuthenticator: (person, totpSealed, totpStep, keepSession, fact) =>
      changing(fact, async (client) => {
        await client.query('UPDATE person SET totp_sealed = $2, totp_last_step = $3 WHERE id = $1', [
          person,
          totpSealed,
          totpStep,
        ])
        await client.query('DELETE FROM setup_enrolment WHERE person_id = $1', [person])
        await endOthers(client, person, keepSession, fact.at)
      }),

    setRecoveryCodes: (person, hashes, fact) =>
      changing(fact, (client) => insertRecoveryCodes(client, person, hashes)),
  }
}

async function listed(pool: pg.Pool, person: string): Promise<ListedPasskey[]> {
  const { rows } = await pool.query<{
    id: string
    name: string
    host: string
    created_at: Date
    last_used_at: Date | null
  }>(
    'SELECT id, name, host, created_at, last_used_at FROM passkey WHERE person_id = $1 ORDER BY created_at, id',
    [person],
  )
  return rows.map(({ id, name, host, created_at, last_used_at }) => ({
    id,
    name,
    host,
    createdAt: created_at.getTime(),
    lastUsedAt: last_used_at?.getTime() ?? null,
  }))
}

async function endOthers(client: pg.PoolClient, person: string, keep: string, at: number): Promise<void> {
  await client.query(
    'UPDATE session SET revoked_at = $3 WHERE person_id = $1 AND revoked_at IS NULL AND id <> $2',
    [person, keep, new Date(at)],
  )
}
