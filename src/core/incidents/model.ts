import type { Call } from '#core/calls'
import type { Mark } from '#core/detection'
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
  /** When another look was last asked for, UTC milliseconds; null when there is nothing to do again. */
  readonly againAt: number | null
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

/** What somebody who knows said of some calls of an investigation, as it is kept. */
export interface KeptMark extends Mark {
  readonly id: string
  /** UTC milliseconds. */
  readonly madeAt: number
  readonly madeBy: string
  readonly takenBackAt: number | null
}

/** A call as the explorer keeps it: with its country and what it cost by the rates of the day it was read. */
export interface StoredCall extends Call {
  /** ISO 3166-1 alpha-2 of the other party, '' when unknown. */
  readonly country?: string
  /** Null when no rate covers it. */
  readonly cost?: Money | null
}
