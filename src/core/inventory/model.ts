import type { Device } from './devices.ts'

/** One file of a configuration, as it was handed in. */
export interface ConfigFile {
  /** With forward slashes; the way it is named in evidence. */
  readonly path: string
  readonly text: string
  /** POSIX permission bits; absent when the source does not tell. */
  readonly mode?: number
}

/** Where something stands. `text` is what stands there, without comments and with every secret masked. */
export interface Origin {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly text: string
}

export type Value = string | number | boolean | readonly string[]

/** One thing known of a resource. Without an origin nothing in the files says so: it is the product's default. */
export interface Fact {
  readonly value: Value
  readonly at: Origin | null
}

export const resourceTypes = [
  'account',
  'trunk',
  'anonymous-endpoint',
  'transport',
  'sip-settings',
  'sip-channel-settings',
  'iax-settings',
  'ami',
  'ami-user',
  'ari-user',
  'http',
  'rtp',
  'asterisk-options',
  'cli-permissions',
  'modules',
  'logger',
  'voicemail',
  'mailbox',
  'conference',
  'context',
  'extension',
  'disa',
  'acl',
  'secret-file',
  'sip-profile',
  'sip-proxy',
  'control-socket',
  'freepbx-settings',
  'admin-user',
  'phone',
  'switch',
  'exposure',
  'question',
  'freepbx-firewall',
  'device',
  'support',
  'fleet',
  'advisory-data',
  'sshd',
  'ban-jail',
] as const
export type ResourceType = (typeof resourceTypes)[number]

/** Something of a site that a check can ask about: an account, a listener, a dial-plan context. */
export interface Resource {
  readonly type: ResourceType
  readonly name: string
  readonly at: Origin
  readonly facts: ReadonlyMap<string, Fact>
}

/** A line that could not be read as what it should be. */
export interface ConfigProblem {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** A program in a version that advisories may be about, as the files tell. */
export interface Program {
  readonly device: Device
  readonly at: Origin
}

/** What the files tell of a site. */
export interface Snapshot {
  readonly resources: readonly Resource[]
  /** Types of resources the files can tell about, also where there turned out to be none. */
  readonly told: ReadonlySet<ResourceType>
  readonly problems: readonly ConfigProblem[]
  readonly programs: readonly Program[]
  /** Files that no reader knows. */
  readonly ignored: readonly string[]
}
