import type { CheckSource, Effort, Finding, Severity } from './model.ts'

/** One check that fails, with all it fails on: what to do about it is done once. */
export interface Fix {
  readonly check: string
  readonly title: string
  readonly severity: Severity
  readonly effort: Effort
  readonly fix: string
  readonly why: string
  readonly resources: readonly string[]
  /** The weight of the finding, twice where it holds the whole score down. */
  readonly risk: number
}

const WEIGHT: Readonly<Record<Severity, number>> = { critical: 10, high: 6, medium: 3, low: 1, info: 0 }
const COST: Readonly<Record<Effort, number>> = { minutes: 1, hours: 4, days: 12 }

/** What to mend first: by the risk it removes for the time it takes; equal ones by severity, then by name. */
export function rankFixes(findings: readonly Finding[], checks: readonly CheckSource[]): Fix[] {
  const efforts = new Map(checks.map(({ id, effort }) => [id, effort]))
  const failing = new Map<string, Finding[]>()
  for (const finding of findings)
    if (finding.status === 'fail')
      failing.set(finding.check, [...(failing.get(finding.check) ?? []), finding])
  const fixes = [...failing.values()].map((group) => fixOf(group, efforts))
  const worth = ({ risk, effort }: Fix): number => risk / COST[effort]
  return fixes.toSorted((a, b) => worth(b) - worth(a) || b.risk - a.risk || (a.check < b.check ? -1 : 1))
}

function fixOf(group: readonly Finding[], efforts: ReadonlyMap<string, Effort>): Fix {
  const [worst] = group.toSorted((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity]) as [Finding]
  const { check, title, severity, fix, why } = worst
  return {
    check,
    title,
    severity,
    effort: efforts.get(check) ?? 'minutes',
    fix,
    why,
    resources: group.map(({ resource }) => resource),
    risk: WEIGHT[severity] * (group.some(({ cap }) => cap !== null) ? 2 : 1),
  }
}
