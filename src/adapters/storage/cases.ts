import type pg from 'pg'
import { actOf, type CaseHead, type CaseStore, type Entry, fold, type NewEntry } from '#core/handling'
import type { Incident, Place } from '#core/incidents'
import type { Playbook } from '#core/playbooks'
import { writeIncidents } from './incidents.ts'
import { appendLedger } from './ledger.ts'
import { jsonText, plainJson, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface IncidentRow {
  readonly id: string
  readonly customer_id: string
  readonly site_id: string
  readonly investigation_id: string | null
  readonly title: string
  readonly kind: string
  readonly began: Date
  readonly ended: Date | null
  readonly accounts: readonly string[]
  readonly exposure_micros: number
  readonly exposure_currency: string
}

interface EntryRow {
  readonly seq: number
  readonly at: Date
  readonly by: string
  readonly data: Entry['data']
}

const incidentFrom = (row: IncidentRow): Incident => ({
  id: row.id,
  customer: row.customer_id,
  site: row.site_id,
  investigation: row.investigation_id,
  title: row.title,
  kind: row.kind,
  began: row.began.getTime(),
  ended: row.ended?.getTime() ?? null,
  accounts: row.accounts,
  exposure: { micros: row.exposure_micros, currency: row.exposure_currency },
})

const entryFrom = ({ seq, at, by, data }: EntryRow): Entry => ({ seq, at: at.getTime(), by, data })

/** The incidents that are being handled, in PostgreSQL. */
export function caseStore(pool: pg.Pool): CaseStore {
  return {
    open: (incident, playbook, entries) =>
      inTransaction(pool, (client) => open(client, incident, playbook, entries)),

    async load({ customer, site }, id) {
      const { rows } = await pool.query<IncidentRow & { playbook: Playbook; written: number }>(
        `SELECT i.*, c.playbook, c.entries AS written FROM incident_case c JOIN incident i ON i.id = c.incident_id
         WHERE c.incident_id = $1 AND c.customer_id = $2 AND c.site_id = $3`,
        [id, customer, site],
      )
      const [row] = rows
      if (!row) return null
      return {
        incident: incidentFrom(row),
        playbook: row.playbook,
        entries: await entriesOf(pool, id, row.written),
      }
    },

    append: (place, id, after, entries, incident) =>
      inTransaction(pool, async (client) => {
        // The row is the lock: whoever comes second finds more entries than they knew of.
        const { rowCount } = await client.query(
          `UPDATE incident_case SET entries = entries + $5
           WHERE incident_id = $1 AND customer_id = $2 AND site_id = $3 AND entries = $4`,
          [id, place.customer, place.site, after, entries.length],
        )
        if (!rowCount) return false
        if (incident) await changeIncident(client, id, incident)
        await writeEntries(client, place, id, after, entries)
        return true
      }),

    ...listings(pool),
  }
}

const listings = (pool: pg.Pool): Pick<CaseStore, 'list' | 'current' | 'findings' | 'names'> => ({
  async list({ customer, site }) {
    const { rows } = await pool.query<
      IncidentRow & {
        state: CaseHead['state']
        severity: CaseHead['severity']
        owner: string | null
        opened_at: Date
        closed_at: Date | null
      }
    >(
      `SELECT i.*, c.state, c.severity, c.owner, c.opened_at, c.closed_at
         FROM incident_case c JOIN incident i ON i.id = c.incident_id
         WHERE c.customer_id = $1 AND c.site_id = $2 ORDER BY c.opened_at DESC, i.id DESC LIMIT 500`,
      [customer, site],
    )
    return rows.map((row) => ({
      incident: incidentFrom(row),
      state: row.state,
      severity: row.severity,
      owner: row.owner,
      openedAt: row.opened_at.getTime(),
      closedAt: row.closed_at?.getTime() ?? null,
    }))
  },

  async current({ customer, site }) {
    const { rows } = await pool.query<{ incident_id: string }>(
      `SELECT incident_id FROM incident_case WHERE customer_id = $1 AND site_id = $2 AND state <> 'closed'
         ORDER BY opened_at DESC, incident_id DESC LIMIT 1`,
      [customer, site],
    )
    return rows[0]?.incident_id ?? null
  },

  async findings({ customer, site }, investigation) {
    const { rows } = await pool.query<IncidentRow>(
      `SELECT * FROM incident WHERE investigation_id = $1 AND customer_id = $2 AND site_id = $3 AND NOT withdrawn
         ORDER BY exposure_micros DESC, began, id`,
      [investigation, customer, site],
    )
    return rows.map(incidentFrom)
  },

  async names(ids) {
    const { rows } = await pool.query<{ id: string; name: string }>(
      'SELECT id, name FROM person WHERE id = ANY ($1)',
      [ids],
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  },
})

/** As many as there were when the record was read: both are of one moment. */
async function entriesOf(pool: pg.Pool | pg.PoolClient, id: string, most: number): Promise<Entry[]> {
  const { rows } = await pool.query<EntryRow>(
    'SELECT seq, at, by, data FROM incident_entry WHERE incident_id = $1 AND seq <= $2 ORDER BY seq',
    [id, most],
  )
  return rows.map(entryFrom)
}

async function open(
  client: pg.PoolClient,
  incident: Incident,
  playbook: Playbook,
  entries: readonly NewEntry[],
): Promise<boolean> {
  const { rowCount: known } = await client.query('SELECT FROM incident WHERE id = $1', [incident.id])
  if (!known) await writeIncidents(client, [incident])
  const made = await client.query(
    `INSERT INTO incident_case (incident_id, customer_id, site_id, opened_at, playbook, entries, state, severity)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', 'high') ON CONFLICT DO NOTHING`,
    [
      incident.id,
      incident.customer,
      incident.site,
      new Date(entries[0]?.at ?? 0),
      jsonText(playbook),
      entries.length,
    ],
  )
  if (!made.rowCount) return false
  await writeEntries(client, incident, incident.id, 0, entries)
  return true
}

async function writeEntries(
  client: pg.PoolClient,
  { customer, site }: Place,
  id: string,
  after: number,
  entries: readonly NewEntry[],
): Promise<void> {
  for (const [n, { at, by, data }] of entries.entries())
    await client.query(
      'INSERT INTO incident_entry (incident_id, seq, customer_id, site_id, at, by, data) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, after + n + 1, customer, site, new Date(at), by, jsonText(data)],
    )
  const { state, severity, owner, entered } = fold(await entriesOf(client, id, after + entries.length))
  await client.query(
    'UPDATE incident_case SET state = $2, severity = $3, owner = $4, closed_at = $5 WHERE incident_id = $1',
    [id, state, severity, owner, state === 'closed' ? new Date(entered.closed ?? 0) : null],
  )
  for (const entry of entries) await appendLedger(client, { customer, site, ...plainJson(actOf(id, entry)) })
}

const columns: Readonly<Record<string, (incident: Partial<Incident>) => unknown>> = {
  ended: ({ ended }) => (ended == null ? null : new Date(ended)),
  accounts: ({ accounts }) => accounts?.map(plainText),
  title: ({ title }) => plainText(title ?? ''),
  kind: ({ kind }) => kind,
}

async function changeIncident(client: pg.PoolClient, id: string, change: Partial<Incident>): Promise<void> {
  for (const [column, of] of Object.entries(columns))
    if (column in change)
      await client.query(`UPDATE incident SET ${column} = $2 WHERE id = $1`, [id, of(change)])
  const { exposure } = change
  if (exposure)
    await client.query('UPDATE incident SET exposure_micros = $2, exposure_currency = $3 WHERE id = $1', [
      id,
      exposure.micros,
      exposure.currency,
    ])
}
