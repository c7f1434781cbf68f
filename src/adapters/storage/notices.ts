import type pg from 'pg'
import type { Act, Place } from '#core/incidents'
import type { Notice, NoticeCase, NoticePlan, NoticeStore } from '#core/notices'
import { appendLedger } from './ledger.ts'
import { type CaseRow, caseColumns, caseOf, type NoticeRow, noticeColumns, noticeOf } from './notice-rows.ts'
import { jsonText, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

const date = (instant: number | null): Date | null => (instant === null ? null : new Date(instant))

/** Plans, cases and the outbox of PostgreSQL. */
export function noticeStore(pool: pg.Pool): NoticeStore {
  const cases = async (where: string, values: unknown[]): Promise<NoticeCase[]> =>
    (await pool.query<CaseRow>(`SELECT ${caseColumns} FROM notice_case WHERE ${where}`, values)).rows.map(
      caseOf,
    )
  return {
    ...plans(pool),
    caseOf: async ({ customer, site }, incident) =>
      (await cases('customer_id = $1 AND site_id = $2 AND incident = $3', [customer, site, incident]))[0] ??
      null,
    openCases: () => cases('closed_at IS NULL ORDER BY first_at', []),

    async adopt({ customer, site }, from, to) {
      await pool.query(
        `UPDATE notice_case SET incident = $4, revision = revision + 1
         WHERE customer_id = $1 AND site_id = $2 AND incident = $3
           AND NOT EXISTS (SELECT FROM notice_case WHERE customer_id = $1 AND site_id = $2 AND incident = $4)`,
        [customer, site, from, to],
      )
    },
    step: (kept, notices, acts) =>
      inTransaction(pool, async (client) => {
        if (!(await writeCase(client, kept))) return null
        const queued: Notice[] = []
        for (const { notice, act } of notices)
          if (await writeNotice(client, notice)) {
            queued.push(notice)
            await record(client, kept, act)
          }
        for (const act of acts) await record(client, kept, act)
        return { queued }
      }),

    async list({ customer, site }, incident) {
      const { rows } = await pool.query<NoticeRow>(
        `SELECT ${noticeColumns} FROM notice WHERE customer_id = $1 AND site_id = $2 AND incident = $3
         ORDER BY created_at DESC, id DESC LIMIT 1000`,
        [customer, site, incident],
      )
      return rows.map(noticeOf)
    },
    async find(id) {
      const { rows } = await pool.query<NoticeRow>(`SELECT ${noticeColumns} FROM notice WHERE id = $1`, [id])
      return rows[0] ? noticeOf(rows[0]) : null
    },
    ...outbox(pool),
  }
}

function plans(pool: pg.Pool): Pick<NoticeStore, 'plan' | 'savePlan'> {
  return {
    async plan({ customer, site }) {
      const { rows } = await pool.query<{ plan: NoticePlan; revision: number }>(
        'SELECT document AS plan, revision FROM notice_plan WHERE customer_id = $1 AND site_id = $2',
        [customer, site],
      )
      return rows[0] ?? { plan: null, revision: 0 }
    },
    savePlan: (place, plan, revision, act) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `INSERT INTO notice_plan (customer_id, site_id, document, revision) SELECT $1, $2, $3, 1 WHERE $4 = 0
             OR EXISTS (SELECT FROM notice_plan WHERE customer_id = $1 AND site_id = $2)
           ON CONFLICT (customer_id, site_id) DO UPDATE SET document = excluded.document, revision = notice_plan.revision + 1
             WHERE notice_plan.revision = $4`,
          [place.customer, place.site, jsonText(plan), revision],
        )
        if (rowCount) await record(client, place, act)
        return Boolean(rowCount)
      }),
  }
}

