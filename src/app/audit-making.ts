import { type Finding, severities } from '#core/audit'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { AuditHead, StoredAudit } from '#core/sites'
import type { AuditPorts, Audits } from './audit-ports.ts'
import type { AuditRequest } from './audit-request.ts'
import { driftIn, figuresOf, findingsOf } from './audit-view.ts'
import { actOf } from './kept.ts'

/** Uploads of audits lie under such names until they are read. */
export const auditUpload = (id: string): string => `audit-${id}`

/** Audits files that are sent; they are gone when this resolves or throws. */
export async function auditFiles(
  ports: AuditPorts,
  place: Place,
  files: Parameters<Audits['upload']>[1],
  actor: string,
): Promise<{ readonly id: string }> {
  const id = ports.newId()
  const folder = auditUpload(id)
  try {
    const uploads: { path: string; name: string }[] = []
    for await (const { name, stream } of files) {
      const { sha256 } = await ports.uploads.receive(folder, stream)
      uploads.push({ path: ports.uploads.path(folder, sha256), name: freeName(name, uploads) })
    }
    const { zones } = await ports.store.plan(place)
    const request: AuditRequest = { kind: 'audit', uploads, files: [], registered: [], zones }
    const names = uploads.map(({ name }) => name)
    return await make(ports, { place, id, actor, source: { kind: 'files', names } }, request)
  } finally {
    await ports.uploads.remove(folder)
  }
}

/** Two files of one name are two files. */
function freeName(name: string, taken: readonly { readonly name: string }[]): string {
  const plain = name.replaceAll('\\', '/')
  const isFree = (candidate: string): boolean => taken.every((each) => each.name !== candidate)
  if (isFree(plain)) return plain
  let n = 2
  while (!isFree(`${n}/${plain}`)) n++
  return `${n}/${plain}`
}

/** Audits what the site is connected to. */
export async function auditSystems(
  ports: AuditPorts,
  place: Place,
  actor: string,
): Promise<{ readonly id: string }> {
  const [systems, { zones }] = await Promise.all([ports.inspectors(place), ports.store.plan(place)])
  if (systems.length === 0)
    throw new DomainError(
      'nothing-to-audit',
      'Nothing this site is connected to tells its configuration.',
      'Send the files, or connect the Asterisk again with --config-dir, or its nftables firewall.',
    )
  const told = await Promise.all(
    systems.map(async ({ inspector }) => ({
      files: await inspector.files(),
      registered: await inspector.registered(),
    })),
  )
  const request: AuditRequest = {
    kind: 'audit',
    uploads: [],
    files: told.flatMap(({ files }) => files),
    registered: told.flatMap(({ registered }) => registered),
    zones,
  }
  const source = { kind: 'connections' as const, names: systems.map(({ name }) => name) }
  return make(ports, { place, id: ports.newId(), actor, source }, request)
}

interface Making {
  readonly place: Place
  readonly id: string
  readonly actor: string
  readonly source: AuditHead['source']
}

async function make(
  ports: AuditPorts,
  { place, id, actor, source }: Making,
  request: AuditRequest,
): Promise<{ readonly id: string }> {
  const { report, ground } = await ports.work(request)
  const [before, attestations] = await Promise.all([ports.store.get(place), ports.store.attestations(place)])
  const now = ports.now()
  const figures = figuresOf(findingsOf(report, attestations, now))
  const audit: StoredAudit = { ...place, id, at: now, by: actor, source, ...figures, report }
  const worse = bySeverity(driftIn({ report, before })?.appeared ?? []).filter(isWorth)
  const detail = {
    source: source.kind,
    ...figures,
    ...(worse.length > 0 ? { worse: worse.slice(0, MOST_TOLD).map(named) } : {}),
  }
  await ports.store.save(audit, ground, actOf(actor, 'audit.made', id, detail, now))
  const [worst] = worse
  if (worst) await ports.tell(place, { audit: id, severity: severityOf(worst), lines: linesOf(worse) })
  return { id }
}

const MOST_TOLD = 20
const isWorth = ({ severity }: Finding): boolean =>
  severities.indexOf(severity) <= severities.indexOf('medium')
const bySeverity = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
const severityOf = ({ severity }: Finding) => (severity === 'info' ? 'low' : severity)
const named = ({ check, resource }: Finding): string => `${check} ${resource}`.trim()

function linesOf(worse: readonly Finding[]): string[] {
  const lines = worse.map(({ severity, reason, check }) => `${severity}: ${reason} (${check})`)
  const more = lines.length - MOST_TOLD
  return more > 0 ? [...lines.slice(0, MOST_TOLD), `and ${more} more`] : lines
}
