import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { CallStore, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { ensureMonths, settleMonths } from './call-months.ts'
import { callColumns, copyRows } from './call-rows.ts'
import { callWeek } from './call-week.ts'
import { writeIncidents } from './incidents.ts'
import { appendLedger } from './ledger.ts'

/**
 * The calls of PostgreSQL. A call is the same as another when start, the PBX's id, account and dialled number are, at one
 * site. Texts of any length make that up, so a hash of them stands in the unique index.
 */
export function callStore(pool: pg.Pool): CallStore {
  return {
    async save(place, calls, incidents, act) {
      await requireSite(pool, place)
      const client = await pool.connect()
      const ignore = () => undefined
      client.on('error', ignore)
      let broken: Error | undefined
      try {
        const copied = await stage(client, rowsOf(calls))
        const months = await stagedMonths(client)
        await ensureMonths(client, months)
        await client.query('BEGIN')
        const saved = await insertStaged(client, place, null)
        await writeIncidents(client, incidents)
        if (act)
          await appendLedger(client, {
            customer: place.customer,
            site: place.site,
            ...act,
            detail: { ...act.detail, saved, already: copied - saved },
          })
        await client.query('DROP TABLE call_staged')
        await client.query('COMMIT')
        await settleMonths(client, months, saved)
        return { saved, already: copied - saved }
      } catch (error) {
        // The connection goes, and with it the transaction and the staged rows.
        broken = error instanceof Error ? error : new Error(String(error))
        throw error
      } finally {
        client.off('error', ignore)
        client.release(broken)
      }
    },

    week: callWeek(pool),
    async known(place, ids) {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT DISTINCT pbx_id AS id FROM call WHERE customer_id = $1 AND site_id = $2 AND pbx_id = ANY ($3)',
        [place.customer, place.site, ids],
      )
      return new Set(rows.map(({ id }) => id))
    },

    async count(place) {
      const { rows } = await pool.query<{ calls: number }>(
        'SELECT count(*) AS calls FROM call WHERE customer_id = $1 AND site_id = $2',
        [place.customer, place.site],
      )
      return rows[0]?.calls ?? 0
    },
  }
}

async function requireSite(pool: pg.Pool, place: Place): Promise<void> {
  const { rowCount } = await pool.query('SELECT FROM site WHERE customer_id = $1 AND id = $2', [
    place.customer,
    place.site,
  ])
  if (!rowCount)
    throw new DomainError(
      'unknown-site',
      `There is no site ${place.site} of customer ${place.customer}`,
      'Name a site that was added before, or leave it out for the main site.',
    )
}

async function* rowsOf(calls: Parameters<CallStore['save']>[1]): AsyncGenerator<Buffer> {
  for await (const batch of calls) if (batch.length > 0) yield copyRows(batch)
}

/** Streams rows into a temporary table of this session: no locks on `call` while a slow reader is still reading. */
export async function stage(client: pg.PoolClient, rows: AsyncIterable<Uint8Array>): Promise<number> {
  await client.query(`CREATE TEMPORARY TABLE call_staged AS SELECT ${callColumns} FROM call WITH NO DATA`)
  const copy = client.query(copyFrom(`COPY call_staged (${callColumns}) FROM STDIN`))
  await pipeline(Readable.from(rows, { objectMode: true }), copy)
  return copy.rowCount
}

export async function stagedMonths(client: pg.PoolClient): Promise<readonly Date[]> {
  const { rows } = await client.query<{ month: Date }>(
    `SELECT DISTINCT date_trunc('month', started_at) AS month FROM call_staged`,
  )
  return rows.map(({ month }) => month)
}

/** The lengths keep parts apart that a hostile file could make run into each other. */
export const identity = `substr(sha256(convert_to(length(pbx_id) || ':' || length(account) || ':' || pbx_id || account || dialled, 'UTF8')), 1, 16)`

/** Number of rows that were not there yet. */
export async function insertStaged(
  client: pg.PoolClient,
  place: Place,
  investigation: string | null,
): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO call (customer_id, site_id, investigation_id, identity, ${callColumns})
     SELECT $1, $2, $3, ${identity}, ${callColumns}
     FROM call_staged ORDER BY started_at ON CONFLICT DO NOTHING`,
    [place.customer, place.site, investigation],
  )
  return rowCount ?? 0
}
