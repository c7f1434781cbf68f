import { z } from 'zod'
import type { Place } from '#core/incidents'

/** What can be put in force to contain a breach. The names are public. */
export const controlKinds = [
  'hangup',
  'bar-account',
  'rotate-secret',
  'rotate-admin-secret',
  'drop-contact',
  'block-destination',
  'block-international',
  'block-ip',
  'shut-trunk',
  'port-down',
  'quarantine-port',
  'change-setting',
] as const
export type ControlKind = (typeof controlKinds)[number]

export const controlStates = [
  'planned',
  'approved',
  'applying',
  'in-force',
  'drifted',
  'expired',
  'undone',
  'failed',
] as const
export type ControlState = (typeof controlStates)[number]

/** Digits as dialled on this PBX, with '+' where it is dialled; only numbers of `min` to `max` digits, the prefix included. */
export const DialRule = z.object({
  prefix: z.string().regex(/^\d*\+?\d*$/),
  min: z.number().int().nonnegative(),
  max: z.number().int().positive(),
})
/** `max` of a rule for numbers of any length. */
export const ANY_LENGTH = 99
export type DialRule = z.output<typeof DialRule>

/** Which dialled numbers are refused: the longest matching prefix decides, `pass` before `refuse`; none: the number passes. */
export const DialRules = z.object({ refuse: z.array(DialRule), pass: z.array(DialRule) })
export type DialRules = z.output<typeof DialRules>

/** What a connector is asked to put in force. Plain JSON: it is stored, and applied again after a restart. */
export const Order = z.object({
  /** The control's id; also the name of what the connector leaves in the PBX. */
  id: z.string(),
  kind: z.enum(controlKinds),
  /**
   * Account; E.164 prefix ('+252'); address or CIDR; trunk; switch port; '' for block-international. Of a hang-up: channels,
   * apart by spaces, an account, or '' for the calls in progress that `dial` refuses. Of a setting: `file [section] key=value …`.
   */
  target: z.string(),
  /** Dialled exactly so it is an emergency call, which passes whatever else is in force: with and without outside line. */
  emergency: z.array(z.string()),
  /** Of block-destination, block-international, and a hang-up by destination; otherwise null. */
  dial: DialRules.nullable(),
  /** When it ends, UTC milliseconds; a system that can forget by itself does so then. Absent: not known, or until it is undone. */
  until: z.number().optional(),
})
export type Order = z.output<typeof Order>

declare const cleared: unique symbol
/** An order that the guards have let through. Only `clear` makes one, and an actuator applies nothing else. */
export type ClearedOrder = Order & { readonly [cleared]: true }

/** What a connection can do, and how. */
export interface Capability {
  readonly control: ControlKind
  readonly available: boolean
  /** The mechanism, for people: "AMI Hangup", "AstDB family and dial-plan guard". */
  readonly how: string
  /** Exact lines to paste where something is missing. */
  readonly missing?: string
  readonly undoable: boolean
  readonly survivesRestart: boolean
  /** Emergency calls still complete while this is in force: over a shut trunk, from a barred account. */
  readonly keepsEmergency: boolean
}

/** What an order changes at this PBX, read before anything is touched. */
export interface Change {
  /** One sentence. */
  readonly summary: string
  /** Exact, secrets masked: what a person approves, a line each; what goes begins with `- `. */
  readonly steps: readonly string[]
  /** Who is affected so that a person must type that it is understood; absent: nobody. */
  readonly risk?: string
  /** Plain JSON for apply and undo alone. It may hold secrets: it is sealed before it is stored and never shown. */
  readonly before: unknown
}

export type Observed = 'in-force' | 'partly' | 'absent'

/** What the guards must know of a place, as the PBX tells it. */
export interface Terrain {
  readonly accounts: readonly string[]
  readonly trunks: readonly { readonly name: string; readonly addresses: readonly string[] }[]
  /** Addresses or CIDRs that must stay reachable, and why: "the PBX itself", "Ringfence's own session". */
  readonly keep: readonly { readonly address: string; readonly why: string }[]
  /** Where phones are registered from. */
  readonly phones: readonly { readonly account: string; readonly address: string }[]
  /** Users and accounts Ringfence itself signs in with. */
  readonly own: readonly string[]
  /** Switch ports that other machines hang on, the PBX or Ringfence among them: they are never shut. */
  readonly uplinks?: readonly string[]
}

/** A stored call as a preview replays it. */
export interface PastCall {
  readonly id: string
  /** UTC milliseconds. */
  readonly startedAt: number
  readonly account: string
  readonly dialled: string
  /** E.164 with '+' where it could be resolved, else ''. */
  readonly to: string
  readonly trunk: string
  readonly sourceIp: string
  readonly outgoing: boolean
  readonly flagged: boolean
}

/** What a control would have done to the calls of the last weeks. */
export interface Preview {
  readonly fraudCalls: number
  readonly legitimateCalls: number
  /** The share of legitimate calls of the whole time that it would have hit, in thousandths. */
  readonly legitimateShare: number
  /** The legitimate ones, newest first, at most `listed`. */
  readonly hit: readonly Omit<PastCall, 'flagged' | 'outgoing' | 'trunk'>[]
}

/** What a control becomes once the system is back as it was. */
export type Ending = 'expired' | 'undone' | 'failed'

/** Something put in force to contain: the desired state, kept until it is over. Instants are UTC milliseconds. */
export interface Control extends Place {
  readonly id: string
  /** The connection that carries it out. */
  readonly connection: string
  readonly order: Order
  readonly state: ControlState
  /** Null while it is wanted; else it is on its way out. */
  readonly ending: Ending | null
  readonly summary: string
  readonly steps: readonly string[]
  /** Why it wants a typed confirmation, null when it does not. */
  readonly risk: string | null
  readonly confirmed: boolean
  readonly undoable: boolean
  readonly automatic: boolean
  readonly preview: Preview | null
  readonly requestedBy: string
  readonly reason: string
  readonly approvals: readonly { readonly by: string; readonly at: number }[]
  readonly approvalsNeeded: number
  readonly createdAt: number
  /** Null: until it is undone. */
  readonly lastsMs: number | null
  readonly expiresAt: number | null
  /** Read back from the system and found in force. */
  readonly verified: boolean
  readonly verifiedAt: number | null
  readonly error: string | null
  /** `before` of the change, sealed: undo works from here whatever happens to the process. */
  readonly sealed: string
  /** Grows with every change of the record. */
  readonly revision: number
}
