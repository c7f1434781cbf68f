import type { AuditSummary, AuditView, CheckView, RiskView } from '#contract'
import {
  Attestation,
  attest,
  type CheckResult,
  type CheckSource,
  type Drift,
  driftOf,
  type Finding,
  findingKey,
  groupFindings,
  rankFixes,
  score,
  severities,
  ungroupFindings,
} from '#core/audit'
import type { AcceptedRisk, AuditHead, KeptAttestation, StoredAudit } from '#core/sites'
import type { KeptReport } from './audit-request.ts'

/** An audit with all that is said of it. */
export interface AuditFile {
  readonly audit: StoredAudit
  readonly report: KeptReport
  readonly before: StoredAudit | null
  readonly checks: readonly CheckSource[]
  readonly risks: readonly AcceptedRisk[]
  readonly attestations: readonly KeptAttestation[]
  readonly now: number
}

const MOST_MOVED = 200
const MOST_DOORS = 50
const MOST_IGNORED = 200
const MOST_ON = 500
const DAY = 86_400_000

const iso = (at: number): string => new Date(at).toISOString()

export const summaryOf = ({
  id,
  at,
  by,
  source,
  score: points,
  coverage,
  failed,
}: AuditHead): AuditSummary => ({
  id,
  at: iso(at),
  by,
  source: { kind: source.kind, names: [...source.names] },
  score: points,
  coverage,
  failed,
})

/** Findings with the answers people gave. */
export const findingsOf = (
  { results }: KeptReport,
  attestations: readonly KeptAttestation[],
  now: number,
): Finding[] => attest(ungroupFindings(results), attestations.flatMap(documentOf), now)

const documentOf = ({ document }: KeptAttestation): Attestation[] => {
  const parsed = Attestation.safeParse(document)
  return parsed.success ? [parsed.data] : []
}

export const reportIn = (audit: StoredAudit): KeptReport => audit.report as KeptReport

/** The figures lists show, and which checks fail. */
export function figuresOf(findings: readonly Finding[]): Pick<AuditHead, 'score' | 'coverage' | 'failed'> {
  const { score: points, coverage } = score(findings)
  const failed = new Set(findings.filter(({ status }) => status === 'fail').map(({ check }) => check)).size
  return { score: points, coverage, failed }
}

export const driftIn = ({ report, before }: Pick<AuditFile, 'report' | 'before'>): Drift | null =>
  before && driftOf(ungroupFindings(reportIn(before).results), ungroupFindings(report.results))

const riskView = (risk: AcceptedRisk, now: number): RiskView => ({
  ...risk,
  at: iso(risk.at),
  until: iso(risk.until),
  expired: risk.until <= now,
})

/** Those that hold now, by finding. */
const standing = (risks: readonly AcceptedRisk[], now: number): ReadonlyMap<string, AcceptedRisk> =>
  new Map(risks.filter(({ until }) => until > now).map((risk) => [findingKey(risk), risk]))

/** Of these, what nobody answers for now. */
export function openOf(
  findings: readonly Finding[],
  { risks, now }: Pick<AuditFile, 'risks' | 'now'>,
): readonly Finding[] {
  const accepted = standing(risks, now)
  return findings.filter((finding) => !accepted.has(findingKey(finding)))
}

export function viewOf(file: AuditFile): AuditView {
  const { audit, report, before, checks, attestations, now } = file
  const findings = findingsOf(report, attestations, now)
  const scored = score(findings)
  const failing = findings.filter(({ status }) => status === 'fail')
  const open = openOf(failing, file)
  const doors = failing.filter(({ cap }) => cap !== null)
  const { input } = report
  return {
    ...summaryOf(audit),
    ...figuresOf(findings),
    scoreWithoutCaps: scored.scoreWithoutCaps,
    areas: scored.areas.map((area) => ({ ...area })),
    doors: doors
      .slice(0, MOST_DOORS)
      .flatMap(({ cap, check, resource, reason, evidence }) =>
        cap === null ? [] : [{ cap, check, resource, reason, evidence }],
      ),
    doorsTotal: doors.length,
    fixes: rankFixes(open, checks).map(({ check, title, severity, effort, why, resources }) => ({
      check,
      title,
      severity,
      effort,
      why,
      places: resources.length,
    })),
    accepted: failing.length - open.length,
    notAssessed: findings
      .filter(({ status }) => status === 'not-assessed')
      .map(({ check, area, title, reason }) => ({ check, area, title, reason })),
    manual: findings
      .filter(({ status }) => status === 'manual')
      .map(({ check, area, title, severity, reason }) => ({ check, area, title, severity, ask: reason })),
    drift: before && driftView(before, driftIn(file)),
    input: {
      files: input.files,
      ignored: input.ignored.slice(0, MOST_IGNORED),
      ignoredTotal: input.ignored.length,
      problems: input.problems.slice(0, MOST_IGNORED).map((problem) => ({ ...problem })),
    },
    has: {
      matrix: report.matrix !== null,
      rules: report.dead !== null,
      devices: report.devices.length,
    },
  }
}

