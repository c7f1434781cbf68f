/** One thing that was done, in the words of the room that did it. Plain facts: the ledger knows no room's types. */
export interface LedgerFact {
  readonly customer: string
  /** Null when it concerns the whole customer or the house. */
  readonly site: string | null
  /** UTC milliseconds. */
  readonly at: number
  /** A person's id, or `system:<name>`. */
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** JSON, and never a secret. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** A fact in its place: numbered from 1 without gaps, bound to the one before by its hash. */
export interface LedgerEntry extends LedgerFact {
  readonly seq: number
  /** Hexadecimal SHA-256 of the entry before; of the first one, `genesis`. */
  readonly previousHash: string
  readonly hash: string
}

/** Where a chain stands after an entry. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/** Before the first entry. */
export const genesis: ChainHead = { seq: 0, hash: '0'.repeat(64) }

/** Hexadecimal SHA-256 of the UTF-8 bytes of a text. Handed in: hashing is the machine's, not the room's. */
export type Sha256 = (text: string) => string

export interface ChainProblem {
  readonly seq: number
  /** `altered`: the contents do not give the hash. `unlinked`: it does not follow the entry before. `out-of-order`: its number does not. */
  readonly kind: 'altered' | 'unlinked' | 'out-of-order'
  readonly message: string
}

/** SHA-256 of bytes. */
export type HashBytes = (bytes: Uint8Array) => Uint8Array

/** What a time stamp (RFC 3161) says: by somebody else's clock and signature this hash existed at that instant. */
export interface Stamp {
  readonly sha256: Uint8Array
  /** UTC milliseconds. */
  readonly at: number
  /** The authority's name; '' when its signature does not hold. */
  readonly by: string
  readonly signed: boolean
  /** Whether it stands under a root that was given; null when none was. */
  readonly trusted: boolean | null
}
