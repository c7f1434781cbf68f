import {
  type CheckSource,
  type Finding,
  findExposures,
  runChecks,
  type Score,
  score,
  severities,
} from '#core/audit'
import { type ConfigFile, type ConfigProblem, type Sha1, type Snapshot, takeInventory } from '#core/inventory'
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
}

/** Runs every check over the configuration of a site. */
export function audit(
  checks: readonly CheckSource[],
  { files, firewalls = [] }: AuditInput,
  sha1: Sha1,
): Audited {
  const taken = takeInventory(files, sha1)
  const snapshot = firewalls.length === 0 ? taken : withExposures(taken, firewalls)
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

const withExposures = (snapshot: Snapshot, firewalls: readonly Firewall[]): Snapshot => ({
  ...snapshot,
  resources: [...snapshot.resources, ...findExposures(firewalls, snapshot)],
  told: new Set([...snapshot.told, 'exposure']),
})
