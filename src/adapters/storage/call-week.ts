import type pg from 'pg'
import type { CallStore, Week } from '#core/incidents'

interface Row {
  readonly hour: number
  readonly usual: number
  readonly flagged: number
  readonly first: Date
  readonly last: Date
}

const WEEK = 7 * 86_400_000

/** Calls of one account by hour of the week, those of the breach apart. */
export function callWeek(pool: pg.Pool): CallStore['week'] {
  return async ({ customer, site }, account, { zone, until, investigation }) => {
    const { rows } = await pool.query<Row>(
      `SELECT ((extract(isodow FROM started_at AT TIME ZONE $4) - 1) * 24 + extract(hour FROM started_at AT TIME ZONE $4))::int AS hour,
         count(*) FILTER (WHERE NOT flagged)::int AS usual, count(*) FILTER (WHERE flagged)::int AS flagged,
         min(started_at) AS first, max(started_at) AS last
       FROM (SELECT started_at, EXISTS (SELECT FROM call_flag f WHERE f.customer_id = $1 AND f.site_id = $2
               AND f.started_at = c.started_at AND f.identity = c.identity AND f.investigation_id = $6) AS flagged
             FROM call c WHERE customer_id = $1 AND site_id = $2 AND account = $3 AND direction <> 'inbound'
               AND started_at BETWEEN $5::timestamptz - interval '84 days' AND $5) calls
       GROUP BY 1`,
      [customer, site, account, zone, new Date(until), investigation],
    )
    const usual = Array<number>(168).fill(0)
    const flagged = Array<number>(168).fill(0)
    for (const row of rows) {
      usual[row.hour] = row.usual
      flagged[row.hour] = row.flagged
    }
    const first = Math.min(...rows.map((row) => row.first.getTime()))
    const last = Math.max(...rows.map((row) => row.last.getTime()))
    const week: Week = {
      usual,
      flagged,
      weeks: rows.length === 0 ? 0 : Math.max(1, Math.ceil((last - first) / WEEK)),
    }
    return week
  }
}
