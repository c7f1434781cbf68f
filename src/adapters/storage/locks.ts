import type pg from 'pg'

/** Locks by name among all processes on a database; each dies with the process that holds it, kill -9 included. */
export type Exclusively = <T>(id: string, work: () => Promise<T>) => Promise<T | null>

interface Session {
  readonly client: Promise<pg.PoolClient>
  /** The last question asked; a session answers one at a time. */
  asked: Promise<unknown>
  readonly breaks: (error: Error) => void
  broken: Error | undefined
  holding: number
}

/**
 * One database session holds all locks of this process: a session for each would want as many connections as there are locks, and
 * whoever holds one needs another to work. What this process itself is at, it remembers: PostgreSQL would grant it again.
 */
export function createLocks(pool: pg.Pool, realm: string): Exclusively {
  const mine = new Set<string>()
  let session: Session | null = null

  function join(): Session {
    if (session === null || session.broken) {
      const fresh: Session = {
        client: pool.connect(),
        breaks: (error) => {
          fresh.broken ??= error
        },
        asked: Promise.resolve(),
        broken: undefined,
        holding: 0,
      }
      fresh.client.then((client) => client.on('error', fresh.breaks), fresh.breaks)
      session = fresh
    }
    session.holding++
    return session
  }

  async function leave(one: Session): Promise<void> {
    if (--one.holding > 0) return
    if (session === one) session = null
    const client = await one.client.catch(() => null)
    client?.off('error', one.breaks)
    client?.release(one.broken)
  }

  /** Whether it did. */
  async function ask(
    one: Session,
    what: 'try_advisory_lock' | 'advisory_unlock',
    id: string,
  ): Promise<boolean> {
    const client = await one.client
    const query = (): Promise<pg.QueryResult<{ did: boolean }>> =>
      client.query(`SELECT pg_${what}(hashtext($1), hashtext($2)) AS did`, [realm, id])
    const answer = one.asked.then(query, query)
    one.asked = answer
    return (await answer).rows[0]?.did ?? false
  }

  async function locked<T>(one: Session, id: string, work: () => Promise<T>): Promise<T | null> {
    if (!(await ask(one, 'try_advisory_lock', id))) return null
    // A lock that cannot be given back goes with its session.
    return await work().finally(() => ask(one, 'advisory_unlock', id).catch(one.breaks))
  }

  return async (id, work) => {
    if (mine.has(id)) return null
    mine.add(id)
    const one = join()
    try {
      return await locked(one, id, work)
    } finally {
      mine.delete(id)
      await leave(one)
    }
  }
}
