import type { Capability, Change, ClearedOrder, Observed, Order, Terrain } from './model.ts'

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
  /** Idempotent; back to exactly what `plan` found. */
  undo(order: Order, change: Change): Promise<void>
}
