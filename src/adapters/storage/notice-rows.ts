import type { Notice, NoticeCase } from '#core/notices'

type Instants<T, K extends keyof T> = {
  [N in keyof T]: N extends K ? Date | (null extends T[N] ? null : never) : T[N]
}

export type NoticeRow = Instants<Notice, 'createdAt' | 'dueAt' | 'sentAt' | 'acknowledgedAt'>
export type CaseRow = Instants<NoticeCase, 'firstAt' | 'updateAt' | 'acknowledgedAt' | 'closedAt' | 'newsAt'>

export const noticeColumns = `id, customer_id AS customer, site_id AS site, incident, key, stage, severity, contact, name, stakeholder,
  ways, way, subject, body AS text, created_at AS "createdAt", created_by AS "createdBy", state, attempts, due_at AS "dueAt",
  sent_at AS "sentAt", receipt, error, acknowledged_at AS "acknowledgedAt"`

export const caseColumns = `customer_id AS customer, site_id AS site, incident, facts, severity, first_at AS "firstAt",
  update_at AS "updateAt", acknowledged_at AS "acknowledgedAt", closed_at AS "closedAt", escalated, reminded, news_at AS "newsAt", revision`

const at = (instant: Date | null): number | null => instant?.getTime() ?? null

export const noticeOf = (row: NoticeRow): Notice => ({
  ...row,
  createdAt: row.createdAt.getTime(),
  dueAt: row.dueAt.getTime(),
  sentAt: at(row.sentAt),
  acknowledgedAt: at(row.acknowledgedAt),
})

export const caseOf = (row: CaseRow): NoticeCase => ({
  ...row,
  firstAt: row.firstAt.getTime(),
  updateAt: row.updateAt.getTime(),
  acknowledgedAt: at(row.acknowledgedAt),
  closedAt: at(row.closedAt),
  newsAt: at(row.newsAt),
})
