import { hashEntry } from './hash-entry.ts'
import { type ChainHead, type ChainProblem, genesis, type LedgerEntry, type Sha256 } from './model.ts'

/**
 * Checks entries in the order of the ledger, from its beginning or from the head a former call returned (so a long ledger
 * can be checked in pages). An alteration is reported where it is, not again at everything that follows.
 * A ledger cut off at its end still verifies: that is shown by comparing `head` with one written down elsewhere.
 */
export function verifyChain(
  entries: Iterable<LedgerEntry>,
  sha256: Sha256,
  from: ChainHead = genesis,
): { readonly head: ChainHead; readonly problems: readonly ChainProblem[] } {
  const problems: ChainProblem[] = []
  let head = from
  for (const entry of entries) {
    const { seq } = entry
    if (seq !== head.seq + 1)
      problems.push({ seq, kind: 'out-of-order', message: `entry ${seq} follows entry ${head.seq}` })
    if (entry.previousHash !== head.hash)
      problems.push({
        seq,
        kind: 'unlinked',
        message: `entry ${seq} does not name the hash of entry ${head.seq}`,
      })
    if (hashEntry(entry, entry.previousHash, sha256) !== entry.hash)
      problems.push({ seq, kind: 'altered', message: `entry ${seq} is not what was written` })
    head = { seq, hash: entry.hash }
  }
  return { head, problems }
}
