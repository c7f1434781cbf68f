import type { Place } from '#core/incidents'
import type { Money } from '#core/kernel'

/** A notice as it leaves: everything is filled in. */
export interface Letter extends Place {
  /** Stays the same however often it is sent: receivers know a repetition by it. */
  readonly id: string
  /** Groups what belongs to one incident: a mail thread, a PagerDuty alert. */
  readonly incident: string
  readonly stage: Stage
  readonly severity: Severity
  /** Address of the recipient on that channel; '' when the channel has only one. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Where the recipient says that they have read it, '' when nobody is asked to. */
  readonly acknowledge: string
  /** UTC milliseconds. */
  readonly at: number
}

export const stages = [
  'first-hour',
  'update',
  'closure',
  'escalation',
  'reminder',
  'test',
  'drift',
  'deadline',
  'spend',
  'firmware',
] as const
export type Stage = (typeof stages)[number]

export const severities = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

/** What became of one attempt. */
export type Delivery =
  | { readonly ok: true; readonly receipt: string }
  | {
      readonly ok: false
      /** True when the same again would be refused again: an address that does not exist. */
      readonly final: boolean
      readonly reason: string
      /** When the receiver said how long to wait. */
      readonly retryAfterMs?: number | undefined
    }

/** One alert of the live engine, as notices see it. Instants are UTC milliseconds. */
export interface Sighting {
  readonly id: string
  readonly incident: string
  readonly account: string
  readonly kind: string
  /** The same in words: "pumped calls to expensive numbers". */
  readonly what: string
  readonly began: number
  readonly lost: { readonly low: Money; readonly likely: Money; readonly high: Money }
  readonly perMinute: Money
}
