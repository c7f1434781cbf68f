import type { Rng } from './prng.ts'
import type { Zone } from './zone.ts'

export const attackKinds = [
  'A1',
  'A2',
  'A3',
  'A4',
  'A5',
  'A6',
  'A7',
  'A8',
  'A9',
  'A10',
  'A11',
  'A12',
  'A13',
  'A14',
  'A15',
  'A16',
] as const // prettier-ignore
export type AttackKind = (typeof attackKinds)[number]

/** What a legitimate month may hold that looks like an attack. */
export const lookAlikes = [
  'sales-campaign',
  'travelling-employee',
  'conference-3h',
  'support-desk',
  'worldwide-desk',
  'call-centre-dialler',
  'night-shift',
  'overseas-family-office',
  'fax-retries',
  'ring-group-duplicates',
  'dst-change',
  'clock-jump',
  'late-batch',
  'batch-mode',
  'migrated-plan',
  'dr-failover',
  'holiday-calendar',
] as const // prettier-ignore
export type LookAlike = (typeof lookAlikes)[number]

export const dialects = [
  'asterisk-csv',
  'asterisk-csv-18',
  'asterisk-csv-custom',
  'asterisk-cel',
  'freeswitch-csv',
  'freeswitch-json',
  'kamailio-acc',
  'kamailio-cdrs',
  'cucm',
  '3cx',
  'twilio',
  'csv',
  'asterisk-security',
] as const // prettier-ignore
export type Dialect = (typeof dialects)[number]

/** CONTRACT words for what happened; a break-in that ends in pumping may be called by either. */
export const kindsOf: Record<AttackKind, readonly string[]> = {
  A1: ['irsf'],
  A2: ['irsf'],
  A3: ['low-and-slow'],
  A4: ['call-forward'],
  A5: ['voicemail-or-disa'],
  A6: ['wangiri'],
  // Outside the North American plan its islands are plain foreign numbers.
  A7: ['domestic-pumping', 'irsf'],
  A8: ['toll-free-pumping'],
  A9: ['brute-force', 'irsf'],
  A10: ['prefix-scan', 'irsf'],
  A11: ['admin-compromise', 'irsf'],
  A12: ['trunk-credentials'],
  A13: ['subscription', 'irsf'],
  A14: ['call-selling'],
  A15: ['tdos'],
  A16: ['misbilling'],
}

/** How the rows of one conversation lie in a record file. */
export type Shape =
  | 'plain'
  | 'ring-group'
  | 'voicemail'
  | 'transfer'
  | 'feature'
  /** Answered by a menu on the number that was called. */
  | 'ivr'
  /** Mailbox access code after code. */
  | 'pin'
  /** Refused before any phone or line was tried. */
  | 'scan'
  /** Placed without an account. */
  | 'guest'

/** One conversation as it truly happened. Times are UTC milliseconds; answer is NaN when nobody answered. */
export interface SimCall {
  /** Position in the sorted list. */
  n: number
  start: number
  answer: number
  end: number
  /** Whole seconds from answer to end. */
  seconds: number
  disposition: 'answered' | 'no-answer' | 'busy' | 'failed'
  direction: 'outbound' | 'inbound' | 'internal' | 'through'
  entry: 'direct' | 'forward' | 'voicemail' | 'disa' | 'transfer'
  /** The extension that placed, received or forwarded it. */
  ext: string
  /** As the trunk or phone shows it: an extension, E.164 digits, '' when withheld. */
  from: string
  /** The other party in E.164 digits (callee going out, caller coming in); the other extension when internal. */
  peer: string
  dialled: string
  /** Number of the site that was called from outside, E.164 digits. */
  did: string
  shape: Shape
  members: string[]
  ip: string
  agent: string
  fraud: boolean
  phase: string
  /** Milliseconds the record is written late. */
  late: number
  /** Milliseconds the PBX clock was wrong when it wrote. */
  clock: number
  /** Written a second time by a standby switch with another id. */
  twin: boolean
  /** Only the carrier saw it (stolen trunk credentials). */
  carrierOnly: boolean
}

export interface SimSecurityEvent {
  at: number
  kind:
    | 'sign-in'
    | 'sign-in-failed'
    | 'unknown-account'
    | 'challenge'
    | 'refused'
    | 'admin-sign-in'
    | 'admin-sign-in-failed'
  service: 'PJSIP' | 'AMI'
  account: string
  ip: string
  agent: string
  fraud: boolean
}

export interface ConfigChange {
  at: number
  what: string
  account: string
  by: string
  fraud: boolean
}

/** Content of site.yaml. */
export interface SimSite {
  name: string
  country: string
  timezone: string
  currency: string
  prefixes: { outsideLine?: string[]; international: string[]; national?: string[]; areaCode?: string }
  internal: string[]
  businessHours: Record<string, string>
  holidays?: string[]
}

export interface Contact {
  peer: string
  weight: number
  median: number
}

export interface Extension {
  number: string
  name: string
  /** Outbound and inbound calls on a working day. */
  outRate: number
  inRate: number
  contacts: Contact[]
  ip: string
  agent: string
  code: string
  /** Where the phone may dial in from: hour of day that work begins and ends. */
  begins: number
  ends: number
}

/** What a site is, before anything happens. */
export interface Tenant {
  site: SimSite
  home: import('./places.ts').Home
  extensions: Extension[]
  dids: string[]
  tollFreeDid: string
  trunk: string
  /** How the carrier writes numbers of callers and of the site. */
  numberForm: 'e164' | 'plus' | 'national'
  groups: { number: string; members: string[] }[]
  accountCodes: 'none' | 'extension' | 'department'
  systemName: string
  outside: string
  closed: Set<string>
  deck: import('./deck.ts').DeckRow[]
}

/** What parts of the generator write into. `until` moves back when the file ends in the middle of
 * things, `from` forward when it begins with them. */
export interface World {
  readonly seed: number
  readonly rng: Rng
  readonly zone: Zone
  readonly tenant: Tenant
  from: number
  readonly days: number[]
  until: number
  calls: SimCall[]
  security: SimSecurityEvent[]
  changes: ConfigChange[]
}
