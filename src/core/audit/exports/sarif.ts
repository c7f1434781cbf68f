import type { Requirement } from '../frameworks.ts'
import type { Finding, Severity } from '../model.ts'

export interface Tool {
  readonly name: string
  readonly version: string
}

type Requirements = ReadonlyMap<string, readonly Requirement[]>

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}
/** What code-scanning services sort by: the middle of the CVSS band of the same name. */
const SCORE: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
}
const KIND = { fail: 'fail', pass: 'pass', manual: 'review', 'not-assessed': 'open' } as const

/** Findings as a SARIF 2.1.0 log (OASIS, 27 March 2020): one run, a rule for each check, a result for each finding. */
export function toSarif(findings: readonly Finding[], requirements: Requirements, tool: Tool): object {
  const checks = [...new Map(findings.map((finding) => [finding.check, finding])).values()]
  const index = new Map(checks.map(({ check }, n) => [check, n]))
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            semanticVersion: tool.version,
            rules: checks.map((finding) => ruleOf(finding, requirements)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({ ...resultOf(finding), ruleIndex: index.get(finding.check) })),
      },
    ],
  }
}

function ruleOf({ check, title, why, fix, severity, area }: Finding, requirements: Requirements): object {
  return {
    id: check,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      'security-severity': SCORE[severity],
      tags: [
        'security',
        area,
        ...(requirements.get(check) ?? []).map(({ framework, id }) => `${framework} ${id}`),
      ],
    },
  }
}

function resultOf({ check, status, severity, reason, resource, evidence }: Finding): object {
  return {
    ruleId: check,
    kind: KIND[status],
    // SARIF 3.27.10: whatever is no failure has no level.
    level: status === 'fail' ? LEVEL[severity] : 'none',
    message: { text: reason },
    ...(evidence && evidence.file !== ''
      ? {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(evidence.file) },
                region: { startLine: Math.max(1, evidence.line), snippet: { text: evidence.text } },
              },
            },
          ],
        }
      : {}),
    partialFingerprints: { 'checkAndResource/v1': `${check} ${resource}` },
  }
}

/** A path as a URI reference (RFC 3986): what is not allowed there is written in per cent. */
const uriOf = (path: string): string =>
  path.startsWith('/')
    ? `file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`
    : encodeURI(path).replace(/[?#]/g, encodeURIComponent)
