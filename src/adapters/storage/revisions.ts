import type pg from 'pg'
import type { InvestigationStore, Place } from '#core/incidents'
import { ensureMonths, settleMonths } from './call-months.ts'
import { identity, insertStaged, stage, stagedMonths } from './calls.ts'
import { writeIncidents } from './incidents.ts'
import { appendLedger } from './ledger.ts'
import { jsonText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

type Revisions = Pick<InvestigationStore, 'history' | 'revise' | 'settledAgain' | 'leftUndone' | 'saveCalls'>

const FLAGS = 5000

/** What is done with an investigation after its first verdict: judged again with marks, its calls kept. */
export function revisions(pool: pg.Pool): Revisions {
  return {
    ...endings(pool),

    async history(place, id) {
      const { rows } = await pool.query<Awaited<ReturnType<Revisions['history']>>>(
        `SELECT v.document AS original, v.revised IS NOT NULL AS revised, v.change,
           EXISTS (SELECT FROM mark m WHERE m.investigation_id = i.id AND i.again_at IS NOT NULL
                   AND i.again_at IN (m.made_at, m.taken_back_at)) AS "judgingAgain"
         FROM verdict v JOIN investigation i ON i.id = v.investigation_id
         WHERE i.id = $1 AND i.customer_id = $2 AND i.site_id = $3`,
        [id, place.customer, place.site],
      )
      return rows[0] ?? { original: null, revised: false, change: null, judgingAgain: false }
    },

    revise: (id, outcome, verdict, change, incidents, act) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<Place>(
          `UPDATE investigation SET outcome = $2, attempts = 0 WHERE id = $1
           RETURNING customer_id AS customer, site_id AS site`,
          [id, jsonText(outcome)],
        )
        const [place] = rows
        if (!place) return
        await client.query('UPDATE verdict SET revised = $2, change = $3 WHERE investigation_id = $1', [
          id,
          verdict === null ? null : jsonText(verdict),
          jsonText(change),
        ])
        await writeIncidents(client, incidents)
        await client.query('UPDATE incident SET withdrawn = NOT id = ANY ($2) WHERE investigation_id = $1', [
          id,
          incidents.map((incident) => incident.id),
        ])
        await appendLedger(client, { ...place, ...act })
      }),

    async saveCalls(place, id, rows, flagged) {
      const client = await pool.connect()
      const ignore = () => undefined
      client.on('error', ignore)
      let broken: Error | undefined
      try {
        await stage(client, rows)
        const months = await stagedMonths(client)
        await ensureMonths(client, months)
        await client.query('BEGIN')
        const saved = await insertStaged(client, place, id)
        await client.query('DELETE FROM call_flag WHERE investigation_id = $1', [id])
        for (let at = 0; at < flagged.length; at += FLAGS)
          await writeFlags(client, place, id, flagged.slice(at, at + FLAGS))
        // What was missing is there now.
        await client.query('UPDATE investigation SET failure = NULL WHERE id = $1', [id])
        await client.query('DROP TABLE call_staged')
        await client.query('COMMIT')
        await settleMonths(client, months, saved)
      } catch (error) {
        // The connection goes, and with it the transaction and the staged rows.
        broken = error instanceof Error ? error : new Error(String(error))
        throw error
      } finally {
        client.off('error', ignore)
        client.release(broken)
      }
    },
  }
}

function endings(pool: pg.Pool): Pick<Revisions, 'settledAgain' | 'leftUndone'> {
  return {
    async settledAgain(id, askedAt) {
      await pool.query(
        `UPDATE investigation SET attempts = 0, again_at = CASE WHEN again_at > $2 THEN again_at END WHERE id = $1`,
        [id, new Date(askedAt)],
      )
    },

    leftUndone: (id, askedAt, failure, act) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<Place>(
          `UPDATE investigation SET attempts = 0, failure = $3, again_at = CASE WHEN again_at > $2 THEN again_at END
           WHERE id = $1 AND status = 'done' RETURNING customer_id AS customer, site_id AS site`,
          [id, new Date(askedAt), jsonText(failure)],
        )
        if (rows[0]) await appendLedger(client, { ...rows[0], ...act })
      }),
  }
}

async function writeFlags(
  client: pg.PoolClient,
  place: Place,
  investigation: string,
  flagged: Parameters<Revisions['saveCalls']>[3],
): Promise<void> {
  const rows = flagged.map(({ id, startedAt, ...rest }) => ({ pbx_id: id, started_at: startedAt, ...rest }))
  await client.query(
    `INSERT INTO call_flag (customer_id, site_id, investigation_id, started_at, identity, kind, reason)
     SELECT $1, $2, $3, started_at, ${identity}, kind, reason
     FROM jsonb_to_recordset($4) AS f (pbx_id text, started_at timestamptz, account text, dialled text, kind text, reason text)
     ON CONFLICT DO NOTHING`,
    [place.customer, place.site, investigation, jsonText(rows)],
  )
}
