import type { Holder, Person } from '#app'

/** Whoever sent the request, once known. */
export interface Caller {
  /** As the ledger names them. */
  readonly actor: string
  readonly person: Person
  /** What they may do: all the person may, or less. */
  readonly holder: Holder
  /** When they showed a second factor last; null when they cannot. */
  readonly provenAt: number | null
}
