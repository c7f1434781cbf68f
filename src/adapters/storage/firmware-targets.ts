import type pg from 'pg'
import type { AuditStore, FirmwareTarget } from '#core/sites'
import { appendLedger } from './ledger.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface Row {
  readonly id: string
  readonly model: string
  readonly vendor: string
  readonly product: string
  readonly version: string
  readonly due: string | null
  readonly set_by: string
  readonly set_at: Date
}

// A day has no hour that a time zone could move.
const COLUMNS = "t.id, model, vendor, product, version, to_char(due, 'YYYY-MM-DD') AS due, set_by, set_at"

const targetOf = (row: Row): FirmwareTarget => ({
  id: row.id,
  model: row.model,
  vendor: row.vendor,
  product: row.product,
  version: row.version,
  due: row.due,
  by: row.set_by,
  at: row.set_at.getTime(),
})

/** The firmware that models of a site are to be brought to. */
export const firmwareTargets = (
  pool: pg.Pool,
): Pick<AuditStore, 'targets' | 'targetsUntil' | 'saveTarget' | 'endTarget'> => ({
  async targets({ customer, site }) {
    const { rows } = await pool.query<Row & { setter: string }>(
      `SELECT ${COLUMNS}, coalesce(p.name, set_by) AS setter
       FROM firmware_target t LEFT JOIN person p ON p.id = t.set_by
       WHERE t.customer_id = $1 AND t.site_id = $2 ORDER BY due NULLS LAST, vendor, product`,
      [customer, site],
    )
    return rows.map((row) => ({ ...targetOf(row), setter: row.setter }))
  },

  async targetsUntil(until) {
    const { rows } = await pool.query<Row & { customer_id: string; site_id: string }>(
      `SELECT ${COLUMNS}, customer_id, site_id FROM firmware_target t WHERE due <= $1 ORDER BY due, t.id`,
      [until],
    )
    return rows.map((row) => ({ ...targetOf(row), customer: row.customer_id, site: row.site_id }))
  },

  saveTarget: ({ customer, site }, target, act) =>
    inTransaction(pool, async (client) => {
      // One after the other at a site, so that each entry of the ledger tells what stood before.
      await client.query('SELECT FROM site WHERE customer_id = $1 AND id = $2 FOR NO KEY UPDATE', [
        customer,
        site,
      ])
      const { rows } = await client.query<Row>(
        `SELECT ${COLUMNS} FROM firmware_target t WHERE customer_id = $1 AND site_id = $2 AND model = $3`,
        [customer, site, plainText(target.model)],
      )
      await client.query(
        `INSERT INTO firmware_target (id, customer_id, site_id, model, vendor, product, version, due, set_by, set_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (customer_id, site_id, model) DO UPDATE SET vendor = excluded.vendor, product = excluded.product,
           version = excluded.version, due = excluded.due, set_by = excluded.set_by, set_at = excluded.set_at`,
        [
          target.id,
          customer,
          site,
          plainText(target.model),
          plainText(target.vendor),
          plainText(target.product),
          plainText(target.version),
          target.due,
          target.by,
          new Date(target.at),
        ],
      )
      await appendLedger(client, { customer, site, ...act(rows[0] ? targetOf(rows[0]) : null) })
    }),

  endTarget: ({ customer, site }, id, act) =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<Row>(
        `DELETE FROM firmware_target t WHERE customer_id = $1 AND site_id = $2 AND id = $3 RETURNING ${COLUMNS}`,
        [customer, site, id],
      )
      if (!rows[0]) return false
      await appendLedger(client, { customer, site, ...act(targetOf(rows[0])) })
      return true
    }),
})
