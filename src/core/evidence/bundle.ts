import { z } from 'zod'

export const MANIFEST_PATH = 'manifest.json'
export const CHECKPOINT_PATH = 'checkpoint.txt'
export const LEDGER_PATH = 'ledger.jsonl'
export const KEY_PATH = 'public-key.txt'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** manifest.json: every other file of the bundle with its hash, and what the bundle is about. */
export const Manifest = z.strictObject({
  /** 2 where something is withheld: a program that knows 1 alone must not pass over that. */
  format: z.enum(['ringfence-bundle/1', 'ringfence-bundle/2']),
  incident: z.string(),
  customer: z.string(),
  site: z.string(),
  /** Instant of the newest ledger entry: the same ledger makes the same bundle. */
  ledgerAt: z.string(),
  /** Ledger entries that were kept outside the database and are missing in it: it was put back to an older state. */
  lost: z.array(z.strictObject({ from: z.number().int(), to: z.number().int() })),
  files: z.array(
    z.strictObject({
      path: z.string(),
      bytes: z.number().int(),
      sha256: Hash,
      /** What it was called where it came from; '' for what Ringfence wrote. */
      name: z.string(),
      /** Its hash stands here, its bytes are not in the archive. */
      withheld: z.literal(true).optional(),
    }),
  ),
})
export type Manifest = z.output<typeof Manifest>

/** A line of ledger.jsonl: an entry in full, or only its place in the chain when it concerns others. */
export const LedgerLine = z.union([
  z.strictObject({
    seq: z.number().int(),
    customer: z.string(),
    site: z.string().nullable(),
    at: z.number().int(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    previousHash: Hash,
    hash: Hash,
  }),
  z.strictObject({ seq: z.number().int(), previousHash: Hash, hash: Hash }),
])
export type LedgerLine = z.output<typeof LedgerLine>
