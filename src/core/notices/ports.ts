import type { Act, Place } from '#core/incidents'
import type { Facts } from './facts.ts'
import type { Delivery, Letter, Severity, Stage } from './model.ts'
import type { Contact, NoticePlan, Stakeholder } from './plan.ts'
import type { Progress } from './schedule.ts'

/** One channel, opened. */
export interface Notifier {
  /** Never throws for what receivers do; gives up by itself within a minute. */
  send(letter: Letter): Promise<Delivery>
}

/** An incident people are told of. */
export interface NoticeCase extends Place, Progress {
  readonly incident: string
  readonly facts: Facts
  /** Counts up with each change. */
  readonly revision: number
}

export type NoticeState = 'waiting' | 'sending' | 'sent' | 'failed'

/** One notice to one person: written down before it is sent, and kept. Instants are UTC milliseconds. */
export interface Notice extends Place {
  readonly id: string
  readonly incident: string
  /** The same is queued once: who, at which stage, the how-manieth time. */
  readonly key: string
  readonly stage: Stage
  readonly severity: Severity
  readonly contact: string
  readonly name: string
  readonly stakeholder: Stakeholder
  readonly ways: Contact['ways']
  /** Which of the ways this one takes. */
  readonly way: number
  readonly subject: string
  readonly text: string
  readonly createdAt: number
  readonly createdBy: string
  readonly state: NoticeState
  readonly attempts: number
  /** Not before this. */
  readonly dueAt: number
  readonly sentAt: number | null
  readonly receipt: string
  readonly error: string
  readonly acknowledgedAt: number | null
}

export interface NoticeStore {
  /** Null and revision 0 while nobody has planned anything. */
  plan(place: Place): Promise<{ readonly plan: NoticePlan | null; readonly revision: number }>
  /** False, and nothing happens, when somebody else saved since `revision`. */
  savePlan(place: Place, plan: NoticePlan, revision: number, act: Act): Promise<boolean>
  caseOf(place: Place, incident: string): Promise<NoticeCase | null>
  /** Not closed, of every place. */
  openCases(): Promise<readonly NoticeCase[]>
  /** Puts what people were told of an attack under the incident it has become; nothing happens where there is one already. */
  adopt(place: Place, from: string, to: string): Promise<void>
  /**
   * Keeps the case (a new one has revision 0) and queues the notices, each with its entry in the ledger, in one transaction.
   * A notice whose key was queued before is left out. Null, and nothing happens, when somebody was faster.
   */
  step(
    kept: NoticeCase,
    notices: readonly { readonly notice: Notice; readonly act: Act }[],
    acts: readonly Act[],
  ): Promise<{ readonly queued: readonly Notice[] } | null>
  /** Newest first. */
  list(place: Place, incident: string): Promise<readonly Notice[]>
  find(id: string): Promise<Notice | null>
  /** The next one that is due, marked as being sent; whoever took it and died gives it back at `lease`. */
  take(now: number, lease: number): Promise<Notice | null>
  /** What a process that is gone left half done is due again. */
  release(): Promise<void>
  /** What became of an attempt; with the same in another way, where that is tried too. */
  settle(notice: Notice, act: Act | null, other: Notice | null): Promise<void>
  /** Of the notice, and of its case when the recipient takes charge. False when it was acknowledged before. */
  acknowledge(notice: Notice, charge: boolean, act: Act): Promise<boolean>
}
