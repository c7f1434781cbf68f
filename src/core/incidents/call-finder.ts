import type { Direction, Disposition } from '#core/calls'
import type { Money } from '#core/kernel'
import type { Place } from './model.ts'

/** What the calls of a site are narrowed to. Instants are UTC milliseconds. */
export interface CallFilter {
  readonly since?: number
  readonly until?: number
  readonly account?: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** Digits of the other party's number, from the country code on. */
  readonly prefix?: string
  readonly direction?: Direction
  readonly minSeconds?: number
  readonly maxSeconds?: number
  readonly minCostMicros?: number
  readonly disposition?: Disposition
  readonly flagged?: boolean
  /** Digits anywhere in one of its numbers. */
  readonly number?: string
}

export interface FoundCall {
  /** Goes into the next search to go on behind it. */
  readonly cursor: string
  readonly id: string
  readonly startedAt: number
  readonly account: string
  readonly direction: Direction
  readonly from: string
  readonly dialled: string
  /** E.164 digits without '+', '' when unknown. */
  readonly peer: string
  readonly country: string
  readonly trunk: string
  readonly billableSeconds: number
  readonly disposition: Disposition
  readonly cost: Money | null
  readonly flag: { readonly investigation: string; readonly kind: string; readonly reason: string } | null
}

/** A search somebody gave a name, for everybody at the site. */
export interface CallView {
  readonly id: string
  readonly name: string
  /** The query of the page's address. */
  readonly query: string
}

export interface CallFinder {
  /** Newest first. */
  search(place: Place, filter: CallFilter, limit: number, after?: string): Promise<readonly FoundCall[]>
  /** How many fit, counted up to a most. */
  count(place: Place, filter: CallFilter, most: number): Promise<number>
  views(place: Place): Promise<readonly CallView[]>
  /** One of the same name is replaced. */
  saveView(place: Place, view: CallView): Promise<void>
  removeView(place: Place, id: string): Promise<void>
}
