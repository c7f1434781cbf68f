import type { Act, Place } from '#core/incidents'
import type { Kind } from '#core/kernel'

/** What Ringfence did, or would have done, of its own accord against one alert. Money in micro-units. */
export interface AutomaticAct extends Place {
  readonly id: string
  readonly at: number
  readonly alert: string
  readonly incident: string
  readonly account: string
  readonly kind: Kind
  /** 0-100. */
  readonly score: number
  readonly perMinute: number
  readonly lostSoFar: number
  readonly currency: string
  readonly step: 'notify' | 'ask' | 'act'
  /** Nothing was done: the policy only tries out. */
  readonly dryRun: boolean
  /** Why it is less than the rule says, '' when it is not. */
  readonly because: string
  readonly reasons: readonly string[]
  /** In words, a line each: what was done, is proposed, or would have been done. */
  readonly what: readonly string[]
  /** Ids of the controls put in force. */
  readonly controls: readonly string[]
  /** Calls cut so far. */
  readonly cut: number
  /** What did not succeed, '' when all did. */
  readonly problem: string
}

export interface AutomaticStore {
  /** Writes an act, or how it stands by now; the ledger entry in the same transaction. */
  save(act: AutomaticAct, entry: Act | null): Promise<void>
  /** Newest first. */
  list(place: Place, since: number, limit: number): Promise<readonly AutomaticAct[]>
  /** Targets of controls that were in force and that somebody took back since then: left alone for now. */
  spared(place: Place, since: number): Promise<ReadonlySet<string>>
}
