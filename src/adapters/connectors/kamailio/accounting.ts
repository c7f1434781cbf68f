import { z } from 'zod'
import type { LiveEvent } from '#core/calls'
import type { ConnectorTools } from '../kit.ts'
import { type AccDatabase, createAccDatabase } from './acc-database.ts'
import { tablesMissing } from './accounting-errors.ts'

// Rows of module acc. The database is Kamailio's, not ours: it is only read.

/** How far each table was read, by its serial id. */
const Places = z.record(z.string(), z.number())
type Places = z.output<typeof Places>
const Row = z.looseObject({
  id: z.number(),
  duration: z.number().optional(),
  time_utc: z.string().nullish(),
})
type Row = z.output<typeof Row>

/** Kamailio's processes commit side by side: a row may appear behind a later one. So many are looked at again. */
const OVERLAP = 500
const BATCH = 1000
const FIRST_DAYS = 60
const ANY_AGE_DAYS = 36_500

/** What the tables can tell. */
export interface AccTables {
  /** Whole calls with their Call-ID; else calls are joined of the rows of their INVITE and BYE. */
  readonly whole: boolean
  readonly missed: boolean
}

export interface Accounting {
  /** Hands on every row not handed on before; the first time those of the last weeks. */
  read(emit: (event: LiveEvent) => void): Promise<void>
  tables(): Promise<AccTables>
  close(): Promise<void>
}

export function createAccounting(
  url: string,
  { now, cursor }: Pick<ConnectorTools, 'now' | 'cursor'>,
): Accounting {
  const database = createAccDatabase(url)
  const seen = createSeen()
  let places: Places | null = null
  const tables = (): Promise<AccTables> => readTables(database, url)

  /** One batch of one kind; true when there may be more. */
  async function batch(kind: Kind, all: Places, emit: (event: LiveEvent) => void): Promise<boolean> {
    const from = all[kind]
    const after = from === undefined ? -1 : Math.max(-1, from - OVERLAP)
    const days = from === undefined ? FIRST_DAYS : ANY_AGE_DAYS
    const answer = await database.ask<{ row: unknown }>(QUERY[kind], [after, BATCH + OVERLAP, days])
    const rows = answer.map(({ row }) => Row.parse(row))
    const fresh = rows.filter(({ id }) => seen.add(kind, id))
    if (fresh.length > 0) emit({ type: 'records', at: now(), file: FILE[kind], text: textOf(fresh) })
    const last = Math.max(from ?? 0, ...rows.map(({ id }) => id))
    if (last !== from) {
      all[kind] = last
      await cursor.write(JSON.stringify(all))
    }
    seen.forget(kind, last - 2 * OVERLAP)
    return fresh.length > 0 && rows.length >= BATCH
  }

  return {
    tables,
    async read(emit) {
      const { whole, missed } = await tables()
      places ??= placesIn(await cursor.read())
      for (const kind of [whole ? 'whole' : 'pairs', ...(missed ? ['missed'] : [])] as Kind[])
        while (await batch(kind, places, emit));
    },
    close: database.close,
  }
}

async function readTables({ ask }: AccDatabase, url: string): Promise<AccTables> {
  const columns = await ask<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns
     WHERE table_schema = ANY (current_schemas(false)) AND column_name = 'callid'
       AND table_name IN ('acc', 'acc_cdrs', 'missed_calls')`,
  )
  const has = (table: string): boolean => columns.some(({ table_name }) => table_name === table)
  if (!has('acc')) throw tablesMissing(url)
  return { whole: has('acc_cdrs'), missed: has('missed_calls') }
}

function placesIn(stored: string): Places {
  const parsed = Places.safeParse(stored === '' ? {} : JSON.parse(stored))
  return parsed.success ? parsed.data : {}
}

/** Ids that were handed on, as far back as rows are looked at again. */
function createSeen() {
  const ids = new Map<Kind, Set<number>>()
  const of = (kind: Kind): Set<number> => {
    const set = ids.get(kind) ?? new Set()
    ids.set(kind, set)
    return set
  }
  return {
    /** False when it was there. */
    add(kind: Kind, id: number): boolean {
      const set = of(kind)
      return set.size !== set.add(id).size
    },
    forget(kind: Kind, below: number): void {
      const set = of(kind)
      if (set.size > 8 * OVERLAP) for (const id of set) if (id < below) set.delete(id)
    },
  }
}

type Kind = 'whole' | 'pairs' | 'missed'
const FILE: Record<Kind, string> = { whole: 'acc_cdrs', pairs: 'acc', missed: 'missed_calls' }

/** $1 id to read after, $2 most rows, $3 no older than so many days. */
const QUERY: Record<Kind, string> = {
  // What was dialled and by whom stands more exactly in the row of the INVITE.
  whole: `SELECT to_jsonb(c) || coalesce(to_jsonb(a) - 'id' - 'time' - 'method', '{}') || jsonb_build_object('callid', c.callid) AS row
    FROM acc_cdrs c LEFT JOIN LATERAL (
      SELECT * FROM acc WHERE acc.callid = c.callid AND method = 'INVITE' AND sip_code LIKE '2%' ORDER BY id LIMIT 1) a ON true
    WHERE c.id > $1 AND c.callid <> '' AND c.start_time > now() - $3 * interval '1 day' ORDER BY c.id LIMIT $2`,
  // A call is told when it is over: by then both rows are there.
  pairs: `SELECT to_jsonb(a) || jsonb_build_object('invite', to_jsonb(i)) AS row FROM acc a JOIN LATERAL (
      SELECT * FROM acc WHERE acc.callid = a.callid AND method = 'INVITE' AND sip_code LIKE '2%' ORDER BY id LIMIT 1) i ON true
    WHERE a.id > $1 AND a.method = 'BYE' AND a.time > now() - $3 * interval '1 day' ORDER BY a.id LIMIT $2`,
  missed: `SELECT to_jsonb(m) AS row FROM missed_calls m
    WHERE m.id > $1 AND time > now() - $3 * interval '1 day' ORDER BY m.id LIMIT $2`,
}

/** One JSON object a line. */
const textOf = (rows: readonly Row[]): string =>
  rows
    .flatMap((row) => ('invite' in row ? [row['invite'], { ...row, invite: undefined }] : [inUtc(row)]))
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('')

/** The instant in UTC that some configurations account is better than a local time. */
function inUtc(row: Row): Row {
  const start = Number(row.time_utc)
  if (!row.time_utc || row.duration === undefined || Number.isNaN(start)) return row
  return { ...row, start_time: String(start), end_time: String(start + row.duration) }
}
