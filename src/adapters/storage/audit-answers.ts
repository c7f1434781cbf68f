import type pg from 'pg'
import type { AcceptedRisk, AuditEvery, AuditStore } from '#core/sites'
import { appendLedger } from './ledger.ts'
import { jsonText, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface RiskRow {
  readonly id: string
  readonly check_id: string
  readonly resource: string
  readonly reason: string
  readonly owner: string
  readonly accepted_by: string
  readonly accepted_at: Date
  readonly until: Date
}

const riskOf = (row: RiskRow): AcceptedRisk => ({
  id: row.id,
  check: row.check_id,
  resource: row.resource,
  reason: row.reason,
  owner: row.owner,
  by: row.accepted_by,
  at: row.accepted_at.getTime(),
  until: row.until.getTime(),
})

type Answers = Pick<
  AuditStore,
  'risks' | 'accept' | 'endRisk' | 'attestations' | 'attest' | 'plan' | 'savePlan' | 'due'
>

/** What people say of audits: risks they answer for, what they looked at, how often a site is read again. */
export const auditAnswers = (pool: pg.Pool): Answers => ({
  ...risks(pool),
  ...attestations(pool),
  ...plans(pool),
})

const risks = (pool: pg.Pool): Pick<Answers, 'risks' | 'accept' | 'endRisk'> => ({
  async risks({ customer, site }) {
    const { rows } = await pool.query<RiskRow>(
      `SELECT * FROM audit_risk WHERE customer_id = $1 AND site_id = $2 AND ended_at IS NULL ORDER BY accepted_at, id`,
      [customer, site],
    )
    return rows.map(riskOf)
  },

  accept: ({ customer, site }, list, act) =>
    inTransaction(pool, async (client) => {
      for (const risk of list)
        await client.query(
          `INSERT INTO audit_risk (id, customer_id, site_id, check_id, resource, reason, owner, accepted_by, accepted_at, until)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            risk.id,
            customer,
            site,
            risk.check,
            plainText(risk.resource),
            plainText(risk.reason),
            plainText(risk.owner),
            risk.by,
            new Date(risk.at),
            new Date(risk.until),
          ],
        )
      await appendLedger(client, { customer, site, ...act })
    }),

  endRisk: ({ customer, site }, id, act) =>
    inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(
        'UPDATE audit_risk SET ended_at = $4 WHERE customer_id = $1 AND site_id = $2 AND id = $3 AND ended_at IS NULL',
        [customer, site, id, new Date(act.at)],
      )
      if (!rowCount) return false
      await appendLedger(client, { customer, site, ...act })
      return true
    }),
})

const attestations = (pool: pg.Pool): Pick<Answers, 'attestations' | 'attest'> => ({
  async attestations({ customer, site }) {
    const { rows } = await pool.query<{
      id: string
      check_id: string
      document: unknown
      made_by: string
      made_at: Date
    }>(
      `SELECT * FROM audit_attestation WHERE customer_id = $1 AND site_id = $2 ORDER BY made_at DESC, id DESC`,
      [customer, site],
    )
    return rows.map((row) => ({
      id: row.id,
      check: row.check_id,
      document: row.document,
      by: row.made_by,
      at: row.made_at.getTime(),
    }))
  },

  attest: ({ customer, site }, { id, check, document, by, at }, act) =>
    inTransaction(pool, async (client) => {
      await client.query(
        `INSERT INTO audit_attestation (id, customer_id, site_id, check_id, document, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, customer, site, check, jsonText(document), by, new Date(at)],
      )
      await appendLedger(client, { customer, site, ...act })
    }),
})

const plans = (pool: pg.Pool): Pick<Answers, 'plan' | 'savePlan' | 'due'> => ({
  async plan({ customer, site }) {
    const { rows } = await pool.query<{
      every: AuditEvery
      zones: string
      next_at: Date | null
      problem: string
    }>('SELECT * FROM audit_plan WHERE customer_id = $1 AND site_id = $2', [customer, site])
    const [row] = rows
    if (!row) return { every: 'never', zones: '', nextAt: null, problem: '' }
    return {
      every: row.every,
      zones: row.zones,
      nextAt: row.next_at?.getTime() ?? null,
      problem: row.problem,
    }
  },

  savePlan: ({ customer, site }, { every, zones, nextAt, problem }, act) =>
    inTransaction(pool, async (client) => {
      await client.query(
        `INSERT INTO audit_plan (customer_id, site_id, every, zones, next_at, problem) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (customer_id, site_id) DO UPDATE SET every = excluded.every, zones = excluded.zones,
           next_at = excluded.next_at, problem = excluded.problem`,
        [
          customer,
          site,
          every,
          plainText(zones),
          nextAt === null ? null : new Date(nextAt),
          plainText(problem),
        ],
      )
      if (act) await appendLedger(client, { customer, site, ...act })
    }),

  async due(now) {
    const { rows } = await pool.query<{ customer: string; site: string }>(
      `SELECT customer_id AS customer, site_id AS site FROM audit_plan WHERE every <> 'never' AND next_at <= $1
       ORDER BY next_at`,
      [new Date(now)],
    )
    return rows
  },
})
