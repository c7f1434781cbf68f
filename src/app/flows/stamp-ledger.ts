import { type HashBytes, type LedgerEntry, type LedgerFact, STAMPED, stampedLedger } from '#core/evidence'

export interface StampPorts {
  readonly entries: () => AsyncIterable<LedgerEntry>
  readonly append: (fact: LedgerFact) => Promise<void>
  /** Asks the authority; the token is base64 of DER. */
  readonly stamp: (bytes: Uint8Array) => Promise<{ token: string; at: number; by: string }>
  readonly sha256: HashBytes
  readonly now: () => number
}

const DAY = 86_400_000

/** Once a day, when something was written down since: the ledger as it stands is stamped, and the stamp is its next entry. Whether it was. */
export async function stampLedger({ entries, append, stamp, sha256, now }: StampPorts): Promise<boolean> {
  const hashes: string[] = []
  let stampedAt = Number.NEGATIVE_INFINITY
  let news = false
  for await (const { action, at, hash } of entries()) {
    hashes.push(hash)
    if (action === STAMPED) stampedAt = at
    news = action !== STAMPED
  }
  if (!news || now() - stampedAt < DAY) return false
  const { bytes, size } = stampedLedger(hashes, sha256)
  const { token, at, by } = await stamp(bytes)
  await append({
    customer: 'default',
    site: null,
    at: now(),
    actor: 'system:stamps',
    action: STAMPED,
    subject: String(size),
    detail: { size, by, stampedAt: new Date(at).toISOString(), token },
  })
  return true
}
