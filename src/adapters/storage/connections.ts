import type pg from 'pg'
import type { ConnectionStore } from '#core/response'
import { appendLedger } from './ledger.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface Row {
  readonly id: string
  readonly customer_id: string
  readonly site_id: string
  readonly kind: string
  readonly settings_sealed: string
  readonly created_at: Date
}

/** The connections of PostgreSQL. */
export function connectionStore(pool: pg.Pool): ConnectionStore {
  return {
    async add({ id, customer, site, kind, sealed, createdAt }, act) {
      await inTransaction(pool, async (client) => {
        await client.query(
          'INSERT INTO site (customer_id, id, name) VALUES ($1, $2, $2) ON CONFLICT (customer_id, id) DO NOTHING',
          [customer, plainText(site)],
        )
        await client.query(
          `INSERT INTO connection (id, customer_id, site_id, kind, settings_sealed, created_at)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [id, customer, site, kind, sealed, new Date(createdAt)],
        )
        await appendLedger(client, { customer, site, ...act })
      })
    },

    async list(place) {
      const { rows } = await pool.query<Row>(
        `SELECT id, customer_id, site_id, kind, settings_sealed, created_at FROM connection
         WHERE ($1::text IS NULL OR customer_id = $1) AND ($2::text IS NULL OR site_id = $2) ORDER BY created_at, id`,
        [place?.customer ?? null, place?.site ?? null],
      )
      return rows.map((row) => ({
        id: row.id,
        customer: row.customer_id,
        site: row.site_id,
        kind: row.kind,
        sealed: row.settings_sealed,
        createdAt: row.created_at.getTime(),
      }))
    },

    async reseal(id, sealed, act) {
      await inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ customer: string; site: string }>(
          `UPDATE connection SET settings_sealed = $2 WHERE id = $1 RETURNING customer_id AS customer, site_id AS site`,
          [id, sealed],
        )
        if (rows[0]) await appendLedger(client, { ...rows[0], ...act })
      })
    },

    remove: (place, id, act) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'DELETE FROM connection WHERE id = $1 AND customer_id = $2 AND site_id = $3',
          [id, place.customer, place.site],
        )
        if (rowCount) await appendLedger(client, { customer: place.customer, site: place.site, ...act })
        return Boolean(rowCount)
      }),

    async readCursor(id) {
      const { rows } = await pool.query<{ cursor: string }>('SELECT cursor FROM connection WHERE id = $1', [
        id,
      ])
      return rows[0]?.cursor ?? ''
    },

    async writeCursor(id, text) {
      await pool.query('UPDATE connection SET cursor = $2 WHERE id = $1', [id, plainText(text)])
    },
  }
}
