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
    const latest = head.latest ?? 0
    if (isBackDated(entry.at, latest))
      problems.push({ seq, kind: 'back-dated', message: `entry ${seq} is dated before entries before it` })
    head = { seq, hash: entry.hash, latest: Math.max(latest, entry.at) }
  }
  return { head, problems }
}

/** What clocks and acts that were long under way may differ: an entry is dated when its act begins, and stands when it is done. */
const SLACK = 3_600_000

/** Whether an entry says of itself that it was made before one that already stood; `latest` is the latest instant before it. */
export const isBackDated = (at: number, latest: number): boolean => at < latest - SLACK
