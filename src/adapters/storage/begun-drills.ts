import type pg from 'pg'

/** Test calls of a drill whose beginning is in the ledger, and no end. */
export interface BegunDrill {
  readonly id: string
  readonly customer: string
  readonly site: string
  readonly account: string
  readonly scenario: string
  readonly testPbx: string
}

export async function begunDrills(pool: pg.Pool): Promise<readonly BegunDrill[]> {
  const { rows } = await pool.query<BegunDrill>(
    `SELECT detail->>'drill' AS id, customer_id AS customer, site_id AS site, subject AS account,
       detail->>'scenario' AS scenario, detail->>'testPbx' AS "testPbx"
     FROM ledger begun WHERE action = 'drill.begun' AND detail->>'drill' IS NOT NULL AND NOT EXISTS (
       SELECT FROM ledger WHERE action IN ('drill.ended', 'drill.broken-off') AND detail->>'drill' = begun.detail->>'drill')
     ORDER BY seq`,
  )
  return rows
}
