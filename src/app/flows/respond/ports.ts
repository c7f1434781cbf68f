import type { Place } from '#core/incidents'
import type { SiteSettings } from '#core/kernel'
import type { Numbering } from '#core/numbering'
import type { Actuator, BlastLimits, ControlStore, PastCall } from '#core/response'

/** A connection of a place that can act. */
export interface Hand {
  readonly id: string
  readonly kind: string
  readonly actuator: Actuator
}

/** What the flows of response need of the world. */
export interface ResponsePorts {
  readonly store: ControlStore
  /** The connections of a place that can act; they stay open, and open again by themselves. */
  readonly hands: (place: Place) => Promise<readonly Hand[]>
  readonly site: (place: Place) => Promise<ResponseSite>
  readonly numbering: Numbering
  /** The calls of the last weeks, judged; `soon`: as they were judged last, newer ones may be missing. */
  readonly past: (place: Place, soon?: boolean) => Promise<readonly PastCall[]>
  readonly secrets: {
    seal(plain: string, purpose: string): string
    open(sealed: string, purpose: string): string | null
  }
  readonly newId: () => string
  /** UTC milliseconds. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export interface ResponseSite {
  readonly settings: SiteSettings
  /** People who must approve before anything happens. */
  readonly approvals: number
  readonly limits: BlastLimits
  /** Where people manage from: never blocked. */
  readonly keep: readonly { readonly address: string; readonly why: string }[]
}
