import {
  appendCall,
  appendLoneCall,
  BATCH_CALLS,
  type BatchPool,
  type Call,
  type CallBatch,
  type CsvMap,
  createIntake,
  createNames,
  type FormatName,
  type FoundRows,
  type Intake,
  type LoneCall,
  type Reject,
  type RowKernel,
  type RowShapes,
  type SecurityEvent,
} from '#core/calls' // prettier-ignore
import type { SiteSettings, Zone } from '#core/kernel'
import { createDialPlan, type DialPlan, type Numbering } from '#core/numbering'
import { asOwnTollFree } from './own-toll-free.ts'

/** One file's text, decoded and unpacked, with how much of the file has been read. */
export interface TextFile {
  readonly name: string
  /** Size on disk, 0 when unknown (standard input). */
  readonly bytes: number
  /** `problem`: the rest of the file cannot be had (a cut gzip), what came before is good. */
  read(): AsyncIterable<TextPiece>
}

export interface TextPiece {
  readonly text: string
  /** The same text where it is ASCII: valid until the next piece is asked for. */
  readonly ascii?: Uint8Array | undefined
  /** What was found in it already. */
  readonly found?: FoundRows | undefined
  readonly bytesRead: number
  readonly problem?: string
}

export interface ReadingInput {
  readonly files: readonly TextFile[]
  readonly site: SiteSettings
  readonly zone: Zone
  readonly numbering: Numbering
  readonly format?: FormatName
  readonly map?: CsvMap
  /** UTC milliseconds; calls and events that start before, or at or after, are left out. */
  readonly since?: number
  readonly until?: number
  readonly kernel?: RowKernel | undefined
  /** See `IntakeOptions`. */
  readonly onShapes?: ((shapes: RowShapes) => void) | undefined
  /** Every call as it is read, for whoever keeps them. */
  readonly onCall?: (call: Call) => void
}

/** What came in since the piece before: plain data, so that it can come from another thread. */
export interface ReadPiece {
  /** Filled batches; their columns mean names by this reading's own numbers. */
  readonly batches: readonly CallBatch[]
  /** Names that are new, in order of their numbers. */
  readonly names: readonly string[]
  readonly security: readonly SecurityEvent[]
  readonly rejects: readonly Reject[]
  readonly formats: readonly { readonly file: string; readonly format: string }[]
  /** So far. */
  readonly counts: Intake['counts']
  readonly bytesRead: number
}

const MAX_REJECTS = 1000
/** A row of most PBXs has 150 to 300. */
const ROW_BYTES = 256
/** What was found is handed on with each full batch, and at least this often. */
const TELL_BYTES = 1 << 22

/** Reads files one after another into batches of whole calls, with all that was seen on the way, in order. */
export async function* gatherCalls(input: ReadingInput, pool: BatchPool): AsyncGenerator<ReadPiece> {
  const found = createFound(input, pool)
  const { intake } = found
  let before = 0
  let told = 0
  for (const file of input.files) {
    const open = intake.open(file.name, input.format)
    for await (const piece of file.read()) {
      if (piece.ascii) open.pushBytes(piece.ascii, piece.found)
      else open.push(piece.text)
      if (piece.problem) found.problem(file.name, piece.problem)
      const bytesRead = before + piece.bytesRead
      if (!found.hasBatch && bytesRead - told < TELL_BYTES) continue
      told = bytesRead
      yield found.since(bytesRead)
    }
    open.end()
    before += file.bytes
    found.formats.push({ file: file.name, format: open.format ?? 'unknown' })
  }
  intake.finish()
  found.end()
  yield found.since(before)
}

