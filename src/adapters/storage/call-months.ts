import type pg from 'pg'

/** Outside of these years an instant is a broken clock's: such calls share one partition, lest a hostile file makes thousands. */
const years = { from: 1990, until: 2100 }

const other = 'call_other'

function partitionOf(month: Date): string {
  const year = month.getUTCFullYear()
  if (year < years.from || year >= years.until) return other
  return `call_${month.toISOString().slice(0, 7).replace('-', '_')}`
}

/** From so many new calls on, searches would wait for what autovacuum does minutes later. */
const MANY = 20_000

/**
 * Does at once what autovacuum would: of a million calls just saved a search takes 2 s before (every row's fate is looked up, and nothing
 * is known of them), 0.3 s after. That is worth the seconds it takes, 4 % of saving them, and not that the save should fail by it.
 */
export async function settleMonths(
  client: pg.PoolClient,
  months: readonly Date[],
  saved: number,
): Promise<void> {
  if (saved < MANY) return
  const names = [...new Set(months.map(partitionOf))]
  await client.query(`VACUUM (ANALYZE, SKIP_LOCKED) ${names.join(', ')}`).catch(() => undefined)
}

/**
 * Makes the partitions of these months (UTC), those that are missing. Outside of the caller's transaction, each by itself,
 * because making one locks the whole table until commit.
 */
export async function ensureMonths(client: pg.PoolClient, months: readonly Date[]): Promise<void> {
  for (const month of months) {
    const name = partitionOf(month)
    if (name === other) continue
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      name,
    ])
    if (rows[0]?.there) continue
    const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))
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
