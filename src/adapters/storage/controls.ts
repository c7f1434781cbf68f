import pg from 'pg'
import { DomainError } from '#core/kernel'
import type { Control, ControlPatch, ControlStore, Order, Terrain } from '#core/response'
import { appendLedger } from './ledger.ts'
import { createLocks } from './locks.ts'
import { jsonText, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface Row {
  readonly id: string
  readonly customer_id: string
  readonly site_id: string
  readonly connection: string
  readonly orders: Order
  readonly state: Control['state']
  readonly ending: Control['ending']
  readonly summary: string
  readonly steps: readonly string[]
  readonly risk: string | null
  readonly confirmed: boolean
  readonly undoable: boolean
  readonly automatic: boolean
  readonly preview: Control['preview']
  readonly requested_by: string
  readonly reason: string
  readonly approvals: Control['approvals']
  readonly approvals_needed: number
  readonly created_at: Date
  readonly lasts_ms: number | null
  readonly expires_at: Date | null
  readonly verified: boolean
  readonly verified_at: Date | null
  readonly error: string | null
  readonly sealed: string
  readonly revision: number
}

const over = "('expired', 'undone', 'failed')"
const UNIQUE = '23505'

/** The controls of PostgreSQL. */
export function controlStore(pool: pg.Pool): ControlStore {
  return {
    async add(control, acts) {
      const { customer, site } = control
      await inTransaction(pool, async (client) => {
        await insert(client, control)
        for (const act of acts) await appendLedger(client, { customer, site, ...act })
      }).catch(asExisting(control))
    },

    async find(id) {
      const { rows } = await pool.query<Row>('SELECT * FROM control WHERE id = $1', [id])
      return rows[0] ? fromRow(rows[0]) : null
    },

    async list(place, { open, limit }) {
      const { rows } = await pool.query<Row>(
        `SELECT * FROM control WHERE ($1::text IS NULL OR customer_id = $1) AND ($2::text IS NULL OR site_id = $2)
         AND (NOT $3 OR state NOT IN ${over}) ORDER BY created_at DESC, id DESC LIMIT $4`,
        [place?.customer ?? null, place?.site ?? null, open, limit],
      )
      return rows.map(fromRow)
    },

    step: (control, patch, act) =>
      inTransaction(pool, async (client) => {
        const changed = await update(client, control, patch)
        if (changed && act)
          await appendLedger(client, { customer: control.customer, site: control.site, ...act })
        return changed
      }).catch(asExisting(control)),

    exclusively: createLocks(pool, 'ringfence.control'),

    async keepTerrain(place, connection, terrain, at) {
      await pool.query(
        `INSERT INTO terrain (customer_id, site_id, connection, document, read_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (customer_id, site_id, connection) DO UPDATE SET document = excluded.document, read_at = excluded.read_at`,
        [place.customer, place.site, connection, jsonText(terrain), new Date(at)],
      )
    },

    async terrains(place) {
      const { rows } = await pool.query<{ connection: string; document: Terrain }>(
        'SELECT connection, document FROM terrain WHERE customer_id = $1 AND site_id = $2',
        [place.customer, place.site],
      )
      return new Map(rows.map((row) => [row.connection, row.document]))
    },
  }
}

async function insert(client: pg.PoolClient, c: Control): Promise<void> {
  await client.query(
    `INSERT INTO control (id, customer_id, site_id, connection, kind, target, orders, state, ending, summary, steps, risk, confirmed,
       undoable, automatic, preview, requested_by, reason, approvals, approvals_needed, created_at, lasts_ms, expires_at, verified,
       verified_at, error, sealed, revision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
       $27, $28)`,
    [
      c.id,
      c.customer,
      c.site,
      c.connection,
      c.order.kind,
      plainText(c.order.target),
      jsonText(c.order),
      c.state,
      c.ending,
      plainText(c.summary),
      jsonText(c.steps),
      c.risk,
      c.confirmed,
      c.undoable,
      c.automatic,
      jsonOrNull(c.preview),
      c.requestedBy,
      plainText(c.reason),
      jsonText(c.approvals),
      c.approvalsNeeded,
      new Date(c.createdAt),
      c.lastsMs,
      dateOrNull(c.expiresAt),
      c.verified,
      dateOrNull(c.verifiedAt),
      textOrNull(c.error),
      c.sealed,
      c.revision,
    ],
  )
}

async function update(client: pg.PoolClient, control: Control, patch: ControlPatch): Promise<Control | null> {
  const c = { ...control, ...patch }
  const { rows } = await client.query<Row>(
    `UPDATE control SET state = $3, ending = $4, preview = $5, approvals = $6, confirmed = $7, expires_at = $8, verified = $9,
       verified_at = $10, error = $11, revision = revision + 1 WHERE id = $1 AND revision = $2 RETURNING *`,
    [
      c.id,
      control.revision,
      c.state,
      c.ending,
      jsonOrNull(c.preview),
      jsonText(c.approvals),
      c.confirmed,
      dateOrNull(c.expiresAt),
      c.verified,
      dateOrNull(c.verifiedAt),
      textOrNull(c.error),
    ],
  )
  return rows[0] ? fromRow(rows[0]) : null
}

function asExisting(control: Control): (error: unknown) => never {
  return (error) => {
    if (error instanceof pg.DatabaseError && error.code === UNIQUE && error.constraint === 'control_once')
      throw new DomainError(
        'control-exists',
        `${control.order.kind} ${control.order.target} is in force already, or on its way`,
        'See it with ringfence controls; undo it first, or leave it.',
      )
    throw error
  }
}

const jsonOrNull = (value: unknown): string | null => (value === null ? null : jsonText(value))
const dateOrNull = (at: number | null): Date | null => (at === null ? null : new Date(at))
const textOrNull = (text: string | null): string | null => (text === null ? null : plainText(text))

function fromRow(row: Row): Control {
  return {
    id: row.id,
    customer: row.customer_id,
    site: row.site_id,
    connection: row.connection,
    order: row.orders,
    state: row.state,
    ending: row.ending,
    summary: row.summary,
    steps: row.steps,
    risk: row.risk,
    confirmed: row.confirmed,
    undoable: row.undoable,
    automatic: row.automatic,
    preview: row.preview,
    requestedBy: row.requested_by,
    reason: row.reason,
    approvals: row.approvals,
    approvalsNeeded: row.approvals_needed,
    createdAt: row.created_at.getTime(),
    lastsMs: row.lasts_ms,
    expiresAt: row.expires_at?.getTime() ?? null,
    verified: row.verified,
    verifiedAt: row.verified_at?.getTime() ?? null,
    error: row.error,
    sealed: row.sealed,
    revision: row.revision,
  }
}
