import type { DeadRulesJson } from '#contract'
import type { CheckResult } from '#core/audit'
import type { ConfigFile, Registered } from '#core/inventory'
import type { Matrix, Wish } from '#core/reach'
import type { Audited } from './flows/audit.ts'

/** What an audit reads: files that lie somewhere under another name, and what connected systems told. */
export interface AuditRequest {
  /** The data directory. */
  readonly data?: string | undefined
  readonly kind: 'audit'
  readonly uploads: readonly { readonly path: string; readonly name: string }[]
  readonly files: readonly ConfigFile[]
  readonly registered: readonly Registered[]
  /** zones.yaml, where none is among the files; '' for none. */
  readonly zones: string
}

export interface AskRequest {
  readonly kind: 'ask'
  readonly ground: string
  readonly wish: Wish
}

export interface CloseRequest {
  readonly kind: 'close'
  readonly ground: string
  readonly wish: Wish & { readonly keep?: string | undefined }
}

/** An audit as it is kept: what the files told, before people's answers. */
export interface KeptReport {
  readonly results: readonly CheckResult[]
  readonly matrix: Matrix | null
  readonly dead: DeadRulesJson | null
  readonly devices: readonly AuditedDevice[]
  readonly input: Audited['input']
}

export interface AuditWork {
  readonly report: KeptReport
  readonly ground: string | null
}

/** A device of a site with what is known of its version. */
export interface AuditedDevice {
  readonly name: string
  readonly vendor: string
  readonly product: string
  readonly version: string
  readonly address: string
  /** `registration`: as its user agent claims. */
  readonly from: 'inventory' | 'configuration' | 'registration'
  readonly userAgent: string
  /** From outside; null when nobody can tell. */
  readonly reachable: boolean | null
  /** False: no advisory here is about such a device, which is no sign of safety. */
  readonly listed: boolean
  readonly advisories: readonly {
    readonly id: string
    readonly summary: string
    readonly severity: string | null
    readonly knownExploited: boolean
    readonly fixedIn: string | null
  }[]
  /** The last day on which its maker mends weaknesses; null: not known. Audits of before have none. */
  readonly supportEnds?: string | null
  /** Advisories of which the data cannot tell whether they apply. */
  readonly undecided: number
}
