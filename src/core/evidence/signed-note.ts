import { fromBase64, toBase64, utf8Bytes } from './bytes.ts'
import type { HashBytes } from './model.ts'

/** What a checkpoint says (C2SP tlog-checkpoint): a log, its size and root, and here the manifest of a bundle too. */
export interface Checkpoint {
  /** Name of the log: whose it is. */
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  /** Hexadecimal SHA-256 of manifest.json. */
  readonly manifest: string
}

export interface SignedNote {
  readonly checkpoint: Checkpoint
  /** The text that was signed. */
  readonly text: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

const MANIFEST = 'manifest-sha256 '
/** Ed25519 in the C2SP signed-note form. */
const ALGORITHM = 1

const textOf = ({ origin, size, root, manifest }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n${MANIFEST}${manifest}\n`

/** First four bytes of the hash of name, newline, algorithm and public key: tells keys apart. */
export function keyIdOf(name: string, publicKey: Uint8Array, sha256: HashBytes): Uint8Array {
  const head = utf8Bytes(`${name}\n`)
  const bytes = new Uint8Array(head.length + 1 + publicKey.length)
  bytes.set(head)
  bytes[head.length] = ALGORITHM
  bytes.set(publicKey, head.length + 1)
  return sha256(bytes).slice(0, 4)
}

/** A checkpoint with its signature, as a text. `sign` takes the bytes of the text; the key is 32 bytes. */
export function writeNote(
  checkpoint: Checkpoint,
  publicKey: Uint8Array,
  sign: (bytes: Uint8Array) => Uint8Array,
  sha256: HashBytes,
): string {
  const text = textOf(checkpoint)
  const signature = sign(utf8Bytes(text))
  const id = keyIdOf(checkpoint.origin, publicKey, sha256)
  const blob = new Uint8Array(id.length + signature.length)
  blob.set(id)
  blob.set(signature, id.length)
  return `${text}\n— ${checkpoint.origin} ${toBase64(blob)}\n`
}

const shape =
  /^([^\n +]+)\n(\d{1,15})\n([A-Za-z0-9+/=]+)\nmanifest-sha256 ([0-9a-f]{64})\n\n— ([^\n +]+) ([A-Za-z0-9+/=]+)\n$/

/** Reads a note; null unless it is written exactly as `writeNote` does. */
export function readNote(note: string): SignedNote | null {
  const [, origin = '', size = '', root64 = '', manifest = '', signer = '', blob64 = ''] =
    shape.exec(note) ?? []
  const [root, blob] = [fromBase64(root64), fromBase64(blob64)]
  if (signer !== origin || root?.length !== 32 || blob?.length !== 68 || String(Number(size)) !== size)
    return null
  const checkpoint = { origin, size: Number(size), root, manifest }
  return { checkpoint, text: textOf(checkpoint), keyId: blob.slice(0, 4), signature: blob.slice(4) }
}
