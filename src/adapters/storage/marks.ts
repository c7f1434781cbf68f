import type pg from 'pg'
import type { KeptMark, MarkStore } from '#core/incidents'
import { appendLedger } from './ledger.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

interface Row {
  readonly id: string
  readonly says: KeptMark['says']
  readonly what: KeptMark['what']
  readonly value: string
  readonly hour: number | null
  readonly made_at: Date
  readonly made_by: string
  readonly taken_back_at: Date | null
}

const fromRow = (row: Row): KeptMark => ({
  id: row.id,
  says: row.says,
  what: row.what,
  value: row.value,
  ...(row.hour === null ? {} : { hour: row.hour }),
  madeAt: row.made_at.getTime(),
  madeBy: row.made_by,
  takenBackAt: row.taken_back_at?.getTime() ?? null,
})

/** What people said of calls. The investigation is asked for another look in the same transaction. */
export function markStore(pool: pg.Pool): MarkStore {
  const askAgain = (client: pg.PoolClient, investigation: string, at: number) =>
    client.query('UPDATE investigation SET again_at = $2, attempts = 0 WHERE id = $1', [
      investigation,
      new Date(at),
    ])
  return {
    async standing({ customer, site }) {
      const { rows } = await pool.query<Row>(
        'SELECT * FROM mark WHERE customer_id = $1 AND site_id = $2 AND taken_back_at IS NULL ORDER BY made_at, id',
        [customer, site],
      )
      return rows.map(fromRow)
    },

    async of({ customer, site }, investigation) {
      const { rows } = await pool.query<Row>(
        `SELECT * FROM mark WHERE investigation_id = $3 AND customer_id = $1 AND site_id = $2
         ORDER BY made_at DESC, id DESC`,
        [customer, site, investigation],
      )
      return rows.map(fromRow)
    },

    make: ({ customer, site }, investigation, mark, act) =>
      inTransaction(pool, async (client) => {
        await client.query(
          `INSERT INTO mark (id, customer_id, site_id, investigation_id, says, what, value, hour, made_at, made_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            mark.id,
            customer,
            site,
            investigation,
            mark.says,
            mark.what,
            plainText(mark.value),
            mark.hour ?? null,
            new Date(mark.madeAt),
            mark.madeBy,
          ],
        )
        await askAgain(client, investigation, act.at)
        await appendLedger(client, { customer, site, ...act })
      }),

    takeBack: ({ customer, site }, investigation, mark, act) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE mark SET taken_back_at = $5 WHERE id = $1 AND investigation_id = $2 AND customer_id = $3 AND site_id = $4
           AND taken_back_at IS NULL`,
          [mark, investigation, customer, site, new Date(act.at)],
        )
        if (!rowCount) return false
        await askAgain(client, investigation, act.at)
        await appendLedger(client, { customer, site, ...act })
        return true
      }),
  }
}
