import { type BatchPool, type Call, callAt, createBatchPool, createNames, type Reject } from '#core/calls'
import type { BilledCall } from '#core/rating'
import { gatherCalls, type ReadPiece } from './flows/gather-calls.ts'
import type { InvestigateRequest, InvestigatorTools, Setting } from './investigator.ts'
import { readBehind } from './reading.ts'

/** Batches the other thread may fill while this one is busy with the invoice: 100 MB. */
const AHEAD = 16

export interface Billed {
  readonly calls: readonly BilledCall[]
  /** When the first and the last call began, UTC milliseconds; also those nobody bills. */
  readonly records: { readonly from: number; readonly to: number }
  /** The first of `rejected`. */
  readonly rejects: readonly Reject[]
  readonly rejected: number
}

/** Begins to read the calls of files, in another thread where there is one; `take` gives what of them a carrier may bill. */
export function openBilled(
  files: InvestigateRequest['files'],
  { site, zone, numbering, numberingParts, map, format }: Setting,
  tools: Pick<InvestigatorTools, 'openText' | 'openReader' | 'openRowKernel'>,
): { take(): Promise<Billed>; close(): void } {
  const pool = createBatchPool()
  const options = { site, ...(map ? { map } : {}), ...(format ? { format } : {}) }
  // Standard input belongs to the first thread.
  const reader = files.some(({ path }) => path === '-') ? undefined : tools.openReader()
  reader?.post({ order: { ...options, files, numbering: numberingParts, ahead: AHEAD } })
  const here = async () => ({
    ...options,
    zone,
    numbering,
    kernel: tools.openRowKernel(),
    files: await Promise.all(files.map(({ path, name }) => tools.openText(path, name))),
  })
  return {
    take: async () => billedIn(reader ? readBehind(reader, pool) : gatherCalls(await here(), pool), pool),
    close: () => reader?.close(),
  }
}

async function billedIn(pieces: AsyncIterable<ReadPiece>, pool: BatchPool): Promise<Billed> {
  const names = createNames()
  const calls: BilledCall[] = []
  const records = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  const rejects: Reject[] = []
  let rejected = 0
  for await (const piece of pieces) {
    rejects.push(...piece.rejects)
    rejected = piece.counts.rejected
    // They come in the order of their numbers, so they get the same ones here.
    for (const name of piece.names) names.of(name)
    for (const batch of piece.batches) {
      for (let i = 0; i < batch.length; i++) {
        const call = callAt(batch, i, names)
        records.from = Math.min(records.from, call.startedAt)
        records.to = Math.max(records.to, call.startedAt)
        const billed = billedOf(call)
        if (billed) calls.push(billed)
      }
      pool.give(batch)
    }
  }
  return { calls, records, rejects, rejected }
}

/** What of a call a carrier may bill: what left the site, and what came in to a number of it. */
export function billedOf(call: Call): BilledCall | null {
  const inbound = call.direction === 'inbound'
  if (call.direction === 'internal') return null
  const to = inbound ? fullNumber(call.dialled) : call.peer || endless(call.dialled)
  if (to === '') return null
  return {
    id: call.id,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    billableSeconds: call.billableSeconds,
    to,
    from: inbound ? call.peer : fullNumber(call.from),
    account: call.account,
    inbound,
  }
}

/** Digits of a number that is no extension. */
function fullNumber(written: string): string {
  const digits = written.replace(/\D/g, '')
  return digits.length >= 7 ? digits : ''
}

/** Digits of a number too long to be one: a carrier may bill even that. */
const endless = (written: string): string => (fullNumber(written).length > 15 ? fullNumber(written) : '')
