import type { CallRecord, SecurityEvent } from './model.ts'

/** What a reader hands on, row by row. `record` is only valid during the call: a reader may reuse the object. */
export interface RecordSink {
  /** Once for every row of data, whatever becomes of it. */
  row(): void
  record(record: CallRecord): void
  security(event: SecurityEvent): void
  reject(line: number, reason: string): void
}

/** Turns the text of one file into records. Push text as it comes (cut anywhere), then end. Synchronous, no I/O. */
export interface Reader {
  push(text: string): void
  /** Flushes what is pending; a cut last line is used when complete and rejected when not. */
  end(): void
}
