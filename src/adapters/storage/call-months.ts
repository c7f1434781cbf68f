import type pg from 'pg'

/** Outside of these years an instant is a broken clock's: such calls share one partition, lest a hostile file makes thousands. */
const years = { from: 1990, until: 2100 }

/**
 * Makes the partitions of these months (UTC), those that are missing. Outside of the caller's transaction, each by itself,
 * because making one locks the whole table until commit.
 */
export async function ensureMonths(client: pg.PoolClient, months: readonly Date[]): Promise<void> {
  for (const month of months) {
    const year = month.getUTCFullYear()
    if (year < years.from || year >= years.until) continue
    const name = `call_${month.toISOString().slice(0, 7).replace('-', '_')}`
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      name,
    ])
    if (rows[0]?.there) continue
    const next = new Date(Date.UTC(year, month.getUTCMonth() + 1, 1))
    // Two at once: the second waits for the first's lock and then fails on the range, which is as good as made.
    await client
      .query(
        `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF call FOR VALUES FROM ('${month.toISOString()}') TO ('${next.toISOString()}')`,
      )
      .catch((error: { code?: string }) => {
        if (!alreadyMade.has(error.code ?? '')) throw error
      })
  }
}

/** Duplicate table; overlapping partition; the unique index of pg_class or pg_type hit by the other one's row. */
const alreadyMade = new Set(['42P07', '42P17', '23505'])
