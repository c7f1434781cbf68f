// The ledger: what was done, by whom, when, in a chain that shows any later change.
// In: plain facts of any room, and a SHA-256. Out: entries with their hashes, and what is wrong with a chain; signed
// bundles and what is wrong with one.
// Knows no other room: a ledger records facts without understanding them.
export type { Manifest } from './bundle.ts'
export { hashEntry } from './hash-entry.ts'
export {
  type ChainHead,
  type ChainProblem,
  genesis,
  type HashBytes,
  type LedgerEntry,
  type LedgerFact,
  type Sha256,
  type Stamp,
} from './model.ts'
export { type Opening, withhold, wrongOpenings } from './redact.ts'
export { type BundleContents, type SigningKey, sealBundle } from './seal-bundle.ts'
export { keyIdOf } from './signed-note.ts'
export { STAMPED, stampedLedger } from './stamped.ts'
export {
  type BundleProblem,
  type VerifiedBundle,
  type VerifyTools,
  verifyBundle,
} from './verify-bundle.ts'
export { verifyChain } from './verify-chain.ts'
