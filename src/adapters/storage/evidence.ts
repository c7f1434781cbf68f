import type pg from 'pg'
import type { LedgerEntry, LedgerFact } from '#core/evidence'
import { appendLedger, readLedger } from './ledger.ts'

/** What is kept of one incident. */
export interface IncidentRecord {
  readonly id: string
  readonly customer: string
  readonly site: string
  readonly investigation: string | null
  readonly title: string
  readonly kind: string
  readonly began: string
  readonly ended: string | null
  readonly accounts: readonly string[]
  readonly exposure: { readonly micros: number; readonly currency: string }
  /** Of its investigation. */
  readonly verdict: unknown
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

const PAGE = 5000
const MIRROR_LOCK = 772_801

/** The ledger and incidents, for whoever exports evidence. */
export function evidenceStore(pool: pg.Pool) {
  return {
    incident: (id: string): Promise<IncidentRecord | null> => readIncident(pool, id),

    async *entries(after = 0): AsyncGenerator<LedgerEntry> {
      for (let seq = after; ; ) {
        const page = await readLedger(pool, seq, PAGE)
        yield* page
        if (page.length < PAGE) return
        seq = page.at(-1)?.seq ?? seq
      }
    },

    async hashOf(seq: number): Promise<string | null> {
      const { rows } = await pool.query<{ hash: string }>('SELECT hash FROM ledger WHERE seq = $1', [seq])
      return rows[0]?.hash ?? null
    },

    async append(fact: LedgerFact): Promise<void> {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await appendLedger(client, fact)
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      } finally {
        client.release()
      }
    },

    /** One process at a time writes the mirror. */
    async alone<T>(work: () => Promise<T>): Promise<T> {
      const client = await pool.connect()
      try {
        await client.query('SELECT pg_advisory_lock($1)', [MIRROR_LOCK])
        return await work()
      } finally {
        await client.query('SELECT pg_advisory_unlock($1)', [MIRROR_LOCK])
        client.release()
      }
    },
  }
}

interface IncidentRow {
  readonly id: string
  readonly customer_id: string
  readonly site_id: string
  readonly investigation_id: string | null
  readonly title: string
  readonly kind: string
  readonly began: Date
  readonly ended: Date | null
  readonly accounts: string[]
  readonly exposure_micros: number
  readonly exposure_currency: string
}

async function readIncident(pool: pg.Pool, id: string): Promise<IncidentRecord | null> {
  const { rows } = await pool.query<IncidentRow>('SELECT * FROM incident WHERE id = $1', [id])
  const [row] = rows
  if (!row) return null
  const investigation = row.investigation_id ?? (await joined(pool, id))
  const verdict = await pool.query<{ document: unknown }>(
    'SELECT document FROM verdict WHERE investigation_id = $1',
    [investigation],
  )
  const files = await pool.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM investigation_file WHERE investigation_id = $1 ORDER BY position',
    [investigation],
  )
  return {
    id: row.id,
    customer: row.customer_id,
    site: row.site_id,
    investigation,
    title: row.title,
    kind: row.kind,
    began: row.began.toISOString(),
    ended: row.ended?.toISOString() ?? null,
    accounts: row.accounts,
    exposure: { micros: row.exposure_micros, currency: row.exposure_currency },
    verdict: verdict.rows[0]?.document ?? null,
    files: files.rows,
  }
}

/** The first investigation that was added to an incident somebody else had opened; null when there is none, or it was deleted. */
async function joined(pool: pg.Pool, incident: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT i.id FROM incident_entry e JOIN investigation i ON i.id = e.data ->> 'investigation'
     WHERE e.incident_id = $1 AND e.data ->> 'kind' = 'investigation' ORDER BY e.seq LIMIT 1`,
    [incident],
  )
  return rows[0]?.id ?? null
}
