import pg from 'pg'
import { accFailure } from './accounting-errors.ts'

const PATIENCE_MS = 5000

/** A connection to Kamailio's database, opened when first needed and again when it was lost. */
export interface AccDatabase {
  /** The rows; throws the one reason why they cannot be had. */
  ask<T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]>
  close(): Promise<void>
}

export function createAccDatabase(url: string): AccDatabase {
  let client: pg.Client | null = null

  const drop = async (): Promise<void> => {
    const open = client
    client = null
    await open?.end().catch(() => undefined)
  }

  async function connected(): Promise<pg.Client> {
    if (client) return client
    const fresh = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      application_name: 'ringfence',
    })
    fresh.on('error', () => void drop())
    await fresh.connect()
    client = fresh
    return fresh
  }

  return {
    async ask<T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      try {
        return (await (await connected()).query<T>(text, [...values])).rows
      } catch (error) {
        await drop()
        throw accFailure(error, url)
      }
    },
    close: drop,
  }
}
