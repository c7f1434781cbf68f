import type { Zone } from '#core/kernel'
import type { DialPlan } from '#core/numbering'
import type { CsvMap } from '../map.ts'
import type { FormatName } from '../model.ts'
import type { Reader, RecordSink, RowKernel, RowShapes } from '../ports.ts'

/** What a reader is given. */
export interface ReaderContext {
  readonly sink: RecordSink
  readonly zone: Zone
  readonly plan: DialPlan
  readonly map: CsvMap | undefined
  readonly kernel: RowKernel | undefined
  readonly onShapes: ((shapes: RowShapes) => void) | undefined
  /** The file's first 64 kB or all of it, without byte order mark; the same text is pushed afterwards. */
  readonly head: string
}

/** The beginning of a file as recognisers look at it. */
export interface Head {
  readonly text: string
  /** Up to 40 lines that are not blank. */
  readonly lines: readonly string[]
  readonly delimiter: string
  /** The same lines split at the delimiter, quotes undone. */
  readonly rows: readonly (readonly string[])[]
  /** First row in lower case, without blanks, dashes and underscores. */
  readonly header: readonly string[]
}

export interface Format {
  readonly name: FormatName
  recognise(head: Head): boolean
  open(context: ReaderContext): Reader
}
