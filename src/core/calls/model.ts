/** Which way a call went, seen from the site. `through`: in by a trunk and out by a trunk (forward, DISA, transfer). */
export const directions = ['outbound', 'inbound', 'internal', 'through'] as const
export type Direction = (typeof directions)[number]

/** How an outbound leg came to be. `forward`: an inbound call diverted; `voicemail`, `disa`: dialled through those applications. */
export const entries = ['direct', 'forward', 'voicemail', 'disa', 'transfer'] as const
export type Entry = (typeof entries)[number]

export const dispositions = ['answered', 'no-answer', 'busy', 'failed', 'running'] as const
export type Disposition = (typeof dispositions)[number]

/** One row of a file, as its reader understood it, before legs are joined. Times are UTC milliseconds, NaN when absent. */
export interface CallRecord {
  /** The PBX's own id of this row (uniqueid, uuid, callid …). */
  id: string
  /** Shared by all rows of one conversation; the id itself when the format has no such thing. */
  linkedId: string
  /** Tells rows of one id apart that are otherwise alike (Asterisk `sequence`), '' when the format has no such thing. */
  sequence: string
  accountCode: string
  from: string
  dialled: string
  /** Channel or device names, '' when the format has none. */
  channel: string
  toChannel: string
  context: string
  lastApp: string
  lastData: string
  startedAt: number
  answeredAt: number
  endedAt: number
  /** Seconds from start to end, and from answer to end; -1 when the record does not say. */
  durationSeconds: number
  billableSeconds: number
  disposition: Disposition
  /** What the record itself says of the direction, '' when it does not. */
  direction: Direction | ''
  sourceIp: string
  userAgent: string
  /** The number or extension that forwarded or transferred, '' when none. */
  forwardedBy: string
  line: number
}

/** One conversation as the PBX saw it, legs joined. Times are UTC milliseconds, NaN when absent. */
export interface Call {
  readonly id: string
  readonly startedAt: number
  readonly answeredAt: number
  /** NaN while the call is up. */
  readonly endedAt: number
  readonly billableSeconds: number
  readonly disposition: Disposition
  readonly direction: Direction
  readonly entry: Entry
  /** As the site would call it: account code, else endpoint, else caller. For inbound calls: the account that was called. */
  readonly account: string
  /** The other party's number in E.164 digits without '+', '' when it could not be resolved: callee when going out, caller when coming in. */
  readonly peer: string
  /** As it stands in the record. */
  readonly from: string
  readonly dialled: string
  /** Trunk endpoint, '' when none. */
  readonly trunk: string
  readonly kind: import('#core/numbering').DialKind
  /** Row in the numbering table for `peer`. */
  readonly destination: number
  readonly international: boolean
  readonly invalid: boolean
  readonly sourceIp: string
  readonly userAgent: string
}

/** A sign-in, scan or configuration event from a security log. */
export const securityKinds = [
  'sign-in',
  'sign-in-failed',
  'unknown-account',
  'refused',
  'challenge',
  'admin-sign-in',
  'admin-sign-in-failed',
  'contacts-full',
] as const
export type SecurityKind = (typeof securityKinds)[number]
export interface SecurityEvent {
  readonly at: number
  readonly kind: SecurityKind
  /** PJSIP, SIP, AMI, IAX2 … */
  readonly service: string
  /** '' when the log hides it ("<unknown>"). */
  readonly account: string
  readonly sourceIp: string
  /** SIP Call-ID or session, '' when absent. */
  readonly session: string
  readonly userAgent: string
  readonly line: number
}

/** A row that could not be used. */
export interface Reject {
  readonly file: string
  readonly line: number
  readonly reason: string
}

export const formats = [
  'asterisk-csv',
  'asterisk-cel',
  'freeswitch-csv',
  'freeswitch-json',
  'kamailio-acc',
  'cucm',
  '3cx',
  'twilio',
  'csv',
  'asterisk-security',
] as const
export type FormatName = (typeof formats)[number]
