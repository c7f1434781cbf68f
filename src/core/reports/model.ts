import type { Money } from '#core/kernel'

/** A document as a tree of blocks: what is said, not how it looks. Text is plain; renderers escape. */
export interface Document {
  readonly title: string
  readonly subtitle: string
  /** UTC milliseconds; the one instant that says when the document was made. */
  readonly madeAt: number
  /** Who made it: product and version, for the footer. */
  readonly madeBy: string
  readonly blocks: readonly Block[]
}

export type Tone = 'bad' | 'warn' | 'good' | 'plain'

export type Block = Banner | Heading | Paragraph | Answers | KeyFigures | Facts | Table | Chart

export interface Banner {
  readonly kind: 'banner'
  readonly tone: Tone
  readonly title: string
  readonly text: string
}

export interface Heading {
  readonly kind: 'heading'
  readonly text: string
}

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly tone: Tone
  readonly text: string
}

/** Questions in the words of the reader, each with a short answer and what stands behind it. */
export interface Answers {
  readonly kind: 'answers'
  readonly answers: readonly { readonly question: string; readonly answer: string; readonly detail: string }[]
}

export interface KeyFigures {
  readonly kind: 'figures'
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: Tone }[]
}

export interface Facts {
  readonly kind: 'facts'
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
  /** True for the column that takes the room that is left. */
  readonly grow: boolean
}

export interface Table {
  readonly kind: 'table'
  /** Read out before the table. */
  readonly caption: string
  readonly columns: readonly Column[]
  /** `note` stands under the row, over its whole width. */
  readonly rows: readonly { readonly cells: readonly string[]; readonly note: string }[]
  /** What is said when there are no rows, or after them; '' for nothing. */
  readonly after: string
}

/** A sum growing over time. Values are numbers for drawing; `text` is what a person reads. */
export interface Chart {
  readonly kind: 'chart'
  readonly title: string
  /** The picture in words, for those who do not see it. */
  readonly description: string
  readonly points: readonly ChartPoint[]
}

export interface ChartPoint {
  /** UTC milliseconds. */
  readonly at: number
  readonly value: number
  readonly timeText: string
  readonly valueText: string
}

/** Rows for a spreadsheet. */
export interface Sheet {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** What a verdict report is made of: the shape of verdict.json, as far as the report reads it. Times are ISO 8601 UTC. */
export interface VerdictFacts {
  readonly verdict: 'breach' | 'suspicious' | 'clear'
  readonly ongoing: boolean
  readonly began: string | null
  readonly ended: string | null
  readonly headline: string
  readonly input: {
    readonly files: number
    readonly rows: number
    readonly calls: number
    readonly duplicates: number
    readonly rejected: number
    readonly securityEvents: number
    readonly from: string | null
    readonly to: string | null
    readonly formats: readonly { readonly file: string; readonly format: string }[]
    readonly rejects: readonly { readonly file: string; readonly line: number; readonly reason: string }[]
  }
  readonly site: { readonly name: string; readonly country: string; readonly timezone: string }
  readonly rates: { readonly source: 'deck' | 'estimate'; readonly name: string }
  readonly accounts: readonly AccountFacts[]
  readonly destinations: readonly DestinationFacts[]
  readonly sources: readonly SourceFacts[]
  readonly exposure: {
    readonly low: Money
    readonly likely: Money
    readonly high: Money
    readonly perMinuteNow: Money
    readonly unratedCalls: number
  }
  readonly flaggedCalls: readonly FlaggedFacts[]
  readonly incidents: readonly IncidentFacts[]
  readonly curve: readonly { readonly at: string; readonly likely: Money; readonly calls: number }[]
}

export interface AccountFacts {
  readonly account: string
  readonly kind: string
  readonly score: number
  readonly began: string
  readonly ended: string | null
  readonly calls: number
  readonly billableSeconds: number
  readonly exposure: Money
  readonly reason: string
}

export interface DestinationFacts {
  readonly prefix: string
  readonly country: string
  readonly risk: string
  readonly riskClass: string
  readonly calls: number
  readonly billableSeconds: number
  readonly exposure: Money
}

export interface SourceFacts {
  readonly ip: string
  readonly firstSeen: string
  readonly lastSeen: string
  readonly failed: number
  readonly succeeded: number
  readonly accounts: readonly string[]
  readonly reason: string
}

export interface FlaggedFacts {
  readonly id: string
  readonly startedAt: string
  readonly account: string
  readonly from: string
  readonly to: string
  readonly dialled: string
  readonly direction: string
  readonly billableSeconds: number
  readonly cost: Money | null
  readonly kind: string
  readonly signals: readonly string[]
  readonly reason: string
}

export interface IncidentFacts {
  readonly title: string
  readonly kind: string
  readonly began: string
  readonly ended: string | null
  readonly accounts: readonly string[]
  readonly score: number
  readonly exposure: Money
  readonly reasons: readonly string[]
}

/** What the report must be told besides the verdict, because core has no clock and sees no files. */
export interface ReportContext {
  /** UTC milliseconds. */
  readonly madeAt: number
  readonly madeBy: string
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[]
}
