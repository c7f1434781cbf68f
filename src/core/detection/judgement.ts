import type { CallLog } from '#core/calls'
import type { Kind } from '#core/kernel'
import type { CaseCall } from './cases.ts'
import type { Context } from './context.ts'
import type { EngineState } from './engine.ts'
import type { Signal } from './model.ts'
import type { SourceHistory } from './sources.ts'

export interface JudgeInput {
  readonly context: Context
  readonly state: EngineState
  readonly log: CallLog
  /** The instant to judge "still going on" by, UTC ms. */
  readonly now: number
  /**
   * Of whoever looks again and again: what was found of accounts without a call in progress. Who is in it is not looked at again; whoever keeps it takes out whom there is news of, and the rest from time to time.
   */
  readonly memory?: Map<number, readonly AccountCase[]>
}

/** One flagged call with what it was flagged for. */
export interface Flag {
  readonly call: CaseCall
  readonly kind: Kind
  /** Why this call, in the order of their weight: 'high-risk', 'new-destination', 'off-hours' … */
  readonly tags: readonly string[]
  /** False for the calls that only probably belong to it: they count as likely, not as low exposure. */
  readonly sure: boolean
}

/** One account in the breach. */
export interface AccountCase {
  readonly account: number
  readonly kind: Kind
  readonly score: number
  readonly began: number
  readonly ended: number
  readonly signals: readonly Signal[]
  readonly flags: readonly Flag[]
}

/** One incident: accounts, or the site as a whole, attacked in one way. */
export interface IncidentCase {
  readonly kind: Kind
  readonly score: number
  readonly began: number
  /** The last act; Infinity while a call of it is up. */
  readonly ended: number
  readonly ongoing: boolean
  readonly accounts: readonly number[]
  readonly signals: readonly Signal[]
  readonly sources: readonly string[]
  readonly flags: readonly Flag[]
}

export interface SourceCase {
  readonly source: SourceHistory
  readonly score: number
  readonly signals: readonly Signal[]
}

/** What the engine and the second look found. Times are UTC milliseconds. */
export interface Judgement {
  readonly verdict: 'breach' | 'suspicious' | 'clear'
  readonly ongoing: boolean
  readonly began: number | null
  readonly ended: number | null
  readonly accounts: readonly AccountCase[]
  readonly incidents: readonly IncidentCase[]
  readonly sources: readonly SourceCase[]
  readonly flags: readonly Flag[]
  readonly log: CallLog
}
