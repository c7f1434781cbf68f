import {
  appendCall,
  BATCH_CALLS,
  type Call,
  type CallBatch,
  type CallLog,
  type CsvMap,
  createBatch,
  createCallLog,
  createIntake,
  createNames,
  createSorter,
  type FormatName,
  type Intake,
  type Names,
  type Reject,
  type SecurityEvent,
  type Spill,
} from '#core/calls' // prettier-ignore
import { type Context, createEngine, type Engine, type Judgement, judge, type Rule } from '#core/detection'
import { createBusinessHours, type SiteSettings, type Zone } from '#core/kernel'
import { createDialPlan, type DialPlan, type Numbering } from '#core/numbering'
import type { Rater } from '#core/rating'
import { asOwnTollFree } from './own-toll-free.ts'

/** One file's text, decoded and unpacked, with how much of the file has been read. */
export interface TextFile {
  readonly name: string
  /** Size on disk, 0 when unknown (standard input). */
  readonly bytes: number
  /** `problem`: the rest of the file cannot be had (a cut gzip), what came before is good. */
  read(): AsyncIterable<{ readonly text: string; readonly bytesRead: number; readonly problem?: string }>
}

export interface InvestigateInput {
  readonly files: readonly TextFile[]
  readonly site: SiteSettings
  readonly zone: Zone
  /** ISO dates on which the site is closed. */
  readonly holidays: readonly string[]
  readonly numbering: Numbering
  readonly rater: Rater
  readonly rules: readonly Rule[]
  readonly spill?: Spill
  readonly format?: FormatName
  readonly map?: CsvMap
  readonly since?: number
  readonly until?: number
  readonly now?: number
  /** Every call as it is read, for whoever keeps them. */
  readonly onCall?: (call: Call) => void
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

const MAX_REJECTS = 1000

/** Reads files once, streams them through the engine, takes the second look. Deterministic: the same input, the same judgement. */
export async function investigate(
  input: InvestigateInput,
  onProgress: (p: ReadingProgress) => void,
): Promise<Investigated> {
  const names = createNames()
  const plan = createDialPlan(input.site, input.numbering)
  const context = contextOf(input, names)
  const log = createCallLog(input.spill)
  const engine = createEngine(context)
  const span = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  const security: SecurityEvent[] = []
  const feed = createFeed(engine, log, security, span)
  const pending = createPending(names, plan, input, feed)
  const rejects: Reject[] = []
  const intake = createIntake({
    plan,
    zone: input.zone,
    ...(input.map ? { map: input.map } : {}),
    ...(input.since === undefined ? {} : { since: input.since }),
    ...(input.until === undefined ? {} : { until: input.until }),
    onCall(call, file) {
      input.onCall?.(call)
      pending.add(call, file)
    },
    onSecurity: (event) => {
      if (event.kind !== 'challenge') security.push(event)
    },
    onReject: (reject) => {
      if (rejects.length < MAX_REJECTS) rejects.push(reject)
    },
  })
  const { formats, problems } = await readAll(input, intake, onProgress)
  rejects.push(...problems)
  intake.finish()
  security.sort((a, b) => a.at - b.at)
  pending.end()
  feed.signInsUntil(Number.POSITIVE_INFINITY)
  const now = input.now ?? span.to
  onProgress({ phase: 'judging', ...totals(input, intake), bytesRead: totals(input, intake).bytesTotal })
  const judgement = judge({ context, state: engine.state, log, now })
  const counts = { ...intake.counts, rejected: intake.counts.rejected + problems.length }
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
  }
}

interface Feed {
  batch(batch: CallBatch): void
  signInsUntil(at: number): void
}

/** Merges calls and sign-ins by time into the engine, and keeps the calls for the second look. */
function createFeed(
  engine: Engine,
  log: CallLog,
  security: readonly SecurityEvent[],
  span: { from: number; to: number },
): Feed {
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
    signInsUntil,
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

interface Pending {
  add(call: Call, file: string): void
  end(): void
}

/** Collects calls into batches and those into order of start. */
function createPending(names: Names, plan: DialPlan, { numbering }: InvestigateInput, feed: Feed): Pending {
  const sorter = createSorter(feed.batch)
  const files = new Map<string, number>()
  let batch = createBatch()
  const isTollFree = (call: Call): boolean => {
    if (call.direction !== 'inbound' || call.dialled.length < 8) return false
    const called = plan.resolveCaller(call.dialled)
    return called.kind === 'external' && numbering.destination(called.destination).type === 'toll-free'
  }
  return {
    add(record, file) {
      const call = asOwnTollFree(record, plan, numbering)
      let index = files.get(file)
      if (index === undefined) {
        index = files.size
        files.set(file, index)
      }
      appendCall(batch, call, names, index, isTollFree(call))
      if (batch.length === BATCH_CALLS) {
        sorter.add(batch)
        batch = createBatch()
      }
    },
    end() {
      sorter.add(batch)
      sorter.end()
    },
  }
}

async function readAll(
  input: InvestigateInput,
  intake: Intake,
  onProgress: (p: ReadingProgress) => void,
): Promise<{ formats: { file: string; format: string }[]; problems: Reject[] }> {
  const formats: { file: string; format: string }[] = []
  const problems: Reject[] = []
  let before = 0
  for (const file of input.files) {
    const open = intake.open(file.name, input.format)
    for await (const { text, bytesRead, problem } of file.read()) {
      open.push(text)
      if (problem) problems.push({ file: file.name, line: 0, reason: problem })
      onProgress({ phase: 'reading', ...totals(input, intake), bytesRead: before + bytesRead })
    }
    open.end()
    before += file.bytes
    formats.push({ file: file.name, format: open.format ?? 'unknown' })
  }
  return { formats, problems }
}

const totals = (input: InvestigateInput, intake: Intake): Omit<ReadingProgress, 'phase' | 'bytesRead'> => ({
  bytesTotal: input.files.reduce((sum, f) => sum + f.bytes, 0),
  rows: intake.counts.rows,
  calls: intake.counts.calls,
  rejected: intake.counts.rejected,
})

const bounds = (span: { from: number; to: number }): { from: number; to: number } =>
  span.to === Number.NEGATIVE_INFINITY ? { from: Number.NaN, to: Number.NaN } : span
