import type pg from 'pg'
import {
  type Admission,
  type Counted,
  countAttempt,
  type Failures,
  type Guesser,
  longestMemory,
  type SecondProof,
  type SignInStore,
} from '#core/access'
import { openSession, type PersonRow, personColumns, personFrom, writeFacts } from './access-rows.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface CredentialsRow extends PersonRow {
  readonly password_hash: string | null
  readonly totp_sealed: string | null
}

/** Sign-ins and what failed of them. */
export function signInStore(pool: pg.Pool): SignInStore {
  return { ...inSteps(pool), ...atOnce(pool) }
}

type AtOnce = 'open' | 'prove' | 'takeBack' | 'failed'

/** Password first, then the second factor. */
function inSteps(pool: pg.Pool): Omit<SignInStore, AtOnce> {
  return {
    async credentials(email) {
      const { rows } = await pool.query<CredentialsRow>(
        `SELECT ${personColumns}, p.password_hash, p.totp_sealed FROM person p WHERE p.email = $1 AND p.active`,
        [plainText(email)],
      )
      const [row] = rows
      return row
        ? { person: personFrom(row), passwordHash: row.password_hash, totpSealed: row.totp_sealed }
        : null
    },

    admit: (guesser, now) => inTransaction(pool, (client) => admit(client, guesser, now)),

    passwordMatched: (guesser, visitorHash, email, expiresAt) =>
      inTransaction(pool, async (client) => {
        await takeBack(client, guesser, ['account', 'address'])
        await client.query(
          `INSERT INTO sign_in_step (visitor_hash, email, expires_at) VALUES ($1, $2, $3)
           ON CONFLICT (visitor_hash) DO UPDATE SET email = excluded.email, expires_at = excluded.expires_at`,
          [visitorHash, email, new Date(expiresAt)],
        )
      }),

    async pending(visitorHash, now) {
      const { rows } = await pool.query<{ email: string }>(
        'SELECT email FROM sign_in_step WHERE visitor_hash = $1 AND expires_at > $2',
        [visitorHash, new Date(now)],
      )
      return rows[0]?.email ?? null
    },

    complete: (guesser, visitorHash, session, proof, fact) =>
      inTransaction(pool, async (client) => {
        const step = await client.query(
          `SELECT FROM sign_in_step JOIN person USING (email)
           WHERE visitor_hash = $1 AND expires_at > $2 AND person.id = $3 AND active FOR UPDATE`,
          [visitorHash, new Date(session.at), session.person],
        )
        if (step.rowCount === 0 || !(await spend(client, session.person, proof, session.at))) return false
        await client.query('DELETE FROM sign_in_step WHERE visitor_hash = $1 OR expires_at <= $2', [
          visitorHash,
          new Date(session.at),
        ])
        await client.query(`DELETE FROM sign_in_failure WHERE kind = 'account' AND subject = $1`, [
          guesser.account,
        ])
        await takeBack(client, guesser, ['address'])
        await openSession(client, session)
        await writeFacts(client, [fact])
        return true
      }),
  }
}

function atOnce(pool: pg.Pool): Pick<SignInStore, AtOnce> {
  return {
    prove: (guesser, { tokenHash, person, at }, proof, fact) =>
      inTransaction(pool, async (client) => {
        if (!(await spend(client, person, proof, at))) return false
        await client.query('UPDATE session SET proven_at = $2 WHERE token_hash = $1', [
          tokenHash,
          new Date(at),
        ])
        await takeBack(client, guesser, ['account', 'address'])
        await writeFacts(client, [fact])
        return true
      }),

    open: (guesser, session, proof, fact) =>
      inTransaction(pool, async (client) => {
        if (!(await spend(client, session.person, proof, session.at))) return false
        await takeBack(client, guesser, ['account', 'address'])
        await openSession(client, session)
        await writeFacts(client, [fact])
        return true
      }),

    takeBack: (guesser) => inTransaction(pool, (client) => takeBack(client, guesser, ['account', 'address'])),

    failed: (facts) => inTransaction(pool, (client) => writeFacts(client, facts)),
  }
}

