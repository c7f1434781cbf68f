import type { BundleMade, BundleVerified } from '#contract'
import {
  type BundleContents,
  type LedgerEntry,
  type Opening,
  type SigningKey,
  sealBundle,
  type VerifyTools,
  verifyBundle,
  withhold,
  wrongOpenings,
} from '#core/evidence'
import { DomainError } from '#core/kernel'

/** What a bundle is made of, and by. */
export interface BundleTools {
  readonly store: {
    incident(id: string): Promise<IncidentEvidence | null>
    entries(): AsyncIterable<LedgerEntry>
    append(fact: Omit<LedgerEntry, 'seq' | 'hash' | 'previousHash'>): Promise<void>
  }
  readonly vault: { read(sha256: string): Promise<Uint8Array> }
  /** A file that was uploaded for an investigation. */
  readUpload(investigation: string, sha256: string): Promise<Uint8Array>
  readonly key: SigningKey
  /** Ledger entries that the database has lost. */
  readonly lost: BundleMade['lost']
  readonly verifier: VerifyTools
  readonly actor: string
  now(): number
  /** 32 random bytes, hexadecimal. */
  newSalt(): string
}

interface IncidentEvidence {
  readonly id: string
  readonly customer: string
  readonly site: string
  readonly investigation: string | null
  readonly verdict: unknown
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

/**
 * Everything of an incident in one signed archive. That it was exported is the next entry of the ledger. `redacted`: what may name
 * somebody is withheld, and `openings` show of each text that it was the one.
 */
export async function makeBundle(
  id: string,
  tools: BundleTools,
  redacted = false,
): Promise<{ archive: Uint8Array; openings: readonly Opening[]; made: Omit<BundleMade, 'file'> }> {
  const incident = await tools.store.incident(id)
  if (!incident)
    throw new DomainError(
      'incident-unknown',
      `There is no incident ${id}`,
      'Take the id that `investigate --save --json` gives to each of its incidents.',
    )
  const ledger: LedgerEntry[] = []
  for await (const entry of tools.store.entries()) ledger.push(entry)
  const whole = await filesOf(incident, ledger, tools)
  const { files, openings } = redacted
    ? redact(whole, tools, [id, incident.customer, incident.site])
    : { files: whole, openings: [] }
  const { customer, site } = incident
  const archive = sealBundle(
    { incident: id, customer, site, lost: [...tools.lost], ledger, files, redacted },
    tools.key,
    tools.verifier.sha256,
  )
  const sha256 = Buffer.from(tools.verifier.sha256(archive)).toString('hex')
  const detail = {
    sha256,
    bytes: archive.length,
    files: files.length,
    purpose: redacted ? 'bundle, redacted' : 'bundle',
  }
  await tools.store.append({
    customer,
    site,
    at: tools.now(),
    actor: tools.actor,
    action: 'evidence.exported',
    subject: id,
    detail,
  })
  return {
    archive,
    openings,
    made: {
      incident: id,
      bytes: archive.length,
      sha256,
      files: files.length,
      entries: ledger.length,
      publicKey: tools.key.publicText.trim(),
      lost: tools.lost,
    },
  }
}

/** The incident, its verdict, and the files it was found in: those of its investigation, and those in the vault. */
async function filesOf(
  { investigation, verdict, files: uploads, ...incident }: IncidentEvidence,
  ledger: readonly LedgerEntry[],
  tools: BundleTools,
): Promise<BundleContents['files']> {
  const found = new Map<string, BundleContents['files'][number]>()
  const add = (path: string, bytes: Uint8Array, name: string) => found.set(path, { path, bytes, name })
  add('incident.json', jsonBytes(incident), '')
  if (verdict !== null) add('verdict.json', jsonBytes(verdict), '')
  for (const { name, sha256 } of uploads)
    add(`files/${sha256}`, await tools.readUpload(investigation ?? '', sha256), name)
  for (const { sha256, name } of acquired(incident, ledger))
    add(`files/${sha256}`, await tools.vault.read(sha256), name)
  return [...found.values()]
}

/** Our own documents with what may name somebody withheld; of files that came from elsewhere the hash alone. */
function redact(
  files: BundleContents['files'],
  { newSalt, verifier: { sha256 } }: BundleTools,
  said: readonly string[],
): { files: BundleContents['files']; openings: readonly Opening[] } {
  const openings: Opening[] = []
  const left = files.map((file) => {
    if (!ours.includes(file.path)) return { ...file, name: '', withheld: true } as const
    const document = JSON.parse(new TextDecoder().decode(file.bytes)) as unknown
    const redacted = withhold(document, file.path, { newSalt, sha256, said })
    openings.push(...redacted.openings)
    return { ...file, bytes: jsonBytes(redacted.document) }
  })
  return { files: left, openings }
}

const ours = ['incident.json', 'verdict.json']
const jsonBytes = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)

/** Files that the ledger says were taken into the vault for this incident. */
function acquired(
  { id, customer }: { readonly id: string; readonly customer: string },
  ledger: readonly LedgerEntry[],
): readonly { readonly sha256: string; readonly name: string }[] {
  return ledger.flatMap((entry) => {
    if (entry.customer === customer && entry.subject === id && entry.action === 'incident.file')
      return [entry.detail as { sha256: string; name: string }]
    const { incidents, files } = entry.detail as { incidents?: unknown; files?: unknown }
    const ours = entry.customer === customer && Array.isArray(incidents) && incidents.includes(id)
    return ours && Array.isArray(files) ? (files as { sha256: string; name: string }[]) : []
  })
}

const GIVEN =
  'Signed with the key you gave: whoever holds its private half made this bundle, and nothing in it was changed since.'
const OWN =
  'Nothing was changed since it was signed. The key came with the bundle, so this does not show who signed it: compare the key id with one you had from the sender by another way, or give that key with --key.'

/** Checks a bundle, with nothing but its bytes and a public key. */
export function checkBundle(
  archive: Uint8Array,
  key: string | null,
  verifier: VerifyTools,
  openings: readonly Opening[] = [],
): BundleVerified {
  const { files, manifest, note, entries, stamps, ...found } = verifyBundle(archive, key, verifier)
  const wrong = wrongOpenings(openings, files, verifier.sha256).map((where) => ({
    code: 'opening-wrong',
    where,
    message: 'This text is not the one that was withheld here',
  }))
  const problems = [...found.problems, ...wrong]
  const ok = problems.length === 0
  return {
    ok,
    entries,
    problems,
    incident: manifest?.incident ?? null,
    files: manifest?.files ?? [],
    redacted: manifest?.format === 'ringfence-bundle/2',
    opened: openings.length - wrong.length,
    ledgerAt: manifest?.ledgerAt ?? null,
    stamps: stamps.map((stamp) => ({ ...stamp, at: new Date(stamp.at).toISOString() })),
    lost: manifest?.lost ?? [],
    signedBy: note && {
      origin: note.checkpoint.origin,
      keyId: Buffer.from(note.keyId).toString('hex'),
      key: key === null ? 'bundle' : 'given',
    },
    proves: ok ? (key === null ? OWN : GIVEN) : 'Nothing: do not rely on this bundle.',
  }
}
