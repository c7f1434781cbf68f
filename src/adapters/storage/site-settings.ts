import type pg from 'pg'
import type { Act, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { appendLedger } from './ledger.ts'
import { jsonText, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

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

/** How every site is set up and what its calls cost, in a word that changes with it; the policy of containment apart. */
export function createSiteSetups(
  pool: pg.Pool,
): () => Promise<readonly (Place & { readonly setup: string })[]> {
  // A deck has megabytes: it is looked at when its row was written, not each time somebody asks.
  const decks = new Map<string, { readonly version: string; readonly deck: string }>()
  return async () => {
    const { rows } = await pool.query<Place & { setup: string; version: string }>(
      `SELECT customer_id AS customer, id AS site, md5((settings - 'containment')::text) AS setup, xmin::text AS version FROM site`,
    )
    return Promise.all(
      rows.map(async ({ customer, site, setup, version }) => {
        const key = JSON.stringify([customer, site])
        const known = decks.get(key)
        const deck = known?.version === version ? known.deck : await deckWord(pool, { customer, site })
        decks.set(key, { version, deck })
        return { customer, site, setup: `${setup} ${deck}` }
      }),
    )
  }
}

async function deckWord(pool: pg.Pool, { customer, site }: Place): Promise<string> {
  const { rows } = await pool.query<{ deck: string }>(
    "SELECT coalesce(md5(rates), '') AS deck FROM site WHERE customer_id = $1 AND id = $2",
    [customer, site],
  )
  return rows[0]?.deck ?? ''
}

/** Where people have managed a site's Ringfence from since an instant: their sessions' addresses. */
export async function managementAddresses(pool: pg.Pool, since: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ address: string }>(
    'SELECT DISTINCT address FROM session WHERE revoked_at IS NULL AND last_seen_at > $1',
    [new Date(since)],
  )
  return rows.map(({ address }) => address)
}

export interface StoredSite extends Place {
  readonly name: string
  /** Settings as JSON; empty until somebody wrote them. */
  readonly settings: unknown
  /** The rate deck as it was given, CSV. */
  readonly rates: string | null
}

/** All sites, by name of customer and site. */
export async function listSites(pool: pg.Pool): Promise<readonly StoredSite[]> {
  const { rows } = await pool.query<StoredSite>(
    'SELECT customer_id AS customer, id AS site, name, settings, rates FROM site ORDER BY customer_id, id',
  )
  return rows
}

/** Writes what is given of a site, making it when it is new. */
export async function writeSite(
  pool: pg.Pool,
  place: Place,
  what: {
    readonly name?: string
    readonly settings?: unknown
    readonly yaml?: string
    readonly rates?: string
  },
  act: Act,
): Promise<void> {
  const { customer, site } = place
  await inTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO site (customer_id, id, name) VALUES ($1, $2, $2) ON CONFLICT (customer_id, id) DO NOTHING`,
      [customer, plainText(site)],
    )
    await client.query(
      `UPDATE site SET name = coalesce($3, name), settings = coalesce($4, settings), rates = coalesce($5, rates), settings_yaml = coalesce($6, settings_yaml)
       WHERE customer_id = $1 AND id = $2`,
      [
        customer,
        site,
        what.name ?? null,
        what.settings === undefined ? null : jsonText(what.settings),
        what.rates ?? null,
        what.yaml === undefined ? null : plainText(what.yaml),
      ],
    )
    await appendLedger(client, { customer, site, ...act })
  })
}
