import { type Call, idOf } from '#core/calls'
import type { Rule } from '#core/detection'
import { DomainError, type SiteSettings, zoneOf } from '#core/kernel'
import type { Numbering } from '#core/numbering'
import type { Rater } from '#core/rating'
import type { PastCall } from '#core/response'
import { gatherStored } from './flows/gather-calls.ts'
import { type Investigated, investigate } from './flows/investigate.ts'

const DAY = 86_400_000

export interface PastCallsPorts {
  readonly calls: () => AsyncIterable<readonly Call[]>
  readonly site: SiteSettings
  readonly numbering: Numbering
  readonly rules: readonly Rule[]
  readonly rater: Rater
  readonly holidays: (years: Iterable<number>) => Promise<string[]>
  /** UTC milliseconds: the newest stored call. */
  readonly newest: number
}

/** So far back a preview looks, and what came before teaches what is usual here. */
const PREVIEW_DAYS = 30
export const HISTORY_DAYS = 60

/** Stored calls of the last weeks, each with whether the detection of today flags it. */
export async function judgePastCalls(ports: PastCallsPorts): Promise<readonly PastCall[]> {
  const { site, numbering, newest } = ports
  const zone = zoneOf(site.timezone)
  if (!zone)
    throw new DomainError(
      'timezone-unknown',
      `"${site.timezone}" is not an IANA time zone`,
      'Write it like "Europe/Berlin".',
    )
  const recent: Call[] = []
  async function* stored(): AsyncGenerator<readonly Call[]> {
    for await (const batch of ports.calls()) {
      const calls = batch.map((call) => ({ ...call, destination: numbering.lookup(call.peer) }))
      recent.push(...calls.filter(({ startedAt }) => startedAt > newest - PREVIEW_DAYS * DAY))
      yield calls
    }
  }
  const year = new Date(newest).getUTCFullYear()
  const found = await investigate(
    {
      files: [],
      readElsewhere: (pool) => gatherStored(stored(), { site, numbering }, pool),
      site,
      zone,
      numbering,
      rules: ports.rules,
      rater: ports.rater,
      holidays: await ports.holidays([year - 1, year]),
    },
    () => undefined,
  )
  const flagged = flaggedKeys(found)
  return recent.map((call) => ({
    id: call.id,
    startedAt: call.startedAt,
    account: call.account,
    dialled: call.dialled,
    to: call.peer === '' || call.direction === 'inbound' ? '' : `+${call.peer}`,
    trunk: call.trunk,
    sourceIp: call.sourceIp,
    outgoing: call.direction === 'outbound' || call.direction === 'through',
    flagged: flagged.has(`${call.id} ${call.startedAt}`),
  }))
}

function flaggedKeys({ judgement, calls }: Investigated): ReadonlySet<string> {
  const keys = new Set<string>()
  // A batch is only valid until the next is asked for: one after the other.
  const flags = [...judgement.flags].sort((a, b) => a.call.batch - b.call.batch)
  for (const { call } of flags) keys.add(`${idOf(calls.batch(call.batch), call.row)} ${call.at}`)
  return keys
}
