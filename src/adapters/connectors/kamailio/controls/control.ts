import type { Capability, Change, Observed, Order } from '#core/response'
import type { Facts } from '../facts.ts'
import type { Hand } from '../hand.ts'

export interface Reach {
  readonly hand: Hand
  /** UTC milliseconds. */
  readonly now: () => number
  /** As they were at most a second ago, and after the last `changed`. */
  readonly facts: () => Promise<Facts>
  readonly changed: () => void
}

/** One kind of control on Kamailio. `before` is what its own plan made: plain JSON. */
export interface Control<Before> {
  capability(facts: Facts): Omit<Capability, 'control'>
  plan(order: Order, reach: Reach): Promise<Omit<Change, 'before'> & { readonly before: Before }>
  apply(order: Order, before: Before, reach: Reach): Promise<void>
  observe(order: Order, before: Before, reach: Reach): Promise<Observed>
  undo(order: Order, before: Before, reach: Reach): Promise<void>
}

/** Kamailio forgets a little later than Ringfence ends it, should Ringfence not be there to do so. */
const GRACE_S = 60

/** How long an entry of this order is to stay; null: until it is taken out. */
export const secondsOf = ({ until }: Order, now: number): number | null =>
  until === undefined ? null : Math.max(1, Math.ceil((until - now) / 1000)) + GRACE_S