/** Both rows are held, always in this order, while the attempt is counted. */
async function admit(client: pg.PoolClient, guesser: Guesser, now: number): Promise<Admission> {
  const counted: [Counted, string, Failures][] = []
  for (const kind of ['account', 'address'] as const) {
    const before = await held(client, kind, guesser[kind], now)
    const after = countAttempt(kind, before, now)
    if (!after) return { admitted: false, until: before.lockedUntil ?? now }
    counted.push([kind, guesser[kind], after])
  }
  for (const [kind, subject, after] of counted)
    await client.query(
      'UPDATE sign_in_failure SET count = $3, last_at = $4, locked_until = $5 WHERE kind = $1 AND subject = $2',
      [
        kind,
        subject,
        after.count,
        new Date(after.lastAt),
        after.lockedUntil === null ? null : new Date(after.lockedUntil),
      ],
    )
  const ends = counted.map(([, , { lockedUntil }]) => lockedUntil ?? 0)
  return { admitted: true, lockedUntil: Math.max(...ends) || null }
}

async function held(client: pg.PoolClient, kind: Counted, subject: string, now: number): Promise<Failures> {
  const made = await client.query(
    'INSERT INTO sign_in_failure (kind, subject, count, last_at) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING',
    [kind, subject, new Date(now)],
  )
  if (made.rowCount === 1) await sweep(client, now)
  const { rows } = await client.query<{ count: number; last_at: Date; locked_until: Date | null }>(
    'SELECT count, last_at, locked_until FROM sign_in_failure WHERE kind = $1 AND subject = $2 FOR UPDATE',
    [kind, subject],
  )
  const [row] = rows
  return {
    count: row?.count ?? 0,
    lastAt: row?.last_at.getTime() ?? now,
    lockedUntil: row?.locked_until?.getTime() ?? null,
  }
}

/** Invented accounts must not fill the table: each new row takes old ones along. */
async function sweep(client: pg.PoolClient, now: number): Promise<void> {
  await client.query(
    `DELETE FROM sign_in_failure WHERE (kind, subject) IN
       (SELECT kind, subject FROM sign_in_failure WHERE last_at < $1 ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    [new Date(now - longestMemory)],
  )
}

async function takeBack(client: pg.PoolClient, guesser: Guesser, kinds: readonly Counted[]): Promise<void> {
  for (const kind of kinds)
    await client.query(
      `UPDATE sign_in_failure SET count = greatest(count - 1, 0), locked_until = NULL WHERE kind = $1 AND subject = $2`,
      [kind, guesser[kind]],
    )
}

/** The row's lock makes a second use wait, see the first, and fail. */
async function spend(
  client: pg.PoolClient,
  person: string,
  proof: SecondProof,
  at: number,
): Promise<boolean> {
  const [sql, values] = spending(person, proof, at)
  return (await client.query(sql, values)).rowCount === 1
}

function spending(person: string, proof: SecondProof, at: number): [string, unknown[]] {
  if ('totpStep' in proof)
    return [
      'UPDATE person SET totp_last_step = $2 WHERE id = $1 AND active AND totp_last_step < $2',
      [person, proof.totpStep],
    ]
  if ('passkey' in proof)
    // A counter that does not move forward shows a copy, unless the authenticator does not count at all.
    return [
      `UPDATE passkey SET counter = $3, last_used_at = $4 FROM person p
       WHERE p.id = person_id AND p.active AND passkey.id = $2 AND person_id = $1 AND (counter < $3 OR (counter = 0 AND $3 = 0))`,
      [person, proof.passkey, proof.counter, new Date(at)],
    ]
  return [
    'UPDATE recovery_code SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [person, proof.recoveryHash, new Date(at)],
  ]
}
