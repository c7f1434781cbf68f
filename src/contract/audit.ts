import { z } from 'zod'
import { MatrixJson } from './reach.ts'

const Area = z.enum(['PW', 'MFA', 'FW', 'SEG', 'VER', 'ADM', 'SIP', 'MON'])

/** One answer of the audit: each resource that fails a check, or the check as a whole. */
export const AuditFinding = z.object({
  check: z.string().describe('Id in the catalogue of checks; its meaning never changes'),
  area: Area,
  title: z.string(),
  status: z.enum(['fail', 'pass', 'manual', 'not-assessed']),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
  resource: z.string().describe('What fails; empty for the site as a whole'),
  evidence: z
    .object({ file: z.string(), line: z.number().int(), text: z.string().describe('Secrets are masked') })
    .nullable(),
  reason: z.string(),
  why: z.string(),
  fix: z.string(),
  control: z
    .object({ kind: z.string(), target: z.string() })
    .nullable()
    .describe('The control that makes the fix on a connected system; null: somebody must'),
  requirements: z.array(z.string()).describe('What frameworks ask of it: NIST SP 800-53 IA-5 …'),
})
export type AuditFinding = z.output<typeof AuditFinding>

/** What `ringfence audit --json` prints. */
export const AuditReport = z.object({
  score: z.number().int().nullable().describe('0-100; null when nothing could be assessed'),
  scoreWithoutCaps: z.number().int().nullable(),
  coverage: z.number().int().describe('Per cent of the checks that were assessed'),
  caps: z.array(z.object({ cap: z.string(), check: z.string(), resource: z.string() })),
  areas: z.array(
    z.object({
      area: Area,
      score: z.number().int().nullable(),
      assessed: z.number().int(),
      checks: z.number().int(),
      failed: z.number().int(),
    }),
  ),
  findings: z.array(AuditFinding),
  matrix: MatrixJson.nullable().describe('Who reaches what between the zones; null where none were given'),
  input: z.object({
    files: z.number().int(),
    ignored: z.array(z.string()),
    problems: z.array(z.object({ file: z.string(), line: z.number().int(), reason: z.string() })),
  }),
})
export type AuditReport = z.output<typeof AuditReport>
