import type { Call } from '#core/calls'
import type { Failure, Incident, Investigation, Outcome, Place, Progress } from './model.ts'

/** Who did it and what, for the ledger: written in the same transaction as the thing itself. */
export interface Act {
  /** A person's id, or `system:<name>`. */
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** Plain facts; never a secret. */
  readonly detail: Readonly<Record<string, unknown>>
  /** UTC milliseconds. */
  readonly at: number
}

export interface InvestigationStore {
  /** Writes it as `waiting`, queues it and writes the ledger entry, all or nothing. */
  create(
    investigation: Omit<Investigation, 'status' | 'failure' | 'progress' | 'outcome'>,
    act: Act,
  ): Promise<void>
  get(place: Place, id: string): Promise<Investigation | null>
  /** Newest first. `before` is the id of the last one of the page before. */
  list(place: Place, limit: number, before?: string): Promise<readonly Investigation[]>
  progress(id: string, progress: Progress): Promise<void>
  /** Verdict document, incidents and calls in one transaction; safe to repeat after a crash. */
  finish(
    id: string,
    outcome: Outcome,
    verdict: unknown,
    incidents: readonly Incident[],
    act: Act,
  ): Promise<void>
  fail(id: string, failure: Failure, act: Act): Promise<void>
  verdict(place: Place, id: string): Promise<unknown>
  remove(place: Place, id: string, act: Act): Promise<void>
}

export interface SavedCalls {
  readonly saved: number
  /** Already there from an earlier save of the same records. */
  readonly already: number
}

export interface CallStore {
  /** One transaction: all rows or none; a call that is already stored for the site is left as it is. */
  save(
    place: Place,
    calls: AsyncIterable<readonly Call[]>,
    incidents: readonly Incident[],
    act: Act,
  ): Promise<SavedCalls>
  count(place: Place): Promise<number>
}