function driftView(before: AuditHead, drift: Drift | null): AuditView['drift'] {
  if (!drift) return null
  const worst = (list: readonly Finding[]) =>
    list
      .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
      .slice(0, MOST_MOVED)
      .map(({ check, title, severity, resource }) => ({ check, title, severity, resource }))
  return {
    before: { id: before.id, at: iso(before.at) },
    appeared: worst(drift.appeared),
    appearedTotal: drift.appeared.length,
    gone: worst(drift.gone),
    goneTotal: drift.gone.length,
    still: drift.still,
    firstSeen: drift.firstSeen,
    notSeen: drift.notSeen,
  }
}

type Row = Pick<
  CheckView,
  'check' | 'area' | 'title' | 'status' | 'severity' | 'places' | 'accepted' | 'appeared'
>

/** Every check with how it came out. */
export function rowsOf(file: AuditFile): Row[] {
  const results = groupFindings(findingsOf(file.report, file.attestations, file.now))
  const accepted = standing(file.risks, file.now)
  const appeared = new Set(driftIn(file)?.appeared.map(findingKey))
  return results.map((result) => rowOf(result, accepted, appeared))
}

function rowOf(
  { on, check, area, title, status, severity }: CheckResult,
  accepted: ReadonlyMap<string, unknown>,
  appeared: ReadonlySet<string>,
): Row {
  const failing = status === 'fail' ? on.map(({ resource }) => findingKey({ check, resource })) : []
  return {
    check,
    area,
    title,
    status,
    severity,
    places: failing.length,
    accepted: failing.filter((key) => accepted.has(key)).length,
    appeared: failing.filter((key) => appeared.has(key)).length,
  }
}

/** One check with all it fails on; null when the audit has no such check. */
export function checkView(file: AuditFile, id: string, requirements: readonly string[]): CheckView | null {
  const { report, attestations, now, checks, risks } = file
  const mine = findingsOf(report, attestations, now).filter(({ check }) => check === id)
  const [result] = groupFindings(mine)
  if (!result) return null
  const source = checks.find((check) => check.id === id)
  const accepted = standing(risks, now)
  const expired = new Map(risks.map((risk) => [findingKey(risk), risk]))
  const appeared = new Set(driftIn(file)?.appeared.map(findingKey))
  const asked = report.results.find(({ check }) => check === id)?.status === 'manual'
  return {
    ...rowOf(result, accepted, appeared),
    why: result.why,
    effort: source?.effort ?? 'minutes',
    reference: source?.reference ?? '',
    requirements: [...requirements],
    ask: asked ? (source?.ask ?? null) : null,
    attested: asked ? attestedOf(attestations, id) : null,
    on: result.on.slice(0, MOST_ON).map(({ resource, severity, reason, evidence, fix, control }) => {
      const key = findingKey({ check: id, resource })
      const risk = result.status === 'fail' ? (accepted.get(key) ?? expired.get(key)) : undefined
      return {
        resource,
        severity,
        reason,
        evidence,
        fix,
        // Files that were sent may be of any system: only what is connected can be changed.
        control: file.audit.source.kind === 'connections' ? (control ?? null) : null,
        appeared: appeared.has(key),
        risk: risk ? riskView(risk, now) : null,
      }
    }),
  }
}

function attestedOf(attestations: readonly KeptAttestation[], id: string): CheckView['attested'] {
  const newest = attestations
    .filter(({ check }) => check === id)
    .flatMap(documentOf)
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))[0]
  if (!newest) return null
  const { answer, by, on, validDays, note } = newest
  return { answer, by, on, until: iso(Date.parse(on) + validDays * DAY), note }
}
