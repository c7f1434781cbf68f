import type { CallCount, CallPage, CallQuery, CallRow, CallViewJson } from '#contract'
import type { CallFilter, CallFinder, FoundCall, Place } from '#core/incidents'
import { formatMicros } from '#core/kernel'

export interface CallPorts {
  readonly finder: CallFinder
  /** One line of CSV; what a spreadsheet would run is made harmless. */
  csvLine(cells: readonly (string | number)[]): string
  newId(): string
}

/** The explorer: the kept calls of a site. */
export interface Calls {
  search(place: Place, query: CallQuery, limit: number, cursor?: string): Promise<CallPage>
  count(place: Place, query: CallQuery): Promise<CallCount>
  /** Everything that fits, line by line; nothing is gathered in memory. */
  csv(place: Place, query: CallQuery): AsyncIterable<string>
  views(place: Place): Promise<readonly CallViewJson[]>
  saveView(place: Place, view: { readonly name: string; readonly query: string }): Promise<void>
  removeView(place: Place, id: string): Promise<void>
}

const COUNTED = 100_000
const PIECE = 1000
const HEAD = [
  'started_at',
  'account',
  'direction',
  'from',
  'to',
  'dialled',
  'country',
  'seconds',
  'disposition',
  'cost',
  'currency',
  'trunk',
  'flagged',
  'id',
] // prettier-ignore

export function createCalls({ finder, csvLine, newId }: CallPorts): Calls {
  return {
    async search(place, query, limit, cursor) {
      const found = await finder.search(place, filterOf(query), limit + 1, cursor)
      const items = found.slice(0, limit).map(rowOf)
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.key ?? null) : null }
    },
    async count(place, query) {
      const calls = await finder.count(place, filterOf(query), COUNTED + 1)
      return { calls: Math.min(calls, COUNTED), more: calls > COUNTED }
    },
    async *csv(place, query) {
      yield csvLine(HEAD)
      let after: string | undefined
      for (;;) {
        const page = await finder.search(place, filterOf(query), PIECE, after)
        if (page.length === 0) return
        yield page.map((call) => csvLine(cellsOf(rowOf(call)))).join('')
        after = page.at(-1)?.cursor
        if (page.length < PIECE) return
      }
    },
    views: (place) => finder.views(place),
    saveView: (place, view) => finder.saveView(place, { ...view, id: newId() }),
    removeView: (place, id) => finder.removeView(place, id),
  }
}

function filterOf({ since, until, minCost, prefix, number, flagged, ...same }: CallQuery): CallFilter {
  const given = Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined))
  return {
    ...(given as CallFilter),
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
    ...(minCost === undefined ? {} : { minCostMicros: Math.round(minCost * 1_000_000) }),
    ...(prefix === undefined ? {} : { prefix: prefix.replace('+', '') }),
    ...(number === undefined ? {} : { number: number.replace('+', '') }),
    ...(flagged === undefined ? {} : { flagged: true }),
  }
}

function rowOf({ cursor, startedAt, peer, direction, flag, ...call }: FoundCall): CallRow {
  const dialled = call.dialled
  return {
    ...call,
    key: cursor,
    direction,
    startedAt: new Date(startedAt).toISOString(),
    from: direction === 'inbound' && peer !== '' ? `+${peer}` : call.from,
    to: direction !== 'inbound' && peer !== '' ? `+${peer}` : dialled,
    flag: flag as CallRow['flag'],
  }
}

const cellsOf = (row: CallRow): (string | number)[] => [
  row.startedAt,
  row.account,
  row.direction,
  row.from,
  row.to,
  row.dialled,
  row.country,
  row.billableSeconds,
  row.disposition,
  row.cost ? formatMicros(row.cost.micros) : '',
  row.cost?.currency ?? '',
  row.trunk,
  row.flag?.reason ?? '',
  row.id,
]
