import type pg from 'pg'

/** How much there is of what, for metrics: `label` tells kinds of one thing apart. */
export interface Figure {
  readonly name: string
  readonly label: string | null
  readonly value: number
}

/** Counted in one statement; nothing here reads the calls. */
export async function readFigures(pool: pg.Pool, now: number): Promise<readonly Figure[]> {
  const { rows } = await pool.query<Figure>(
    `SELECT 'sites' AS name, NULL AS label, count(*) AS value FROM site
     UNION ALL SELECT 'incidents', NULL, count(*) FROM incident
     UNION ALL SELECT 'investigations', status, count(*) FROM investigation GROUP BY status
     UNION ALL SELECT 'controls', state, count(*) FROM control GROUP BY state
     UNION ALL SELECT 'sessions', NULL, count(*) FROM session WHERE revoked_at IS NULL AND expires_at > $1
     UNION ALL SELECT 'locked_out', kind, count(*) FROM sign_in_failure WHERE locked_until > $1 GROUP BY kind
     UNION ALL SELECT 'ledger_entries', NULL, coalesce(max(seq), 0) FROM ledger`,
    [new Date(now)],
  )
  return rows
}
