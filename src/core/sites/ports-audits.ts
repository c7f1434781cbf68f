import type { Act, Place } from '#core/incidents'

export type AuditEvery = 'never' | 'day' | 'week'

/** One audit, as lists show it. Instants are UTC milliseconds. */
export interface AuditHead extends Place {
  readonly id: string
  readonly at: number
  readonly by: string
  /** Files that were sent, or systems that were read. */
  readonly source: { readonly kind: 'files' | 'connections'; readonly names: readonly string[] }
  readonly score: number | null
  readonly coverage: number
  readonly failed: number
}

export interface StoredAudit extends AuditHead {
  /** What was found; the app knows its shape. */
  readonly report: unknown
}

/** A finding that somebody answers for until a day. */
export interface AcceptedRisk {
  readonly id: string
  readonly check: string
  readonly resource: string
  readonly reason: string
  /** Who answers for it. */
  readonly owner: string
  readonly by: string
  readonly at: number
  readonly until: number
}

export interface KeptAttestation {
  readonly id: string
  readonly check: string
  /** The answer as `attestations.yaml` has it. */
  readonly document: unknown
  readonly by: string
  readonly at: number
}

export interface AuditPlan {
  readonly every: AuditEvery
  /** zones.yaml for what is read from connected systems; '' for none. */
  readonly zones: string
  readonly nextAt: number | null
  /** Why the last one of the plan did not come about; '' when it did. */
  readonly problem: string
}

/** The firmware a model of a site is to be brought to. */
export interface FirmwareTarget {
  readonly id: string
  /** One name for the model, whoever spells it: there is one target of each. */
  readonly model: string
  readonly vendor: string
  readonly product: string
  readonly version: string
  /** Last day, ISO 8601; null: none. */
  readonly due: string | null
  /** Who set it, as the ledger names them. */
  readonly by: string
  readonly at: number
}

export interface AuditStore {
  /** `ground`: firewalls as text, null for none. */
  save(audit: StoredAudit, ground: string | null, act: Act): Promise<void>
  /** Newest first; `before` is the id of the last one of the page before. */
  list(place: Place, limit: number, before?: string): Promise<readonly AuditHead[]>
  /** Without an id, the newest. */
  get(place: Place, id?: string): Promise<StoredAudit | null>
  /** The one before it. */
  previous(audit: AuditHead): Promise<StoredAudit | null>
  ground(place: Place, id: string): Promise<string | null>
  /** Those that were not taken back. */
  risks(place: Place): Promise<readonly AcceptedRisk[]>
  accept(place: Place, risks: readonly AcceptedRisk[], act: Act): Promise<void>
  /** False when it does not stand. */
  endRisk(place: Place, id: string, act: Act): Promise<boolean>
  attestations(place: Place): Promise<readonly KeptAttestation[]>
  attest(place: Place, answer: KeptAttestation, act: Act): Promise<void>
  plan(place: Place): Promise<AuditPlan>
  savePlan(place: Place, plan: AuditPlan, act: Act | null): Promise<void>
  /** Places whose next audit is due. */
  due(now: number): Promise<readonly Place[]>
  /** `setter`: the name of who set it; as the ledger names them where they have none. */
  targets(place: Place): Promise<readonly (FirmwareTarget & { readonly setter: string })[]>
  /** Sets the one of its model, or changes it, and keeps its id then. `act` is told what stood before. */
  /** Of every place: those whose last day is not after `until`, ISO 8601. */
  targetsUntil(until: string): Promise<readonly (FirmwareTarget & Place)[]>
  saveTarget(place: Place, target: FirmwareTarget, act: (before: FirmwareTarget | null) => Act): Promise<void>
  /** False when there is none. */
  endTarget(place: Place, id: string, act: (before: FirmwareTarget) => Act): Promise<boolean>
}
