import { CHECKPOINT_PATH, KEY_PATH, LEDGER_PATH, LedgerLine, MANIFEST_PATH, Manifest } from './bundle.ts'
import { fromHex, toHex, utf8Bytes, utf8Text } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { hashEntry } from './hash-entry.ts'
import { merkleRoot } from './merkle.ts'
import { genesis, type HashBytes, type Stamp } from './model.ts'
import { keyIdOf, readNote, type SignedNote } from './signed-note.ts'
import { sizeStampedBy, stampedHashes, stampPath } from './stamped.ts'
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
    | 'stamp-unreadable'
    | 'stamp-other'
    | 'stamp-signature'
    | 'stamp-untrusted'
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
  /** By whose clock how many of the first entries stood when. */
  readonly stamps: readonly ReadStamp[]
  /** What is in it, by path; of a path that is there twice, the last. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface ReadStamp extends Pick<Stamp, 'at' | 'by' | 'trusted'> {
  readonly size: number
}

export interface VerifyTools {
  readonly sha256: HashBytes
  /** The 32 bytes of a public key as text; null when it is none. */
  readonly publicKeyOf: (text: string) => Uint8Array | null
  readonly isSigned: (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean
  /** A time stamp as it is read; null for what is none. */
  readonly readStamp: (token: Uint8Array) => Stamp | null
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
    return { problems, manifest: null, note: null, entries: 0, stamps: [], files: new Map() }
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
  const lines = linesIn(byPath.get(LEDGER_PATH), found)
  const stamps = checkStamps(byPath, lines, tools, found)
  const entries = checkLedger(lines, note, stamps, tools.sha256, found)
  return { problems, manifest, note, entries, stamps, files: byPath }
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

/** A line of the ledger, or null for one that cannot be read. */
type Line = LedgerLine | null

function linesIn(bytes: Uint8Array | undefined, found: Found): Line[] {
  const lines = utf8Text(bytes ?? new Uint8Array()).split('\n')
  if (lines.pop() !== '') found('ledger-truncated', LEDGER_PATH, 'The last line is cut')
  return lines.map((text, i) => {
    const parsed = LedgerLine.safeParse(jsonOf(text))
    if (parsed.success && canonicalJson(parsed.data) === text) return parsed.data
    found('ledger-unreadable', `${LEDGER_PATH}:${i + 1}`, 'The line cannot be read')
    return null
  })
}

const hashesOf = (lines: readonly Line[]): Uint8Array[] =>
  lines.flatMap((line) => (line === null ? [] : [fromHex(line.hash)]))

/** The time stamps that are of this ledger and hold, the least first. */
function checkStamps(
  files: ReadonlyMap<string, Uint8Array>,
  lines: readonly Line[],
  { sha256, readStamp }: VerifyTools,
  found: Found,
): ReadStamp[] {
  const sizes = [...files.keys()].flatMap((path) => sizeStampedBy(path) ?? [])
  const hashes = stampedHashes(hashesOf(lines), sizes, sha256)
  return sizes
    .sort((a, b) => a - b)
    .flatMap((size) => {
      const path = stampPath(size)
      const stamp = readStamp(files.get(path) ?? new Uint8Array())
      const hash = hashes.get(size)
      if (!stamp) found('stamp-unreadable', path, 'This is no time stamp')
      else if (!hash || toHex(hash) !== toHex(stamp.sha256))
        found('stamp-other', path, `It does not stamp the first ${size} entries of this ledger`)
      else if (!stamp.signed) found('stamp-signature', path, 'The signature of the time stamp does not hold')
      else if (stamp.trusted === false)
        found('stamp-untrusted', path, `${stamp.by} does not stand under the root that was given`)
      else return [{ size, at: stamp.at, by: stamp.by, trusted: stamp.trusted }]
      return []
    })
}

function checkLedger(
  lines: readonly Line[],
  note: SignedNote | null,
  stamps: readonly ReadStamp[],
  sha256: HashBytes,
  found: Found,
): number {
  const stampedAt = new Map(stamps.map(({ size, at }) => [size, at]))
  let previous = genesis.hash
  let latest = 0
  for (const [i, line] of lines.entries()) {
    if (line === null) continue
    const where = `${LEDGER_PATH}:${i + 1}`
    checkLine(line, i + 1, previous, where, sha256, found)
    // What follows the entries that somebody stamped did not stand yet by their clock.
    latest = Math.max(checkTime(line, latest, where, found), stampedAt.get(i + 1) ?? 0)
    previous = line.hash
  }
  const hashes = hashesOf(lines)
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

/** What clocks and acts that were long under way may differ: an entry is dated when its act begins, and stands when it is done. */
const SLACK = 3_600_000

/** Whoever adds an entry that is dated back can make its hash fit, but not the instants of those before it. */
function checkTime(line: LedgerLine, latest: number, where: string, found: Found): number {
  if (!('at' in line)) return latest
  if (line.at < latest - SLACK)
    found('ledger-back-dated', where, 'It is dated before entries that stand before it')
  return Math.max(latest, line.at)
}
