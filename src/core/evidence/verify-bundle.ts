import { CHECKPOINT_PATH, KEY_PATH, LEDGER_PATH, LedgerLine, MANIFEST_PATH, Manifest } from './bundle.ts'
import { fromHex, toHex, utf8Bytes, utf8Text } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { hashEntry } from './hash-entry.ts'
import { merkleRoot } from './merkle.ts'
import { genesis, type HashBytes } from './model.ts'
import { keyIdOf, readNote, type SignedNote } from './signed-note.ts'
import { isBackDated } from './verify-chain.ts'
import { readZip, type ZipFile } from './zip.ts'

export interface BundleProblem {
  readonly code:
    | 'archive-unreadable'
    | 'archive-changed'
    | 'file-unlisted'
    | 'file-missing'
    | 'file-changed'
    | 'file-twice'
    | 'manifest-unreadable'
    | 'manifest-changed'
    | 'checkpoint-unreadable'
    | 'key-other'
    | 'key-unreadable'
    | 'signature-wrong'
    | 'ledger-unreadable'
    | 'ledger-altered'
    | 'ledger-unlinked'
    | 'ledger-out-of-order'
    | 'ledger-back-dated'
    | 'ledger-truncated'
    | 'ledger-root'
  readonly where: string
  readonly message: string
}

