import type pg from 'pg'
import type { Place } from '#core/incidents'
import type { AuditHead, AuditStore, StoredAudit } from '#core/sites'
import { auditAnswers } from './audit-answers.ts'
import { firmwareTargets } from './firmware-targets.ts'
import { appendLedger } from './ledger.ts'
import { jsonText, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface Row {
  readonly id: string
  readonly customer_id: string
  readonly site_id: string
  readonly made_at: Date
  readonly made_by: string
  readonly source: AuditHead['source']
  readonly score: number | null
  readonly coverage: number
  readonly failed: number
}
type FullRow = Row & { readonly report: unknown }

const HEAD = 'id, customer_id, site_id, made_at, made_by, source, score, coverage, failed'

const headOf = (row: Row): AuditHead => ({
  id: row.id,
  customer: row.customer_id,
  site: row.site_id,
  at: row.made_at.getTime(),
  by: row.made_by,
  source: row.source,
  score: row.score,
  coverage: row.coverage,
  failed: row.failed,
})
const fullOf = (row: FullRow | undefined): StoredAudit | null =>
  row ? { ...headOf(row), report: row.report } : null

/** Audits of sites, in PostgreSQL. */
export function auditStore(pool: pg.Pool): AuditStore {
  return {
    ...auditAnswers(pool),
    ...firmwareTargets(pool),

    save: ({ report, ...head }, ground, act) =>
      inTransaction(pool, async (client) => {
        await client.query(
          `INSERT INTO audit (id, customer_id, site_id, made_at, made_by, source, score, coverage, failed, report, ground)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            head.id,
            head.customer,
            head.site,
            new Date(head.at),
            head.by,
            jsonText(head.source),
            head.score,
            head.coverage,
            head.failed,
            jsonText(report),
            ground === null ? null : plainText(ground),
          ],
        )
        await appendLedger(client, { customer: head.customer, site: head.site, ...act })
      }),

    async list({ customer, site }, limit, before) {
      const { rows } = await pool.query<Row>(
        `SELECT ${HEAD} FROM audit WHERE customer_id = $1 AND site_id = $2 AND ($4::text IS NULL OR (made_at, id) <
           (SELECT made_at, id FROM audit WHERE customer_id = $1 AND site_id = $2 AND id = $4))
         ORDER BY made_at DESC, id DESC LIMIT $3`,
        [customer, site, limit, before ?? null],
      )
      return rows.map(headOf)
    },

    async get({ customer, site }, id) {
      const { rows } = await pool.query<FullRow>(
        `SELECT ${HEAD}, report FROM audit WHERE customer_id = $1 AND site_id = $2 AND ($3::text IS NULL OR id = $3)
         ORDER BY made_at DESC, id DESC LIMIT 1`,
        [customer, site, id ?? null],
      )
      return fullOf(rows[0])
    },

    async previous({ customer, site, at, id }) {
      const { rows } = await pool.query<FullRow>(
        `SELECT ${HEAD}, report FROM audit WHERE customer_id = $1 AND site_id = $2 AND (made_at, id) < ($3, $4)
         ORDER BY made_at DESC, id DESC LIMIT 1`,
        [customer, site, new Date(at), id],
      )
      return fullOf(rows[0])
    },

    async ground({ customer, site }: Place, id) {
      const { rows } = await pool.query<{ ground: string | null }>(
        'SELECT ground FROM audit WHERE customer_id = $1 AND site_id = $2 AND id = $3',
        [customer, site, id],
      )
      return rows[0]?.ground ?? null
    },
  }
}
