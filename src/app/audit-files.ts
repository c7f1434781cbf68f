import { AuditReport, type DrillReport } from '#contract'
import { type Finding, type Framework, requirementsByCheck, score, toOcsf, toSarif } from '#core/audit'
import type { SiteSettings } from '#core/kernel'
import type { AssessmentFacts, Document } from '#core/reports'
import { assessmentOf } from './assessment.ts'
import { type AuditFile, findingsOf, openOf } from './audit-view.ts'
import { worstFirst } from './flows/audit.ts'
import type { ReportFile } from './report-files.ts'

export const auditFileKinds = [
  'assessment.pdf',
  'assessment.html',
  'audit.json',
  'audit.sarif',
  'audit.ocsf.jsonl',
] as const
export type AuditFileKind = (typeof auditFileKinds)[number]

export interface AuditFilePorts {
  renderHtml(document: Document): string
  renderPdf(document: Document): Promise<Uint8Array>
  readFrameworks(): Promise<readonly Framework[]>
  /** What simulated attacks do at the site of the audit, and its settings; null where that cannot be told. */
  drilled(): Promise<{ readonly report: DrillReport; readonly settings: SiteSettings } | null>
  /** How far the devices of the audit are from the firmware they are to be brought to. */
  campaign(): Promise<AssessmentFacts['targets']>
  readonly version: string
}

/** A kept audit as the file somebody asked for, with what people attested. Dated as the audit is. */
export async function auditFile(
  kind: AuditFileKind,
  file: AuditFile,
  ports: AuditFilePorts,
): Promise<ReportFile> {
  const { audit, attestations, report, now } = file
  const findings = worstFirst(findingsOf(report, attestations, now))
  const requirements = requirementsByCheck(await ports.readFrameworks())
  const tool = { name: 'Ringfence', version: ports.version }
  switch (kind) {
    case 'audit.sarif':
      return made(kind, 'application/sarif+json', `${json(toSarif(findings, requirements, tool))}\n`)
    case 'audit.ocsf.jsonl':
      return made(
        kind,
        'application/x-ndjson',
        toOcsf(findings, requirements, tool, audit.at)
          .map((event) => `${JSON.stringify(event)}\n`)
          .join(''),
      )
    case 'audit.json':
      return made(
        kind,
        'application/json; charset=utf-8',
        `${json(reportOf(file, findings, requirements))}\n`,
      )
    default: {
      const document = await assessed(file, findings, reportOf(file, findings, requirements), ports)
      return kind === 'assessment.html'
        ? made(kind, 'text/html; charset=utf-8', ports.renderHtml(document))
        : made(kind, 'application/pdf', await ports.renderPdf(document))
    }
  }
}

const made = (fileName: string, contentType: string, body: string | Uint8Array): ReportFile => ({
  fileName,
  contentType,
  body,
})
const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** The shape `ringfence audit --json` prints. */
function reportOf(
  { report: { matrix, input } }: AuditFile,
  findings: readonly Finding[],
  requirements: ReturnType<typeof requirementsByCheck>,
): AuditReport {
  const met = ({ check }: Finding): string[] =>
    (requirements.get(check) ?? []).map(({ framework, id }) => `${framework} ${id}`)
  return AuditReport.parse({
    ...score(findings),
    findings: findings.map((finding) => ({ ...finding, requirements: met(finding) })),
    matrix,
    input,
  })
}

async function assessed(
  file: AuditFile,
  findings: readonly Finding[],
  report: AuditReport,
  ports: AuditFilePorts,
): Promise<Document> {
  const drilled = await ports.drilled()
  return assessmentOf(
    {
      site: drilled?.settings.name ?? file.audit.site,
      report,
      // What somebody answers for is shown, and not proposed to be mended.
      toMend: openOf(findings, file),
      checks: file.checks,
      targets: await ports.campaign(),
      drilled,
    },
    { madeAt: file.audit.at, madeBy: `Ringfence ${ports.version}` },
  )
}
