import { DomainError, type Zone } from '#core/kernel'
import type { DialPlan } from '#core/numbering'
import { longTextOf } from './bytes.ts'
import { openFormat, recognise } from './formats/index.ts'
import type { LoneCall } from './lone-call.ts'
import type { CsvMap } from './map.ts'
import type { Call, FormatName, Reject, SecurityEvent } from './model.ts'
import type { FoundRows, Reader, RecordSink, RowKernel, RowShapes } from './ports.ts'
import { createStitcher } from './stitch.ts'

export interface IntakeOptions {
  plan: DialPlan
  /** Stamps without offset are read in it. */
  zone: Zone
  /** How to read format `csv`. */
  map?: CsvMap
  /** UTC milliseconds; calls and events that start before, or at or after, are left out. */
  since?: number
  until?: number
  /** So many rows are likely to come: room is made for them at once. */
  expected?: number | undefined
  /** With it, files that are ASCII are read quicker. */
  kernel?: RowKernel | undefined
  /** Told what the rows of the file look like that is being read, for whoever finds them elsewhere. */
  onShapes?: ((shapes: RowShapes) => void) | undefined
  onCall(call: Call, file: string): void
  /** Where given, the plain calls of one row come here: read before this returns, and not again. */
  onLoneCall?: ((call: LoneCall, file: string) => void) | undefined
  onSecurity(event: SecurityEvent): void
  onReject(reject: Reject): void
}

export interface Intake {
  /** One file after another, in any mix of formats; the format is recognised by content unless it is given. */
  open(fileName: string, format?: FormatName): FileIntake
  /** Hands on what is still waiting for further legs. */
  finish(): void
  readonly counts: {
    files: number
    rows: number
    calls: number
    duplicates: number
    rejected: number
    securityEvents: number
  }
}

export interface FileIntake {
  /** Decoded text, cut anywhere. */
  push(text: string): void
  /** The same text as ASCII bytes, which are looked at before this returns and not again. */
  pushBytes(bytes: Uint8Array, found?: FoundRows): void
  /** Throws `DomainError` when the file as a whole cannot be read; single bad rows go to `onReject`. */
  end(): void
  readonly format: FormatName | null
}

/** So much of a file's beginning decides its format. */
const HEAD = 65_536

/** Text of any known format in, whole conversations out, each once. */
export function createIntake(options: IntakeOptions): Intake {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = options
  const counts = { files: 0, rows: 0, calls: 0, duplicates: 0, rejected: 0, securityEvents: 0 }
  const names: string[] = []
  const { onLoneCall } = options
  const counted = (call: { readonly startedAt: number }): boolean => {
    if (call.startedAt < since || call.startedAt >= until) return false
    counts.calls++
    return true
  }
  const stitcher = createStitcher({
    plan: options.plan,
    expected: options.expected,
    onCall(call, file) {
      if (counted(call)) options.onCall(call, names[file] as string)
    },
    onLoneCall: onLoneCall
      ? (call) => {
          if (counted(call)) onLoneCall(call, names[call.file] as string)
        }
      : undefined,
  })

  const sinkOf = (file: number): RecordSink => ({
    row() {
      counts.rows++
    },
    record(record) {
      if (!stitcher.add(record, file)) counts.duplicates++
    },
    plain: (row) => stitcher.addPlain(row, file),
    security(event) {
      if (event.at < since || event.at >= until) return
      counts.securityEvents++
      options.onSecurity(event)
    },
    reject(line, reason) {
      counts.rejected++
      options.onReject({ file: names[file] as string, line, reason })
    },
  })

  return {
    counts,
    open(fileName, forced) {
      const file = names.push(fileName) - 1
      counts.files++
      // A mapping says what a file is that nothing else recognises.
      const unknown = options.map ? 'csv' : undefined
      return openFile(fileName, { forced, unknown }, (format, head) =>
        openFormat(format, {
          sink: sinkOf(file),
          zone: options.zone,
          plan: options.plan,
          map: options.map,
          kernel: options.kernel,
          onShapes: options.onShapes,
          head,
        }),
      )
    },
    finish: () => stitcher.finish(),
  }
}

function openFile(
  name: string,
  { forced, unknown }: { forced: FormatName | undefined; unknown: FormatName | undefined },
  open: (format: FormatName, head: string) => Reader,
): FileIntake {
  let reader: Reader | null = null
  let format: FormatName | null = null
  let failure: DomainError | null = null
  let head = ''
  const start = (): void => {
    const text = head.charCodeAt(0) === 0xfeff ? head.slice(1) : head
    head = ''
    const seen = forced ?? recognise(text)
    const found = typeof seen === 'string' ? seen : (unknown ?? seen)
    failure = typeof found === 'string' ? null : found(name)
    if (typeof found !== 'string') return
    format = found
    try {
      reader = open(found, text)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      failure = error
    }
    reader?.push(text)
  }
  const push = (text: string): void => {
    if (reader !== null) reader.push(text)
    else if (failure === null) {
      head += text
      if (head.length >= HEAD) start()
    }
  }
  return {
    push,
    pushBytes(bytes, found) {
      // The beginning is looked at as text; what follows it goes on as it came.
      const wanted = reader === null ? Math.min(bytes.length, HEAD - head.length) : 0
      if (wanted > 0) push(longTextOf(bytes, 0, wanted))
      const rest = bytes.subarray(wanted)
      if (rest.length === 0) return
      if (reader?.pushBytes) reader.pushBytes(rest, wanted === 0 ? found : undefined)
      else push(longTextOf(rest, 0, rest.length))
    },
    end() {
      if (reader === null && failure === null) start()
      if (failure !== null) throw failure
      reader?.end()
    },
    get format() {
      return format
    },
  }
}
