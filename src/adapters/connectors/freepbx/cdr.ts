// The records of calls that FreePBX keeps in its database: read where no Master.csv is.
import type { Log, Place } from '../asterisk/index.ts'
import type { Database, Row } from './database.ts'

/** A record is written when a call is over, under the time it began: calls of so long before may have ended since. */
const LONGEST_CALL_S = 86_400
/** Some write records in batches: what ended so long before is looked at again. */
const LATE_S = 600
const FIRST_S = 60 * 86_400
const BATCH = 1000
const TABLE = 'asteriskcdrdb.cdr'

export interface CallRecords extends Log {
  /** Null: they can be read; else why not. */
  problem(): Promise<string | null>
}

/** As Asterisk's own CSV; a place is when the last call that was read was over. Who takes them knows a call by its unique id: what is read again is not counted again. */
export function createCallRecords({ rows }: Database): CallRecords {
  let seen = new Set<string>()
  /** It could not be read to its end: nothing is stepped over before it was. */
  let behind = false

  return {
    name: TABLE,
    async *since(from) {
      const before = seen
      seen = new Set()
      behind = true
      let offset = from?.offset ?? 0
      for await (const found of pages(rows, whereOf(from))) {
        if (found === null) return
        const fresh = found.filter((row) => !before.has(keyOf(row)))
        for (const row of found) seen.add(keyOf(row))
        offset = Math.max(offset, ...found.map(({ finished }) => Number(finished)))
        if (fresh.length > 0) yield { text: fresh.map(lineOf).join(''), next: { inode: 0, offset } }
      }
      behind = false
    },
    async end() {
      const found = behind ? null : await rows('SELECT UNIX_TIMESTAMP() AS now').catch(() => null)
      return found?.[0] ? { inode: 0, offset: Number(found[0]['now']) } : null
    },
    async problem() {
      const found = await rows(select('calldate > NOW()', 0)).catch((error: Error) => error)
      if (found instanceof Error) return found.message
      return found === null ? `there is no table ${TABLE}` : null
    },
  }
}

/** Page after page; null, and no more: it cannot be read. */
async function* pages(rows: Database['rows'], where: string): AsyncGenerator<readonly Row[] | null> {
  for (let skip = 0; ; skip += BATCH) {
    const found = await rows(select(where, skip)).catch(() => null)
    yield found
    if (found === null || found.length < BATCH) return
  }
}

const whereOf = (from: Place | null): string =>
  from === null ? `calldate >= NOW() - INTERVAL ${FIRST_S} SECOND` : endedSince(from.offset - LATE_S)

const endedSince = (instant: number): string =>
  `calldate >= FROM_UNIXTIME(${instant - LONGEST_CALL_S}) AND UNIX_TIMESTAMP(calldate) + duration >= ${instant}`

const select = (where: string, skip: number): string =>
  `SELECT *, UNIX_TIMESTAMP(calldate) + duration AS finished,
     IF(disposition = 'ANSWERED', DATE_ADD(calldate, INTERVAL duration - billsec SECOND), NULL) AS answered,
     DATE_ADD(calldate, INTERVAL duration SECOND) AS ended
   FROM ${TABLE} WHERE ${where} ORDER BY calldate, uniqueid, dstchannel LIMIT ${BATCH} OFFSET ${skip}`

const keyOf = (row: Row): string => `${row['uniqueid']} ${row['sequence'] ?? ''} ${row['calldate']}`

/** In the order of cdr_csv. */
const COLUMNS = [
  ...['accountcode', 'src', 'dst', 'dcontext', 'clid', 'channel', 'dstchannel', 'lastapp', 'lastdata'],
  ...[
    'calldate',
    'answered',
    'ended',
    'duration',
    'billsec',
    'disposition',
    'amaflags',
    'uniqueid',
    'userfield',
  ],
]

const lineOf = (row: Row): string =>
  `${COLUMNS.map((column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`).join(',')}\n`
