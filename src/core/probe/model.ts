import type { Severity } from './severity.ts'

export const probeIds = [
  'P1',
  'P2',
  'P3',
  'P4',
  'P5',
  'P6',
  'P7',
  'P8',
  'P9',
  'P10',
  'P11',
  'P12',
  'P13',
  'P14',
  'P15',
] as const
export type ProbeId = (typeof probeIds)[number]
export type Transport = 'udp' | 'tcp' | 'tls'

/** What is asked of one address, and what may be assumed of it. */
export interface ProbeSetup {
  readonly address: string
  /** An account that exists: for comparing with one that does not, and for the lockout. */
  readonly account: string | null
  /** Its secret and a number that answers, for a call of our own (P15). */
  readonly call: { readonly secret: string; readonly to: string } | null
  /** Ports of signalling that are meant to be open, such as `5060/udp`. */
  readonly expected: readonly string[]
  /** MAC address of a phone of one's own, for its provisioning file. */
  readonly mac: string | null
  /** Wrong passwords on purpose: may lock this machine out. */
  readonly lockout: boolean
  /** One try of each shipped password. */
  readonly defaults: boolean
  readonly only: readonly ProbeId[]
  readonly userAgent: string
}

export interface ProbeVerdict {
  readonly probe: ProbeId
  /** `quiet`: nothing answered, which proves nothing; `not-tried`: says what it would take. */
  readonly verdict: 'pass' | 'fail' | 'quiet' | 'not-tried'
  readonly severity: Severity
  /** The check of the catalogue that it answers; null: none. */
  readonly check: string | null
  readonly reason: string
  /** Numbers of the packets it rests on, from 0: first, and the one behind the last. */
  readonly packets: readonly [first: number, end: number]
}

/** Something sent or received; secrets are masked. */
export interface Packet {
  readonly at: number
  readonly way: 'sent' | 'received'
  readonly transport: Transport
  readonly port: number
  readonly bytes: number
  readonly text: string
}

/** A SIP answer. */
export interface Reply {
  readonly status: number
  readonly reason: string
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly body: string
  readonly bytes: number
}
