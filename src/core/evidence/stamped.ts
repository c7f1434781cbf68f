import { fromHex, toBase64, utf8Bytes } from './bytes.ts'
import { merkleRoot, merkleRoots } from './merkle.ts'
import type { HashBytes, LedgerEntry } from './model.ts'

/** How an entry says that the ledger up to then was time-stamped; its detail is `StampDetail`. */
export const STAMPED = 'ledger.stamped'

export interface StampDetail {
  /** Entries that were stamped. */
  readonly size: number
  /** The token (RFC 3161), base64. */
  readonly token: string
}

const path = /^stamps\/([1-9]\d{0,14})\.tsr$/

export const stampPath = (size: number): string => `stamps/${size}.tsr`

/** How many entries a file of a bundle stamps; null for other files. */
export const sizeStampedBy = (file: string): number | null => {
  const [, size] = path.exec(file) ?? []
  return size === undefined ? null : Number(size)
}

/** What is stamped: the first entries of the ledger, by their number and Merkle root. */
const stampedText = (size: number, root: Uint8Array): Uint8Array =>
  utf8Bytes(`ringfence-ledger\n${size}\n${toBase64(root)}\n`)

/** What was stamped of a ledger, by its number of entries. */
export function stampedHashes(
  hashes: readonly Uint8Array[],
  sizes: readonly number[],
  sha256: HashBytes,
): Map<number, Uint8Array> {
  const roots = merkleRoots(hashes, new Set(sizes), sha256)
  return new Map([...roots].map(([size, root]) => [size, sha256(stampedText(size, root))]))
}

/** What is to be stamped of a ledger, by the hashes of its entries. */
export const stampedLedger = (
  hashes: readonly string[],
  sha256: HashBytes,
): { readonly size: number; readonly bytes: Uint8Array } => ({
  size: hashes.length,
  bytes: stampedText(hashes.length, merkleRoot(hashes.map(fromHex), sha256)),
})

/** The stamps that stand in a ledger. */
export const stampsIn = (ledger: readonly LedgerEntry[]): StampDetail[] =>
  ledger.flatMap(({ action, detail }) => (action === STAMPED ? [detail as unknown as StampDetail] : []))
