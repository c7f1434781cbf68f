import type { Money } from '#core/kernel'
import type { Posture } from './model.ts'

/** A control at the site, as far as an incident asks. */
export interface ControlSeen {
  readonly id: string
  readonly kind: string
  readonly target: string
  readonly inForce: boolean
  readonly verified: boolean
  readonly createdAt: number
  readonly verifiedAt: number | null
}

/** What an investigation of the incident found. Instants are UTC milliseconds. */
export interface Found {
  readonly investigation: string
  readonly verdict: 'breach' | 'suspicious' | 'clear'
  readonly ongoing: boolean
  readonly finishedAt: number
  readonly began: number | null
  readonly ended: number | null
  /** What the records cover. */
  readonly from: number | null
  readonly to: number | null
  readonly accounts: readonly string[]
  readonly kinds: readonly string[]
  readonly sources: readonly string[]
  /** Prefixes that were called, dearest first. */
  readonly destinations: readonly string[]
  readonly rates: 'deck' | 'estimate'
  readonly low: Money
  readonly likely: Money
  readonly high: Money
  /** What it took a minute when the records ended. */
  readonly perMinute: Money
  /** Loss so far at each instant, growing. */
  readonly curve: readonly { readonly at: number; readonly micros: number }[]
}

/** The newest audit of the site, as far as an incident asks. */
export interface AuditSeen {
  readonly id: string
  /** UTC milliseconds. */
  readonly at: number
  /** Areas of which some check could be assessed: FW, SEG, VER … */
  readonly assessed: readonly string[]
  /** What fails and nobody answers for, the worst first. */
  readonly open: readonly { readonly area: string; readonly severity: string; readonly title: string }[]
}

/** What Ringfence itself can see of an incident, beside what people say. */
export interface World {
  readonly now: number
  readonly controls: readonly ControlSeen[]
  readonly found: readonly Found[]
  /** Null when the site is not followed live. */
  readonly live: { readonly running: number; readonly perMinute: Money } | null
  readonly posture: Posture
  /** Notices by law and contract that are due, neither done nor decided, or may be due; null while nobody was asked. */
  readonly duties: { readonly due: number; readonly left: number; readonly open: number } | null
  readonly audit: AuditSeen | null
  /** When its evidence was last exported as a bundle. */
  readonly sealedAt: number | null
}
