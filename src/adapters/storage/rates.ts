import type pg from 'pg'
import type { RateStore } from '#core/sites'
import { appendLedger } from './ledger.ts'
import { plainText } from './plain-json.ts'
import { inTransaction } from './pool.ts'

/** Rate decks, one a site. */
export function rateStore(pool: pg.Pool): RateStore {
  return {
    async read({ customer, site }) {
      const { rows } = await pool.query<{ rates: string | null }>(
        'SELECT rates FROM site WHERE customer_id = $1 AND id = $2',
        [customer, site],
      )
      return rows[0]?.rates ?? null
    },

    write: ({ customer, site }, csv, act) =>
      inTransaction(pool, async (client) => {
        await client.query('UPDATE site SET rates = $3 WHERE customer_id = $1 AND id = $2', [
          customer,
          site,
          csv === null ? null : plainText(csv),
        ])
        await appendLedger(client, { customer, site, ...act })
      }),
  }
}
