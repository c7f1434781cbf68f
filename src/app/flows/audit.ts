import type { AdvisoryBundle } from '#core/advisories'
import {
  type CheckSource,
  type Finding,
  findExposures,
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
  type Resource,
  type Sha1,
  type Snapshot,
  takeInventory,
} from '#core/inventory'
import type { Firewall } from '#core/reach'

export interface Audited extends Score {
  /** What fails first, the worst on top. */
  readonly findings: readonly Finding[]
  readonly input: {
    readonly files: number
    readonly ignored: readonly string[]
    readonly problems: readonly ConfigProblem[]
  }
}

const ORDER: readonly Finding['status'][] = ['fail', 'manual', 'not-assessed', 'pass']

/** What an audit is given. */
export interface AuditInput {
  readonly files: readonly ConfigFile[]
  /** On the way from the Internet to the telephone system, in order. */
  readonly firewalls?: readonly Firewall[]
  readonly versions?: {
    readonly devices: readonly PlacedDevice[]
    readonly bundle: AdvisoryBundle
    readonly ageDays: number
  }
}

/** Runs every check over the configuration of a site. */
export function audit(
  checks: readonly CheckSource[],
  { files, firewalls = [], versions }: AuditInput,
  sha1: Sha1,
): Audited {
  const taken = takeInventory(files, sha1)
  const snapshot = withMore(taken, [
    ...(firewalls.length > 0 ? findExposures(firewalls, taken) : []),
    ...(versions ? findWeakVersions(versions.devices, versions.bundle, versions.ageDays) : []),
  ])
  const findings = runChecks(checks, snapshot)
  return {
    ...score(findings),
    findings: findings.toSorted(
      (a, b) =>
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
        severities.indexOf(a.severity) - severities.indexOf(b.severity),
    ),
    input: { files: files.length, ignored: snapshot.ignored, problems: snapshot.problems },
  }
}

const withMore = (snapshot: Snapshot, more: readonly Resource[]): Snapshot => ({
  ...snapshot,
  resources: [...snapshot.resources, ...more],
  told: new Set([...snapshot.told, ...more.map(({ type }) => type)]),
})
