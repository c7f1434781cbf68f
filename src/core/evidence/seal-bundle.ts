import {
  CHECKPOINT_PATH,
  KEY_PATH,
  LEDGER_PATH,
  type LedgerLine,
  MANIFEST_PATH,
  type Manifest,
} from './bundle.ts'
import { fromBase64, fromHex, toHex, utf8Bytes } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { merkleRoot } from './merkle.ts'
import type { HashBytes, LedgerEntry } from './model.ts'
import { writeNote } from './signed-note.ts'
import { stampPath, stampsIn } from './stamped.ts'
import { writeZip, type ZipFile } from './zip.ts'

/** A key as it signs: the name of the log it belongs to, its 32 public bytes, and the signing. */
export interface SigningKey {
  readonly origin: string
  readonly publicKey: Uint8Array
  /** The public key as a verifier is given it. */
  readonly publicText: string
  sign(bytes: Uint8Array): Uint8Array
}

export interface BundleContents extends Omit<Manifest, 'format' | 'files' | 'ledgerAt'> {
  /** The whole ledger from its first entry. */
  readonly ledger: readonly LedgerEntry[]
  /** Evidence and documents; paths are unique and none of the bundle's own. Of a withheld one the hash goes in, and no name. */
  readonly files: readonly (ZipFile & { readonly name: string; readonly withheld?: true })[]
  /** Whether what entries of the ledger say is withheld too: they stand in the chain with their hashes alone. */
  readonly redacted?: boolean
}

/** Makes the bundle: files, ledger, manifest over both, and one signature over the manifest and the ledger's root. */
export function sealBundle(contents: BundleContents, key: SigningKey, sha256: HashBytes): Uint8Array {
  const { ledger, files, incident, customer, site, lost, redacted = false } = contents
  const own = [
    {
      path: LEDGER_PATH,
      bytes: utf8Bytes(ledger.map((entry) => `${lineOf(entry, redacted ? null : customer)}\n`).join('')),
      name: '',
    },
    { path: KEY_PATH, bytes: utf8Bytes(key.publicText), name: '' },
    ...stampsIn(ledger).map(({ size, token }) => ({
      path: stampPath(size),
      bytes: fromBase64(token) ?? new Uint8Array(),
      name: '',
    })),
  ]
  const all: BundleContents['files'] = [...files, ...own].sort((a, b) => (a.path < b.path ? -1 : 1))
  const manifest: Manifest = {
    format: redacted ? 'ringfence-bundle/2' : 'ringfence-bundle/1',
    incident,
    customer,
    site,
    ledgerAt: new Date(ledger.at(-1)?.at ?? 0).toISOString(),
    lost: [...lost],
    files: all.map(({ path, bytes, name, withheld }) => ({
      path,
      bytes: bytes.length,
      sha256: toHex(sha256(bytes)),
      name,
      ...(withheld ? { withheld } : {}),
    })),
  }
  const manifestBytes = utf8Bytes(canonicalJson(manifest))
  const root = merkleRoot(
    ledger.map(({ hash }) => fromHex(hash)),
    sha256,
  )
  const checkpoint = { origin: key.origin, size: ledger.length, root, manifest: toHex(sha256(manifestBytes)) }
  return writeZip([
    ...all.filter(({ withheld }) => !withheld),
    { path: MANIFEST_PATH, bytes: manifestBytes },
    { path: CHECKPOINT_PATH, bytes: utf8Bytes(writeNote(checkpoint, key.publicKey, key.sign, sha256)) },
  ])
}

/** An entry of another customer than this one stands in the chain with its hash alone. */
function lineOf(entry: LedgerEntry, customer: string | null): string {
  const { seq, previousHash, hash } = entry
  const line: LedgerLine = entry.customer === customer ? { ...entry } : { seq, previousHash, hash }
  return canonicalJson(line)
}
