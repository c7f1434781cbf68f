import type { Requirement } from '../frameworks.ts'
import type { Finding, Severity } from '../model.ts'
import type { Tool } from './sarif.ts'

const SEVERITY: Readonly<Record<Severity, readonly [number, string]>> = {
  info: [1, 'Informational'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
  critical: [5, 'Critical'],
}
const STATUS: Readonly<Record<Finding['status'], readonly [number, string]>> = {
  pass: [1, 'Pass'],
  fail: [3, 'Fail'],
  manual: [0, 'Unknown'],
  'not-assessed': [0, 'Unknown'],
}

/** Findings as OCSF 1.3.0 Compliance Findings (class 2003), one event each. */
export function toOcsf(
  findings: readonly Finding[],
  requirements: ReadonlyMap<string, readonly Requirement[]>,
  tool: Tool,
  now: number,
): object[] {
  return findings.map((finding) => {
    const [severityId, severity] = SEVERITY[finding.severity]
    const [statusId, status] = STATUS[finding.status]
    const met = requirements.get(finding.check) ?? []
    return {
      activity_id: 1,
      activity_name: 'Create',
      category_uid: 2,
      category_name: 'Findings',
      class_uid: 2003,
      class_name: 'Compliance Finding',
      type_uid: 200_301,
      time: now,
      severity_id: severityId,
      severity,
      message: finding.reason,
      metadata: {
        version: '1.3.0',
        product: { name: tool.name, vendor_name: tool.name, version: tool.version },
      },
      finding_info: {
        uid: `${finding.check} ${finding.resource}`.trim(),
        title: finding.title,
        desc: finding.why,
        created_time: now,
      },
      compliance: {
        control: finding.check,
        standards: [...new Set(met.map(({ framework }) => framework))],
        requirements: met.map(({ framework, id }) => `${framework} ${id}`),
        status_id: statusId,
        status,
      },
      remediation: { desc: finding.fix },
      ...(finding.resource === ''
        ? {}
        : { resources: [{ name: finding.resource, type: finding.resource.split(' ')[0] }] }),
      ...(finding.evidence
        ? {
            unmapped: {
              file: finding.evidence.file,
              line: finding.evidence.line,
              text: finding.evidence.text,
            },
          }
        : {}),
    }
  })
}
