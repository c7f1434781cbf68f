import type { Money } from '#core/kernel'

/** Where something belongs: every row and every path names both. */
export interface Place {
  readonly customer: string
  readonly site: string
}

export interface InvestigationFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export type InvestigationStatus = 'waiting' | 'running' | 'done' | 'failed'

export interface Progress {
  readonly phase: 'waiting' | 'reading' | 'judging' | 'writing' | 'done' | 'failed'
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rows: number
  readonly calls: number
  readonly rejected: number
  readonly etaSeconds: number | null
}

export interface Failure {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** One look into call records: what was asked, how far it is, what came out. */
export interface Investigation extends Place {
  readonly id: string
  readonly title: string
  /** UTC milliseconds. */
  readonly createdAt: number
  readonly createdBy: string
  readonly status: InvestigationStatus
  readonly failure: Failure | null
  readonly files: readonly InvestigationFile[]
  /** Options as the person gave them (InvestigationOptions of the contract). */
  readonly options: Readonly<Record<string, string>>
  readonly progress: Progress
  readonly outcome: Outcome | null
}

/** What lists show of a finished one. The whole verdict stands beside it as a document. */
export interface Outcome {
  readonly verdict: 'breach' | 'suspicious' | 'clear'
  readonly ongoing: boolean
  readonly headline: string
  readonly began: number | null
  readonly likely: Money
}

/** An incident as `--save` and the console keep it. */
export interface Incident extends Place {
  readonly id: string
  readonly investigation: string | null
  readonly title: string
  readonly kind: string
  readonly began: number
  readonly ended: number | null
  readonly accounts: readonly string[]
  readonly exposure: Money
}
