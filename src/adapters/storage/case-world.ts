import type pg from 'pg'
import type { LedgerEntry } from '#core/evidence'
import type { Posture } from '#core/handling'
import type { Place } from '#core/incidents'
import { entriesFrom } from './ledger.ts'

/** Counting stops here: nobody compares millions by eye. */
const MANY = 1_000_000
/** The newest acts of a site that a timeline takes in. */
const ACTS = 2000

/** What an incident is told of its surroundings. */
export function caseWorld(pool: pg.Pool) {
  return {
    async posture({ customer, site }: Place): Promise<Posture> {
      const { rows } = await pool.query<Posture>(
        `SELECT
           (SELECT count(*) FROM control WHERE customer_id = $1 AND site_id = $2 AND state = 'in-force') AS "controlsInForce",
           (SELECT count(*) FROM connection WHERE customer_id = $1 AND site_id = $2) AS "sourcesFollowed",
           (SELECT count(*) FROM (SELECT FROM call WHERE customer_id = $1 AND site_id = $2 LIMIT $3) c) AS "callsStored",
           count(p.id) AS people,
           count(p.id) FILTER (WHERE p.totp_sealed IS NOT NULL OR EXISTS (SELECT FROM passkey k WHERE k.person_id = p.id))
             AS "peopleWithSecondFactor"
         FROM person p WHERE p.active AND EXISTS (
           SELECT FROM person_grant g WHERE g.person_id = p.id AND (g.customer_id IS NULL OR g.customer_id = $1)
           AND (g.site_id IS NULL OR g.site_id = $2))`,
        [customer, site, MANY],
      )
      return rows[0] as Posture
    },

    /** A verdict without its calls, as it stands now; null when there is none. */
    async verdictHead({ customer, site }: Place, investigation: string): Promise<unknown> {
      const { rows } = await pool.query<{ head: unknown }>(
        `SELECT coalesce(revised, document) - 'flaggedCalls' AS head FROM verdict
         WHERE investigation_id = $1 AND customer_id = $2 AND site_id = $3`,
        [investigation, customer, site],
      )
      return rows[0]?.head ?? null
    },

    /** What was done at a site since an instant, the newest that are enough. */
    async acts({ customer, site }: Place, since: number): Promise<readonly LedgerEntry[]> {
      return entriesFrom(
        await pool.query(
          'SELECT * FROM ledger WHERE customer_id = $1 AND site_id = $2 AND at >= $3 ORDER BY seq DESC LIMIT $4',
          [customer, site, new Date(since), ACTS],
        ),
      )
    },

    /** When evidence of an incident was last exported. */
    async sealedAt(incident: string): Promise<number | null> {
      const { rows } = await pool.query<{ at: Date | null }>(
        "SELECT max(at) AS at FROM ledger WHERE subject = $1 AND action = 'evidence.exported'",
        [incident],
      )
      return rows[0]?.at?.getTime() ?? null
    },
  }
}
