import type pg from 'pg'
import type { Call } from '#core/calls'
import type { Place } from '#core/incidents'

interface Row {
  readonly pbx_id: string
  readonly started_at: Date
  readonly answered_at: Date | null
  readonly ended_at: Date | null
  readonly billable_seconds: number
  readonly disposition: Call['disposition']
  readonly direction: Call['direction']
  readonly entry: Call['entry']
  readonly account: string
  readonly peer: string
  readonly from_number: string
  readonly dialled: string
  readonly trunk: string
  readonly kind: Call['kind']
  readonly international: boolean
  readonly invalid: boolean
  readonly source_ip: string
  readonly user_agent: string
}

/** So few that making calls of the rows keeps nobody waiting. */
const PAGE = 1000

/** When the newest stored call of a place began, and how many there are. */
export async function storedSpan(
  pool: pg.Pool,
  place: Place,
): Promise<{ newest: number | null; calls: number }> {
  const { rows } = await pool.query<{ newest: Date | null; calls: number }>(
    'SELECT max(started_at) AS newest, count(*) AS calls FROM call WHERE customer_id = $1 AND site_id = $2',
    [place.customer, place.site],
  )
  return { newest: rows[0]?.newest?.getTime() ?? null, calls: rows[0]?.calls ?? 0 }
}

/** Stored calls of a place from an instant on (UTC ms), oldest first; `destination` is 0: row numbers belong to the numbering's edition. */
export async function* storedCalls(
  pool: pg.Pool,
  place: Place,
  since: number,
): AsyncGenerator<readonly Call[]> {
  let after: readonly [Date, Buffer] = [new Date(since), Buffer.alloc(0)]
  for (;;) {
    const { rows } = await pool.query<Row & { identity: Buffer }>(
      `SELECT * FROM call WHERE customer_id = $1 AND site_id = $2 AND (started_at, identity) > ($3, $4)
       ORDER BY started_at, identity LIMIT ${PAGE}`,
      [place.customer, place.site, ...after],
    )
    const last = rows.at(-1)
    if (!last) return
    after = [last.started_at, last.identity]
    yield rows.map(callOf)
  }
}

const instant = (at: Date | null): number => at?.getTime() ?? Number.NaN

function callOf(row: Row): Call {
  return {
    id: row.pbx_id,
    startedAt: row.started_at.getTime(),
    answeredAt: instant(row.answered_at),
    endedAt: instant(row.ended_at),
    billableSeconds: row.billable_seconds,
    disposition: row.disposition,
    direction: row.direction,
    entry: row.entry,
    account: row.account,
    peer: row.peer,
    from: row.from_number,
    dialled: row.dialled,
    trunk: row.trunk,
    kind: row.kind,
    destination: 0,
    international: row.international,
    invalid: row.invalid,
    sourceIp: row.source_ip,
    userAgent: row.user_agent,
  }
}
