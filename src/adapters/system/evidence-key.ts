import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type HashBytes, keyIdOf, type SigningKey, type VerifyTools } from '#core/evidence'
import { DomainError } from '#core/kernel'
import { readStamp } from './time-stamp.ts'

export const evidenceKeyFile = 'evidence-key.pem'
/** What stands before the 32 bytes of an Ed25519 public key in DER (RFC 8410). */
const DER = Buffer.from('302a300506032b6570032100', 'hex')

const sha256Bytes: HashBytes = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())

/** The key that signs this data directory's evidence, made at first need: mode 0600, on the disk before it is used. */
export async function openEvidenceKey(dataDir: string): Promise<SigningKey> {
  const path = join(dataDir, evidenceKeyFile)
  const key = (await readKey(path)) ?? (await makeKey(path))
  const publicKey = rawOf(createPublicKey(key))
  const origin = `ringfence/${Buffer.from(sha256Bytes(publicKey)).toString('hex').slice(0, 16)}`
  return {
    origin,
    publicKey,
    publicText: verifierText(origin, publicKey),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  }
}

export const evidenceVerifier: VerifyTools = {
  sha256: sha256Bytes,
  publicKeyOf,
  isSigned: (publicKey, bytes, signature) =>
    verify(
      null,
      bytes,
      createPublicKey({ key: Buffer.concat([DER, publicKey]), format: 'der', type: 'spki' }),
      signature,
    ),
  readStamp: (token) => readStamp(token, null),
}

/** A verifier key as C2SP signed notes write it: name, key id, algorithm and key. */
function verifierText(origin: string, publicKey: Uint8Array): string {
  const id = Buffer.from(keyIdOf(origin, publicKey, sha256Bytes)).toString('hex')
  return `${origin}+${id}+${Buffer.concat([Buffer.from([1]), publicKey]).toString('base64')}\n`
}

/** From a verifier key or PEM. */
function publicKeyOf(text: string): Uint8Array | null {
  try {
    if (text.includes('-----BEGIN')) return rawOf(createPublicKey(text))
    const [, id = '', blob = ''] = /^[^\s+]+\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\s*$/.exec(text) ?? []
    const bytes = Buffer.from(blob, 'base64')
    return id !== '' && bytes.length === 33 && bytes[0] === 1 ? new Uint8Array(bytes.subarray(1)) : null
  } catch {
    return null
  }
}

function rawOf(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('no Ed25519 key')
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(DER.length))
}

async function readKey(path: string): Promise<KeyObject | null> {
  try {
    const key = createPrivateKey(await readFile(path))
    rawOf(createPublicKey(key))
    return key
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new DomainError(
      'evidence-key-unusable',
      `The key file ${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Put it back from a backup. Remove it only to begin with a new key: what the old one signed stays valid.',
      cause,
    )
  }
}

async function makeKey(path: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const building = `${path}.new-${randomUUID()}`
  const handle = await open(building, 'wx', 0o600)
  try {
    await handle.writeFile(privateKey.export({ format: 'pem', type: 'pkcs8' }))
    await handle.sync()
  } finally {
    await handle.close()
  }
  // Of two processes that make it at once one wins, and both use the winner's.
  await link(building, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(building)
  return (await readKey(path)) as KeyObject
}
