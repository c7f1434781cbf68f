import { type Area, type AreaScore, areas, type Finding, type Score, type Severity } from './model.ts'

const WEIGHT: Readonly<Record<Severity, number>> = { critical: 10, high: 6, medium: 3, low: 1, info: 0 }
/** One open door is not averaged away by a hundred closed ones. */
const CAPPED = 39

/**
 * Passed weight over assessed weight, by area and in all. What was not assessed never counts as passed; how much that is stands
 * beside it as coverage. A finding with a cap holds the total at 39.
 */
export function score(findings: readonly Finding[]): Score {
  const checks = [...byCheck(findings).values()]
  const caps = findings.flatMap(({ status, cap, check, resource }) =>
    status === 'fail' && cap ? [{ cap, check, resource }] : [],
  )
  const scoreWithoutCaps = rate(checks)
  const assessed = checks.filter(isAssessed).length
  return {
    score:
      scoreWithoutCaps === null
        ? null
        : caps.length > 0
          ? Math.min(scoreWithoutCaps, CAPPED)
          : scoreWithoutCaps,
    scoreWithoutCaps,
    coverage: checks.length === 0 ? 0 : Math.round((100 * assessed) / checks.length),
    caps,
    areas: areas.map((area) =>
      scoreArea(
        area,
        checks.filter((check) => check.area === area),
      ),
    ),
  }
}

/** Of a check that fails on several resources, the worst. */
function byCheck(findings: readonly Finding[]): Map<string, Finding> {
  const worst = new Map<string, Finding>()
  for (const finding of findings) {
    const known = worst.get(finding.check)
    if (!known || WEIGHT[finding.severity] > WEIGHT[known.severity]) worst.set(finding.check, finding)
  }
  return worst
}

const isAssessed = ({ status }: Finding): boolean => status === 'pass' || status === 'fail'

function rate(checks: readonly Finding[]): number | null {
  const assessed = checks.filter(isAssessed)
  const sum = (each: readonly Finding[]): number =>
    each.reduce((total, { severity }) => total + WEIGHT[severity], 0)
  const all = sum(assessed)
  if (all === 0) return assessed.length > 0 ? 100 : null
  return Math.round((100 * sum(assessed.filter(({ status }) => status === 'pass'))) / all)
}

function scoreArea(area: Area, checks: readonly Finding[]): AreaScore {
  return {
    area,
    score: rate(checks),
    assessed: checks.filter(isAssessed).length,
    checks: checks.length,
    failed: checks.filter(({ status }) => status === 'fail').length,
  }
}
