// The ledger: what was done, by whom, when, in a chain that shows any later change.
// In: plain facts of any room, and a SHA-256. Out: entries with their hashes, and what is wrong with a chain.
// Knows no other room: a ledger records facts without understanding them.
export { hashEntry } from './hash-entry.ts'
export {
  type ChainHead,
  type ChainProblem,
  genesis,
  type LedgerEntry,
  type LedgerFact,
  type Sha256,
} from './model.ts'
export { verifyChain } from './verify-chain.ts'
