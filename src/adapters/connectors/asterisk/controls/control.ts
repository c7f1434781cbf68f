import type { Capability, Change, Observed, Order } from '#core/response'
import type { ConnectorTools } from '../../kit.ts'
import type { Ari } from '../ari.ts'
import type { Facts } from '../facts.ts'
import type { Hand } from '../hand.ts'
import type { AsteriskSettings } from '../settings.ts'

export interface Reach {
  readonly hand: Hand
  /** The REST interface, where it is connected. */
  readonly ari: Ari | null
  readonly tools: ConnectorTools
  readonly settings: AsteriskSettings
  /** As they were at most some seconds ago, and after the last change of ours in the files of the PBX. */
  readonly facts: () => Promise<Facts>
}

/** One kind of control on Asterisk. `before` is what its own plan made: plain JSON. */
export interface Control<Before> {
  capability(facts: Facts): Omit<Capability, 'control'>
  plan(order: Order, reach: Reach): Promise<Omit<Change, 'before'> & { readonly before: Before }>
  apply(order: Order, before: Before, reach: Reach): Promise<void>
  observe(order: Order, before: Before, reach: Reach): Promise<Observed>
  undo(order: Order, before: Before, reach: Reach): Promise<void>
}

/** Entries that no guard asks are worth little. */
export const guardedBy = (guard: boolean, parts: readonly boolean[]): Observed => {
  const seen = observed(parts)
  return seen === 'in-force' && !guard ? 'partly' : seen
}

/** All, some or none of what was asked for. */
export function observed(parts: readonly boolean[]): Observed {
  if (parts.every(Boolean)) return 'in-force'
  return parts.some(Boolean) ? 'partly' : 'absent'
}
