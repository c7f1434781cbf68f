import type pg from 'pg'
import type { DaySpend, SpendStore } from '#core/sites'

/** What the kept calls of a site cost, day by day. */
export const spendStore = (pool: pg.Pool): SpendStore => ({
  async byDay({ customer, site }, begins) {
    const { rows } = await pool.query<DaySpend>(
      `SELECT width_bucket(started_at, $3::timestamptz[]) - 1 AS place, cost_currency AS currency,
         coalesce(sum(cost_micros), 0)::bigint AS micros,
         count(*) FILTER (WHERE cost_micros IS NULL AND billable_seconds > 0 AND kind = 'external'
           AND direction IN ('outbound', 'through')) AS unpriced
       FROM call WHERE customer_id = $1 AND site_id = $2 AND started_at >= $4 AND started_at < $5 GROUP BY 1, 2`,
      [
        customer,
        site,
        begins.map((at) => new Date(at)),
        new Date(begins[0] ?? 0),
        new Date(begins.at(-1) ?? 0),
      ],
    )
    return rows
  },
})
