import { type CheckSource, type Finding, runChecks, type Score, score, severities } from '#core/audit'
import { type ConfigFile, type ConfigProblem, type Sha1, takeInventory } from '#core/inventory'

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

/** Runs every check over the configuration of a site. */
export function audit(checks: readonly CheckSource[], files: readonly ConfigFile[], sha1: Sha1): Audited {
  const snapshot = takeInventory(files, sha1)
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
