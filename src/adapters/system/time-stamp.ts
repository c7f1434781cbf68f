import { constants, createHash, randomBytes, verify, X509Certificate } from 'node:crypto'
import type { Stamp } from '#core/evidence'
import { type Der, der, elements, oidText, only, part, TAG } from './der.ts'

// RFC 3161: somebody else's word, by their signature, that a hash existed at an instant. CMS (RFC 5652) as far as it is used there.

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
const RSA_PSS = '1.2.840.113549.1.1.10'
const SHA256 = Buffer.from('0609608648016503040201', 'hex')
const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** What is asked of a time-stamp authority for a SHA-256: DER, and the nonce its answer must repeat. */
export function stampRequest(sha256: Uint8Array): { body: Buffer; nonce: Buffer } {
  const nonce = randomBytes(8)
  // Positive, and no longer than it must be.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  const imprint = der(
    TAG.sequence,
    der(TAG.sequence, SHA256, Buffer.from('0500', 'hex')),
    der(TAG.octets, sha256),
  )
  const wantsCertificates = Buffer.from('0101ff', 'hex')
  return {
    body: der(
      TAG.sequence,
      Buffer.from('020101', 'hex'),
      imprint,
      der(TAG.integer, nonce),
      wantsCertificates,
    ),
    nonce,
  }
}

/** The token in the authority's answer; null when it granted none, or one for another question. */
export function tokenIn(answer: Uint8Array, { nonce }: { readonly nonce: Buffer }): Buffer | null {
  try {
    const response = only(Buffer.from(answer))
    const status = part(part(response, 0, TAG.sequence), 0, TAG.integer).body
    if (status.length !== 1 || (status[0] ?? 9) > 1) return null
    const token = part(response, 1, TAG.sequence).whole
    const info = only(infoIn(signedDataIn(token)))
    const answered = elements(info.body).slice(5)
    return answered.some(({ tag, body }) => tag === TAG.integer && body.equals(nonce)) ? token : null
  } catch {
    return null
  }
}

/** What a token says and whether its signature holds; `roots` are PEM of authorities that are trusted. Null for what is no token. */
export function readStamp(token: Uint8Array, roots: string | null): Stamp | null {
  try {
    const signed = signedDataIn(Buffer.from(token))
    const info = infoIn(signed)
    const fields = elements(only(info).body)
    const imprint = fields[2]
    const time = fields[4]
    if (!imprint || time?.tag !== TAG.time) return null
    if (HASHES[oidText(part(part(imprint, 0, TAG.sequence), 0, TAG.oid))] !== 'sha256') return null
    const at = instantOf(time.body.toString('latin1'))
    const signer = signerOf(signed, info, at)
    return {
      sha256: new Uint8Array(part(imprint, 1, TAG.octets).body),
      at,
      by: signer === null ? '' : nameOf(signer.leaf),
      signed: signer !== null,
      trusted: roots === null || signer === null ? null : isUnder(signer, certificatesIn(roots), at),
    }
  } catch {
    return null
  }
}

