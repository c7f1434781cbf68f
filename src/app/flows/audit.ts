import type { AdvisoryBundle } from '#core/advisories'
import {
  type Attestation,
  assessNetwork,
  attest,
  type CheckSource,
  type Finding,
  findWeakVersions,
  type PlacedDevice,
  runChecks,
  type Score,
  score,
  severities,
} from '#core/audit'
import {
  type ConfigFile,
  type ConfigProblem,
  type Program,
  type Resource,
  type Sha1,
  type Snapshot,
  takeInventory,
} from '#core/inventory'
import type { Ground, Matrix } from '#core/reach'

export interface Audited extends Score {
  /** What fails first, the worst on top. */
  readonly findings: readonly Finding[]
  /** Who reaches what between the zones; null where none are known. */
  readonly matrix: Matrix | null
  /** Programs and modules the files name with their versions. */
  readonly programs: readonly Program[]
  readonly input: {
    readonly files: number
    readonly ignored: readonly string[]
    readonly problems: readonly ConfigProblem[]
  }
}

const ORDER: readonly Finding['status'][] = ['fail', 'manual', 'not-assessed', 'pass']

export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity),
  )

/** What an audit is given. */
export interface AuditInput {
  readonly files: readonly ConfigFile[]
  /** Firewalls on the way from the Internet to the telephone system, and zones. */
  readonly ground?: Ground
  /** What people answered, and the time that judges whether it still holds. */
  readonly attested?: { readonly answers: readonly Attestation[]; readonly now: number }
  readonly versions?: {
    readonly devices: readonly PlacedDevice[]
    readonly bundle: AdvisoryBundle
    readonly ageDays: number
  }
}

/** Runs every check over the configuration of a site. */
export function audit(
  checks: readonly CheckSource[],
  { files, ground, versions, attested }: AuditInput,
  sha1: Sha1,
): Audited {
  const taken = takeInventory(files, sha1)
  const network = ground && assessNetwork(ground, taken)
  const snapshot = withMore(taken, [...(network?.resources ?? []), ...weakVersions(taken.programs, versions)])
  const told = runChecks(checks, snapshot)
  const findings = attested ? attest(told, attested.answers, attested.now) : told
  return {
    ...score(findings),
    findings: worstFirst(findings),
    matrix: network?.matrix ?? null,
    programs: taken.programs,
    input: { files: files.length, ignored: snapshot.ignored, problems: snapshot.problems },
  }
}

/** What was listed, and what the files name: where that is nothing, versions were not looked at. */
function weakVersions(programs: readonly Program[], versions: AuditInput['versions']): Resource[] {
  if (!versions) return []
  const placed = [...versions.devices, ...programs.map(({ device, at }) => ({ device, at, reachable: null }))]
  return placed.length > 0 ? findWeakVersions(placed, versions.bundle, versions.ageDays) : []
}

const withMore = (snapshot: Snapshot, more: readonly Resource[]): Snapshot => ({
  ...snapshot,
  resources: [...snapshot.resources, ...more],
  told: new Set([...snapshot.told, ...more.map(({ type }) => type)]),
})
