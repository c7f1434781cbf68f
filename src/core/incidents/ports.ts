import type { Mark } from '#core/detection'
import type {
  Failure,
  Incident,
  Investigation,
  KeptMark,
  Outcome,
  Place,
  Progress,
  StoredCall,
} from './model.ts'

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
  /** As it stands now: with the marks, where there are some. */
  verdict(place: Place, id: string): Promise<unknown>
  /** As it was found at first, what the last mark changed, and whether it is being judged again. */
  history(
    place: Place,
    id: string,
  ): Promise<{
    readonly original: unknown
    readonly revised: boolean
    readonly change: unknown
    readonly judgingAgain: boolean
  }>
  /** Keeps the new judgement beside the first one; null instead of a verdict: the first one counts again. */
  revise(
    id: string,
    outcome: Outcome,
    verdict: unknown,
    change: unknown,
    incidents: readonly Incident[],
    act: Act,
  ): Promise<void>
  /** What was asked for until this instant is done, or given up; what came later is done next. */
  settledAgain(id: string, askedAt: number): Promise<void>
  /** The same, when it broke off again and again: a done one keeps its verdict and says what is missing. */
  leftUndone(id: string, askedAt: number, failure: Failure, act: Act): Promise<void>
  /** Keeps the rows of its calls and which of them are flagged. Safe to repeat. */
  saveCalls(
    place: Place,
    id: string,
    rows: AsyncIterable<Uint8Array>,
    flagged: readonly FlaggedRow[],
  ): Promise<void>
  remove(place: Place, id: string, act: Act): Promise<void>
}

/** Names a call among those of a site, and says why it is flagged. */
export interface FlaggedRow {
  readonly id: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly account: string
  readonly dialled: string
  readonly kind: string
  readonly reason: string
}

export interface MarkStore {
  /** Of the whole site, those not taken back: what the next judgement goes by. */
  standing(place: Place): Promise<readonly Mark[]>
  /** Made on this investigation, newest first, also those taken back. */
  of(place: Place, investigation: string): Promise<readonly KeptMark[]>
  /** Writes it and asks for the investigation to be judged again, in one go. */
  make(place: Place, investigation: string, mark: KeptMark, act: Act): Promise<void>
  /** False when there is no such mark that stands. */
  takeBack(place: Place, investigation: string, mark: string, act: Act): Promise<boolean>
}

export interface SavedCalls {
  readonly saved: number
  /** Already there from an earlier save of the same records. */
  readonly already: number
}

export interface CallStore {
  /**
   * One transaction: all rows or none; a call that is already stored for the site is left as it is. Without an act nothing
   * stands in the ledger: calls that were followed live come every second.
   */
  save(
    place: Place,
    calls: AsyncIterable<readonly StoredCall[]>,
    incidents: readonly Incident[],
    act: Act | null,
  ): Promise<SavedCalls>
  /** Which of the PBX's ids are stored for the site. */
  known(place: Place, ids: readonly string[]): Promise<ReadonlySet<string>>
  count(place: Place): Promise<number>
  /** Outgoing calls of one account by hour of the week on the zone's clock, in the twelve weeks up to an instant. */
  week(
    place: Place,
    account: string,
    about: { readonly zone: string; readonly until: number; readonly investigation: string },
  ): Promise<Week>
}

/** Calls by hour of the week, 168 numbers from Monday 00:00. */
export interface Week {
  /** Those that were not flagged, all weeks added up. */
  readonly usual: readonly number[]
  /** Those that the investigation flags. */
  readonly flagged: readonly number[]
  /** Weeks from the first of these calls to the last. */
  readonly weeks: number
}