/** "20260307051000.123Z", RFC 3161 2.4.2. */
function instantOf(text: string): number {
  const [, year, month, day, hour, minute, second, rest = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text) ?? []
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${rest.slice(0, 4)}Z`)
  if (Number.isNaN(at)) throw new RangeError('no time')
  return at
}

/** The parts of SignedData. */
function signedDataIn(token: Buffer): Der[] {
  const content = only(token)
  if (oidText(part(content, 0, TAG.oid)) !== SIGNED_DATA) throw new RangeError('no signed data')
  return elements(part(part(content, 1, TAG.context), 0, TAG.sequence).body)
}

function infoIn(signed: readonly Der[]): Buffer {
  const [, , content] = signed
  if (!content || oidText(part(content, 0, TAG.oid)) !== TST_INFO) throw new RangeError('no time stamp')
  return part(part(content, 1, TAG.context), 0, TAG.octets).body
}

interface Signer {
  readonly leaf: X509Certificate
  readonly others: readonly X509Certificate[]
}

/** Whose signature it is: of a certificate in the token that may stamp, was valid then, and is named in what was signed. */
function signerOf(signed: readonly Der[], info: Buffer, at: number): Signer | null {
  const certificates = signed
    .filter(({ tag }) => tag === TAG.context)
    .flatMap(({ body }) => elements(body).map(({ whole }) => new X509Certificate(whole)))
  const infos = signed.at(-1)
  if (infos?.tag !== TAG.set) return null
  const fields = elements(only(infos.body).body)
  const attributes = fields.find(({ tag }) => tag === TAG.context)
  const [algorithm, signature] = fields.slice(fields.indexOf(attributes as Der) + 1)
  const hash = HASHES[oidText(part(fields[2] as Der, 0, TAG.oid))]
  if (!attributes || !algorithm || !signature || hash === undefined) return null
  const said = new Map(
    elements(attributes.body).map((each) => [oidText(part(each, 0, TAG.oid)), part(each, 1, TAG.set)]),
  )
  const digest = said.get(MESSAGE_DIGEST)
  const type = said.get(CONTENT_TYPE)
  if (!digest || !only(digest.body).body.equals(createHash(hash).update(info).digest())) return null
  if (!type || oidText(only(type.body)) !== TST_INFO) return null
  const bytes = Buffer.concat([Buffer.from([TAG.set]), attributes.whole.subarray(1)])
  const isPss = oidText(part(algorithm, 0, TAG.oid)) === RSA_PSS
  const leaf = certificates.find(
    (each) =>
      each.keyUsage?.includes(TIME_STAMPING) &&
      isValidAt(each, at) &&
      isNamed(each, said) &&
      holds(each, hash, isPss, bytes, signature.body),
  )
  return leaf ? { leaf, others: certificates.filter((each) => each !== leaf) } : null
}

function holds(
  { publicKey }: X509Certificate,
  hash: string,
  isPss: boolean,
  bytes: Buffer,
  signature: Buffer,
): boolean {
  const algorithm = publicKey.asymmetricKeyType?.startsWith('ed') ? null : hash
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  return verify(algorithm, bytes, { key: publicKey, ...(isPss ? pss : {}) }, signature)
}

/** ESSCertID (RFC 2634) or ESSCertIDv2 (RFC 5035): another certificate with the same key must not take its place. */
function isNamed({ raw }: X509Certificate, said: ReadonlyMap<string, Der>): boolean {
  const [version, attribute] = said.has(SIGNING_CERTIFICATE_V2)
    ? ([2, said.get(SIGNING_CERTIFICATE_V2)] as const)
    : ([1, said.get(SIGNING_CERTIFICATE)] as const)
  if (!attribute) return false
  const id = part(part(only(attribute.body), 0, TAG.sequence), 0, TAG.sequence)
  const [first] = elements(id.body)
  const named = first?.tag === TAG.sequence ? HASHES[oidText(part(first, 0, TAG.oid))] : undefined
  const hash = version === 1 ? 'sha1' : (named ?? 'sha256')
  const value = elements(id.body).find(({ tag }) => tag === TAG.octets)
  return value?.body.equals(createHash(hash).update(raw).digest()) ?? false
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, at: number): boolean =>
  Date.parse(validFrom) <= at && at <= Date.parse(validTo)

/** Whether the certificates lead from the signer to a root, each issued by the next. */
function isUnder({ leaf, others }: Signer, roots: readonly X509Certificate[], at: number): boolean {
  let here = leaf
  for (let step = 0; step < 6; step++) {
    if (roots.some((root) => root.raw.equals(here.raw))) return true
    const issuedBy = (each: X509Certificate): boolean =>
      each.ca && isValidAt(each, at) && here.checkIssued(each) && here.verify(each.publicKey)
    if (roots.some(issuedBy)) return true
    const next = others.find(issuedBy)
    if (!next) return false
    here = next
  }
  return false
}

const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).map(
    (each) => new X509Certificate(each),
  )

const nameOf = ({ subject }: X509Certificate): string => /^CN=(.*)$/m.exec(subject)?.[1] ?? subject
