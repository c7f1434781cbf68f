import type pg from 'pg'
import type {
  Act,
  Investigation,
  InvestigationFile,
  InvestigationStore,
  Place,
  Progress,
} from '#core/incidents'
import { DomainError } from '#core/kernel'
import { writeIncidents } from './incidents.ts'
import { appendLedger } from './ledger.ts'
import { jsonText, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'
import { revisions } from './revisions.ts'

interface Row {
  readonly id: string
  readonly customer_id: string
  readonly site_id: string
  readonly title: string
  readonly created_at: Date
  readonly created_by: string
  readonly status: Investigation['status']
  readonly options: Investigation['options']
  readonly progress: Progress
  readonly failure: Investigation['failure']
  readonly outcome: Investigation['outcome']
  readonly again_at: Date | null
  readonly files: readonly InvestigationFile[]
}

const columns = `id, customer_id, site_id, title, created_at, created_by, status, options, progress, failure, outcome, again_at,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'bytes', bytes, 'sha256', sha256) ORDER BY position), '[]')
   FROM investigation_file WHERE investigation_id = investigation.id) AS files`

function fromRow(row: Row): Investigation {
  return {
    id: row.id,
    customer: row.customer_id,
    site: row.site_id,
    title: row.title,
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    status: row.status,
    failure: row.failure,
    files: row.files,
    options: row.options,
    progress: row.progress,
    outcome: row.outcome,
    againAt: row.again_at?.getTime() ?? null,
  }
}

/** The investigations of PostgreSQL. The row itself is the job: what is `waiting` is taken by the queue (jobs.ts). */
export function investigationStore(pool: pg.Pool): InvestigationStore {
  return {
    create: (investigation, act) => create(pool, investigation, act),

    async get(place, id) {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM investigation WHERE id = $1 AND customer_id = $2 AND site_id = $3`,
        [id, place.customer, place.site],
      )
      return rows[0] ? fromRow(rows[0]) : null
    },

    async list(place, limit, before) {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM investigation WHERE customer_id = $1 AND site_id = $2
         AND ($3::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM investigation WHERE id = $3))
         ORDER BY created_at DESC, id DESC LIMIT $4`,
        [place.customer, place.site, before ?? null, limit],
      )
      return rows.map(fromRow)
    },

    async progress(id, progress) {
      await pool.query(`UPDATE investigation SET progress = $2 WHERE id = $1 AND status = 'running'`, [
        id,
        jsonText(progress),
      ])
    },

    async finish(id, outcome, verdict, incidents, act) {
      await inTransaction(pool, async (client) => {
        const place = await settle(client, id, 'done', act.at, { outcome })
        if (!place) return
        await client.query(
          'INSERT INTO verdict (investigation_id, customer_id, site_id, document) VALUES ($1, $2, $3, $4)',
          [id, place.customer, place.site, jsonText(verdict)],
        )
        await writeIncidents(client, incidents)
        await appendLedger(client, { ...place, ...act })
      })
    },

    async fail(id, failure, act) {
      await inTransaction(pool, async (client) => {
        const place = await settle(client, id, 'failed', act.at, { failure })
        if (place) await appendLedger(client, { ...place, ...act })
      })
    },

    async verdict(place, id) {
      const { rows } = await pool.query<{ document: unknown }>(
        'SELECT coalesce(revised, document) AS document FROM verdict WHERE investigation_id = $1 AND customer_id = $2 AND site_id = $3',
        [id, place.customer, place.site],
      )
      return rows[0]?.document ?? null
    },

    ...revisions(pool),

    remove: (place, id, act) => inTransaction(pool, (client) => remove(client, place, id, act)),
  }
}

async function remove(client: pg.PoolClient, { customer, site }: Place, id: string, act: Act): Promise<void> {
  await refuseHeld(client, { customer, site }, id)
  // Its calls go with it; an index leads to them.
  await client.query('DELETE FROM call WHERE investigation_id = $1 AND customer_id = $2 AND site_id = $3', [
    id,
    customer,
    site,
  ])
  // An incident that is being handled outlives what it was found in.
  await client.query(
    `UPDATE incident SET investigation_id = NULL WHERE investigation_id = $1 AND customer_id = $2 AND site_id = $3
     AND id IN (SELECT incident_id FROM incident_case)`,
    [id, customer, site],
  )
  const { rowCount } = await client.query(
    'DELETE FROM investigation WHERE id = $1 AND customer_id = $2 AND site_id = $3',
    [id, customer, site],
  )
  if (rowCount) await appendLedger(client, { customer, site, ...act })
}

