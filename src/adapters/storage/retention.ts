import type pg from 'pg'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { type Cutoffs, type Expired, type RetentionStore, retained, type Stop } from '#core/sites'
import { appendLedger } from './ledger.ts'
import { inTransaction } from './pool.ts'

type Retained = keyof Cutoffs
type Query = Pick<pg.Pool, 'query'>

/** Rows past their time: $1 customer, $2 site, $3 instant. An investigation that is being read is not done with. */
const PAST = {
  calls: { table: 'call', at: 'started_at', besides: '' },
  investigations: { table: 'investigation', at: 'created_at', besides: `AND status IN ('done', 'failed')` },
  audits: { table: 'audit', at: 'made_at', besides: '' },
} as const
const past = (what: Retained): string =>
  `FROM ${PAST[what].table} WHERE customer_id = $1 AND site_id = $2 AND ${PAST[what].at} < $3 ${PAST[what].besides}`

/** What is past its time of a site, and its end. */
export function retentionStore(pool: pg.Pool): RetentionStore {
  return {
    expired: (place, cutoffs) => expiredOf(pool, place, cutoffs),
    stops: (place) => stopsOf(pool, place),
    remove: (place, cutoffs, expected, act) =>
      inTransaction(pool, async (client) => {
        await standStill(client, place)
        const [stop] = await stopsOf(client, place)
        if (stop) throw stopped(stop)
        const found = await expiredOf(client, place, cutoffs)
        if (retained.some((what) => found[what].count !== expected[what])) throw changed()
        const investigations = await removeAll(client, place, cutoffs)
        await appendLedger(client, { ...place, ...act, detail: { ...act.detail, investigations } })
        return { investigations }
      }),
  }
}

/** Nobody opens an incident of this site, or puts one under hold, before this is done: both refer to these rows. */
async function standStill(client: pg.PoolClient, { customer, site }: Place): Promise<void> {
  await client.query('SELECT FROM site WHERE customer_id = $1 AND id = $2 FOR UPDATE', [customer, site])
  await client.query('SELECT FROM incident_case WHERE customer_id = $1 AND site_id = $2 FOR UPDATE', [
    customer,
    site,
  ])
}

async function stopsOf(db: Query, { customer, site }: Place): Promise<Stop[]> {
  const { rows } = await db.query<Stop>(
    `SELECT incident, title, CASE WHEN held THEN 'legal-hold' ELSE 'open' END AS why
     FROM (SELECT i.id AS incident, i.title, c.state, c.opened_at, coalesce((SELECT (e.data ->> 'on')::boolean FROM incident_entry e
             WHERE e.incident_id = c.incident_id AND e.data ->> 'kind' = 'hold' ORDER BY e.seq DESC LIMIT 1), false) AS held
           FROM incident_case c JOIN incident i ON i.id = c.incident_id WHERE c.customer_id = $1 AND c.site_id = $2) found
     WHERE held OR state <> 'closed' ORDER BY opened_at, incident`,
    [customer, site],
  )
  return rows
}

async function expiredOf(db: Query, { customer, site }: Place, cutoffs: Cutoffs): Promise<Expired> {
  const found = { calls: nothing, investigations: nothing, audits: nothing }
  for (const what of retained) {
    const before = cutoffs[what]
    if (before === null) continue
    const { rows } = await db.query<{ count: number; oldest: Date | null }>(
      `SELECT count(*)::int AS count, min(${PAST[what].at}) AS oldest ${past(what)}`,
      [customer, site, new Date(before)],
    )
    found[what] = { count: rows[0]?.count ?? 0, oldest: rows[0]?.oldest?.getTime() ?? null }
  }
  return found
}

const nothing: Expired[Retained] = { count: 0, oldest: null }

/** The ids of the investigations that go. */
async function removeAll(client: pg.PoolClient, place: Place, cutoffs: Cutoffs): Promise<string[]> {
  const { customer, site } = place
  const where = (before: number) => [customer, site, new Date(before)]
  if (cutoffs.calls !== null) {
    await client.query(
      'DELETE FROM call_flag WHERE customer_id = $1 AND site_id = $2 AND started_at < $3',
      where(cutoffs.calls),
    )
    await client.query(`DELETE ${past('calls')}`, where(cutoffs.calls))
  }
  if (cutoffs.audits !== null) await client.query(`DELETE ${past('audits')}`, where(cutoffs.audits))
  if (cutoffs.investigations === null) return []
  // An incident that was handled outlives what it was found in.
  await client.query(
    `UPDATE incident SET investigation_id = NULL WHERE investigation_id IN (SELECT id ${past('investigations')})
     AND id IN (SELECT incident_id FROM incident_case)`,
    where(cutoffs.investigations),
  )
  const { rows } = await client.query<{ id: string }>(
    `DELETE ${past('investigations')} RETURNING id`,
    where(cutoffs.investigations),
  )
  return rows.map(({ id }) => id).sort()
}

const stopped = ({ title, why }: Stop): DomainError =>
  new DomainError(
    'retention-stopped',
    why === 'open'
      ? `The incident “${title}” of this site is still open: what belongs to it must not be deleted`
      : `The incident “${title}” of this site is under legal hold: nothing may be deleted`,
    why === 'open'
      ? 'Close the incident first.'
      : 'Whoever set the hold says when it may end; end it in the incident under Closing.',
  )

const changed = (): DomainError =>
  new DomainError(
    'retention-changed',
    'It is not what was previewed any more: something came in, or a day has passed',
    'Look at the preview again, then delete.',
  )
