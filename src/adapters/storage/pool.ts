import pg from 'pg'

/** Where a PostgreSQL is: a URL, or the directory of its unix socket. */
export type Connection =
  | { readonly url: string }
  | { readonly socketDirectory: string; readonly user: string; readonly database: string }

/** Everything that belongs to Ringfence lives in this schema, so that a shared database stays tidy. */
export const homeSchema = 'ringfence'

const INT8 = 20

/** Counts and micro-units fit a safe integer; anything larger is a fault worth hearing of, never a rounded figure. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`)
  return value
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? safeInteger : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Settings of one connection. The name shows in pg_stat_activity. */
export function clientConfig(connection: Connection, schema: string, name: string): pg.ClientConfig {
  const where =
    'url' in connection
      ? { connectionString: connection.url }
      : { host: connection.socketDirectory, port: 5432, user: connection.user, database: connection.database }
  return {
    ...where,
    types,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    options: `-c search_path=${schema} -c timezone=UTC -c datestyle=ISO -c extra_float_digits=1`,
  }
}

/**
 * A pool on one schema. int8 arrives as a number (safe or it throws), timestamptz as a Date, numeric as text.
 * A connection that dies while idle is dropped silently: the next query opens another.
 */
export function openPool(connection: Connection, schema = homeSchema, max = 10): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(connection, schema, 'ringfence'),
    max,
    idleTimeoutMillis: 30_000,
  })
  pool.on('error', () => undefined)
  return pool
}

/** Runs `work` in one transaction: all of it or none. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  // Without a listener a connection that dies between two queries would end the process; the query itself still fails.
  const ignore = () => undefined
  client.on('error', ignore)
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((reason: Error) => {
      broken = reason
    })
    throw error
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}