/** What an incident under legal hold was found in, or was added to it, stays. The lock makes a hold set at this moment wait. */
async function refuseHeld(client: pg.PoolClient, { customer, site }: Place, id: string): Promise<void> {
  const { rows } = await client.query<{ title: string; hold: boolean | null }>(
    `SELECT i.title, (SELECT (h.data ->> 'on')::boolean FROM incident_entry h
        WHERE h.incident_id = c.incident_id AND h.data ->> 'kind' = 'hold' ORDER BY h.seq DESC LIMIT 1) AS hold
     FROM incident_case c JOIN incident i ON i.id = c.incident_id
     WHERE c.customer_id = $1 AND c.site_id = $2 AND (i.investigation_id = $3 OR EXISTS (
       SELECT FROM incident_entry e WHERE e.incident_id = c.incident_id
       AND e.data ->> 'kind' = 'investigation' AND e.data ->> 'investigation' = $3))
     FOR UPDATE OF c`,
    [customer, site, id],
  )
  const held = rows.find(({ hold }) => hold === true)
  if (held)
    throw new DomainError(
      'legal-hold',
      `It belongs to the incident “${held.title}”, which is under legal hold`,
      'Whoever set the hold says when it may end; end it in the incident under Closing, then delete.',
    )
}

async function create(
  pool: pg.Pool,
  investigation: Parameters<InvestigationStore['create']>[0],
  act: Act,
): Promise<void> {
  const { id, customer, site, files } = investigation
  const progress: Progress = {
    phase: 'waiting',
    bytesRead: 0,
    bytesTotal: files.reduce((sum, file) => sum + file.bytes, 0),
    rows: 0,
    calls: 0,
    rejected: 0,
    etaSeconds: null,
  }
  await inTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO investigation (id, customer_id, site_id, title, created_at, created_by, status, options, progress)
       VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)`,
      [
        id,
        customer,
        site,
        plainText(investigation.title),
        new Date(investigation.createdAt),
        investigation.createdBy,
        jsonText(investigation.options),
        jsonText(progress),
      ],
    )
    for (const [position, file] of files.entries())
      await client.query(
        `INSERT INTO investigation_file (investigation_id, position, customer_id, site_id, name, bytes, sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, position, customer, site, plainText(file.name), file.bytes, file.sha256],
      )
    await appendLedger(client, { customer, site, ...act })
  })
}

/**
 * Ends an open investigation. Null when there is nothing to end: it was removed meanwhile, or it was ended before a crash
 * and the work is being repeated; what stands then stays.
 */
async function settle(
  client: pg.PoolClient,
  id: string,
  status: 'done' | 'failed',
  at: number,
  what: Partial<Pick<Investigation, 'outcome' | 'failure'>>,
): Promise<Place | null> {
  const { rows } = await client.query<{ customer: string; site: string }>(
    `UPDATE investigation SET status = $2, outcome = $3, failure = $4, attempts = 0,
       again_at = CASE WHEN $2 = 'done' THEN $5::timestamptz END,
       progress = progress || jsonb_build_object('phase', $2::text, 'etaSeconds', null)
     WHERE id = $1 AND status IN ('waiting', 'running')
     RETURNING customer_id AS customer, site_id AS site`,
    [
      id,
      status,
      what.outcome ? jsonText(what.outcome) : null,
      what.failure ? jsonText(what.failure) : null,
      new Date(at),
    ],
  )
  return rows[0] ?? null
}

/**
 * Takes the oldest investigation that waits, or a done one that is to be read again, null when there is none. Two takers never
 * get the same one that waits.
 */
export async function takeNext(
  pool: pg.Pool,
): Promise<{ investigation: Investigation; attempts: number } | null> {
  const { rows } = await pool.query<Row & { attempts: number }>(
    `UPDATE investigation SET status = CASE status WHEN 'waiting' THEN 'running' ELSE status END, attempts = attempts + 1 WHERE id =
       (SELECT id FROM investigation WHERE status = 'waiting' OR again_at IS NOT NULL
        ORDER BY status <> 'waiting', coalesce(again_at, created_at), id FOR UPDATE SKIP LOCKED LIMIT 1)
     RETURNING attempts, ${columns}`,
  )
  return rows[0] ? { investigation: fromRow(rows[0]), attempts: rows[0].attempts } : null
}

/** Puts a running one back. `forgive`: its attempt does not count, because it was ended on purpose. */
export async function putBack(pool: pg.Pool, id: string, forgive: boolean): Promise<void> {
  await pool.query(
    `UPDATE investigation SET status = 'waiting', attempts = attempts - $2,
       progress = progress || '{"phase": "waiting", "bytesRead": 0, "rows": 0, "calls": 0, "rejected": 0, "etaSeconds": null}'
     WHERE id = $1 AND status = 'running'`,
    [id, forgive ? 1 : 0],
  )
}

/** Those a dead server left running. */
export async function leftRunning(pool: pg.Pool): Promise<readonly { id: string; attempts: number }[]> {
  const { rows } = await pool.query<{ id: string; attempts: number }>(
    "SELECT id, attempts FROM investigation WHERE status = 'running' ORDER BY created_at, id",
  )
  return rows
}
