import type pg from 'pg'
import type { AuditLine, AuditStore } from '#core/access'
import { writeFacts } from './access-rows.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface AuditRow {
  readonly seq: number
  readonly customer_id: string
  readonly site_id: string | null
  readonly at: Date
  readonly actor: string
  readonly actor_name: string | null
  readonly action: string
  readonly subject: string
  readonly subject_name: string | null
  readonly detail: Record<string, unknown>
  readonly hash: string
}

const lineFrom = (row: AuditRow): AuditLine => ({
  seq: row.seq,
  customer: row.customer_id,
  site: row.site_id,
  at: row.at.getTime(),
  actor: row.actor,
  actorName: row.actor_name,
  action: row.action,
  subject: row.subject,
  subjectName: row.subject_name,
  detail: row.detail,
  hash: row.hash,
})

/** The ledger as people read it: newest first, with names for ids. */
export function auditStore(pool: pg.Pool): AuditStore {
  return {
    async list({ customers, limit, before, action, actor, subject, since, until }) {
      const { rows } = await pool.query<AuditRow>(
        `SELECT l.*, coalesce(a.name, t.name) AS actor_name, s.name AS subject_name
         FROM ledger l LEFT JOIN person a ON a.id = l.actor LEFT JOIN person s ON s.id = l.subject
         LEFT JOIN api_token t ON l.actor = 'token:' || t.id
         WHERE ($1::text[] IS NULL OR l.customer_id = ANY ($1)) AND ($2::bigint IS NULL OR l.seq < $2)
         AND ($3::text IS NULL OR l.action = $3) AND ($4::text IS NULL OR l.actor = $4)
         AND ($5::text IS NULL OR l.subject = $5) AND ($6::timestamptz IS NULL OR l.at >= $6)
         AND ($7::timestamptz IS NULL OR l.at < $7)
         ORDER BY l.seq DESC LIMIT $8`,
        [
          customers,
          before,
          ...[action, actor, subject].map((text) => (text === null ? null : plainText(text))),
          ...[since, until].map((at) => (at === null ? null : new Date(at))),
          limit,
        ],
      )
      return rows.map(lineFrom)
    },

    note: (fact) => inTransaction(pool, (client) => writeFacts(client, [fact])),
  }
}