/** The same from calls that were read before, for whoever judges them again. */
export async function* gatherStored(
  stored: AsyncIterable<readonly Call[]>,
  { site, numbering }: Pick<ReadingInput, 'site' | 'numbering'>,
  pool: BatchPool,
): AsyncGenerator<ReadPiece> {
  const names = createNames()
  const batching = createBatching(names, createDialPlan(site, numbering), numbering, pool)
  const nothing = { security: [], rejects: [], formats: [], bytesRead: 0 }
  let calls = 0
  let told = 1
  const piece = (): ReadPiece => {
    const fresh = names.list.slice(told)
    told = names.list.length
    const counts = { files: 0, rows: calls, calls, duplicates: 0, rejected: 0, securityEvents: 0 }
    return { ...nothing, batches: batching.full(), names: fresh, counts }
  }
  for await (const batch of stored) {
    calls += batch.length
    for (const call of batch) batching.add(call, '')
    if (batching.hasFull) yield piece()
  }
  batching.end()
  yield piece()
}

function createFound(input: ReadingInput, pool: BatchPool) {
  const { site, zone, numbering, map, since, until } = input
  const plan = createDialPlan(site, numbering)
  const names = createNames()
  const calls = createBatching(names, plan, numbering, pool)
  let security: SecurityEvent[] = []
  let rejects: Reject[] = []
  const problems: Reject[] = []
  let formats: { file: string; format: string }[] = []
  let rejected = 0
  let told = 1
  const intake = createIntake({
    plan,
    zone,
    kernel: input.kernel,
    onShapes: input.onShapes,
    expected: input.files.reduce((sum, { bytes }) => sum + bytes, 0) / ROW_BYTES,
    ...(map ? { map } : {}),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    onCall(call, file) {
      input.onCall?.(call)
      calls.add(call, file)
    },
    onLoneCall: input.onCall ? undefined : calls.addLone,
    onSecurity: (event) => {
      if (event.kind !== 'challenge') security.push(event)
    },
    onReject: (reject) => {
      if (rejected++ < MAX_REJECTS) rejects.push(reject)
    },
  })
  return {
    intake,
    get formats() {
      return formats
    },
    get hasBatch() {
      return calls.hasFull
    },
    problem: (file: string, reason: string) => problems.push({ file, line: 0, reason }),
    end() {
      calls.end()
      rejects.push(...problems)
    },
    since(bytesRead: number): ReadPiece {
      const counts = { ...intake.counts, rejected: intake.counts.rejected + problems.length }
      const batches = calls.full()
      const piece = { batches, names: names.list.slice(told), security, rejects, formats, counts, bytesRead }
      told = names.list.length
      security = []
      rejects = []
      formats = []
      return piece
    },
  }
}

/** Collects calls into batches. */
function createBatching(
  names: ReturnType<typeof createNames>,
  plan: DialPlan,
  numbering: Numbering,
  pool: BatchPool,
) {
  const files = new Map<string, number>()
  let full: CallBatch[] = []
  let batch = pool.take()
  const isTollFree = (dialled: string): boolean => {
    if (dialled.length < 8) return false
    const called = plan.resolveCaller(dialled)
    return called.kind === 'external' && numbering.destination(called.destination).type === 'toll-free'
  }
  const fileNumber = (file: string): number => {
    let index = files.get(file)
    if (index === undefined) {
      index = files.size
      files.set(file, index)
    }
    return index
  }
  const next = (): void => {
    if (batch.length < BATCH_CALLS) return
    full.push(batch)
    batch = pool.take()
  }
  return {
    add(record: Call, file: string) {
      const call = asOwnTollFree(record, plan, numbering)
      const tollFree = call.direction === 'inbound' && isTollFree(call.dialled)
      appendCall(batch, call, names, fileNumber(file), tollFree)
      next()
    },
    addLone(call: LoneCall, file: string) {
      const tollFree = call.calledNumber !== '' && isTollFree(call.calledNumber)
      appendLoneCall(batch, call, names, fileNumber(file), tollFree)
      next()
    },
    end: () => full.push(batch),
    get hasFull() {
      return full.length > 0
    },
    full() {
      const batches = full
      full = []
      return batches
    },
  }
}
