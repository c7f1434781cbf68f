import type pg from 'pg'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'

/** The settings of a site as they were stored, JSON; throws `unknown-site`. */
export async function siteSettings(pool: pg.Pool, place: Place): Promise<unknown> {
  const { rows } = await pool.query<{ settings: unknown }>(
    'SELECT settings FROM site WHERE customer_id = $1 AND id = $2',
    [place.customer, place.site],
  )
  if (rows[0]) return rows[0].settings
  throw new DomainError(
    'unknown-site',
    `There is no site ${place.site} of customer ${place.customer}`,
    'Name a site that was added before, or leave it out for the main site.',
  )
}

/** Where people have managed a site's Ringfence from since an instant: their sessions' addresses. */
export async function managementAddresses(pool: pg.Pool, since: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ address: string }>(
    'SELECT DISTINCT address FROM session WHERE revoked_at IS NULL AND last_seen_at > $1',
    [new Date(since)],
  )
  return rows.map(({ address }) => address)
}
