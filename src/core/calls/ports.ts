import type { CallRecord, SecurityEvent } from './model.ts'
import type { PlainRow, Texts } from './plain-row.ts'

/** What a reader hands on, row by row. `record` is only valid during the call: a reader may reuse the object. */
export interface RecordSink {
  /** Once for every row of data, whatever becomes of it. */
  row(): void
  record(record: CallRecord): void
  /** The short way for a row with nothing unusual; false when it has to come as a record. */
  plain?(row: PlainRow): boolean
  security(event: SecurityEvent): void
  reject(line: number, reason: string): void
}

/**
 * Finds the plain rows of an Asterisk's call records in bytes (wasm/plain-rows.ts). It works in one memory: what is read lies at
 * `input`, what was found at `records`, texts that have numbers at `places`.
 */
export interface RowKernel {
  readonly memory: ArrayBuffer
  readonly input: number
  readonly inputSize: number
  readonly records: number
  readonly places: number
  readonly separator: number
  readonly layouts: number
  readonly mostColumns: number
  /** Records of the lines from one position of the input to another, both beginnings of lines; returns how many, 256 at most. */
  rows(from: number, until: number): number
  /** Forgets the texts when there is little room; how often it did. */
  makeRoom(): number
  /** How many texts there are. */
  texts(): number
}

/** What a kernel found in a piece without NUL bytes: a record for each line. */
export interface FoundRows {
  readonly records: Int32Array
  readonly count: number
  readonly texts: Texts
}

/** Separator of the fields, and what rows of so many columns look like, as the kernel has it. */
export interface RowShapes {
  readonly separator: number
  readonly layouts: Int32Array
}

/** Turns the text of one file into records. Push text as it comes (cut anywhere), then end. Synchronous, no I/O. */
export interface Reader {
  push(text: string): void
  /** The same text while it is ASCII bytes, for a reader that is quicker with them. They may be overwritten afterwards. */
  pushBytes?(bytes: Uint8Array, found?: FoundRows): void
  /** Flushes what is pending; a cut last line is used when complete and rejected when not. */
  end(): void
}

/** A call in progress, or one that has just ended, as its PBX tells it. */
export interface LiveCall {
  /** The PBX's own id of the conversation, the one its call records will carry (Asterisk linkedid). */
  readonly id: string
  /** What can be hung up, with the endpoint each belongs to. */
  readonly channels: readonly string[]
  /** As records would say it: at least one; `running` while up. */
  readonly legs: readonly [CallRecord, ...CallRecord[]]
}

/** What a followed PBX tells. `at` is UTC milliseconds, by the PBX's clock where it gives one. */
export type LiveEvent =
  | {
      readonly type: 'call-started' | 'call-answered' | 'call-changed' | 'call-ended'
      readonly at: number
      readonly call: LiveCall
    }
  /** Two conversations became one (a transfer): `id` goes on as `into`. */
  | { readonly type: 'call-merged'; readonly at: number; readonly id: string; readonly into: string }
  /** Records written while nobody listened, whole lines; any of them may have been seen before. */
  | { readonly type: 'records'; readonly at: number; readonly file: string; readonly text: string }
  | { readonly type: 'sign-in'; readonly at: number; readonly event: SecurityEvent }
  | {
      readonly type: 'registration'
      readonly at: number
      readonly account: string
      readonly sourceIp: string
      readonly userAgent: string
      readonly there: boolean
    }
  /** Somebody changed the configuration: in words. */
  | { readonly type: 'change'; readonly at: number; readonly what: string }
  | { readonly type: 'source-lost'; readonly at: number; readonly reason: string }
  | { readonly type: 'source-back'; readonly at: number }

/** What core needs of an AbortSignal. */
interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
}

/** Where calls come from while they happen. */
export interface CallSource {
  /** Connects, and connects again for as long as it takes; resolves once `signal` is aborted. Events come in order. */
  follow(onEvent: (event: LiveEvent) => void, signal: StopSignal): Promise<void>
}
