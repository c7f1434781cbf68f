import type { Act, Place } from '#core/incidents'
import type { Capability, Change, ClearedOrder, Control, Observed, Order, Terrain } from './model.ts'

/** The hand on one system. Each method gives up by itself within 10 s, with a DomainError that says what to do. */
export interface Actuator {
  capabilities(): Promise<readonly Capability[]>
  terrain(): Promise<Terrain>
  /** Reads only. */
  plan(order: Order): Promise<Change>
  /** Idempotent: doing it again where it is done already changes nothing. */
  apply(order: ClearedOrder, change: Change): Promise<void>
  /** Reads back from the system itself. A hang-up is in force when none of its calls is left. */
  observe(order: Order, change: Change): Promise<Observed>
  /** `observe` for a look over many controls at one moment: what they share is read once. */
  round?(): Pick<Actuator, 'observe'>
  /** Idempotent; back to exactly what `plan` found. */
  undo(order: Order, change: Change): Promise<void>
}

/** What may change of a control once it is written. */
export type ControlPatch = Partial<
  Pick<
    Control,
    | 'state'
    | 'ending'
    | 'preview'
    | 'approvals'
    | 'confirmed'
    | 'expiresAt'
    | 'verified'
    | 'verifiedAt'
    | 'error'
  >
>

export interface ControlStore {
  /** As given, with its ledger entries. Throws `control-exists` when the same is in force or on its way already. */
  add(control: Control, acts: readonly Act[]): Promise<void>
  find(id: string): Promise<Control | null>
  /** Newest first; of every place when there is none. `open`: only what is not over. */
  list(
    place: Place | null,
    options: { readonly open: boolean; readonly limit: number },
  ): Promise<readonly Control[]>
  /**
   * Changes a control nobody has changed since it was read, and writes the ledger entry (if any) in the same transaction.
   * Null, and nothing happens, when somebody was faster.
   */
  step(control: Control, patch: ControlPatch, act: Act | null): Promise<Control | null>
  /** Runs `work` while no other process does for the same control; null when one does. */
  exclusively<T>(id: string, work: () => Promise<T>): Promise<T | null>
  keepTerrain(place: Place, connection: string, terrain: Terrain, at: number): Promise<void>
  terrains(place: Place): Promise<ReadonlyMap<string, Terrain>>
}

/** A PBX or firewall of a site, as it is kept. */
export interface StoredConnection extends Place {
  readonly id: string
  readonly kind: string
  /** The connector's settings as JSON, sealed under `connection:<id>`. */
  readonly sealed: string
  /** UTC milliseconds. */
  readonly createdAt: number
}

export interface ConnectionStore {
  /** Makes the site when it is new. */
  add(connection: StoredConnection, act: Act): Promise<void>
  /** Oldest first; of every place when there is none. */
  list(place: Place | null): Promise<readonly StoredConnection[]>
  reseal(id: string, sealed: string, act: Act): Promise<void>
  remove(place: Place, id: string, act: Act): Promise<boolean>
  readCursor(id: string): Promise<string>
  writeCursor(id: string, text: string): Promise<void>
}
