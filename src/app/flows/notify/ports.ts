import type { Place } from '#core/incidents'
import type { Zone } from '#core/kernel'
import type { Facts, Notice, NoticeStore, Notifier, Sighting } from '#core/notices'

/** A channel of a place, opened. */
export interface OpenChannel {
  readonly id: string
  readonly kind: string
  readonly notifier: Notifier
}

/** What the flows of notices need of the world. */
export interface NotifyPorts {
  readonly store: NoticeStore
  readonly channels: (place: Place) => Promise<readonly OpenChannel[]>
  readonly site: (place: Place) => Promise<{
    readonly siteName: string
    readonly customerName: string
    readonly zone: Zone
  }>
  /** Which of these numbers calls show to ring at the PBX of the place. */
  readonly ownNumbers: (place: Place, numbers: readonly string[]) => Promise<readonly string[]>
  /** An incident that was found in records; null when there is none of this id. */
  readonly incident: (place: Place, id: string) => Promise<Facts | null>
  /** The incident that is being handled at a place now; null when there is none. */
  readonly handled: (place: Place) => Promise<string | null>
  /** Whether an incident was closed by those who handled it. */
  readonly isClosed: (place: Place, incident: string) => Promise<boolean>
  /** What goes on at a place that is followed; null when it is not. */
  readonly sightings: (place: Place) => readonly Sighting[] | null
  /** Where the recipient of a notice acknowledges it. */
  readonly link: (notice: Notice) => string
  readonly newId: () => string
  /** UTC milliseconds. */
  readonly now: () => number
}
