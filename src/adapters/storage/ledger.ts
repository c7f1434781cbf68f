import { createHash } from 'node:crypto'
import type pg from 'pg'
import {
  type ChainHead,
  type ChainProblem,
  genesis,
  hashEntry,
  type LedgerEntry,
  type LedgerFact,
  verifyChain,
} from '#core/evidence'
import { jsonText, plainJson } from './plain-json.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface LedgerRow {
  readonly seq: number
  readonly customer_id: string
  readonly site_id: string | null
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: Record<string, unknown>
  readonly previous_hash: string
  readonly hash: string
}

/**
 * Adds a fact inside the caller's transaction: it is in the ledger exactly when the thing itself is done.
 * Make it the last statement. The table's lock, held until commit, puts all writers in one line, so the chain cannot fork;
 * should anything ever get past it, two entries with one predecessor are refused by a unique index.
 */
export async function appendLedger(client: pg.PoolClient, fact: LedgerFact): Promise<void> {
  await client.query('LOCK TABLE ledger IN SHARE ROW EXCLUSIVE MODE')
  const { rows } = await client.query<ChainHead>('SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1')
  const head = rows[0] ?? genesis
  const entry = { ...plainJson(fact), seq: head.seq + 1 }
  await client.query(
    `INSERT INTO ledger (seq, customer_id, site_id, at, actor, action, subject, detail, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      entry.seq,
      entry.customer,
      entry.site,
      new Date(entry.at),
      entry.actor,
      entry.action,
      entry.subject,
      jsonText(entry.detail),
      head.hash,
      hashEntry(entry, head.hash, sha256),
    ],
  )
}

/** Entries after `seq`, oldest first. */
export async function readLedger(
  pool: pg.Pool,
  after: number,
  limit: number,
): Promise<readonly LedgerEntry[]> {
  const { rows } = await pool.query<LedgerRow>('SELECT * FROM ledger WHERE seq > $1 ORDER BY seq LIMIT $2', [
    after,
    limit,
  ])
  return entriesFrom({ rows })
}

/** Rows of the ledger as entries. */
export function entriesFrom({ rows }: { readonly rows: readonly LedgerRow[] }): LedgerEntry[] {
  return rows.map((row) => ({
    seq: row.seq,
    customer: row.customer_id,
    site: row.site_id,
    at: row.at.getTime(),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    detail: row.detail,
    previousHash: row.previous_hash,
    hash: row.hash,
  }))
}

/** Checks the whole ledger, a page at a time. */
export async function verifyLedger(
  pool: pg.Pool,
): Promise<{ head: ChainHead; problems: readonly ChainProblem[] }> {
  const problems: ChainProblem[] = []
  let head = genesis
  for (;;) {
    const page = await readLedger(pool, head.seq, 5000)
    if (page.length === 0) return { head, problems }
    const checked = verifyChain(page, sha256, head)
    head = checked.head
    problems.push(...checked.problems)
  }
}