function outbox(pool: pg.Pool): Pick<NoticeStore, 'take' | 'release' | 'settle' | 'acknowledge'> {
  return {
    async take(now, lease) {
      const { rows } = await pool.query<NoticeRow>(
        `UPDATE notice SET state = 'sending', attempts = attempts + 1, due_at = $2
         WHERE id = (SELECT id FROM notice WHERE state IN ('waiting', 'sending') AND due_at <= $1
                     ORDER BY due_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
         RETURNING ${noticeColumns}`,
        [new Date(now), new Date(lease)],
      )
      return rows[0] ? noticeOf(rows[0]) : null
    },

    async release() {
      await pool.query(`UPDATE notice SET state = 'waiting', due_at = created_at WHERE state = 'sending'`)
    },

    settle: (notice, act, other) =>
      inTransaction(pool, async (client) => {
        await client.query(
          'UPDATE notice SET state = $2, due_at = $3, sent_at = $4, receipt = $5, error = $6 WHERE id = $1',
          [
            notice.id,
            notice.state,
            new Date(notice.dueAt),
            date(notice.sentAt),
            plainText(notice.receipt),
            plainText(notice.error),
          ],
        )
        if (other) await writeNotice(client, other)
        if (act) await record(client, notice, act)
      }),

    acknowledge: ({ id, customer, site, incident }, charge, act) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE notice SET acknowledged_at = $2 WHERE id = $1 AND acknowledged_at IS NULL',
          [id, new Date(act.at)],
        )
        if (!rowCount) return false
        if (charge)
          await client.query(
            `UPDATE notice_case SET acknowledged_at = coalesce(acknowledged_at, $4), revision = revision + 1
           WHERE customer_id = $1 AND site_id = $2 AND incident = $3`,
            [customer, site, incident, new Date(act.at)],
          )
        await record(client, { customer, site }, act)
        return true
      }),
  }
}

const record = (client: pg.PoolClient, { customer, site }: Place, act: Act): Promise<void> =>
  appendLedger(client, { customer, site, ...act })

async function writeCase(client: pg.PoolClient, kept: NoticeCase): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO notice_case (customer_id, site_id, incident, facts, severity, first_at, update_at, acknowledged_at, closed_at,
       escalated, reminded, news_at, revision)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1 WHERE $13 = 0
       OR EXISTS (SELECT FROM notice_case WHERE customer_id = $1 AND site_id = $2 AND incident = $3)
     ON CONFLICT (customer_id, site_id, incident) DO UPDATE SET facts = excluded.facts, severity = excluded.severity,
       first_at = excluded.first_at, update_at = excluded.update_at, acknowledged_at = excluded.acknowledged_at, closed_at = excluded.closed_at,
       escalated = excluded.escalated, reminded = excluded.reminded, news_at = excluded.news_at, revision = notice_case.revision + 1
       WHERE notice_case.revision = $13`,
    [
      kept.customer,
      kept.site,
      plainText(kept.incident),
      jsonText(kept.facts),
      kept.severity,
      new Date(kept.firstAt),
      new Date(kept.updateAt),
      date(kept.acknowledgedAt),
      date(kept.closedAt),
      kept.escalated,
      kept.reminded,
      date(kept.newsAt),
      kept.revision,
    ],
  )
  return Boolean(rowCount)
}

/** False when the same was queued before. */
async function writeNotice(client: pg.PoolClient, n: Notice): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO notice (id, customer_id, site_id, incident, key, stage, severity, contact, name, stakeholder, ways, way, subject,
       body, created_at, created_by, state, attempts, due_at, sent_at, receipt, error)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
     ON CONFLICT (customer_id, site_id, incident, key) DO NOTHING`,
    [
      ...[n.id, n.customer, n.site, plainText(n.incident), plainText(n.key), n.stage, n.severity, n.contact],
      ...[plainText(n.name), n.stakeholder, jsonText(n.ways), n.way, plainText(n.subject), plainText(n.text)],
      ...[new Date(n.createdAt), n.createdBy, n.state, n.attempts, new Date(n.dueAt), date(n.sentAt)],
      ...[n.receipt, n.error],
    ],
  )
  return Boolean(rowCount)
}
