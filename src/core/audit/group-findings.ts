import type { Finding } from './model.ts'

/** All answers of one check: what they share once, and each resource it fails on. */
export interface CheckResult
  extends Omit<Finding, 'resource' | 'reason' | 'evidence' | 'fix' | 'control' | 'cap'> {
  readonly on: readonly Pick<
    Finding,
    'resource' | 'severity' | 'reason' | 'evidence' | 'fix' | 'control' | 'cap'
  >[]
}

/** Findings by check, in the order in which the checks come first. `severity` is that of its worst. */
export function groupFindings(findings: readonly Finding[]): CheckResult[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(finding.check)
    if (group) group.push(finding)
    else groups.set(finding.check, [finding])
  }
  return [...groups.values()].map((group) => {
    const [{ check, area, title, status, severity, why }] = group as [Finding]
    const on = group.map(({ resource, severity: own, reason, evidence, fix, control, cap }) => ({
      resource,
      severity: own,
      reason,
      evidence,
      fix,
      control: control ?? null,
      cap,
    }))
    return { check, area, title, status, severity, why, on }
  })
}

export const ungroupFindings = (results: readonly CheckResult[]): Finding[] =>
  // Named one by one: spreading ten thousand findings is five times as slow.
  results.flatMap(({ check, area, title, status, why, on }) =>
    on.map(({ resource, severity, reason, evidence, fix, control, cap }) => ({
      check,
      area,
      title,
      status,
      severity,
      why,
      resource,
      reason,
      evidence,
      fix,
      control: control ?? null,
      cap,
    })),
  )
