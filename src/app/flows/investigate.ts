import {
  type BatchPool,
  type CallBatch,
  type CallLog,
  createBatchPool,
  createCallLog,
  createNames,
  createSorter,
  type Intake,
  type Names,
  type Reject,
  type SecurityEvent,
  type Spill,
} from '#core/calls' // prettier-ignore
import {
  type Context,
  createEngine,
  createMarks,
  type EngineState,
  type Judgement,
  judge,
  type Mark,
  type Rule,
} from '#core/detection'
import { createBusinessHours } from '#core/kernel'
import type { Rater } from '#core/rating'
import { gatherCalls, type ReadingInput, type ReadPiece } from './gather-calls.ts'

export interface InvestigateInput extends ReadingInput {
  /** ISO dates on which the site is closed. */
  readonly holidays: readonly string[]
  readonly rater: Rater
  readonly rules: readonly Rule[]
  /** What people said of single calls of this site. */
  readonly marks?: readonly Mark[]
  readonly spill?: Spill
  readonly now?: number
  /** Reads the files in another thread; what it yields is what `gatherCalls` would. */
  readonly readElsewhere?: (pool: BatchPool) => AsyncIterable<ReadPiece>
}

export interface ReadingProgress {
  readonly phase: 'reading' | 'judging'
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rows: number
  readonly calls: number
  readonly rejected: number
}

export interface Investigated {
  readonly judgement: Judgement
  readonly context: Context
  readonly counts: Intake['counts']
  readonly rejects: readonly Reject[]
  readonly formats: readonly { file: string; format: string }[]
  /** First start and last known instant of the records, UTC ms; NaN when there was nothing. */
  readonly from: number
  readonly to: number
  readonly now: number
  readonly calls: CallLog
}

/** Reads files once, streams them through the engine, takes the second look. Deterministic: the same input, the same judgement. */
export async function investigate(
  input: InvestigateInput,
  onProgress: (p: ReadingProgress) => void,
): Promise<Investigated> {
  const names = createNames()
  const context = contextOf(input, names)
  const pool = createBatchPool()
  const log = createCallLog(input.spill, undefined, pool)
  const span = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  const security: SecurityEvent[] = []
  const feed = createFeed(context, log, security, span)
  // Of several files the second may lie before the first, and sign-ins among them.
  const takeBack = input.files.length === 1 ? feed.takeBack : undefined
  const sorter = createSorter(feed.batch, { pool, takeBack })
  const rename = createRenaming(names)
  const rejects: Reject[] = []
  const formats: { file: string; format: string }[] = []
  const bytesTotal = input.files.reduce((sum, file) => sum + file.bytes, 0)
  let counts: Intake['counts'] | undefined
  for await (const piece of (input.readElsewhere ?? ((p) => gatherCalls(input, p)))(pool)) {
    counts = piece.counts
    for (const event of piece.security) security.push(event)
    rejects.push(...piece.rejects)
    formats.push(...piece.formats)
    rename.learn(piece.names)
    for (const batch of piece.batches) {
      rename.batch(batch)
      sorter.add(batch)
    }
    onProgress({ phase: 'reading', ...told(counts), bytesRead: piece.bytesRead, bytesTotal })
  }
  if (counts === undefined) throw new Error('the reading said nothing')
  security.sort((a, b) => a.at - b.at)
  sorter.end()
  feed.signInsUntil(Number.POSITIVE_INFINITY)
  const now = input.now ?? span.to
  onProgress({ phase: 'judging', ...told(counts), bytesRead: bytesTotal, bytesTotal })
  const judgement = judge({ context, state: feed.state, log, now })
  return { judgement, context, counts, rejects, formats, ...bounds(span), now, calls: log }
}

function contextOf(input: InvestigateInput, names: Names): Context {
  const hours = createBusinessHours(input.site, input.zone, input.holidays)
  return {
    names,
    numbering: input.numbering,
    zone: input.zone,
    rater: input.rater,
    rules: input.rules,
    isOpen: hours.isOpen,
    callingCode: input.numbering.callingCode(input.site.country),
    known: input.site.known.map((prefix) => prefix.slice(1)),
    ...(input.marks?.length ? { marks: createMarks(input.marks, names, input.zone) } : {}),
  }
}

/** The reading numbers names as it meets them, perhaps in another thread; here they get the numbers of `names`. */
function createRenaming(names: Names) {
  const numbers = [0]
  return {
    learn(fresh: readonly string[]) {
      for (const name of fresh) numbers.push(names.of(name))
    },
    batch(batch: CallBatch) {
      const { length, account, trunk, source, agent, from, dialled } = batch
      for (const column of [account, trunk, source, agent])
        for (let i = 0; i < length; i++) column[i] = numbers[column[i] as number] as number
      // A number that is no digits is the negative number of a name.
      for (const column of [from, dialled])
        for (let i = 0; i < length; i++) {
          const value = column[i] as number
          if (value < 0) column[i] = -(numbers[-value] as number)
        }
    },
  }
}

interface Feed {
  batch(batch: CallBatch): void
  /** Everything fed so far, as if it had not been. */
  takeBack(): CallBatch[]
  signInsUntil(at: number): void
  readonly state: EngineState
}

/** Merges calls and sign-ins by time into the engine, and keeps the calls for the second look. */
function createFeed(
  context: Context,
  log: CallLog,
  security: readonly SecurityEvent[],
  span: { from: number; to: number },
): Feed {
  let engine = createEngine(context)
  let next = 0
  const signInsUntil = (at: number): void => {
    while (next < security.length && (security[next] as SecurityEvent).at <= at) {
      const event = security[next++] as SecurityEvent
      span.from = Math.min(span.from, event.at)
      span.to = Math.max(span.to, event.at)
      engine.signIn(event)
    }
  }
  return {
    get state() {
      return engine.state
    },
    signInsUntil,
    takeBack() {
      engine = createEngine(context)
      next = 0
      return log.takeBack()
    },
    batch(batch) {
      for (let i = 0; i < batch.length; i++) {
        const at = batch.startedAt[i] as number
        const end = at + Math.max(0, batch.duration[i] as number) * 1000
        if (at < span.from) span.from = at
        if (end > span.to) span.to = end
      }
      engine.calls(batch, signInsUntil)
      log.add(batch)
    },
  }
}

const told = ({
  rows,
  calls,
  rejected,
}: Intake['counts']): Pick<Intake['counts'], 'rows' | 'calls' | 'rejected'> => ({
  rows,
  calls,
  rejected,
})

const bounds = (span: { from: number; to: number }): { from: number; to: number } =>
  span.to === Number.NEGATIVE_INFINITY ? { from: Number.NaN, to: Number.NaN } : span
