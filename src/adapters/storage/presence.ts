import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DomainError } from '#core/kernel'
import { type Connection, clientConfig } from './pool.ts'

/** `server`: there is one at a time. `visitor`: a command beside it, any number. */
export type Role = 'server' | 'visitor'

/** A session that says "somebody is here" for as long as it lives, by advisory locks that die with it, kill -9 included. */
export interface Presence {
  /** Ends the session. True when nobody else was here: `last` has then run while newcomers were kept waiting. */
  leave(last: () => Promise<void>): Promise<void>
  /** Runs `work` while nobody else is here and newcomers wait; null, and nothing happens, when somebody is. */
  alone<T>(work: () => Promise<T>): Promise<T | null>
}

export interface PresenceOptions {
  /** Makes sure the database runs, and says where. */
  readonly reach: () => Promise<Connection>
  readonly role: Role
  readonly schema: string
  /** The database came back after a crash, but another server has taken this one's place meanwhile. */
  readonly onLost: (error: DomainError) => void
}

const here = "hashtext('ringfence.present')"
const serverOf = "hashtext('ringfence.server'), hashtext(current_setting('search_path'))"

/** PostgreSQL's words for "not yet" and "not any more": another try will do. */
const passing = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'])

/** Comes in, and comes back by itself, with back-off, when the database has crashed and been started again. */
export async function enter(options: PresenceOptions): Promise<Presence> {
  let leaving = false
  let returning: Promise<void> = Promise.resolve()
  let session = await come(options, 20)
  watch(session)

  function watch(client: pg.Client) {
    client.once('end', () => {
      if (!leaving) returning = comeBack()
    })
  }

  async function comeBack() {
    for (let delay = 100; !leaving; delay = Math.min(delay * 2, 10_000)) {
      try {
        session = await come(options, 1)
        watch(session)
        return
      } catch (error) {
        if (error instanceof DomainError && error.code === 'data-dir-locked') return options.onLost(error)
      }
      await sleep(delay, undefined, { ref: false })
    }
  }

  async function leave(last: () => Promise<void>) {
    leaving = true
    await returning
    try {
      await session.query(`SELECT pg_advisory_unlock_shared(${here})`)
      const { rows } = await session.query<{ alone: boolean }>(
        `SELECT pg_try_advisory_lock(${here}) AS alone`,
      )
      if (rows[0]?.alone) await last()
    } catch (error) {
      // A database that is down has nobody to stop it for.
      if (!isPassing(error)) throw error
    } finally {
      await session.end().catch(() => undefined)
    }
  }

  async function alone<T>(work: () => Promise<T>): Promise<T | null> {
    const { rows } = await session.query<{ alone: boolean }>(`SELECT pg_try_advisory_lock(${here}) AS alone`)
    if (!rows[0]?.alone) return null
    try {
      return await work()
    } finally {
      await session.query(`SELECT pg_advisory_unlock(${here})`).catch(() => undefined)
    }
  }

  return { leave, alone }
}

async function come(options: PresenceOptions, tries: number): Promise<pg.Client> {
  for (let left = tries; ; left--) {
    const client = new pg.Client(
      clientConfig(await options.reach(), options.schema, `ringfence ${options.role} ${process.pid}`),
    )
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query(`SELECT pg_advisory_lock_shared(${here})`)
      if (options.role === 'server') await beTheServer(client)
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (error instanceof DomainError || left <= 1 || !isPassing(error)) throw asUnreachable(error)
    }
    await sleep(100)
  }
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return passing.has(code ?? '') || /terminated unexpectedly|not queryable/.test(message ?? '')
}

async function beTheServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock(${serverOf}) AS got`)
  if (rows[0]?.got) return
  const holder = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (classid::bigint, objid::bigint) = (SELECT a::bigint & 4294967295, b::bigint & 4294967295 FROM (VALUES (${serverOf})) AS k (a, b))`,
  )
  const pid = holder.rows[0]?.name.split(' ').at(-1)
  throw new DomainError(
    'data-dir-locked',
    `Another Ringfence server${pid ? ` (process ${pid})` : ''} works on this data`,
    'Stop it first, or give this one a data directory of its own with --data or RINGFENCE_DATA.',
  )
}

function asUnreachable(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  return new DomainError(
    'database-unreachable',
    `The database does not answer: ${error instanceof Error ? error.message : String(error)}`,
    'With DATABASE_URL: see that the server runs and the address, name and password in it are right. Without: run ringfence doctor.',
    error,
  )
}
