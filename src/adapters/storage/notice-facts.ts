import type pg from 'pg'
import type { Act, Place } from '#core/incidents'
import { type Facts, severityOf } from '#core/notices'
import { appendLedger } from './ledger.ts'
import { inTransaction } from './pool.ts'

interface Row {
  readonly title: string
  readonly kind: string
  readonly began: Date
  readonly ended: Date | null
  readonly noticed: Date
  readonly accounts: readonly string[]
  readonly micros: number
  readonly currency: string
}

/** What notices say of an incident that was found in records; null when there is none of this id. */
export async function incidentFacts(pool: pg.Pool, place: Place, id: string): Promise<Facts | null> {
  const { rows } = await pool.query<Row>(
    `SELECT i.title, i.kind, i.began, i.ended, coalesce(v.created_at, i.began) AS noticed, i.accounts,
       i.exposure_micros AS micros, i.exposure_currency AS currency
     FROM incident i LEFT JOIN investigation v ON v.id = i.investigation_id
     WHERE i.customer_id = $1 AND i.site_id = $2 AND i.id = $3`,
    [place.customer, place.site, id],
  )
  const row = rows[0]
  if (!row) return null
  const likely = { micros: row.micros, currency: row.currency }
  const facts = {
    ...{ customer: place.customer, site: place.site, incident: id, title: row.title, kind: row.kind },
    began: row.began.getTime(),
    noticed: row.noticed.getTime(),
    ended: row.ended?.getTime() ?? null,
    accounts: row.accounts,
    lost: { low: likely, likely, high: likely },
    perMinute: null,
    data: row.kind === 'voicemail-or-disa' ? (['voicemail'] as const) : [],
    parts: {},
  }
  return { ...facts, severity: severityOf(facts) }
}

/** Which of these numbers ring at the PBX: calls of the last weeks came in for them, or went out under them. */
export async function numbersSeen(
  pool: pg.Pool,
  { customer, site }: Place,
  numbers: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ number: string }>(
    `SELECT DISTINCT '+' || ltrim(CASE direction WHEN 'inbound' THEN dialled ELSE from_number END, '+') AS number FROM call
     WHERE customer_id = $1 AND site_id = $2 AND started_at > now() - interval '30 days'
       AND (direction = 'inbound' AND ltrim(dialled, '+') = ANY ($3) OR direction = 'outbound' AND ltrim(from_number, '+') = ANY ($3))`,
    [customer, site, numbers.map((number) => number.slice(1))],
  )
  return rows.map(({ number }) => number)
}

/** Whether somebody handled this incident to its end. */
export async function isClosed(pool: pg.Pool, { customer, site }: Place, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT FROM incident_case WHERE incident_id = $3 AND customer_id = $1 AND site_id = $2 AND state = 'closed'",
    [customer, site, id],
  )
  return Boolean(rowCount)
}

/** An act that changes nothing but is to be known of. */
export const recordAct = (pool: pg.Pool, { customer, site }: Place, act: Act): Promise<void> =>
  inTransaction(pool, (client) => appendLedger(client, { customer, site, ...act }))
