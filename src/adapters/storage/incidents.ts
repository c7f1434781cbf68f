import type pg from 'pg'
import type { Incident } from '#core/incidents'
import { plainText } from './plain-json.ts'

/** Writes incidents inside the caller's transaction; one that is there already (same id) is brought up to date. */
export async function writeIncidents(client: pg.PoolClient, incidents: readonly Incident[]): Promise<void> {
  for (const incident of incidents)
    await client.query(
      `INSERT INTO incident (id, customer_id, site_id, investigation_id, title, kind, began, ended, accounts, exposure_micros, exposure_currency)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, began = excluded.began, ended = excluded.ended,
         accounts = excluded.accounts, exposure_micros = excluded.exposure_micros, exposure_currency = excluded.exposure_currency
         WHERE (incident.customer_id, incident.site_id) = (excluded.customer_id, excluded.site_id)`,
      [
        incident.id,
        incident.customer,
        incident.site,
        incident.investigation,
        plainText(incident.title),
        incident.kind,
        new Date(incident.began),
        incident.ended === null ? null : new Date(incident.ended),
        incident.accounts.map(plainText),
        incident.exposure.micros,
        incident.exposure.currency,
      ],
    )
}
