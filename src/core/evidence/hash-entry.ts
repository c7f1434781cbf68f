import { canonicalJson } from './canonical-json.ts'
import type { LedgerFact, Sha256 } from './model.ts'

/** Hash of an entry: over everything it says, its number, and the hash of the entry before. */
export function hashEntry(
  entry: LedgerFact & { readonly seq: number },
  previousHash: string,
  sha256: Sha256,
): string {
  const { seq, customer, site, at, actor, action, subject, detail } = entry
  return sha256(canonicalJson({ seq, customer, site, at, actor, action, subject, detail, previousHash }))
}
