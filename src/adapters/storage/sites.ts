import type pg from 'pg'
import type { Look, Site, SiteFigures, SiteStore } from '#core/sites'
import { appendLedger } from './ledger.ts'
import { jsonText, plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface FigureRow extends Omit<SiteFigures, 'latest' | 'telling'> {
  readonly latest: LookRow | null
  readonly telling: LookRow | null
}

type LookRow = Omit<Look, 'createdAt'> & { readonly createdAt: string }

const look = `jsonb_build_object('id', id, 'title', title, 'createdAt', created_at, 'status', status,
  'verdict', outcome ->> 'verdict', 'ongoing', coalesce((outcome ->> 'ongoing')::boolean, false))`
const here = '(customer_id, site_id) = (s.customer_id, s.id)'

/** One row a site. The same records read twice give the same incidents twice: those count once. */
const figures = `
  SELECT s.customer_id AS customer, c.name AS "customerName", s.id AS site, s.name, s.settings_yaml <> '' AS configured,
    coalesce(n.investigations, 0)::int AS investigations, coalesce(n.under_way, 0)::int AS "underWay",
    coalesce(k.going_on, 0)::int AS "goingOn", coalesce(k.incidents, 0)::int AS incidents, coalesce(k.loss, '[]') AS loss,
    (SELECT ${look} FROM investigation WHERE ${here} ORDER BY created_at DESC, id DESC LIMIT 1) AS latest,
    (SELECT ${look} FROM investigation WHERE ${here} AND (status = 'failed' OR outcome ->> 'verdict' IN ('breach', 'suspicious'))
     ORDER BY created_at DESC LIMIT 1) AS telling,
    (SELECT jsonb_build_object('id', i.id, 'title', i.title, 'state', h.state) FROM incident_case h JOIN incident i ON i.id = h.incident_id
     WHERE (h.customer_id, h.site_id) = (s.customer_id, s.id) AND h.state <> 'closed' ORDER BY h.opened_at DESC LIMIT 1) AS handled
  FROM site s JOIN customer c ON c.id = s.customer_id
  LEFT JOIN (
    SELECT customer_id, site_id, count(*) AS investigations, count(*) FILTER (WHERE status IN ('waiting', 'running')) AS under_way
    FROM investigation GROUP BY 1, 2) n ON ${here.replace('(customer_id, site_id)', '(n.customer_id, n.site_id)')}
  LEFT JOIN (
    SELECT customer_id, site_id, sum(incidents) AS incidents, sum(going_on) AS going_on,
      jsonb_agg(jsonb_build_object('micros', micros, 'currency', exposure_currency) ORDER BY exposure_currency) AS loss
    FROM (SELECT customer_id, site_id, exposure_currency, count(*) AS incidents, count(*) FILTER (WHERE ended IS NULL) AS going_on,
            sum(exposure_micros) AS micros
          FROM (SELECT DISTINCT ON (customer_id, site_id, kind, began, accounts) * FROM incident WHERE NOT withdrawn
                ORDER BY customer_id, site_id, kind, began, accounts, investigation_id DESC) one
          GROUP BY 1, 2, 3) money
    GROUP BY 1, 2) k ON ${here.replace('(customer_id, site_id)', '(k.customer_id, k.site_id)')}
  ORDER BY c.name, s.name, s.customer_id, s.id`

/** Customers and sites of PostgreSQL. */
export function siteStore(pool: pg.Pool): SiteStore {
  return {
    async figures() {
      const { rows } = await pool.query<FigureRow>(figures)
      return rows.map((row) => ({ ...row, latest: lookOf(row.latest), telling: lookOf(row.telling) }))
    },

    async get({ customer, site }) {
      const { rows } = await pool.query<Site>(
        `SELECT s.customer_id AS customer, c.name AS "customerName", s.id AS site, s.name, s.settings_yaml AS yaml
         FROM site s JOIN customer c ON c.id = s.customer_id WHERE s.customer_id = $1 AND s.id = $2`,
        [customer, site],
      )
      return rows[0] ?? null
    },

    create: (wanted, act) =>
      inTransaction(pool, async (client) => {
        const { customer, customerName, site, name } = wanted
        if (customerName !== null) {
          const made = await client.query(
            'INSERT INTO customer (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING',
            [customer, plainText(customerName)],
          )
          if (!made.rowCount) return false
        }
        const made = await client.query(
          `INSERT INTO site (customer_id, id, name) SELECT id, $2, $3 FROM customer WHERE id = $1 ON CONFLICT DO NOTHING`,
          [customer, site, plainText(name)],
        )
        if (!made.rowCount) return false
        await appendLedger(client, { customer, site, ...act })
        return true
      }),

    save: ({ customer, site }, { yaml, settings, name, customerName }, act) =>
      inTransaction(pool, async (client) => {
        await client.query(
          'UPDATE site SET settings_yaml = $3, settings = $4, name = $5 WHERE customer_id = $1 AND id = $2',
          [customer, site, plainText(yaml), jsonText(settings), plainText(name)],
        )
        await client.query('UPDATE customer SET name = $2 WHERE id = $1', [customer, plainText(customerName)])
        await appendLedger(client, { customer, site, ...act })
      }),
  }
}

const lookOf = (row: LookRow | null): Look | null => row && { ...row, createdAt: Date.parse(row.createdAt) }
