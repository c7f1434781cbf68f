import type pg from 'pg'
import type { CallFilter, CallFinder, CallView, FoundCall, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { plainText } from './plain-json.ts'

interface Row {
  readonly pbx_id: string
  readonly started_at: Date
  readonly identity: Buffer
  readonly account: string
  readonly direction: FoundCall['direction']
  readonly from_number: string
  readonly dialled: string
  readonly peer: string
  readonly country: string
  readonly trunk: string
  readonly billable_seconds: number
  readonly disposition: FoundCall['disposition']
  readonly cost_micros: number | null
  readonly cost_currency: string | null
  readonly investigation_id: string | null
  readonly kind: string | null
  readonly reason: string | null
}

const columns = `pbx_id, started_at, identity, account, direction, from_number, dialled, peer, country, trunk, billable_seconds,
  disposition, cost_micros, cost_currency`

/** The calls of PostgreSQL, by what somebody looks for. Pages go on behind the last call, however many came before. */
export function callFinder(pool: pg.Pool): CallFinder {
  return {
    async search(place, filter, limit, after) {
      const { where, values } = conditions(place, filter, after)
      const { rows } = await pool.query<Row>(
        `SELECT c.*, f.investigation_id, f.kind, f.reason
         FROM (SELECT customer_id, site_id, ${columns} FROM call c WHERE ${where}
               ORDER BY started_at DESC, identity DESC LIMIT ${limit}) c
         LEFT JOIN LATERAL (SELECT investigation_id, kind, reason FROM call_flag f
           WHERE (f.customer_id, f.site_id, f.started_at, f.identity) = (c.customer_id, c.site_id, c.started_at, c.identity)
           ORDER BY investigation_id LIMIT 1) f ON true
         ORDER BY c.started_at DESC, c.identity DESC`,
        values,
      )
      return rows.map(fromRow)
    },

    async count(place, filter, most) {
      const { where, values } = conditions(place, filter)
      const { rows } = await pool.query<{ calls: number }>(
        `SELECT count(*) AS calls FROM (SELECT FROM call c WHERE ${where} LIMIT ${most}) found`,
        values,
      )
      return rows[0]?.calls ?? 0
    },

    async views({ customer, site }) {
      const { rows } = await pool.query<CallView>(
        'SELECT id, name, query FROM call_view WHERE customer_id = $1 AND site_id = $2 ORDER BY name',
        [customer, site],
      )
      return rows
    },

    async saveView({ customer, site }, { id, name, query }) {
      await pool.query(
        `INSERT INTO call_view (id, customer_id, site_id, name, query) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (customer_id, site_id, name) DO UPDATE SET query = excluded.query`,
        [id, customer, site, plainText(name), plainText(query)],
      )
    },

    async removeView({ customer, site }, id) {
      await pool.query('DELETE FROM call_view WHERE id = $1 AND customer_id = $2 AND site_id = $3', [
        id,
        customer,
        site,
      ])
    },
  }
}

/** What goes into WHERE, and its values. Column names are ours; everything else is a value. */
function conditions(place: Place, filter: CallFilter, after?: string): { where: string; values: unknown[] } {
  const values: unknown[] = [place.customer, place.site]
  const parts = ['customer_id = $1', 'site_id = $2']
  const and = (text: string, ...more: unknown[]) => {
    parts.push(text.replace(/\?(\d)/g, (_, n: string) => `$${values.length + Number(n)}`))
    values.push(...more)
  }
  if (filter.since !== undefined) and('started_at >= ?1', new Date(filter.since))
  if (filter.until !== undefined) and('started_at < ?1', new Date(filter.until))
  if (filter.account !== undefined) and('account = ?1', filter.account)
  if (filter.country !== undefined) and('country = ?1', filter.country)
  if (filter.direction !== undefined) and('direction = ?1', filter.direction)
  if (filter.disposition !== undefined) and('disposition = ?1', filter.disposition)
  if (filter.minSeconds !== undefined) and('billable_seconds >= ?1', filter.minSeconds)
  if (filter.maxSeconds !== undefined) and('billable_seconds <= ?1', filter.maxSeconds)
  if (filter.minCostMicros !== undefined) and('cost_micros >= ?1', filter.minCostMicros)
  if (filter.prefix) and(`peer LIKE ?1`, `${filter.prefix}%`)
  if (filter.number) and('(peer LIKE ?1 OR dialled LIKE ?1 OR from_number LIKE ?1)', `%${filter.number}%`)
  if (filter.flagged)
    and(
      '(started_at, identity) IN (SELECT started_at, identity FROM call_flag WHERE customer_id = $1 AND site_id = $2)',
    )
  if (after) and('(started_at, identity) < (?1, ?2)', ...behind(after))
  return { where: parts.join(' AND '), values }
}

function behind(cursor: string): [Date, Buffer] {
  const match = /^(-?\d{1,15})\.([0-9a-f]{32})$/.exec(cursor)
  if (!match)
    throw new DomainError(
      'cursor-invalid',
      'This cursor is not one of ours.',
      'Begin at the first page again.',
    )
  return [new Date(Number(match[1])), Buffer.from(match[2] ?? '', 'hex')]
}

function fromRow(row: Row): FoundCall {
  const { cost_micros: micros, cost_currency: currency, investigation_id: investigation, kind, reason } = row
  return {
    cursor: `${row.started_at.getTime()}.${row.identity.toString('hex')}`,
    id: row.pbx_id,
    startedAt: row.started_at.getTime(),
    account: row.account,
    direction: row.direction,
    from: row.from_number,
    dialled: row.dialled,
    peer: row.peer,
    country: row.country,
    trunk: row.trunk,
    billableSeconds: row.billable_seconds,
    disposition: row.disposition,
    cost: micros === null || currency === null ? null : { micros, currency },
    flag: investigation && kind && reason ? { investigation, kind, reason } : null,
  }
}
