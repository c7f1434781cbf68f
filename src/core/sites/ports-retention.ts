import type { Act, Place } from '#core/incidents'

/** What is deleted by its age. */
export const retained = ['calls', 'investigations', 'audits'] as const
export type Retained = (typeof retained)[number]

/** What is older is past its time, UTC milliseconds; null: it is kept for ever. */
export type Cutoffs = Readonly<Record<Retained, number | null>>

/** What is past its time. `oldest` is null where there is nothing. */
export type Expired = Readonly<Record<Retained, { readonly count: number; readonly oldest: number | null }>>

/** An incident of the site because of which nothing of it is deleted. */
export interface Stop {
  readonly incident: string
  readonly title: string
  readonly why: 'open' | 'legal-hold'
}

export interface RetentionStore {
  expired(place: Place, cutoffs: Cutoffs): Promise<Expired>
  stops(place: Place): Promise<readonly Stop[]>
  /**
   * Deletes what is past its time, all of it or nothing, with its line in the ledger. Throws `retention-stopped` when an incident is open
   * or held at that moment, and `retention-changed` when it is not what `expected` counts. Gives the ids of the investigations
   * that are gone, whose files are to go too.
   */
  remove(
    place: Place,
    cutoffs: Cutoffs,
    expected: Readonly<Record<Retained, number>>,
    act: Act,
  ): Promise<{ readonly investigations: readonly string[] }>
}