export interface VerifiedBundle {
  readonly problems: readonly BundleProblem[]
  /** Null when it cannot be read. */
  readonly manifest: Manifest | null
  readonly note: SignedNote | null
  /** Ledger entries. */
  readonly entries: number
  /** What is in it, by path; of a path that is there twice, the last. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface VerifyTools {
  readonly sha256: HashBytes
  /** The 32 bytes of a public key as text; null when it is none. */
  readonly publicKeyOf: (text: string) => Uint8Array | null
  readonly isSigned: (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean
}

/**
 * Checks a bundle with nothing but its bytes and, better, a public key from elsewhere (`trusted`). Without one the key
 * in the bundle is used, which shows that nothing changed since it was signed, not who signed it.
 */
export function verifyBundle(
  archive: Uint8Array,
  trusted: string | null,
  tools: VerifyTools,
): VerifiedBundle {
  const { files, whole } = readZip(archive)
  const problems: BundleProblem[] = []
  const found = (code: BundleProblem['code'], where: string, message: string): void => {
    problems.push({ code, where, message })
  }
  if (files.length === 0) {
    found('archive-unreadable', 'archive', 'This is no bundle, or its beginning is damaged')
    return { problems, manifest: null, note: null, entries: 0, files: new Map() }
  }
  const byPath = new Map<string, Uint8Array>()
  for (const { path, bytes } of files) {
    if (byPath.has(path)) found('file-twice', path, 'The archive holds this file twice')
    byPath.set(path, bytes)
  }
  if (!whole)
    found(
      'archive-changed',
      'archive',
      'The archive is not the one that was written: cut, reordered or changed',
    )
  const manifest = checkManifest(byPath.get(MANIFEST_PATH), found)
  if (manifest) checkFiles(manifest, files, tools.sha256, found)
  const note = checkSignature(byPath, trusted, tools, found)
  const entries = checkLedger(byPath.get(LEDGER_PATH), note, tools.sha256, found)
  return { problems, manifest, note, entries, files: byPath }
}

type Found = (code: BundleProblem['code'], where: string, message: string) => void

function checkManifest(bytes: Uint8Array | undefined, found: Found): Manifest | null {
  if (!bytes) {
    found('file-missing', MANIFEST_PATH, 'There is no manifest')
    return null
  }
  const parsed = Manifest.safeParse(jsonOf(utf8Text(bytes)))
  const open =
    parsed.success &&
    (parsed.data.format !== 'ringfence-bundle/1' || parsed.data.files.every((file) => !file.withheld))
  if (open) return parsed.data
  found('manifest-unreadable', MANIFEST_PATH, 'The manifest cannot be read')
  return null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function checkFiles(manifest: Manifest, files: readonly ZipFile[], sha256: HashBytes, found: Found): void {
  const listed = new Map(manifest.files.map((file) => [file.path, file]))
  for (const { path, bytes } of files) {
    if (path === MANIFEST_PATH || path === CHECKPOINT_PATH) continue
    const entry = listed.get(path)
    if (!entry) found('file-unlisted', path, 'The manifest does not list this file')
    else if (toHex(sha256(bytes)) !== entry.sha256 || bytes.length !== entry.bytes)
      found('file-changed', path, 'The file is not the one the manifest lists')
  }
  const there = new Set(files.map(({ path }) => path))
  for (const [path, { withheld }] of listed)
    if (!there.has(path) && !withheld)
      found('file-missing', path, 'The manifest lists this file and it is not there')
}

function checkSignature(
  byPath: ReadonlyMap<string, Uint8Array>,
  trusted: string | null,
  tools: VerifyTools,
  found: Found,
): SignedNote | null {
  const note = readNote(utf8Text(byPath.get(CHECKPOINT_PATH) ?? new Uint8Array()))
  if (!note) {
    found('checkpoint-unreadable', CHECKPOINT_PATH, 'There is no checkpoint, or it cannot be read')
    return null
  }
  const manifest = byPath.get(MANIFEST_PATH)
  if (manifest && toHex(tools.sha256(manifest)) !== note.checkpoint.manifest)
    found('manifest-changed', MANIFEST_PATH, 'The manifest is not the one that was signed')
  const key = tools.publicKeyOf(trusted ?? utf8Text(byPath.get(KEY_PATH) ?? new Uint8Array()))
  if (!key) {
    found('key-unreadable', trusted === null ? KEY_PATH : 'key', 'This is no Ed25519 public key')
    return note
  }
  if (toHex(keyIdOf(note.checkpoint.origin, key, tools.sha256)) !== toHex(note.keyId))
    found('key-other', CHECKPOINT_PATH, 'It was signed with another key than this one')
  else if (!tools.isSigned(key, utf8Bytes(note.text), note.signature))
    found('signature-wrong', CHECKPOINT_PATH, 'The signature does not belong to this checkpoint')
  return note
}

function checkLedger(
  bytes: Uint8Array | undefined,
  note: SignedNote | null,
  sha256: HashBytes,
  found: Found,
): number {
  const lines = utf8Text(bytes ?? new Uint8Array()).split('\n')
  if (lines.pop() !== '') found('ledger-truncated', LEDGER_PATH, 'The last line is cut')
  const hashes: Uint8Array[] = []
  let previous = genesis.hash
  let latest = 0
  for (const [i, text] of lines.entries()) {
    const where = `${LEDGER_PATH}:${i + 1}`
    const parsed = LedgerLine.safeParse(jsonOf(text))
    if (!parsed.success || canonicalJson(parsed.data) !== text) {
      found('ledger-unreadable', where, 'The line cannot be read')
      continue
    }
    checkLine(parsed.data, i + 1, previous, where, sha256, found)
    latest = checkTime(parsed.data, latest, where, found)
    previous = parsed.data.hash
    hashes.push(fromHex(previous))
  }
  if (!note) return hashes.length
  if (hashes.length !== note.checkpoint.size)
    found(
      'ledger-truncated',
      LEDGER_PATH,
      `The checkpoint counts ${note.checkpoint.size} entries, the ledger has ${hashes.length}`,
    )
  else if (toHex(merkleRoot(hashes, sha256)) !== toHex(note.checkpoint.root))
    found('ledger-root', LEDGER_PATH, 'The ledger does not give the root that was signed')
  return hashes.length
}

function checkLine(
  line: LedgerLine,
  seq: number,
  previous: string,
  where: string,
  sha256: HashBytes,
  found: Found,
): void {
  if (line.seq !== seq) found('ledger-out-of-order', where, `Entry ${line.seq} stands where ${seq} should`)
  if (line.previousHash !== previous) found('ledger-unlinked', where, 'It does not follow the entry before')
  if (!('actor' in line)) return
  const hash = hashEntry(line, line.previousHash, (text) => toHex(sha256(utf8Bytes(text))))
  if (hash !== line.hash) found('ledger-altered', where, 'Its contents do not give its hash')
}

/** Whoever adds an entry that is dated back can make its hash fit, but not the instants of those before it. */
function checkTime(line: LedgerLine, latest: number, where: string, found: Found): number {
  if (!('at' in line)) return latest
  if (isBackDated(line.at, latest))
    found('ledger-back-dated', where, 'It is dated before entries that stand before it')
  return Math.max(latest, line.at)
}
