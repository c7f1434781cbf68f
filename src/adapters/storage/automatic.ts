import type pg from 'pg'
import type { AutomaticAct, AutomaticStore } from '#core/response'
import { appendLedger } from './ledger.ts'
import { jsonText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

type Document = Omit<AutomaticAct, 'id' | 'customer' | 'site' | 'at'>
interface Row {
  readonly id: string
  readonly customer_id: string
  readonly site_id: string
  readonly at: Date
  readonly document: Document
}

/** What was done automatically, in PostgreSQL. */
export function automaticStore(pool: pg.Pool): AutomaticStore {
  return {
    save: ({ id, customer, site, at, ...document }, entry) =>
      inTransaction(pool, async (client) => {
        await client.query(
          `INSERT INTO automatic_act (id, customer_id, site_id, at, document) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (id) DO UPDATE SET document = excluded.document`,
          [id, customer, site, new Date(at), jsonText(document)],
        )
        if (entry) await appendLedger(client, { customer, site, ...entry })
      }),

    async list({ customer, site }, since, limit) {
      const { rows } = await pool.query<Row>(
        `SELECT * FROM automatic_act WHERE customer_id = $1 AND site_id = $2 AND at > $3 ORDER BY at DESC, id DESC LIMIT $4`,
        [customer, site, new Date(since), limit],
      )
      return rows.map((row) => ({
        ...row.document,
        id: row.id,
        customer: row.customer_id,
        site: row.site_id,
        at: row.at.getTime(),
      }))
    },

    async spared({ customer, site }, since) {
      const { rows } = await pool.query<{ target: string }>(
        `SELECT DISTINCT target FROM control WHERE customer_id = $1 AND site_id = $2 AND ending = 'undone' AND state = 'undone' AND verified_at IS NOT NULL AND created_at > $3`,
        [customer, site, new Date(since)],
      )
      return new Set(rows.map(({ target }) => target))
    },
  }
}
